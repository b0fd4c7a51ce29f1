"""English words for hours, parts of the day and lengths of time."""

import re
from collections.abc import Iterator
from datetime import timedelta

from motbot.due_times import numbers
from motbot.due_times.english_clocks import english_clocks
from motbot.due_times.meanings import Meaning, Part, Span, Vague
from motbot.due_times.rules import Family, Rule, says


def english_hours() -> Iterator[Family]:
    """Every rule for an hour or a length of time said in English."""
    yield Family(sign=rf"\d|\b(?:{numbers.EN_HOUR})|half past|the hour|on the hour", rules=english_clocks())
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
    r"|less than|the next|next|another|be|eta:?|max|maximum|for the next)\s+)"
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
    yield Rule(
        r"(?P<mark>\b(?:i'm|we're|he's|she's|they're|(?:i|he|she|we|they|driver|courier|technician|engineer|plumber"
        r"|electrician|fitter|colleague|van|crew|team) (?:am|is|are)) )"
        rf"{_FILLERS}{{0,2}}(?P<number>{_NUMBER})(?:\s*|-){_UNIT}(?P<tail> (?:away|out))\b(?! from)(?P<depends>)",
        _span,
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
