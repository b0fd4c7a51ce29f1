"""All that is held about one person, as they are shown it by `/mot mine`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.preferences import NOTHING_SET, Preferences
from motbot.domain.promise import PromiseState
from motbot.domain.review import RaterRole, ReviewState
from motbot.domain.story import HandOver


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One time that a sheet was shown to somebody."""

    role: RaterRole
    is_you: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetItem:
    """A sheet in somebody's list; it holds no score."""

    review: int
    place: Place
    channel_name: str
    at: datetime
    state: ReviewState
    is_blind: bool = False
    is_about_you: bool = False
    asked_by_you: bool = False
    seen: tuple[Seen, ...] = ()
    """Every time it was shown, to those it is about; the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """One time that somebody gave a request to a colleague, or took one from them."""

    channel: str
    over: HandOver
    """On their own clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What motbot holds about a person, counted, and where the words of it can be seen."""

    language: Language
    zone: str = "UTC"
    muted_until: datetime | None = None
    preferences: Preferences = NOTHING_SET
    welcomed_at: datetime | None = None
    moments_open: int = 0
    moments_closed: int = 0
    nudges: int = 0
    """Private messages they were given."""
    acts: Mapping[str, int] = field(default_factory=dict)
    """What they pressed, by `Act` value."""
    promises: Mapping[PromiseState, int] = field(default_factory=dict)
    sheets: tuple[SheetItem, ...] = ()
    """About them, or asked for by them; the newest first."""
    hand_overs: tuple[HandedOver, ...] = ()
    """The newest first."""
    marks: int = 0
    remarks: int = 0
    kept_for: Mapping[str, timedelta] = field(default_factory=dict)
    """How long what is kept: `raw_events`, `moments`, `sheets`, `cases`, `backups`."""
    is_whole: bool = True
    """False where Slack did not say of some channel whether they are in it now, so that its part is left out."""
