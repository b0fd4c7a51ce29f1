"""What somebody is told who wants no nudges for a while, or wants them again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motbot.domain.language import Language


class NotSilenced(StrEnum):
    """Why nothing was changed."""

    NOT_A_MEMBER = "not_a_member"
    """Nobody but full members of our own workspace ever gets a nudge."""
    NONSENSE = "nonsense"
    """What was typed is no time."""
    NOT_NOW = "not_now"
    """Slack does not say just now who asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """How it stands now."""

    language: Language
    zone: str = "UTC"
    until: datetime | None = None
    """Until when they get no nudges; None where they get them."""
    was: datetime | None = None
    """Until when they had none before."""
    refused: NotSilenced | None = None
