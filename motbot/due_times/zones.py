"""Names of clocks: zones, their short names, countries and cities, in English and Chinese."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from motbot.due_times.meanings import Meaning, Part, Whose, Zone
from motbot.due_times.places import CHINESE, ENGLISH
from motbot.due_times.rules import Rule, says

_SHORT = {
    "pt": "America/Los_Angeles", "mt": "America/Denver", "ct": "America/Chicago", "et": "America/New_York",
    "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "hkt": "Asia/Hong_Kong", "sgt": "Asia/Singapore",
    "aet": "Australia/Sydney",
    "awst": "Australia/Perth", "msk": "Europe/Moscow", "hst": "Pacific/Honolulu", "brt": "America/Sao_Paulo",
    "pkt": "Asia/Karachi", "wib": "Asia/Jakarta", "gst": "Asia/Dubai",
}  # fmt: skip
_AT_ITS_WORD = {
    "pst": -8, "pdt": -7, "mst": -7, "mdt": -6, "cdt": -5, "est": -5, "edt": -4, "akst": -9, "akdt": -8,
    "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "aest": 10, "aedt": 11, "acst": 9.5, "acdt": 10.5,
    "nzst": 12, "nzdt": 13,
}  # fmt: skip
"""Hours ahead of UTC. Who says EST in summer may mean EDT; taken at its word it is the later and so never early."""
_SHARED = {
    "cst": ("America/Chicago", "Asia/Shanghai", "Asia/Taipei", "America/Mexico_City"),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "sst": ("Asia/Singapore", "Pacific/Pago_Pago"),
}
_UNDECIDED = {"cst"}
"""Where none of the zones is so much commoner that it may be taken for a speaker who is in none of them."""
_CONTINENTS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
_CLOCK_BEFORE = (
    r"(?<=[\dmMhn0]\s)|(?<=\d)|(?<=[ap]m)|(?<=noon )|(?<=night )|(?<=\.m\. )|(?<=点)|(?<=半)"
    r"|(?<=OD )|(?<=OB )|(?<=\()|(?<=点 )"
)
_TIME = r"(?:'s)?[- ](?:local |standard |summer |daylight |winter )?time\b"


def zone_names() -> Iterator[Rule]:
    """Every rule for a named clock."""
    yield says(
        r"\b(?:y(?:ou|uo)r|ur)(?: own| local)? (?:local )?(?:time(?:zone)?|timezone|clock|end(?=[,.!]"
        r"|$))\b|(?:(?<=\dam )|(?<=\dpm )|(?<=\d am )|(?<=\d pm )|(?<=:\d\d )|(?<=noon )|(?<=EOD )"
        r"|(?<=COB ))(?:(?:at|on) )?your (?:own )?(?:side|end|zone|tz|local)\b|\bwhere you are\b"
        r"|\byour (?=\d)|\byour (?=(?:own )?(?:morning|afternoon|evening|eod|cob|end of day|noon"
        r"|night|midday|lunch))|(?:您|你)(?:们)?(?:那边|那里|那儿|当地|所在地)?的?时间(?!内)|(?:您|你)们?(?:那边|那里|那儿)(?=[上下中晚早凌\d]"
        r"|[一二三四五六七八九十]+点)|贵(?:方|司)时间|客户(?:当地|那边)?的?时间",
        Zone(whose=Whose.READER),
    )
    yield says(r"\bend of your (?:business |working |work )?day\b", Zone(whose=Whose.READER), Part.END_OF_DAY)
    yield says(r"东八区(?:时间)?", Zone((timezone(timedelta(hours=8)),)))
    yield says(
        r"\b(?:our|my)(?: local)? time\b|(?:我们?|咱们?)(?:这边|这里|这儿|当地)?的?时间(?!内)",
        Zone(whose=Whose.SPEAKER),
    )
    yield says(r"\b(?:local|their) time\b|当地时间|本地时间", Zone(whose=Whose.LOCAL))
    yield Rule(
        r"(?:utc|gmt)(?:\s?(?P<sign>[+-])\s?(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?)?(?!\w)(?:\s*时间)?",
        _offset,
    )
    yield says(
        r"世界标准时间|格林(?:尼治|威治)(?:标准)?时间|世界时|协调世界时|\bgreenwich mean time\b|(?<=\d)z\b",
        Zone((UTC,)),
    )
    yield Rule(r"(?<=:\d\d)(?P<sign>[+-])(?P<hours>1[0-4]|0\d):(?P<minutes>[0-5]\d)", _offset)
    yield says(
        r"\b(?:us|u\.s\.|american?|australian?|canad(?:a|ian)|europe(?:an)?|mexic(?:o|an)|brazil(?:ian)?"
        r"|russian?) time\b|(?:美国|欧洲|澳洲|澳大利亚|加拿大|俄罗斯|墨西哥)(?:那边|当地)?的?时间(?!内)",
        Zone(undecided=True),
    )
    yield from _tabled()
    yield Rule(
        r"(?:(?<=[ap]m )|(?<=:\d\d )|(?<=noon )|(?<=[ap]\.m\. ))(?P<place>[a-z]+(?: [a-z]+)?) time\b", _unheard_of
    )


def _offset(match: re.Match[str]) -> tuple[Meaning, ...]:
    if not match["sign"]:
        return (Zone((UTC,)),)
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return (Zone((timezone(ahead if match["sign"] == "+" else -ahead),)),)


def _unheard_of(match: re.Match[str]) -> tuple[Meaning, ...]:
    """A place that is not known here: whoever names one does not mean the own clock."""
    return (Zone(undecided=True),) if match["place"][0].isupper() else ()


def _tabled() -> Iterator[Rule]:
    short: dict[str, tuple[tzinfo, ...]] = {name: (ZoneInfo(zone),) for name, zone in _SHORT.items()}
    short |= {name: tuple(map(ZoneInfo, zones)) for name, zones in _SHARED.items()}
    short |= {name: (timezone(timedelta(hours=ahead)),) for name, ahead in _AT_ITS_WORD.items()}
    for name, zones in short.items():
        pattern = rf"(?<![a-z])(?P<short>{name})(?![a-z])(?P<time> time\b|\s*时间)?"
        yield Rule(pattern, _Short(zones))
    for zone, names in CHINESE.items():
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
    known |= {name: zone for zone, names in ENGLISH.items() for name in names.split("|")}
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
