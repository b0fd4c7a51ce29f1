"""English words for a time of day, in digits or in words."""

import re
from collections.abc import Iterator

from motbot.due_times import numbers
from motbot.due_times.meanings import ANY_HOUR, Clock, Dial, Meaning
from motbot.due_times.rules import Rule, says

_MIDDAY = 12
_FULL_HOUR = 60
_HOUR = rf"(?:{numbers.EN_HOUR}|1[0-2]|0?[1-9])"
_MERIDIEM = r"\s*(?P<half>[ap])\.?\s?m\b\.?"
_TO = r"\s*(?:-|to|and|or|till|until|til)\s*"
LEAD = r"(?:at|by|before|around|about|approximately|until|till|til|@|from|between)"
"""What leads up to an hour, as a pattern."""
_LONE_HOUR = (
    r"(?=\s*(?:$|[,;!?()\x00\"'\]]|\.(?!\d)|-\s|(?:today|tonight|tomorrow|tmrw|tmr|tomo|this|on"
    r"|in|sharp|latest|at|your|our|my|local"
    r"|mon|tue|wed|thu|fri|sat|sun|[a-z]{3,6}day|next|noon|midday|so"
    r"|and(?! a half\b)|if|for|with|when|then"
    r"|once|but|you|we|i|they|he|she|it|utc|gmt|est|edt|et|pst|pdt|pt|cet"
    r"|cest|bst|[a-z]+ time|o'?clock|ish|as|the|promise|latest"
    r"|or (?:so|earlier|later|sooner|before)|because|since|while|instead|please|pls|thanks?)\b|ish\b))"
)
_COUNTS = re.compile(
    r"\b(?:(?:(?<! a )look(?:s|ed|ing)?|(?:pric|quot|capp|limit|valu|rat|peak|max)ed|stuck|aiming|hovering|sold) at"
    r"|(?:short|late|(?:is|are|was|were) off"
    r"|(?:reduc|increas|rais|lower|cut|multipl|divid|exceed|extend|grow|grew|fell|shorten|trim|delay)\w*"
    r"(?: it| them| (?:the|our|your|my|their|its) (?:limit|price|rate|fee|cost|budget|quota|number|amount)s?)?)"
    r" by)\s+$",
    re.IGNORECASE,
)
"""In front of a number: it says how much, or by how much."""
_ONE_BY_ONE = re.compile(rf"\b(?P<same>{numbers.EN_HOUR}) by (?P=same)$", re.IGNORECASE)
_ON_A_DAY = re.compile(
    r",?\s+(?:today|tonight|tomorrow|tmrw|tmr|tomo|this (?:morning|afternoon|evening)"
    r"|(?:on |next |this )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b",
    re.IGNORECASE,
)
_MINUTES = {
    "quarter": 15,
    "a quarter": 15,
    "half": 30,
    "five": 5,
    "ten": 10,
    "twenty": 20,
    "twenty-five": 25,
    "twenty five": 25,
}


def english_clocks() -> Iterator[Rule]:
    """Every rule for one."""
    near = rf"(?:\d{{1,2}}(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?{_TO})?"
    yield Rule(rf"(?<![\d.:/$]){near}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?{_MERIDIEM}", _meridiem)
    yield Rule(
        rf"\b(?P<hour>{numbers.EN_HOUR})(?:[ -](?P<words>fifteen|thirty|forty[- ]five))?{_MERIDIEM}(?P<minute>)",
        _meridiem,
    )
    yield Rule(
        r"(?<![\d.:/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!:?\d)(?:\s*(?:h"
        r"|hrs|hours)\b)?",
        _colon,
    )
    yield Rule(r"(?<![\d.:/])(?P<hour>[01]?\d|2[0-4])[h](?P<minute>[0-5]\d)\b", _colon)
    yield Rule(
        r"(?<![\d.:/])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)\s*(?:h\b|hrs\b|hours\b|z\b|(?=utc"
        r"|gmt))",
        _colon,
    )
    yield says(r"\b(?:the )?top of the hour\b|\bon the hour\b|\b(?:the )?end of the hour\b", Clock(ANY_HOUR))
    yield says(r"\b(?:by|at|before) (?:the )?half past(?=\s*(?:$|[,.;!]))", Clock(ANY_HOUR, 30))
    yield Rule(rf"\b(?P<hour>{_HOUR})\s*-?ish\b(?P<minute>)", _dial)
    yield Rule(rf"\b(?P<hour>{_HOUR})\s*o'? ?clock\b(?P<minute>)", _dial)
    yield Rule(
        rf"(?<![\d:.$])\b(?P<minute>(?:a )?quarter|half|twenty[- ]five|five|ten|twenty|[1-5]?[05]"
        rf"|\d{{1,2}}(?= minutes? ))\s+(?:minutes? )?(?P<side>past|after|to|before|till|til|(?<=quarter )of)\s+"
        rf"(?P<hour>{_HOUR})\b(?!\s*(?:[:.]\d|min|hour|day|week|month|business|working|-|[ap]\.?m))",
        _spoken,
    )
    yield from _bare_hours()


def _bare_hours() -> Iterator[Rule]:
    """Hours without am, pm or minutes, told from other numbers by the words around them."""
    hours = r"(?P<first>\d{1,2})\s*-\s*(?P<hour>1[0-2]|0?[1-9])(?P<minute>)"
    yield Rule(
        rf"(?<![\d.:/$-]){hours}(?=\s+(?:today|tonight|tomorrow|tmrw|on |this |(?:mon|tue|wed|thu"
        rf"|fri|sat|sun)))",
        _dial,
    )
    yield Rule(rf"(?<=(?:.day|rrow) ){hours}{_LONE_HOUR}", _dial)
    yield Rule(rf"\b{LEAD}\s+(?P<hour>1?\d|2[0-3])\.(?P<minute>[0-5]\d){_LONE_HOUR}", _colon)
    yield Rule(rf"\b{LEAD}\s+(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?<!20[2-9]\d){_LONE_HOUR}", _colon)
    yield Rule(rf"\b{LEAD}\s+(?P<hour>1\d|2[0-3])h\b(?P<minute>)", _dial)
    yield Rule(
        rf"\bhalf (?P<hour>{_HOUR})\b(?!\s*(?:hour|day|the|of|a\b|%|-))",
        lambda match: (Clock(numbers.whole(match["hour"]), 30, Dial.TWELVE),),
    )
    yield Rule(
        rf"(?<![\w])(?:(?:between|from)\s+{_HOUR}{_TO}|at\s+{_HOUR}\s*-\s*"
        rf"|(?!(?:between|from)\s+\w+ and (?:\d|{numbers.EN_HOUR})){LEAD}\s+(?:about |around )?)"
        rf"(?P<hour>{_HOUR}|1[3-9]|2[0-3]){_LONE_HOUR}(?P<minute>)",
        _led,
    )
    yield Rule(rf"(?<=(?:day|row) )(?P<hour>\d{{1,2}}){_LONE_HOUR}(?P<minute>)", _dial)
    yield Rule(
        rf"\b(?P<hour>{_HOUR})(?= (?:tonight|this (?:evening|afternoon|morning)|tomorrow (?:morning"
        rf"|afternoon|evening|night)|in the (?:morning|afternoon|evening)|at night)\b)(?P<minute>)",
        _dial,
    )


def _minute(match: re.Match[str]) -> int:
    words = match.groupdict().get("words") or ""
    if words:
        return numbers.whole(words)
    return int(match["minute"] or 0)


def _meridiem(match: re.Match[str]) -> tuple[Meaning, ...]:
    hour = numbers.whole(match["hour"])
    if hour > _MIDDAY:
        return (Clock(hour, _minute(match)),) if hour < 2 * _MIDDAY else ()
    return (Clock(hour % _MIDDAY + (_MIDDAY if match["half"].lower() == "p" else 0), _minute(match)),)


def _colon(match: re.Match[str]) -> tuple[Meaning, ...]:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour == 2 * _MIDDAY and minute:
        return ()
    exact = hour > _MIDDAY or (len(match["hour"]) > 1 and match["hour"].startswith("0"))
    return (Clock(hour, minute, Dial.EXACT if exact or hour == 0 else Dial.COLON),)


def _dial(match: re.Match[str]) -> tuple[Meaning, ...]:
    hour = numbers.whole(match["hour"])
    return (Clock(hour, 0, Dial.TWELVE if hour <= _MIDDAY else Dial.EXACT),)


def _led(match: re.Match[str]) -> tuple[Meaning, ...]:
    """An hour that only its "at" or "by" tells from an amount, or from the name of a place: at One Center."""
    word, lead = match["hour"], match[0][: match.start("hour") - match.start()]
    is_name = word.istitle() and not lead.istitle()
    return () if is_name or _is_count(match) else _dial(match)


def _is_count(match: re.Match[str]) -> bool:
    """Whether the number says how much or how many at a time: reduce it by 3, one by one; never where a day follows."""
    start, end = match.span("hour")
    if _ON_A_DAY.match(match.string, end):
        return False
    return bool(_COUNTS.search(match.string[:start]) or _ONE_BY_ONE.search(match.string[:end]))


def _spoken(match: re.Match[str]) -> tuple[Meaning, ...]:
    words, hour = match["minute"].lower(), numbers.whole(match["hour"])
    minutes = _MINUTES.get(words) or (int(words) if words.isdigit() else 0)
    if not 0 < minutes < _FULL_HOUR:
        return ()
    if match["side"].lower() in {"past", "after"}:
        return (Clock(hour, minutes, Dial.TWELVE),)
    return (Clock((hour - 2) % _MIDDAY + 1, 60 - minutes, Dial.TWELVE),)
