"""What a button of ours carries: the act, the moment or promise, and where needed which part of it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from motbot.domain.errors import BadInput
from motbot.domain.events import Act
from motbot.domain.language import Language

MORE = "more"
"""Action id of the overflow menu, whose options name their act in the value."""
CHOOSE_NOT_HELPFUL = "choose_not_helpful"
"""Option and modal that ask for a reason; only sending the modal is Act.NOT_HELPFUL."""
CHOOSE_WRONG = "choose_wrong"
"""Option and modal that ask which expectation is wrong; only sending the modal is Act.WRONG."""
SHOW_WHOLE = "show_whole_card"
"""Action id of the button of a short card: opens what it leaves out."""

PROMISE_ACTS = frozenset(
    {
        Act.TRACK,
        Act.UNTRACK,
        Act.FIX,
        Act.FIXED,
        Act.NOT_A_PROMISE,
        Act.KEPT,
        Act.MOVE,
        Act.MOVED,
        Act.CANNOT,
        Act.TAKE_OVER,
    }
)
"""Acts that are about a promise, and say nothing without one."""

_ID_AT_MOST = 18
"""Digits of a database's 64-bit id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRef:
    """The decoded value of a button or option: `name` is an Act, or one of the questions above."""

    name: str
    moment: int
    promise: int = 0

    @property
    def act(self) -> Act | None:
        """The act itself; None for an option that opens a question first, or a foreign one."""
        return Act(self.name) if self.name in set(Act) else None


def promise_value(moment: int, promise: int) -> str:
    """What a button about a promise carries."""
    return f"{moment}:{promise}"


def option_value(name: str, about: str) -> str:
    """Value of an overflow option; `about` is a moment, or a moment and a promise."""
    return f"{name}:{about}"


def read_ref(action_id: str, value: str) -> ActRef:
    """Decode a pressed button's value (`moment` or `moment:promise`) or a chosen option's (the same after `name:`).

    Raises:
        BadInput: it is none of ours.
    """
    name, about = (action_id, value) if action_id != MORE else value.split(":", 1) if ":" in value else ("", "")
    moment, colon, promise = about.partition(":")
    if not _is_id(moment) or (colon and not _is_id(promise)):
        raise BadInput(f"a pressed button: value of action {action_id[:64]!a}: expected a moment's id, or two ids")
    ref = ActRef(name=name, moment=int(moment), promise=int(promise or 0))
    if ref.act in PROMISE_ACTS and not ref.promise:
        raise BadInput(f"a pressed button: value of action {action_id[:64]!a}: expected a moment's and a promise's id")
    return ref


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _ID_AT_MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Picking:
    """What travels with a window in which a time is chosen: for which promise, on whose clock, in which language."""

    moment: int
    promise: int
    zone: ZoneInfo
    language: Language

    @property
    def metadata(self) -> str:
        """As it stands in the window's metadata."""
        return f"{promise_value(self.moment, self.promise)} {self.zone.key} {self.language}"


def read_picking(act: Act, metadata: str) -> Picking:
    """Decode the metadata of a window in which a time was chosen.

    Raises:
        BadInput: it is none of ours.
    """
    about, _, rest = metadata.partition(" ")
    ref = read_ref(act.value, about)
    zone, _, language = rest.partition(" ")
    try:
        return Picking(moment=ref.moment, promise=ref.promise, zone=ZoneInfo(zone), language=Language(language))
    except (ValueError, KeyError, OSError):
        raise BadInput(f"a sent window: metadata of {act.value}: expected a time zone and a language") from None
