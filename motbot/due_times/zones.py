"""Names of clocks: zones, their short names, countries and cities, in English and Chinese."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, timedelta, timezone, tzinfo
from itertools import groupby
from zoneinfo import ZoneInfo, available_timezones

from motbot.due_times.meanings import Meaning, Part, Whose, Zone
from motbot.due_times.places import CHINESE, ENGLISH
from motbot.due_times.rules import Family, Rule, says

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


def zone_names() -> Iterator[Family]:
    """Every rule for a named clock."""
    yield Family(sign=r"you|yuo|\bur\b|[您你贵客]", rules=_the_readers())
    yield Family(sign=r"time|时间|东八区|世界时|utc|gmt|\dz\b|\d[+-]\d", rules=_said_outright())
    short = _short_names()
    yield Family(sign=rf"(?<![a-z])(?:{'|'.join(short)})(?![a-z])", rules=[_short_rule(short)])
    yield Family(sign=r"时间|[午晚晨]|早上|\d[点:]", rules=_chinese_places())
    yield Family(sign=rf"time\b|时间|{_CLOCK_BEFORE}", rules=[_cities()])
    yield Family(sign=r"time\b", rules=[_place_unheard_of()])


def _the_readers() -> Iterator[Rule]:
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


def _said_outright() -> Iterator[Rule]:
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


def _offset(match: re.Match[str]) -> tuple[Meaning, ...]:
    if not match["sign"]:
        return (Zone((UTC,)),)
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return (Zone((timezone(ahead if match["sign"] == "+" else -ahead),)),)


def _place_unheard_of() -> Rule:
    return Rule(
        r"(?:(?<=[ap]m )|(?<=:\d\d )|(?<=noon )|(?<=[ap]\.m\. ))(?P<place>[a-z]+(?: [a-z]+)?) time\b", _unheard_of
    )


def _unheard_of(match: re.Match[str]) -> tuple[Meaning, ...]:
    """A place that is not known here: whoever names one does not mean the own clock."""
    return (Zone(undecided=True),) if match["place"][0].isupper() else ()


def _short_names() -> Mapping[str, tuple[tzinfo, ...]]:
    names: dict[str, tuple[tzinfo, ...]] = {name: (ZoneInfo(zone),) for name, zone in _SHORT.items()}
    names |= {name: tuple(map(ZoneInfo, zones)) for name, zones in _SHARED.items()}
    return names | {name: (timezone(timedelta(hours=ahead)),) for name, ahead in _AT_ITS_WORD.items()}


def _short_rule(names: Mapping[str, tuple[tzinfo, ...]]) -> Rule:
    return Rule(rf"(?<![a-z])(?P<short>{'|'.join(names)})(?![a-z])(?P<time> time\b|\s*时间)?", _Short(names))


class _Short:
    """Reads a short name, which one zone has or several share."""

    def __init__(self, names: Mapping[str, tuple[tzinfo, ...]]) -> None:
        self._names = names

    def __call__(self, match: re.Match[str]) -> tuple[Meaning, ...]:
        before = match.string[: match.start()].rstrip()[-1:]
        # In small letters most of them are words or parts of words, unless they follow an hour.
        if match["short"].islower() and not match["time"] and not before.isdigit() and before.lower() != "m":
            return ()
        name = match["short"].lower()
        return (Zone(self._names[name], undecided=name in _UNDECIDED),)


def _chinese_places() -> Iterator[Rule]:
    known = {name: zone for zone, names in CHINESE.items() for name in names.split("|")}
    place, read = f"(?P<place>{_any_of(known)})", _Places(known)
    yield Rule(rf"{place}(?:当地|那边|标准|夏令|本地)?的?时间(?!内)", read)
    yield Rule(rf"{place}(?=\s*(?:上午|下午|早上|晚上|中午|傍晚|凌晨|\d{{1,2}}[点:]))", read)


def _cities() -> Rule:
    known: dict[str, str] = {}
    for zone in sorted(available_timezones(), key=len, reverse=True):
        continent, _, city = zone.rpartition("/")
        if continent.partition("/")[0] in _CONTINENTS:
            known[city.replace("_", " ").lower()] = zone
    known |= {name: zone for zone, names in ENGLISH.items() for name in names.split("|")}
    name = rf"(?=[a-z])(?P<{{}}>{_any_of(known)})"
    before = rf"\b{name.format('before')}(?:{_TIME}|\s*时间)"
    after = rf"(?:{_CLOCK_BEFORE})(?:in )?{name.format('after')}\b(?!['-])"
    return Rule(f"{before}|{after}", _Places(known))


def _any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest that can be; put by first letter, since that is quicker to read."""
    letters = groupby(sorted(names, key=lambda name: (name[0], -len(name))), key=lambda name: name[0])
    return "|".join(rf"{first}(?:{'|'.join(re.escape(name[1:]) for name in group)})" for first, group in letters)


class _Places:
    """Reads the name of a city or country as the clock there."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def __call__(self, match: re.Match[str]) -> tuple[Meaning, ...]:
        named = next(name for name in match.groups() if name)
        return (Zone((ZoneInfo(self._known[named.lower()]),)),)
