"""Names of clocks: zones, their short names, countries and cities, in English and Chinese."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from motbot.due_times.meanings import Meaning, Part, Whose, Zone
from motbot.due_times.rules import Rule, says

_SHORT = {
    "pt|pst|pdt": "America/Los_Angeles", "mt|mdt": "America/Denver", "ct|cdt": "America/Chicago",
    "et|est|edt": "America/New_York", "cet|cest": "Europe/Paris", "eet|eest": "Europe/Athens",
    "wet|west": "Europe/Lisbon", "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "hkt": "Asia/Hong_Kong",
    "sgt": "Asia/Singapore", "aest|aedt|aet": "Australia/Sydney", "acst|acdt": "Australia/Adelaide",
    "awst": "Australia/Perth", "nzst|nzdt": "Pacific/Auckland", "msk": "Europe/Moscow", "akst|akdt": "America/Anchorage",
    "hst": "Pacific/Honolulu", "brt": "America/Sao_Paulo", "pkt": "Asia/Karachi", "wib": "Asia/Jakarta",
}  # fmt: skip
"""What people mean by them all year round: many say EST in summer, too."""
_SHARED = {
    "cst": ("America/Chicago", "Asia/Shanghai", "Asia/Taipei", "America/Mexico_City"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "mst": ("America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "gst": ("Asia/Dubai",),
    "sst": ("Asia/Singapore", "Pacific/Pago_Pago"),
}
_UNDECIDED = {"cst"}
"""Where none of the zones is so much commoner that it may be taken for a speaker who is in none of them."""
_ENGLISH = {
    "beijing|china|shenzhen|guangzhou|hangzhou": "Asia/Shanghai", "japan|japanese|osaka": "Asia/Tokyo", "korea": "Asia/Seoul",
    "india|indian|mumbai|delhi|new delhi|bangalore|bengaluru|chennai|hyderabad|pune": "Asia/Kolkata", "uk|british": "Europe/London",
    "san francisco|sf|seattle|pacific|us pacific|west coast|california|san diego|portland|las vegas": "America/Los_Angeles",
    "nyc|ny|boston|miami|atlanta|washington|eastern|us eastern|east coast|philadelphia": "America/New_York",
    "central|us central|dallas|houston|austin|texas": "America/Chicago", "mountain": "America/Denver",
    "central european|cental europe|germany|german|munich|frankfurt|hamburg|cologne": "Europe/Berlin", "spain|barcelona": "Europe/Madrid",
    "italy|milan": "Europe/Rome", "geneva|swiss|switzerland": "Europe/Zurich", "abu dhabi|uae": "Asia/Dubai",
    "moscow": "Europe/Moscow", "canberra": "Australia/Sydney", "hanoi|saigon": "Asia/Ho_Chi_Minh", "rio": "America/Sao_Paulo",
    "montreal|ottawa": "America/Toronto", "wellington": "Pacific/Auckland", "kyiv": "Europe/Kyiv", "france": "Europe/Paris",
    "ireland": "Europe/Dublin", "edinburgh|manchester": "Europe/London", "taiwan": "Asia/Taipei", "nepal": "Asia/Kathmandu", "hk": "Asia/Hong_Kong", "thailand|thai": "Asia/Bangkok", "vietnam": "Asia/Ho_Chi_Minh",
    "philippines|philippine": "Asia/Manila", "malaysia": "Asia/Kuala_Lumpur", "israel": "Asia/Jerusalem", "turkey": "Europe/Istanbul",
    "netherlands|dutch": "Europe/Amsterdam", "eastern european": "Europe/Athens", "australian eastern|aussie": "Australia/Sydney", "new zealand|nz": "Pacific/Auckland", "calcutta": "Asia/Kolkata",
}  # fmt: skip
_CHINESE = {
    "北京|上海|深圳|广州|杭州|中国|国内|大陆": "Asia/Shanghai", "香港": "Asia/Hong_Kong", "台北|台湾": "Asia/Taipei",
    "澳门": "Asia/Macau", "东京|日本|大阪": "Asia/Tokyo", "首尔|韩国|汉城": "Asia/Seoul", "新加坡|狮城": "Asia/Singapore",
    "伦敦|英国|格林尼治夏令": "Europe/London", "纽约|美东|美国东部|东部|波士顿|华盛顿|美东夏令": "America/New_York",
    "洛杉矶|美西|美国西部|西部|太平洋|旧金山|西雅图|加州|硅谷|圣何塞": "America/Los_Angeles", "芝加哥|美中|美国中部": "America/Chicago",
    "丹佛|山地": "America/Denver", "巴黎|法国": "Europe/Paris", "柏林|德国|法兰克福|慕尼黑|汉堡|欧洲中部|中欧": "Europe/Berlin",
    "悉尼|澳洲东部|堪培拉": "Australia/Sydney", "墨尔本": "Australia/Melbourne", "布里斯班": "Australia/Brisbane",
    "珀斯": "Australia/Perth", "奥克兰|新西兰": "Pacific/Auckland", "迪拜|阿联酋": "Asia/Dubai", "莫斯科": "Europe/Moscow",
    "孟买|印度|新德里|德里|班加罗尔": "Asia/Kolkata", "曼谷|泰国": "Asia/Bangkok", "雅加达": "Asia/Jakarta",
    "吉隆坡|马来西亚": "Asia/Kuala_Lumpur", "马尼拉|菲律宾": "Asia/Manila", "河内|胡志明|越南": "Asia/Ho_Chi_Minh",
    "多伦多": "America/Toronto", "温哥华": "America/Vancouver", "圣保罗|巴西": "America/Sao_Paulo", "苏黎世|瑞士|日内瓦": "Europe/Zurich",
    "马德里|西班牙|巴塞罗那": "Europe/Madrid", "罗马|意大利|米兰": "Europe/Rome", "阿姆斯特丹|荷兰": "Europe/Amsterdam",
    "都柏林|爱尔兰": "Europe/Dublin", "斯德哥尔摩|瑞典": "Europe/Stockholm", "开罗|埃及": "Africa/Cairo",
    "约翰内斯堡|南非": "Africa/Johannesburg", "伊斯坦布尔|土耳其": "Europe/Istanbul", "特拉维夫|以色列": "Asia/Jerusalem",
    "加德满都|尼泊尔": "Asia/Kathmandu", "檀香山|夏威夷": "Pacific/Honolulu", "墨西哥城": "America/Mexico_City",
    "布鲁塞尔": "Europe/Brussels", "维也纳": "Europe/Vienna", "利雅得|沙特": "Asia/Riyadh", "里斯本": "Europe/Lisbon",
}  # fmt: skip
_CONTINENTS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
_CLOCK_BEFORE = r"(?<=[\dmMhn0]\s)|(?<=\d)|(?<=[ap]m)|(?<=noon )|(?<=night )|(?<=\.m\. )|(?<=点)|(?<=半)|(?<=OD )|(?<=OB )|(?<=\()|(?<=点 )"
_TIME = r"(?:'s)?[- ](?:local |standard |summer |daylight |winter )?time\b"


def zone_names() -> Iterator[Rule]:
    """Every rule for a named clock."""
    yield says(r"\b(?:y(?:ou|uo)r|ur)(?: own| local)? (?:local )?(?:time(?:zone)?|timezone|clock|end(?=[,.!]|$))\b|(?:(?<=\dam )|(?<=\dpm )|(?<=\d am )|(?<=\d pm )|(?<=:\d\d )|(?<=noon )|(?<=EOD )|(?<=COB ))(?:(?:at|on) )?your (?:own )?(?:side|end|zone|tz|local)\b|\bwhere you are\b|\byour (?=\d)|\byour (?=(?:own )?(?:morning|afternoon|evening|eod|cob|end of day|noon|night|midday|lunch))|(?:您|你)(?:们)?(?:那边|那里|那儿|当地|所在地)?的?时间(?!内)|(?:您|你)们?(?:那边|那里|那儿)(?=[上下中晚早凌\d]|[一二三四五六七八九十]+点)|贵(?:方|司)时间|客户(?:当地|那边)?的?时间", Zone(whose=Whose.READER))
    yield says(r"\bend of your (?:business |working |work )?day\b", Zone(whose=Whose.READER), Part.END_OF_DAY)
    yield says(r"东八区(?:时间)?", Zone((timezone(timedelta(hours=8)),)))
    yield says(r"\b(?:our|my)(?: local)? time\b|(?:我们?|咱们?)(?:这边|这里|这儿|当地)?的?时间(?!内)", Zone(whose=Whose.SPEAKER))
    yield says(r"\b(?:local|their) time\b|当地时间|本地时间", Zone(whose=Whose.LOCAL))
    yield Rule(r"(?:utc|gmt)(?:\s?(?P<sign>[+-])\s?(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?)?(?!\w)(?:\s*时间)?", _offset)
    yield says(r"世界标准时间|格林(?:尼治|威治)(?:标准)?时间|世界时|协调世界时|\bgreenwich mean time\b|(?<=\d)z\b", Zone((UTC,)))
    yield Rule(r"(?<=:\d\d)(?P<sign>[+-])(?P<hours>1[0-4]|0\d):(?P<minutes>[0-5]\d)", _offset)
    yield says(r"\b(?:us|u\.s\.|american?|australian?|canad(?:a|ian)|europe(?:an)?|mexic(?:o|an)|brazil(?:ian)?|russian?) time\b|(?:美国|欧洲|澳洲|澳大利亚|加拿大|俄罗斯|墨西哥)(?:那边|当地)?的?时间(?!内)", Zone(undecided=True))
    yield from _tabled()
    yield Rule(r"(?:(?<=[ap]m )|(?<=:\d\d )|(?<=noon )|(?<=[ap]\.m\. ))(?P<place>[a-z]+(?: [a-z]+)?) time\b", _unheard_of)


def _offset(match: re.Match[str]) -> tuple[Meaning, ...]:
    if not match["sign"]:
        return (Zone((UTC,)),)
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return (Zone((timezone(ahead if match["sign"] == "+" else -ahead),)),)


def _unheard_of(match: re.Match[str]) -> tuple[Meaning, ...]:
    """A place that is not known here: whoever names one does not mean the own clock."""
    return (Zone(undecided=True),) if match["place"][0].isupper() else ()


def _tabled() -> Iterator[Rule]:
    short = {names: (zone,) for names, zone in _SHORT.items()} | _SHARED
    for names, zones in short.items():
        pattern = rf"(?<![a-z])(?P<short>{names})(?![a-z])(?P<time> time\b|\s*时间)?"
        yield Rule(pattern, _Short(tuple(map(ZoneInfo, zones))))
    for names, zone in _CHINESE.items():
        yield says(rf"(?:{names})(?:当地|那边|标准|夏令|本地)?的?时间(?!内)", Zone((ZoneInfo(zone),)))
        yield says(rf"(?:{names})(?=\s*(?:上午|下午|早上|晚上|中午|傍晚|凌晨|\d{{1,2}}[点:]))", Zone((ZoneInfo(zone),)))
    yield Rule(*_cities())


class _Short:
    """Reads a short name, which one zone has or several share."""

    def __init__(self, zones: tuple[tzinfo, ...]) -> None:
        self._zones = zones

    def __call__(self, match: re.Match[str]) -> tuple[Meaning, ...]:
        before = match.string[: match.start()].rstrip()[-1:]
        # In small letters most of them are words or parts of words, unless they follow an hour.
        if match["short"].islower() and not match["time"] and not before.isdigit() and before.lower() != "m":
            return ()
        return (Zone(self._zones, undecided=match["short"].lower() in _UNDECIDED),)


def _cities() -> tuple[str, "_Cities"]:
    known: dict[str, str] = {}
    for zone in sorted(available_timezones(), key=len, reverse=True):
        continent, _, city = zone.rpartition("/")
        if continent.partition("/")[0] in _CONTINENTS:
            known[city.replace("_", " ").lower()] = zone
    known |= {name: zone for names, zone in _ENGLISH.items() for name in names.split("|")}
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    after = rf"(?:{_CLOCK_BEFORE})(?:in )?(?P<place>{names})\b(?!['-])"
    return rf"\b(?P<city>{names}){_TIME}|\b(?P<zh>{names})\s*时间|{after}", _Cities(known)


class _Cities:
    """Reads the name of a city or country as the clock there."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def __call__(self, match: re.Match[str]) -> tuple[Meaning, ...]:
        name = match["city"] or match["zh"] or match["place"]
        return (Zone((ZoneInfo(self._known[name.lower()]),)),)
