"""The states of a moment: where it stands, why it is over, why nobody was nudged, what it asks for."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a moment stands on the method's road."""

    EXPLORING = "exploring"
    """Nobody of ours has answered the newest request yet."""
    OFFERED = "offered"
    """Our side has answered."""
    ACTING = "acting"
    """Our side has promised something that is still to be done."""
    CONFIRMING = "confirming"
    """The agent has been prompted to ask whether the outcome is right."""
    CLOSED = "closed"


class Drafting(StrEnum):
    """When the reply to what is asked now is drafted."""

    AHEAD = "ahead"
    """As soon as there is a card."""
    OFFERED = "offered"
    """Once an agent asks for it."""
    ASKED = "asked"
    """Now: an agent has asked for it."""


class CloseReason(StrEnum):
    """Why a moment is over."""

    CONFIRMED_BY_CUSTOMER = "confirmed_by_customer"
    CONFIRMED_BY_AGENT = "confirmed_by_agent"
    UNCONFIRMED = "unconfirmed"
    """It rested away after the Confirm prompt: silence is not confirmation."""
    DELETED = "deleted"
    """The customer took the words back."""
    CHANNEL_GONE = "channel_gone"


class Suppressed(StrEnum):
    """Why an agent was not nudged about a moment."""

    ANSWERED = "answered"
    EXPIRED = "expired"
    BELOW_SENSITIVITY = "below_sensitivity"
    MUTED = "muted"
    DAILY_CAP = "daily_cap"
    QUIET_HOURS = "quiet_hours"
    FADED = "faded"
    """The agent does this step well by themselves; the card comes all the same when nobody answers in time."""
    NOBODY = "nobody"
    """No agent of the channel may be nudged now."""


class Due(StrEnum):
    """What a moment asks for once a time has come."""

    NUDGE = "nudge"
    """A card was held back (quiet hours) and may go out now."""
    ESCALATE = "escalate"
    REMIND = "remind"
    """The agent pressed Later."""
    OVERDUE = "overdue"
    """The time to reply by has passed without an answer: what shows it says so, silently."""
    CONFIRM = "confirm"
    CLOSE = "close"
