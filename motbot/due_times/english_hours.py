"""English words for hours, parts of the day and lengths of time."""

import re
from collections.abc import Iterator
from datetime import timedelta

from motbot.due_times import numbers
from motbot.due_times.meanings import ANY_HOUR, Clock, Dial, Meaning, Part, Span, Vague
from motbot.due_times.rules import Family, Rule, says

_MIDDAY = 12
_FULL_HOUR = 60
_HOUR = rf"(?:{numbers.EN_HOUR}|1[0-2]|0?[1-9])"
_MERIDIEM = r"\s*(?P<half>[ap])\.?\s?m\b\.?"
_TO = r"\s*(?:-|to|and|or|till|until|til)\s*"
_LEAD = r"(?:at|by|before|around|about|approximately|until|till|til|@|from|between)"
_LONE_HOUR = (
    r"(?=\s*(?:$|[,;!?()\x00]|\.(?!\d)|-\s|(?:today|tonight|tomorrow|tmrw|tmr|tomo|this|on"
    r"|in|sharp|latest|at|your|our|my|local"
    r"|mon|tue|wed|thu|fri|sat|sun|[a-z]{3,6}day|next|noon|midday|so|and|if|for|with|when|then"
    r"|once|but|you|we|i|they|he|she|it|utc|gmt|est|edt|et|pst|pdt|pt|cet"
    r"|cest|bst|[a-z]+ time|o'?clock|ish|as|the latest|promise|latest)\b|ish\b))"
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


def english_hours() -> Iterator[Family]:
    """Every rule for an hour or a length of time said in English."""
    yield Family(sign=rf"\d|\b(?:{numbers.EN_HOUR})|half past|the hour|on the hour", rules=_clocks())
    yield Family(
        sign=r"noon|mid|lunch|first thing|morning|evening|\b[ap]\.?m\b|night|business|work|day|\bsob\b|eo[bdp]|co[bp]"
        r"|dinner|play|end of",
        rules=_parts(),
    )
    yield Family(
        sign=r"sec|min|hour|hr|day|week|wk|fortnight|month|tomorrow|\d\s*[hd]"
        r"|(?:in|about|another) (?:\d|five|ten|fif|twe|thi)",
        rules=_spans(),
    )
    yield Family(
        sign=r"asap|a\.s\.a|\bas |soon|short|later|keep you|course|earliest|eventual|moment|away|immediate"
        r"|in (?:a|just) |no time|long|at some|when|these days|prompt|few|several|some |other day|next|coming|any "
        r"|future|delay|at once",
        rules=_vague_words(),
    )


def _clocks() -> Iterator[Rule]:
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
    yield Rule(rf"\b{_LEAD}\s+(?P<hour>1?\d|2[0-3])\.(?P<minute>[0-5]\d){_LONE_HOUR}", _colon)
    yield Rule(rf"\b{_LEAD}\s+(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?<!20[2-9]\d){_LONE_HOUR}", _colon)
    yield Rule(rf"\b{_LEAD}\s+(?P<hour>1\d|2[0-3])h\b(?P<minute>)", _dial)
    yield Rule(
        rf"\bhalf (?P<hour>{_HOUR})\b(?!\s*(?:hour|day|the|of|a\b|%|-))",
        lambda match: (Clock(numbers.whole(match["hour"]), 30, Dial.TWELVE),),
    )
    yield Rule(
        rf"(?<![\w])(?:(?:between|from)\s+{_HOUR}{_TO}|at\s+{_HOUR}\s*-\s*|{_LEAD}\s+(?:about |around )?)"
        rf"(?P<hour>{_HOUR}|1[3-9]|2[0-3]){_LONE_HOUR}(?P<minute>)",
        _dial,
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


def _spoken(match: re.Match[str]) -> tuple[Meaning, ...]:
    words, hour = match["minute"].lower(), numbers.whole(match["hour"])
    minutes = _MINUTES.get(words) or (int(words) if words.isdigit() else 0)
    if not 0 < minutes < _FULL_HOUR:
        return ()
    if match["side"].lower() in {"past", "after"}:
        return (Clock(hour, minutes, Dial.TWELVE),)
    return (Clock((hour - 2) % _MIDDAY + 1, 60 - minutes, Dial.TWELVE),)


def _parts() -> Iterator[Rule]:
    yield says(r"\b(?:12 )?noon(?:time)?\b|\bmid-?day\b|\blunch ?time\b|\bbefore lunch\b|\bby lunch\b", Part.NOON)
    yield says(r"\b(?:12 )?midnight\b", Part.MIDNIGHT)
    yield says(r"\bfirst thing(?: in the morning)?\b", Part.FIRST_THING)
    yield says(r"\b(?:(?:in|during|by) the |mid-?|early |late )?mornings?\b", Part.MORNING)
    yield says(r"\b(?:(?:in|during|by) the |mid-?|early |late )?afternoons?\b", Part.AFTERNOON)
    yield says(r"\b(?:(?:in|during|by) the |early |late )?evenings?\b", Part.EVENING)
    after_day = r"(?<=(?:.day|rrow|this| the|.mon|.tue|.wed|.thu|hurs|.fri|.sat|.sun) )"
    yield says(rf"{after_day}a\.?m\b\.?", Part.MORNING)
    yield says(rf"{after_day}p\.?m\b\.?", Part.AFTERNOON)
    yield says(r"\b(?:at )?night\b(?! shift| before)", Part.NIGHT)
    yield says(
        r"\b(?:the )?(?:start|beginning|open) of (?:the )?(?:business|work(?:ing)?|(?=day))(?: ?day)?\b"
        r"|\bsob\b(?= |$)",
        Part.START_OF_WORK,
    )
    yield says(
        r"\b(?:eod|eob|eobd|eop|cob|cop)\b|\b(?:within|during) the (?:working|business|work) day\b"
        r"|\b(?:the )?(?:end|close|course) of (?:the |my |our )?(?:(?:business|working|work) ?)?day\b"
        r"|\b(?:end|close) of (?:business|play|work)\b|\bday'?s end\b|\bby dinner(?: ?time)?\b"
        r"|\bend of(?= (?:mon|tue|wed|thu|fri|sat|sun|tomorrow|the \d))",
        Part.END_OF_DAY,
    )


_NUMBER = numbers.EN
_UNIT = (
    r"(?P<unit>(?:business|working|work|bus\.?|calendar)[- ]?(?:days?|hours?)|seconds?|secs?"
    r"|minutes?|mins?|hours?|hrs?|(?:(?<=\d)|(?<=\d ))[hd]|days?|weeks?|wks?|fortnights?|months?)\b"
)
_MARKS = (
    r"(?:(?:in|within|inside(?: of)?|under|after|give (?:me|us|it)|gimme|allow(?: us| me)?"
    r"|needs?|takes?|take us|take|up to|at most|no (?:more|longer) than"
    r"|less than|the next|next|another|be|eta:?|max|maximum|you in|for the next)\s+)"
)
_FILLERS = (
    r"(?:(?:about|around|approximately|roughly|approx\.?|say|the|just|only|under|next|like"
    r"|maybe|probably|at most|~|just under|as little as)\s*)"
)


def _spans() -> Iterator[Rule]:
    lead = rf"(?P<mark>\b{_MARKS}{{1,3}})?{_FILLERS}{{0,4}}"
    tail = (
        r"(?:'s?)?(?:\s*time\b)?(?:\s+(?P<tail>from now|from today|later|hence|ago|earlier|tops"
        r"|max|at most|at the latest|or less|or so))?"
        r"(?P<depends>\s+(?:after|of|following|from|before|prior to|past|upon)\s+(?!now|today|the\s+clock)(?=\w))?"
    )
    many = (
        rf"(?P<low>{_NUMBER}(?:\s*\(\d+\))?(?:(?<=\d)\s?[-/]\s?|\s*(?:to|or|and)\s+))?"
        rf"(?P<number>{_NUMBER})(?:\s*\(\d+\))?"
    )
    yield Rule(
        rf"{lead}(?<![\w.:/]){many}(?:\s*个?\s*|-){_UNIT}(?:,? (?:and )?(?P<minutes>{_NUMBER})\s*(?:minutes?"
        rf"|mins?|m)\b)?{tail}",
        _span,
    )
    yield Rule(
        rf"{lead}\b(?P<number>{_NUMBER})\s+(?P<unit>hours?|hrs?|days?|weeks?) and (?:a|one) (?P<half>half"
        rf"|quarter){tail}",
        _span,
    )
    yield Rule(rf"{lead}\b(?P<number>{_NUMBER}) and a (?P<half>half) (?P<unit>hours?|days?|weeks?){tail}", _span)
    yield Rule(
        rf"{lead}\b(?P<part>half an?|a half|half|(?:a )?quarter(?: of an)?|(?:three|3)[- ]quarters of an)[ -]"
        rf"(?P<unit>hour|day){tail}",
        _span,
    )
    yield Rule(rf"{lead}\b(?P<number>an?|one) (?P<unit>minute|hour|day|week|month) or (?P<more>two|so){tail}", _span)
    yield Rule(
        rf"{lead}(?<![\w.:])(?P<number>\d{{1,2}})\s*h\s*(?P<minutes>\d{{1,2}})\s*m(?:in)?\b(?P<unit>){tail}", _span
    )
    yield Rule(
        r"\bin (?:about |another )?(?P<number>5|10|15|20|30|45|five|ten|fifteen|twenty|thirty)(?=\s*(?:$"
        r"|[,.!;]))",
        lambda match: (Span(length=timedelta(minutes=numbers.number(match["number"]))),),
    )
    yield says(r"\b(?:(?:at|by) )?(?:the |this )?same time tomorrow\b|\b(?:by )?this time tomorrow\b", Span(days=1))
    yield says(r"\b(?:a|one) week today\b|\b(?:by )?this time next week\b", Span(days=7))
    yield says(r"\bwithin the hour\b|\b(?:in|over|within) the next hour\b", Span(length=timedelta(hours=1)))


def _span(match: re.Match[str]) -> tuple[Meaning, ...]:
    found = match.groupdict()
    unit = (found["unit"] or "h").lower().replace("-", " ").strip()
    count = _count(found)
    tail = (found["tail"] or "").lower()
    ago = tail in {"ago", "earlier"}
    marked = bool(found["mark"] or tail.replace("or so", "") or found["depends"])
    depends = bool(found["depends"]) and tail not in {"from now", "from today"}
    extra = timedelta(minutes=numbers.number(found.get("minutes") or "0"))
    return (_measured(unit, count, extra, marked=marked, ago=ago, depends=depends),)


def _count(found: dict[str, str | None]) -> float:
    part = (found.get("part") or "").lower()
    if part:
        return 0.25 if part.startswith(("a quarter", "quarter")) else 0.75 if part.startswith(("three", "3")) else 0.5
    half = {"half": 0.5, "quarter": 0.25}.get((found.get("half") or "").lower(), 0.0)
    if (found.get("more") or "").lower() == "two":
        return 2
    return numbers.number(found["number"] or "1") + half


def _measured(unit: str, count: float, extra: timedelta, *, marked: bool, ago: bool, depends: bool) -> Span:
    """Days are wall days, business days count apart, everything shorter is real time."""
    unit = unit.removeprefix("calendar").strip()
    if unit.startswith(("business", "working", "work", "bus")):
        if "hour" in unit:
            return Span(workhours=count, marked=marked, ago=ago, depends=depends)
        return Span(workdays=int(count), marked=marked, ago=ago, depends=depends)
    if unit.startswith("mo"):
        return Span(months=int(count), marked=marked, ago=ago, depends=depends)
    minutes = {"s": 1 / 60, "m": 1, "h": 60}.get(unit[0])
    if minutes:
        return Span(length=timedelta(minutes=minutes * count) + extra, marked=marked, ago=ago, depends=depends)
    days = count * {"d": 1, "w": 7, "f": 14}[unit[0]]
    rest = timedelta(days=days - int(days))
    return Span(length=rest, days=int(days), marked=marked, ago=ago, depends=depends)


def _vague_words() -> Iterator[Rule]:
    yield says(
        r"\basap\b|\ba\.s\.a\.p\b\.?|\b(?:as )?(?:soon|quickly|early|fast|promptly) as (?:possible"
        r"|(?:we|i|they|he|she) can|practicable|there|we|i|it|they)\b"
        r"|\b(?:very |real |pretty )?soon\b(?! as)|\bas soon as\b|\bshortly\b|\b(?<!no )(?<!not )(?<!minutes )"
        r"(?<!hours )(?<!days )later(?: on)?\b(?! (?:than|today|this|tomorrow))"
        r"|\bkeep you (?:posted|updated|in the loop|informed)\b|\bin due course\b|\b(?:at )?(?:your"
        r"|our|my|the|their) earliest(?: convenience| opportunity)?\b"
        r"|\beventually\b|\bmomentarily\b|\b(?:right|straight) ?away\b|\bimmediately\b|\bin (?:a"
        r"|just a) (?:bit|moment|minute|sec|second|while|jiffy|little while|few)\b"
        r"|\bin no time\b|\bbefore long\b|\bat some (?:point|stage)\b|\bwhen(?:ever)? (?:i|we) (?:can"
        r"|get (?:a|the) chance|get to it|have (?:news|an update|something))\b"
        r"|\bone of these days\b|\bpromptly\b|\b(?:in |within |over )?(?:the next |a |another )?(?:few"
        r"|several|some) (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\b"
        r"|\bthe other day\b|\b(?:the )?next (?:day|hour|week)s? or (?:so|two)\b|\b(?:the )?coming (?:days"
        r"|weeks|hours|months)\b|\bany day now\b|\bin the near future\b|\bany (?:minute|moment"
        r"|time) now\b|\bwithout (?:undue )?delay\b|\bat once\b",
        Vague.VAGUE,
    )
