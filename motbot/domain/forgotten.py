"""Who is to be forgotten, and what came of it, in counts: an account, or everybody of a customer's workspace."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from motbot.catalogue import say
from motbot.domain.errors import BadInput
from motbot.domain.nudge import Place

NOBODY = "U0"
"""What stands in texts where an account stood."""
_ACCOUNT = re.compile(r"[UW][A-Z0-9]{2,63}")
_ORG = re.compile(r"[TE][A-Z0-9]{2,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Exactly one of the two is given."""

    user: str = ""
    org: str = ""

    @property
    def id(self) -> str:
        """What is erased wherever it stands."""
        return self.user or self.org


def whom(*, user: str = "", org: str = "") -> Whom:
    """Check what somebody typed.

    Raises:
        BadInput: it is no id of Slack's.
    """
    if bool(user) == bool(org):
        raise BadInput(
            say("say who is to be forgotten: either --user with an account, or --customer-org with a workspace")
        )
    if user and not _ACCOUNT.fullmatch(user):
        raise BadInput(say("--user: expected an account's id such as U0123456789 (profile > ... > Copy member ID)"))
    if org and not _ORG.fullmatch(org):
        raise BadInput(say("--customer-org: expected a workspace's id such as T0123456789"))
    return Whom(user=user, org=org)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A conversation that holds something of theirs."""

    conversation: int
    is_theirs: bool
    """Nobody else has asked anything in it: all of it goes, what our side has said included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is held of somebody."""

    accounts: tuple[str, ...] = ()
    conversations: tuple[Spoken, ...] = ()
    threads: tuple[str, ...] = ()
    """By which cases made of these conversations are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedMessage:
    """A private message of ours that shows something of theirs, or was for them."""

    whisper: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What came of it."""

    accounts: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many of what were erased: nothing is named that holds nothing."""
    left: int = 0
    """Messages that the running bot takes away as soon as it can."""
    unreached: tuple[PostedMessage, ...] = ()
    """Messages that Slack does not let us take away."""
    threads: tuple[str, ...] = ()
    at_work: int = 0
    """Jobs that were under way all the time: what they still write, a second run erases."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be done by anybody."""
        return not self.left and not self.unreached and not self.at_work
