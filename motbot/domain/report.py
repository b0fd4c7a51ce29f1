"""The report of a span of time: what customers asked for, what our side made of it, and how much the coach helped."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motbot.domain.scoring import LEAST, MOST

OTHERS = "others"
"""Key of the group that small groups are shown as."""
SCORES = tuple(range(LEAST, MOST + 1))
ALL = "all"
"""Key of everything, where it cannot be broken down."""
NO_CHANGE = "no_change"
"""Key of bursts that asked for something and changed nothing that is shown."""


class FirstAnswer(StrEnum):
    """What our first answer to a moment began with."""

    EXPLORED = "explored"
    OFFERED = "offered"


class Came(StrEnum):
    """What came of a promise."""

    ON_TIME = "on_time"
    LATE = "late"
    """Kept after its time, or after a time that was moved too late."""
    BROKEN = "broken"
    """Its time has passed, and it was not kept."""
    OPEN = "open"
    GIVEN_UP = "given_up"
    """Called off before its time was over."""
    UNSAID = "unsaid"
    """It rested away, or the channel is gone: nobody has said what came of it."""


class Ended(StrEnum):
    """How a moment ended."""

    BY_CUSTOMER = "by_customer"
    BY_AGENT = "by_agent"
    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    GONE = "gone"
    """The customer took the words back, or the channel is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of a split."""

    key: str
    """An enum's value, or `others`."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A total and its parts. Without parts, too few were counted to be broken down."""

    total: int
    shares: tuple[Share, ...] = ()

    def of(self, key: str) -> int:
        """How many of one part; 0 where there is none."""
        return next((share.count for share in self.shares if share.key == key), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionUse:
    """What became of the drafts that one revision wrote."""

    revision: str
    """Of the prompt or the playbook, as a hash; `others` for small ones together, `all` where none stands alone."""
    coach: str = ""
    model: str = ""
    cards: int
    used: int
    adapted: int
    """The reply holds the draft in parts."""
    own: int
    unanswered: int
    edited: int
    not_helpful: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How the scores of a group of sheets spread; `counts` from -3 to +3."""

    name: str
    counts: tuple[int, ...]
    typical: int
    """The median, of two the lower one."""

    @property
    def total(self) -> int:
        """How many sheets."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable:
    """The scores of reviewed conversations."""

    sheets: int
    """How many have a score."""
    is_kept_back: bool = False
    """The coach has not agreed well enough with people, and the config asks for it."""
    overall: Scores | None = None
    """None where there are fewer than five, or all are one agent's."""
    by_channel: tuple[Scores, ...] = ()
    by_week: tuple[Scores, ...] = ()
    """By ISO week (`2026-W10`), the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything counted; nothing in it is about one person."""

    since: datetime | None
    """None: since the first word that is kept."""
    until: datetime
    zone: str
    """IANA name of the zone in which days and weeks begin."""
    channels: tuple[str, ...]
    """Names of those it covers."""
    is_whole: bool = True
    """False where Slack did not say of some channel whether it may be counted, so that it is left out."""
    urgency: Split
    expectations: Split
    """Moments with at least one of each kind: a moment may count in several."""
    channel_kinds: Split
    judged: int
    """Bursts of customers' messages that were judged."""
    silent: Split
    """Those that led to nothing shown, by reason."""
    explored: Split
    confirmed: Split
    promises: Split
    """Those that somebody asked to be reminded of."""
    untracked: int
    """Promises found that nobody asked to be reminded of."""
    cards: int
    nudges: tuple[RevisionUse, ...]
    scores: ScoreTable

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was counted."""
        return not (self.judged or self.urgency.total or self.promises.total or self.untracked or self.scores.sheets)
