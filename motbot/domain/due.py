"""Due times as values: what the words of a time come to, and what a team means by words that leave it open."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class DueKind(StrEnum):
    """What the words of a time are good for."""

    DEADLINE = "deadline"
    EVENT_DATE = "event_date"
    """When something happened or takes place: no promise of ours falls due then."""
    VAGUE = "vague"
    """No time at all ("soon", 尽快): the agent should name an hour."""
    UNCLEAR = "unclear"
    """A time that must not be guessed: the agent is asked."""


class Doubt(StrEnum):
    """Why a time was not resolved."""

    PAST = "past"
    """The words name a time that was over when they were said."""
    IMPOSSIBLE = "impossible"
    """No such day or hour exists."""
    AMBIGUOUS_DATE = "ambiguous_date"
    """Day and month cannot be told apart, as in 3/4."""
    AMBIGUOUS_ZONE = "ambiguous_zone"
    """A short name that several zones share, as CST, and the speaker's own zone does not decide it."""
    UNKNOWN_ZONE = "unknown_zone"
    """The reader's own clock is meant ("your time") and nobody said where the reader is."""
    CONTRADICTION = "contradiction"
    """Two days are named for one time, as a weekday with the wrong date."""
    RECURRING = "recurring"
    """Said of every day or week, not of one."""
    DEPENDS = "depends"
    """Counted from something whose time is unknown, as in "two days after you sign"."""
    TOO_ROUGH = "too_rough"
    """Some days of a week or month, as in "early next week"."""
    OPEN_ENDED = "open_ended"
    """Only a first day is named, as in "after Friday"."""
    DISAGREED = "disagreed"
    """Code and model read the same words differently."""
    NOT_UNDERSTOOD = "not_understood"
    """The words hold no time that is known here."""


class DateOrder(StrEnum):
    """How a numeric date such as 3/4 is read."""

    UNKNOWN = "unknown"
    """Chinese text puts the month first; elsewhere it is read only where one number can be no month."""
    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueConventions:
    """What a team means by words that leave the hour or the day open; all times are wall times of the zone meant.

    The defaults are those of the method's labelled cases.
    """

    start_of_work: time = time(9)
    end_of_day: time = time(18)
    """Also for a day named without an hour."""
    noon: time = time(12)
    morning: time = time(12)
    first_thing: time = time(12)
    afternoon: time = time(18)
    evening: time = time(20)
    small_hours: time = time(6)
    end_of_week: int = 4
    """Weekday that ends "this week"; Monday is 0."""
    workdays: AbstractSet[int] = frozenset(range(5))
    holidays: AbstractSet[date] = frozenset()
    """Days that are no business days although their weekday is one."""
    extra_workdays: AbstractSet[date] = frozenset()
    """Days that are business days although their weekday is none."""
    earliest_hour: int = 7
    latest_hour: int = 21
    """An hour said without morning or evening is not looked for outside these, unless it is said at night."""
    date_order: DateOrder = DateOrder.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a due phrase comes to.

    `at` is aware and has the offset of the zone the words name, else of the speaker's; always None where the kind is
    vague or unclear. `doubt` is set where the kind is unclear.
    """

    kind: DueKind
    at: datetime | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDue:
    """A due phrase in a sentence: `phrase` is verbatim `text[start:end]`; the rest as for what is resolved."""

    start: int
    end: int
    phrase: str
    kind: DueKind
    at: datetime | None = None
    doubt: Doubt | None = None
