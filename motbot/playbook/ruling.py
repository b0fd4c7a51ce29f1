"""What the gate decides of a message, and what that rests on."""

from dataclasses import dataclass

from motbot.domain.expectation import NegativeType, Signal
from motbot.playbook.promises import Promised
from motbot.playbook.sentences import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the gate decided, with what it rests on."""

    is_moment: bool
    negative_type: NegativeType | None = None
    certain: bool = False
    """Certain enough to spare a model."""
    signals: tuple[Signal, ...] = ()
    asks: tuple[Piece, ...] = ()
    """The sentences that ask, verbatim; those of an earlier line where the focus only chases them."""
    broken: Promised | None = None
    answers: bool = False
    """The focus answers a question of ours, or adds to a request, and asks nothing itself; as a bare detail, which
    creates no expectation, it is no moment."""
    earlier: tuple[Piece, ...] = ()
    """What was asked for before our question that the focus answers."""
    back: tuple[Piece, ...] = ()
    """What the focus takes back for something else: "not the whole year, only October"."""
    gone: bool = False
    """We were late, and they have found help elsewhere: nothing is left to be done for them."""


def no_moment(
    kind: NegativeType, *, signals: tuple[Signal, ...] = (), certain: bool = False, answers: bool = False
) -> Ruling:
    """Nothing is expected of us, and why."""
    return Ruling(is_moment=False, negative_type=kind, signals=signals, certain=certain, answers=answers)
