"""What private messages there are: the step one is about, why it is there, why it is short, how far it has come."""

from dataclasses import dataclass
from enum import StrEnum


class NudgeKind(StrEnum):
    """Which step of the method a nudge is about."""

    EXPLORE = "explore"
    OFFER = "offer"
    PROMISE = "promise"
    CONFIRM = "confirm"


class PromptPurpose(StrEnum):
    """Why an agent must notice a new message."""

    CONFIRM = "confirm"
    LATER = "later"
    ESCALATION = "escalation"
    HANDOVER = "handover"
    """Somebody has taken it over from another agent: the story so far."""
    PROPOSAL = "proposal"
    """Another agent asks them to take it over."""
    TAKEN = "taken"
    """Somebody has taken it over from them: by their asking, or while a promise of theirs is tracked in it."""
    RAISED = "raised"
    """The moment has become critical after its card was posted."""
    AGAIN = "again"
    """The customer asks anew, long after the answer: the card's silent update would go unseen."""
    NOT_QUITE = "not_quite"
    """The customer says that what was delivered does not do."""


class NotePurpose(StrEnum):
    """Why a message about promises is there."""

    ASK = "ask"
    """Our words hold a promise and no card shows it: is it to be tracked?"""
    REMINDER = "reminder"
    LOOKS_KEPT = "looks_kept"
    """A due time has come, and our own words look as if it was kept: was it?"""
    LATE = "late"
    """A due time has passed: said once, and quietly."""


class SheetPurpose(StrEnum):
    """Why a message about a sheet is there."""

    READY = "ready"
    BLIND = "blind"
    """Calibration: the person is asked to fill in the sheet before they see anybody's scores."""
    FAILED = "failed"
    DISPUTED = "disputed"
    """Somebody says that a row is not as it is."""
    CONTEXT = "context"
    """Somebody has added what the conversation does not show."""
    ANSWERED = "answered"
    """Somebody has answered to what was said of a row."""
    MARKED = "marked"
    """Somebody has set marks of their own."""


class WhisperState(StrEnum):
    """How far the newest version of a private message has come on its way to Slack."""

    NEW = "new"
    TRYING = "trying"
    """A call was begun; whether Slack did it is known only once the next state is stored."""
    SENT = "sent"
    UNSURE = "unsure"
    """An unclear failure: looked up by its key before anything is posted again."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faded:
    """Why a nudge is short: how its agent did lately at this step. Nobody else ever sees it."""

    step: NudgeKind
    well: int = 0
    """How many of the last ones went well ..."""
    of: int = 0
    """... of so many; 0 where the agent has asked for fewer from the start."""
