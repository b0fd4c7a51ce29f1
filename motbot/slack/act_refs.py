"""What a button of ours carries: the act, the moment, and where needed which part of it."""

from dataclasses import dataclass

from motbot.domain.errors import BadInput
from motbot.domain.events import Act

MORE = "more"
"""Action id of the overflow menu, whose options name their act in the value."""
CHOOSE_NOT_HELPFUL = "choose_not_helpful"
"""Option and modal that ask for a reason; only sending the modal is Act.NOT_HELPFUL."""
CHOOSE_WRONG = "choose_wrong"
"""Option and modal that ask which expectation is wrong; only sending the modal is Act.WRONG."""

_ID_AT_MOST = 18
"""Digits of a database's 64-bit id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRef:
    """The decoded value of a button or option: `name` is an Act, or one of the questions above."""

    name: str
    moment: int

    @property
    def act(self) -> Act | None:
        """The act itself; None for an option that opens a question first, or a foreign one."""
        return Act(self.name) if self.name in set(Act) else None


def option_value(name: str, moment: int) -> str:
    """Value of an overflow option."""
    return f"{name}:{moment}"


def read_ref(action_id: str, value: str) -> ActRef:
    """Decode a pressed button's value (the moment) or a chosen option's (`name:moment`).

    Raises:
        BadInput: it is none of ours.
    """
    name, moment = (action_id, value) if action_id != MORE else value.split(":", 1) if ":" in value else ("", "")
    if not moment.isascii() or not moment.isdigit() or len(moment) > _ID_AT_MOST:
        raise BadInput(f"a pressed button: value of action {action_id[:64]!a}: expected a moment's id")
    return ActRef(name=name, moment=int(moment))
