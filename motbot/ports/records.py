"""What is kept beside moments and conversations: one frozen value for each kind of row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from motbot.domain.expectation import Assessment, Draft, NegativeType, Provenance, Urgency
from motbot.domain.message import Line
from motbot.domain.moment import Suppressed
from motbot.domain.people import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One thing Slack told us, stored before it was acknowledged."""

    id: int
    team: str
    event_id: str
    body: Mapping[str, Any]
    received_at: datetime
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided about one burst of a customer's messages, and why nothing was shown where nothing was."""

    id: int = 0
    team: str
    channel: str
    conversation: int
    focus: tuple[str, ...]
    is_moment: bool
    negative_type: NegativeType | None = None
    urgency: Urgency = Urgency.NONE
    assessment: Assessment | None = None
    """What the coach found, after the checks; kept as long as the moment's quotes are."""
    draft: Draft | None = None
    moment: int = 0
    shown: bool = False
    """A card or an offer was posted or updated because of it."""
    suppressed: Suppressed | None = None
    provenance: Provenance | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a person did with a nudge, with what had made the nudge."""

    team: str
    user: str
    moment: int
    act: str
    value: str = ""
    note: str = ""
    provenance: Provenance | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLine:
    """Where a message stands that is stored and was not taken back. `thread_ts` is empty at the channel's root."""

    ts: str
    thread_ts: str = ""
    is_open: bool = False
    """Its conversation has an open moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLine:
    """A line with where it belongs."""

    team: str
    channel: str
    conversation: int
    line: Line
    thread_ts: str = ""
    author: Author = field(default_factory=Author)
    verdict: int = 0
    """Which verdict judged it; 0 while nobody has."""
    read: bool = False
    """It has been read for promises; a newer text of it has not."""
    removed: bool = False
    """It was taken back: nothing that comes later brings it to life again."""
