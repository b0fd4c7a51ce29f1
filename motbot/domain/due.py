"""Due times as values: what the words of a time come to, and what a team means by words that leave it open."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_LOOK_AHEAD = 3660
"""Days in which a working day is looked for, so that conventions without any cannot hang."""
_HALF_A_DAY = 12


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

    def is_workday(self, day: date) -> bool:
        """Whether business is done on this day."""
        usual = day.weekday() in self.workdays and day not in self.holidays
        return usual or day in self.extra_workdays

    def workdays_after(self, day: date) -> Iterator[date]:
        """Business days after a day; ends after ten years."""
        return (
            later for later in (day + timedelta(days=plus) for plus in range(1, _LOOK_AHEAD)) if self.is_workday(later)
        )

    def workdays_until(self, due: date, today: date) -> int:
        """How many business days lie after `today` up to and with `due`; 0 for today or before."""
        return sum(1 for plus in range(1, (due - today).days + 1) if self.is_workday(today + timedelta(days=plus)))

    def opening(self, at: datetime, zone: ZoneInfo) -> datetime:
        """The time itself within working hours, else when they begin next; on the clock of the zone."""
        local = at.astimezone(zone)
        if self.is_workday(local.date()) and local.time() <= self.end_of_day:
            return max(local, datetime.combine(local.date(), self.start_of_work, tzinfo=zone))
        day = next(self.workdays_after(local.date()), None)
        return local if day is None else datetime.combine(day, self.start_of_work, tzinfo=zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """A time of day with its words, verbatim; `twelve_hours` where nothing says on which half of the day it lies.

    `overnight` where it lies behind the midnight that ends the day it is of: tonight at two.
    """

    at: time
    words: str
    twelve_hours: bool = False
    overnight: bool = False

    def of_day(self, *, is_today: bool, now: time, earliest: int) -> time:
        """The time it is on a day, on the half of the day that people mean.

        Args:
            is_today: whether the day is the one on which it was said.
            now: the clock where it was said.
            earliest: a lone hour before this one is meant in the afternoon, unless it is said and lies ahead at night.
        """
        if not self.twelve_hours:
            return self.at
        if self.at.hour >= earliest:
            return self._later if is_today and now >= self.at else self.at
        is_night = is_today and now.hour < earliest and now < self.at
        return self.at if is_night else self._later

    @property
    def _later(self) -> time:
        return self.at.replace(hour=(self.at.hour + _HALF_A_DAY) % (2 * _HALF_A_DAY))


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
