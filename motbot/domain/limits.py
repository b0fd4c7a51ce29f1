"""What must not be promised: the limits of a channel, as its config writes them."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class LimitKind(StrEnum):
    """Why a promise can be too much."""

    AUTHORITY = "authority"
    """Somebody else has to agree first."""
    SLA = "sla"
    """Nobody of ours can be as quick as that."""
    LEGAL = "legal"
    """It must not be said at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLimit:
    """What an agent of a channel must not promise, as the config says it."""

    kind: LimitKind
    words: tuple[str, ...]
    """A promise with one of these in it is meant, `refund*` being every word that begins so; empty for every one."""
    rule: str
    """The limit in a person's words, shown to the agent."""
    instead: str = ""
    """What can honestly be said instead."""
    above: float | None = None
    """Only where the promise names an amount above this."""
    sooner_than: timedelta | None = None
    """Only where it falls due sooner than this after it was said."""
