"""The states of a promise: where it stands, why it ended, what it asks for, which message it needs."""

from enum import StrEnum


class PromiseState(StrEnum):
    """Where a promise stands."""

    MADE = "made"
    """Found in our words; nobody has said yet that it is to be tracked."""
    ACCEPTED = "accepted"
    """Tracked: the agent is reminded before it falls due."""
    MOVED = "moved"
    """Tracked, with another date than was first said."""
    BROKEN = "broken"
    """Tracked, and its time has passed: it can still be kept late, moved or given up."""
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


class Withdrawn(StrEnum):
    """Why a promise is not waited for any more although it was not kept."""

    NOT_A_PROMISE = "not_a_promise"
    """The agent says that it never was one."""
    CANNOT = "cannot"
    """The agent says early that it cannot be done."""
    TAKEN_BACK = "taken_back"
    """The words were edited away or deleted."""
    CHANNEL_GONE = "channel_gone"
    LAPSED = "lapsed"
    """Nobody has said a word about it for so long that it is over."""


class PromiseDue(StrEnum):
    """What a promise asks for once a time has come."""

    REMIND = "remind"
    BREAK = "break"
    """Its time has passed."""
    LAPSE = "lapse"


class Mending(StrEnum):
    """Which honest message a promise needs that will not be kept as it was made."""

    MOVE = "move"
    """It will be later: say so, with the new time, before the old one is over."""
    CANNOT = "cannot"
    """It will not be: say so early, with a reason and a way on."""


TRACKED = frozenset({PromiseState.ACCEPTED, PromiseState.MOVED, PromiseState.BROKEN})
