"""Puts pieces that belong together into phrases, each of which names one time or a range that ends in one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from motbot.due_times.days import Ahead, DayOfMonth, DayWords, MonthDay, NumericDate, Rough, Stretch, Weekday
from motbot.due_times.meanings import Clock, Meaning, Part, Piece, Span, Vague, Zone

_GLUE = re.compile(
    r"(?:[ \t,()·/-]|的|之|那天|当天|最[晚迟早]|\b(?:at|on|by|before|of|in|the|around|about|for|is|latest|no later than"
    r"|from|between|@)\b|@)*+",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*(?:之?前|内|\([^)]*\))?\s*(?:-+>?|~|/|,?\s*\b(?:to|till|until|til|or|through|thru)\b"
    r"|到|至|或者?是?|[,\s]*(?:最晚|最迟)|、)\s*(?:\b(?:by|the|on|at|latest)\b\s*)*",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:\band\b|和|与|跟)\s*(?:\b(?:the|on|at)\b\s*)*", re.IGNORECASE)
_LATEST = re.compile(r"\s*,?\s*(?:at the )?(?:very )?latest\b", re.IGNORECASE)
_LIMIT = re.compile("最[晚迟早]")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_COMPATIBLE = (
    {Part.FIRST_THING, Part.MORNING}, {Part.EVENING, Part.NIGHT}, {Part.EVENING, Part.MIDNIGHT},
    {Part.NIGHT, Part.MIDNIGHT}, {Part.EVENING, Part.SMALL_HOURS}, {Part.NIGHT, Part.SMALL_HOURS},
    {Part.START_OF_WORK, Part.MORNING}, {Part.END_OF_DAY, Part.AFTERNOON}, {Part.END_OF_DAY, Part.EVENING},
    {Part.NOON, Part.MORNING},
)  # fmt: skip
_DATES = (MonthDay, DayOfMonth, NumericDate)


@dataclass(slots=True, kw_only=True)
class Phrase:
    """What a phrase says of the day, the hour and the clock; `near` is the earlier end of a range."""

    start: int
    end: int
    days: list[DayWords] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    clock: Clock | None = None
    zone: Zone | None = None
    span: Span | None = None
    vague: bool = False
    near: "Phrase | None" = None
    overnight: bool = False
    """The hour is that of the day after the one named."""

    @classmethod
    def of(cls, piece: Piece) -> "Phrase":
        """Begin a phrase with its first piece."""
        phrase = cls(start=piece.start, end=piece.end)
        phrase._add(piece)
        return phrase

    @property
    def says_when(self) -> bool:
        """Whether it holds more than the name of a clock."""
        return bool(self.days or self.parts or self.clock or self.span or self.vague)

    def takes(self, piece: Piece) -> bool:
        """Add a piece where it says what is still unsaid; False where it must belong to another phrase."""
        if not all(self._fits(meaning) for meaning in piece.meanings):
            return False
        self._add(piece)
        return True

    def inherits(self, near: "Phrase") -> "Phrase":
        """This as the far end of a range: what it leaves unsaid, the near end said."""
        inherited = replace(self, start=near.start, near=near)
        inherited.days = self.days or near.days
        inherited.parts = self.parts or ([] if self.clock is None and self.days else near.parts)
        inherited.zone = self.zone or near.zone
        if self.span and near.span:
            inherited.span = replace(self.span, marked=self.span.marked or near.span.marked)
        return inherited

    def on_the_day_of(self, before: "Phrase") -> "Phrase | None":
        """This as an hour of the day that the words before it name; None where it or they say it otherwise."""
        named = bool(before.days) and not (before.span or before.vague)
        is_behind = any(isinstance(day, Ahead) and day.plus < 0 for day in before.days)
        is_hour = bool(self.clock or self.parts) and not (self.days or self.span or self.vague)
        if not named or is_behind or not is_hour:
            return None
        near = replace(self.near, days=before.days) if self.near else None
        return replace(self, days=before.days, zone=self.zone or before.zone, near=near)

    def is_like(self, other: "Phrase") -> bool:
        """Whether both could be the ends of one range."""
        if self.vague or other.vague:
            return False
        return any(
            a and b
            for a, b in (
                (self.span, other.span),
                (self.clock or self.parts, other.clock or other.parts),
                (self.days, other.days),
            )
        )

    def _fits(self, meaning: Meaning) -> bool:
        match meaning:
            case Vague():
                return False
            case Span():
                return not (self.span or self.days or self.clock or self.parts or self.vague)
            case Clock():
                return self.clock is None and (self.span is None or self.span.is_of_days) and not self.vague
            case Part():
                return (
                    not self.vague
                    and (self.span is None or self.span.is_of_days)
                    and all({part, meaning} in _COMPATIBLE or part is meaning for part in self.parts)
                )
            case Zone():
                return self.zone is None and not self.vague
            case DayWords():
                return self._fits_day(meaning)

    def _fits_day(self, day: DayWords) -> bool:
        if any(isinstance(one, Rough) for one in (*self.days, day)):
            return not self.span
        if self.vague or len(self.days) > 1:
            return False
        if self.span:
            return self.span.depends and not self.days
        if not self.days:
            return True
        pair = (self.days[0], day)
        return any(_go_together(one, other) for one, other in (pair, pair[::-1]))

    def _add(self, piece: Piece) -> None:
        self.end = piece.end
        for meaning in piece.meanings:
            match meaning:
                case Vague():
                    self.vague = True
                case Span():
                    self.span = meaning
                case Clock():
                    self.clock = meaning
                case Part():
                    self.parts.append(meaning)
                case Zone():
                    self.zone = meaning
                case DayWords():
                    self.days.append(meaning)


def _go_together(one: DayWords, other: DayWords) -> bool:
    """Whether two names can be of the same day: Friday the 5th, tomorrow (27 May), Monday next week."""
    if isinstance(one, Stretch):
        return isinstance(other, Weekday | DayOfMonth)
    if isinstance(one, Weekday):
        return isinstance(other, (*_DATES, Ahead))
    return isinstance(one, Ahead) and isinstance(other, _DATES)


def phrases(text: str, pieces: Iterable[Piece]) -> tuple[Phrase, ...]:
    """The phrases of a text, in their order."""
    found: list[Phrase] = []
    for piece in pieces:
        gap = text[found[-1].end : piece.start] if found else "\n"
        joined = bool(found) and bool(_GLUE.fullmatch(gap)) and _may_join(found[-1], piece, gap)
        if not (joined and found[-1].takes(piece)):
            found.append(Phrase.of(piece))
    return tuple(phrase for phrase in _ranges(text, found) if phrase.says_when)


def _may_join(phrase: Phrase, piece: Piece, gap: str) -> bool:
    """Behind a comma only what is still unsaid of the same time: a day may wait for its hour, not the other way.

    Behind 最晚 or 最早 only an hour: another day is the far end of a range.
    """
    if _LIMIT.search(gap) and not all(isinstance(meaning, Clock | Part | Zone) for meaning in piece.meanings):
        return False
    if "," not in gap:
        return True
    if phrase.span:
        return phrase.clock is None and any(isinstance(meaning, Clock) for meaning in piece.meanings)
    return not (phrase.clock and any(isinstance(meaning, Span) for meaning in piece.meanings))


def _ranges(text: str, found: list[Phrase]) -> Iterable[Phrase]:
    """Join the two ends of every range."""
    pending: Phrase | None = None
    for phrase in found:
        if pending is None:
            pending = phrase
            continue
        gap = text[pending.end : phrase.start]
        between = bool(_AND.fullmatch(gap)) and bool(
            _BETWEEN.search(text, 0, pending.start) or text.startswith(("between", "Between", "BETWEEN"), pending.start)
        )
        at_most = bool(_LATEST.match(text, phrase.end)) and gap.strip(" ,") in {"", "by"}
        if (between or at_most or _RANGE.fullmatch(gap)) and pending.is_like(phrase):
            pending = phrase.inherits(pending)
            continue
        yield pending
        pending = phrase
    if pending is not None:
        yield pending
