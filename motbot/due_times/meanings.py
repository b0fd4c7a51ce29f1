"""What the words of a due time mean, piece by piece, before they are put together."""

from dataclasses import dataclass
from datetime import timedelta, tzinfo
from enum import Enum, auto

from motbot.due_times.days import DayWords


class Dial(Enum):
    """How far an hour says on which half of the day it lies."""

    EXACT = auto()
    """As written: am or pm was said, or the hour can only be meant so."""
    COLON = auto()
    """Written as on a digital clock, 4:30 or 10:15: as written, except that the small hours mean the afternoon."""
    TWELVE = auto()
    """Said as on a dial: 三点, at 3."""


ANY_HOUR = -1
"""Stands for the hour that comes next."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; hour 24 is the midnight that ends the day."""

    hour: int
    minute: int = 0
    dial: Dial = Dial.EXACT


class Part(Enum):
    """A part of the day, which also tells the half that an hour lies on."""

    SMALL_HOURS = auto()
    START_OF_WORK = auto()
    FIRST_THING = auto()
    MORNING = auto()
    NOON = auto()
    AFTERNOON = auto()
    EVENING = auto()
    NIGHT = auto()
    MIDNIGHT = auto()
    END_OF_DAY = auto()


class Whose(Enum):
    """A clock that is named by a person and not by a place."""

    SPEAKER = auto()
    READER = auto()
    LOCAL = auto()


@dataclass(frozen=True, slots=True)
class Zone:
    """The clock that is meant; several zones where a short name is shared, in the order they are to be preferred."""

    zones: tuple[tzinfo, ...] = ()
    whose: Whose | None = None
    undecided: bool = False
    """None of the zones may be taken unless it is the speaker's own."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time from when it was said, or from a day that follows ("a week from Friday")."""

    length: timedelta = timedelta()
    days: int = 0
    months: int = 0
    workdays: int = 0
    workhours: float = 0
    marked: bool = True
    """Words around it say that something is due at its end."""
    ago: bool = False
    depends: bool = False

    @property
    def is_of_days(self) -> bool:
        """Whether it leads to a day, of which an hour may then be named."""
        return not (self.length or self.workhours)


class Vague(Enum):
    """Words that name no time at all."""

    VAGUE = auto()


Meaning = DayWords | Clock | Part | Zone | Span | Vague


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of the text with all that they mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
