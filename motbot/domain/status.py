"""How things stand for one person, in figures: what waits for them, whether they are left alone, who coaches."""

from dataclasses import dataclass
from datetime import datetime, time

from motbot.domain.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What leads, trainers and admins are told besides: counts, and nothing of any conversation."""

    channels: int
    """Watched ones that they lead, train or administer, and are in now."""
    model_answers: bool | None
    """None where no model is configured, or nobody can ask it."""
    prompts_live: int
    prompts_on_trial: int
    jobs: int
    """Waiting, or under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The answer to one person."""

    language: Language
    zone: str = "UTC"
    is_member: bool = True
    """False for anybody but a full member of our workspace: then everything else says nothing."""
    muted_until: datetime | None = None
    moments_open: int = 0
    promises_open: int = 0
    promises_today: int = 0
    """Of the open ones those that fall due before their day is over."""
    promises_late: int = 0
    messages: int = 0
    """New private ones in 24 hours."""
    messages_at_most: int = 0
    """From then on only what is critical comes; 0 where nothing is known of it."""
    quiet_from: time = time(0)
    quiet_to: time = time(0)
    """Equal times: there are no quiet hours."""
    is_quiet: bool = False
    has_model: bool = False
    desk: Desk | None = None
