"""One review of a conversation: who asked for it, how far it has come, its sheet, and what people say of that sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.people import Side
from motbot.domain.scoring import Step
from motbot.domain.sheet import Sheet


class ReviewState(StrEnum):
    """How far a review has come."""

    READING = "reading"
    """The conversation is being read and judged."""
    ASKING = "asking"
    """It is so long that whoever asked is told what it costs first."""
    READY = "ready"
    FAILED = "failed"


class Failure(StrEnum):
    """Why there is no sheet."""

    NOT_YOURS = "not_yours"
    """There is no such conversation, or it is not theirs to see: nobody learns which of the two."""
    EMPTY = "empty"
    """Nobody of the customer's side and ours has said anything in it."""
    UNREADABLE = "unreadable"
    """Slack does not show it to us now."""
    REFUSED = "refused"
    """The model will not judge it, and the playbook could not stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a review is about to take."""

    lines: int
    calls: int
    tokens: int
    """A rough figure of what is sent and what comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedLine:
    """One message as a sheet shows it."""

    ts: str
    thread_ts: str = ""
    at: datetime
    side: Side
    role: str
    """`customer`, `second customer`, `agent` and so on: a sheet names nobody."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review as it is stored; `id` is 0 until it is. The words it rests on stay as they were when it was made."""

    id: int = 0
    team: str
    channel: str
    ts: str
    """The message that was pointed at."""
    thread_ts: str = ""
    """The thread it stands in; empty at the channel's root."""
    conversation: int = 0
    """0 where the store does not know the conversation."""
    asked_by: str
    asked_at: datetime
    language: Language
    """In which the sheet's reasons are written: that of whoever asked first."""
    is_blind: bool = False
    """Calibration: nobody sees anybody's scores, nor the coach's, before they have sent their own."""
    is_agreed: bool = False
    """Whoever asked has seen the cost and wants it."""
    as_agent: bool = False
    """Whoever asked may see it only as one of the agents in it."""
    state: ReviewState = ReviewState.READING
    failure: Failure | None = None
    cost: Cost | None = None
    agents: tuple[str, ...] = ()
    """The agents who speak in it; known once it is read."""
    department: str = ""
    """For which of our own departments it was asked, in a channel for internal requests; likewise."""
    lines: tuple[ReviewedLine, ...] = ()
    sheet: Sheet | None = None
    without_model: bool = False
    """Made by the playbook although a model is configured."""
    attempts: int = 0
    ready_at: datetime | None = None
    version: int = 0
    wake_at: datetime | None = None

    @property
    def place(self) -> Place:
        """The message that was pointed at."""
        return Place(channel=self.channel, ts=self.ts, thread_ts=self.thread_ts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the sheet: a contact (0: the whole conversation) and a step of it (None: the contact as a whole)."""

    contact: int
    step: Step | None = None


class RaterRole(StrEnum):
    """As what somebody reads a sheet; whoever is both counts as the agent."""

    AGENT = "agent"
    """One of those who answer in the conversation."""
    LEAD = "lead"
    """A lead of the channel, a trainer or an admin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A person's own mark on a row. Never overwritten: a later one of theirs stands beside it and counts."""

    id: int = 0
    review: int
    rater: str
    role: RaterRole
    row: Row
    score: int | None
    """From -3 to +3; None: not applicable."""
    reason: str = ""
    at: datetime


class RemarkKind(StrEnum):
    """What somebody says of a row."""

    DISPUTE = "dispute"
    """It is not as the row says."""
    CONTEXT = "context"
    """What the conversation does not show."""
    ANSWER = "answer"
    """To what somebody else has said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something said of a row, in the person's own words."""

    id: int = 0
    review: int
    by: str
    role: RaterRole
    kind: RemarkKind
    row: Row
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """Somebody was shown a sheet: kept for each time, for those it is about."""

    review: int
    user: str
    role: RaterRole
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWindow:
    """A window of somebody's that shows a review, or waits for it. Slack lets us update it while it is open."""

    window: str
    """Slack's id of the view."""
    team: str
    user: str
    review: int
    page: int = 0
    at: datetime


def counting(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """Of each person's marks on a row the newest, in the order given."""
    newest = {(one.rater, one.row): one for one in sorted(ratings, key=lambda one: (one.at, one.id))}
    return tuple(sorted(newest.values(), key=lambda one: (one.row.contact, one.row.step or "", one.at, one.id)))
