"""What a coach finds in words of our side: promises, what shows that one was kept, what is left unanswered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motbot.domain.expectation import Provenance
from motbot.domain.limits import LimitKind


class Strength(StrEnum):
    """How much a customer may rely on the words."""

    FIRM = "firm"
    CONDITIONAL = "conditional"
    """It rests on something named: their yes, a file, somebody else's answer."""
    VAGUE = "vague"
    """No time at all ("soon", 尽快): it cannot be tracked before an hour is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """A limit of the channel that a promise goes beyond, in the words of the config."""

    kind: LimitKind
    rule: str
    instead: str = ""
    """What can honestly be said instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPromise:
    """A promise as a coach finds it in words of our side, before code has resolved its time and checked its quote."""

    words: str
    """Verbatim, from the line `source`."""
    source: str
    what: str
    who: str = ""
    due_words: str = ""
    """Verbatim, inside the same line; empty where no time was given."""
    due_guess: datetime | None = None
    """A model's own reading of the time, aware: kept only to be compared with the code's."""
    strength: Strength = Strength.FIRM
    condition: str = ""
    repeats: int = 0
    """Id of the open promise that these words say again, or give another date; 0 for a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of ours that look as if an open promise was kept."""

    promise: int
    source: str
    words: str = ""
    """Verbatim; empty where a file alone shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a coach finds in a reply of our side."""

    promises: tuple[FoundPromise, ...] = ()
    unanswered: tuple[str, ...] = ()
    """Marks of the explicit expectations that all our words so far leave unanswered."""
    evidence: tuple[Evidence, ...] = ()
    left_from: str = ""
    """`ts` of the line from which on all is left for the next reading, since more was found than one may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReply:
    """A reading with where it came from."""

    reading: Reading
    provenance: Provenance
