"""English words for days, weeks, months and years."""

import re
from collections.abc import Iterator

from motbot.domain.due import Doubt
from motbot.due_times import numbers
from motbot.due_times.days import (
    Ahead,
    DayOfMonth,
    DayWords,
    MonthDay,
    NumericDate,
    Rough,
    Share,
    Stretch,
    Unit,
    Weekday,
    Weekend,
    WorkdaysAhead,
)
from motbot.due_times.meanings import Meaning, Part
from motbot.due_times.rules import Family, Rule, says

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?P<name>monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|mon|tues?|weds?|thurs|thur?|fri|sat|sun)\b(?:'s(?=\s+(?:end|close|eod|cob)))?(?!'s? week)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november"
    r"|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
)
_UNITS = {"week": Unit.WEEK, "wk": Unit.WEEK, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR}
_SHORT_UNITS = {"w": Unit.WEEK, "m": Unit.MONTH, "q": Unit.QUARTER, "y": Unit.YEAR}
_UNIT = r"(?:working |work |business |calendar )?(?P<unit>week|wk|month|quarter|year)"
_AHEAD = {"this": 0, "current": 0, "present": 0, "next": 1, "coming": 1, "following": 1, "last": -1, "past": -1}
_LONE_DAY = (
    r"(?=\s*(?:$|[,.;:!?()\[\]\x00]|[^\x00-\x7f]|-|(?:at|of|by|before|in|on|and|to|or|for|if"
    r"|with|so|from|around|latest"
    r"|morning|afternoon|evening|noon|midday|midnight|as|when|once|but|unless|without|eod|cob"
    r"|eob|end|close|\d)\b))"
)
_BEFORE = (
    r"(?:by|before|on|until|till|no later than|not later than|from|to|and|or|-|at the latest"
    r"|around|about|of)"
)
_NEAR = 24


def english_days() -> Iterator[Family]:
    """Every rule for a day said in English."""
    months = "|".join(_MONTHS)
    yield Family(
        sign="day|tom|tmr|tmw|overmorrow|every|each|morning|afternoon|evening|night|nite|nbd", rules=_near_days()
    )
    yield Family(sign=f"{'|'.join(_WEEKDAYS)}|weekend", rules=_weekdays())
    yield Family(sign=r"\d|first|second|third|th\b", rules=_dates())
    yield Family(
        sign=rf"week|wk|month|quarter|year|\beo|q[1-4]|christmas|easter|thanksgiving|{months}|20\d\d",
        rules=_stretches(),
    )


def _near_days() -> Iterator[Rule]:
    yield says(
        r"\b(?:later\s+)?(?:today|2day)\b(?:'s(?=\s+(?:end|close|eod|cob)))?|\b(?:later\s+)?the same day\b"
        r"|\bwithin the day\b",
        Ahead(0),
    )
    yield says(
        r"\b(?:sometime |some time |by )?(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|tmw|tomo)\b(?:'s(?=\s+"
        r"(?:end|close|eod|cob)))?",
        Ahead(1),
    )
    yield says(r"\b(?:the )?(?:day after (?:tomorrow|tmrw|tmr)|overmorrow)\b", Ahead(2))
    yield says(r"\b(?:the )?(?:next|following) day\b", Ahead(1))
    yield says(r"\b(?:every|each) (?:hour|day|week|month|morning|afternoon|evening|night)\b", Rough(Doubt.RECURRING))
    yield says(r"\b(?:the )?(?:next|following) (?:business|working|work) ?day\b", WorkdaysAhead(1))
    yield says(r"\bnext[- ]business[- ]day\b|\bnbd\b", WorkdaysAhead(1))
    yield says(r"\bearlier today\b", Rough(Doubt.PAST))
    yield says(r"\byesterday\b(?!'s)", Ahead(-1))
    yield says(r"\btonight\b(?!'s)|\bthis evening\b|\b2nite\b", Ahead(0), Part.EVENING)
    yield says(r"\b(?:earlier )?this morning\b", Ahead(0), Part.MORNING)
    yield says(r"\bthis afternoon\b", Ahead(0), Part.AFTERNOON)
    yield says(r"\b(?:the )?(?:next|following) morning\b|\bthe morning after\b", Ahead(1), Part.MORNING)
    yield says(r"\blast night\b", Ahead(-1), Part.EVENING)
    yield says(r"\bend of (?:the )?(?:today|to-?day)\b", Ahead(0), Part.END_OF_DAY)


def _weekdays() -> Iterator[Rule]:
    ahead = (
        r"(?P<ahead>this coming|this|next|coming|the coming|the following|following|last|past|every"
        r"|each|on)"
    )
    yield Rule(rf"\b(?:{ahead}\s+)?{_WEEKDAY}\.?", _weekday)
    yield Rule(rf"\b{_WEEKDAY}\.? week\b", lambda match: (_a_week_from(match),))
    yield Rule(rf"\b(?:the )?{_WEEKDAY} after next\b", lambda match: (_a_week_from(match),))
    yield Rule(rf"\b(?:a|one) week (?:on|from)\s+{_WEEKDAY}", lambda match: (_a_week_from(match),))
    yield says(r"\b(?:by|before|until) the weekend\b|\bahead of the weekend\b", Weekend(0, before=True))
    yield says(r"\b(?:this|over the|at the|on the|during the|the) weekend\b", Weekend(0))
    yield says(r"\bnext weekend\b", Weekend(1))


def _weekday_of(match: re.Match[str]) -> int:
    return _WEEKDAYS.index(match["name"].lower()[:3])


def _a_week_from(match: re.Match[str]) -> DayWords:
    return Weekday(_weekday_of(match), further=1)


def _weekday(match: re.Match[str]) -> tuple[Meaning, ...]:
    name, ahead = match["name"], (match["ahead"] or "").lower()
    # "sat", "sun" and "wed" are also words: without a day's company only the capital tells.
    if name.lower() in {"sat", "sun", "wed", "mon"} and name.islower() and not ahead and not _is_led(match):
        return ()
    if ahead in {"every", "each"}:
        return (Rough(Doubt.RECURRING),)
    weeks = {"this": 0, "next": 1, "last": -1, "past": -1}.get(ahead)
    if weeks == -1:
        return (Rough(Doubt.PAST),)
    return (Weekday(_weekday_of(match), weeks),)


def _is_led(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return bool(re.search(rf"\b{_BEFORE}\s*$|[\d.]\s*[ap]m\s*$", before, re.IGNORECASE))


def _dates() -> Iterator[Rule]:
    year = r"(?:,?\s*(?P<year>20\d\d)\b)?"
    yield Rule(
        rf"\b(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\s*(?:-|to|and|or|until)\s*)?(?:the )?(?P<day>\d{{1,2}})(?:st"
        rf"|nd|rd|th)?(?:\s+of)?[\s-]*{_MONTH}{year}(?![\d:])",
        _month_day,
    )
    yield Rule(rf"\b{_MONTH}\s*(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d|\s*[ap]\.?m\b){year}", _month_day)
    yield Rule(
        r"\b(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th) of (?:(?P<ahead>this|next|the current|the coming"
        r"|the following|the) month)\b",
        lambda match: (DayOfMonth(int(match["day"]), _months(match["ahead"])),),
    )
    word = rf"(?P<day>{numbers.EN_ORDINAL})"
    yield Rule(rf"\b(?:the )?{word} of {_MONTH}{year}", _ordinal_of_month)
    yield Rule(rf"\b{_MONTH} (?:the )?{word}\b{year}", _ordinal_of_month)
    yield Rule(
        rf"\b(?:by|before|on|until) the {word}\b{_LONE_DAY}", lambda match: (DayOfMonth(numbers.ordinal(match["day"])),)
    )
    yield Rule(r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th)\b" + _LONE_DAY, _day_of_month)
    yield Rule(rf"(?<={'n'}\s)(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b{_LONE_DAY}", _day_of_month)
    yield Rule(rf"\b(?:by|before|on|until)\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b{_LONE_DAY}", _day_of_month)
    yield Rule(rf"\b{_WEEKDAY}\.?,?\s+(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b", _weekday_and_day)
    yield Rule(
        r"(?<![\d/.-])(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/-])(?:t(?=\d\d:))?", _iso
    )
    yield Rule(
        r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>20\d\d"
        r"|\d\d)(?![\d/])",
        _numeric,
    )
    yield Rule(r"(?<![\d/.:$-])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?![\d/%])(?P<year>)", _numeric)


def _month_of(match: re.Match[str]) -> int:
    return _MONTHS.index(match["month"].lower()[:3]) + 1


def _month_day(match: re.Match[str]) -> tuple[Meaning, ...]:
    year = int(match["year"]) if match["year"] else None
    return (MonthDay(_month_of(match), int(match["day"]), year),)


def _ordinal_of_month(match: re.Match[str]) -> tuple[Meaning, ...]:
    year = int(match["year"]) if match["year"] else None
    return (MonthDay(_month_of(match), numbers.ordinal(match["day"]), year),)


def _months(ahead: str) -> int | None:
    return {"this": 0, "the current": 0, "the": None}.get(ahead.lower(), 1)


def _day_of_month(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (DayOfMonth(int(match["day"])),)


def _weekday_and_day(match: re.Match[str]) -> tuple[Meaning, ...]:
    return Weekday(_weekday_of(match)), DayOfMonth(int(match["day"]))


def _iso(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (MonthDay(int(match["month"]), int(match["day"]), int(match["year"])),)


def _numeric(match: re.Match[str]) -> tuple[Meaning, ...]:
    first, second = int(match["first"]), int(match["second"])
    if not match["year"] and (first, second) == (24, 7):
        return ()
    year = int(match["year"]) % 100 + 2000 if match["year"] else None
    chinese = any("\u4e00" <= character <= "\u9fff" for character in match.string)
    return (NumericDate(first, second, year, month_first=chinese and _is_mostly_chinese(match.string)),)


def _is_mostly_chinese(text: str) -> bool:
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    return han >= len(re.findall(r"[a-z]{2,}", text, re.IGNORECASE))


def _stretches() -> Iterator[Rule]:
    ahead = r"(?P<ahead>this|next|the coming|the following|the next|the current|the|my|our)"
    end = r"(?:the )?(?:very )?(?:end|close|rest|back end|course|last day)"
    yield Rule(rf"\b{end} of (?:{ahead} )?{_UNIT}\b(?!end)", _stretch)
    yield Rule(
        rf"\b(?:later |some ?time |any ?time |during |within |late )?(?P<ahead>this|next|the coming) {_UNIT}\b"
        rf"(?!end)",
        _stretch,
    )
    yield Rule(rf"\bwithin the {_UNIT}\b(?P<ahead>)", _stretch)
    yield Rule(
        rf"\bbefore (?P<ahead>next) {_UNIT}\b", lambda match: (Stretch(_UNITS[match["unit"].lower()], 1, Share.BEFORE),)
    )
    yield says(r"\b(?:the )?week after next\b|\bin the week after next\b", Stretch(Unit.WEEK, 2))
    yield says(r"\b(?:the )?month after next\b", Stretch(Unit.MONTH, 2))
    yield Rule(rf"\b{_UNIT}(?:'s)?[- ]end\b(?P<ahead>)", _stretch)
    yield Rule(
        r"\beo(?P<next>n?)(?P<unit>[wmqy])\b",
        lambda match: (Stretch(_SHORT_UNITS[match["unit"].lower()], 1 if match["next"] else None),),
    )
    yield Rule(
        rf"\b(?:by |the )?(?:mid(?:dle)?)[- ]?(?:of )?(?:the )?(?P<ahead>this|next|the)? ?-?{_UNIT}\b",
        lambda match: (_share(match, Share.MIDDLE),),
    )
    yield Rule(
        rf"\b(?:the )?(?:early(?: in)?|first half of)(?: the)? (?P<ahead>this|next|the)? ?{_UNIT}\b",
        lambda match: (_share(match, Share.FIRST_DAYS),),
    )
    yield Rule(
        rf"\b(?:the )?(?:start|beginning) of (?:the )?(?P<ahead>this|next|the)? ?{_UNIT}\b",
        lambda match: (_start(match),),
    )
    yield Rule(rf"\b{end}(?: of)? {_MONTH}(?: (?P<year>20\d\d))?", _named_month)
    yield Rule(
        rf"\b(?:in|during|within|late|by late|in late|before the end of)\s+{_MONTH}(?: (?P<year>20\d\d))?(?!\s*\d)",
        _named_month,
    )
    yield Rule(rf"\bby\s+{_MONTH}(?: (?P<year>20\d\d))?(?!\s*(?:\d|the\b))", _named_month)
    yield Rule(rf"\bmid[- ]{_MONTH}", lambda match: (Stretch(Unit.MONTH, None, Share.MIDDLE, _month_of(match)),))
    yield says(r"\b(?:christmas|easter|thanksgiving|new year)(?:'s)?(?: day| eve)?\b", Rough(Doubt.TOO_ROUGH))
    yield Rule(rf"\bearly(?: in)? {_MONTH}", lambda _: (Rough(Doubt.TOO_ROUGH),))
    yield Rule(rf"\b{end} of (?P<year>20\d\d)\b", lambda match: (MonthDay(12, 31, int(match["year"])),))
    yield Rule(
        rf"\b{end} of the (?P<name>first|second|third|fourth) quarter\b",
        lambda match: (Stretch(Unit.QUARTER, None, Share.END, numbers.ordinal(match["name"])),),
    )
    yield Rule(r"\b(?:(?:the )?(?:end|close) of |in )q(?P<number>[1-4])\b|\bq(?P<other>[1-4])[- ]end\b", _quarter)


def _ahead(match: re.Match[str]) -> int | None:
    words = (match["ahead"] or "").lower().split()
    return next((_AHEAD[word] for word in words if word in _AHEAD), None)


def _stretch(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (Stretch(_UNITS[match["unit"].lower()], _ahead(match)),)


def _share(match: re.Match[str], share: Share) -> DayWords:
    return Stretch(_UNITS[match["unit"].lower()], _ahead(match), share)


def _start(match: re.Match[str]) -> DayWords:
    return Stretch(_UNITS[match["unit"].lower()], _ahead(match), Share.START)


def _named_month(match: re.Match[str]) -> tuple[Meaning, ...]:
    if (
        match["month"].islower()
        and match["month"] in {"may", "march", "mar"}
        and not match[0].lower().startswith("end")
    ):
        return ()
    year = int(match["year"]) if match["year"] else None
    return (Stretch(Unit.MONTH, None, Share.END, _month_of(match), year=year),)


def _quarter(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (Stretch(Unit.QUARTER, None, Share.END, int(match["number"] or match["other"])),)
