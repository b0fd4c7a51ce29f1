"""The facts a report is counted from: one light row for each thing that happened, without anybody's name."""

from dataclasses import dataclass
from datetime import datetime

from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.moment import CloseReason, Suppressed
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.domain.report import FirstAnswer
from motbot.domain.usage import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentFact:
    """A customer's request."""

    channel: str
    urgency: Urgency
    """As it was judged last."""
    kinds: frozenset[ExpectationKind] = frozenset()
    """Which kinds of expectation were found in it, since it was opened."""
    closed: CloseReason | None = None
    """None while it is open."""
    answer: tuple[str, ...] = ()
    """What our side said first, until the customer spoke again; empty where nobody has, or the words are gone."""
    promised: tuple[str, ...] = ()
    """The promises found in that answer, verbatim."""
    began: FirstAnswer | None = None
    """How it began, noted when its words were erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictFact:
    """What was decided about one burst of a customer's messages."""

    channel: str
    is_moment: bool
    shown: bool = False
    negative_type: NegativeType | None = None
    suppressed: Suppressed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFact:
    """Something our side said it would do."""

    channel: str
    state: PromiseState
    is_open: bool
    is_tracked: bool = False
    """Somebody asked to be reminded of it, at any time."""
    due: datetime | None = None
    kept_at: datetime | None = None
    broken_at: datetime | None = None
    withdrawn: Withdrawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeFact:
    """A card that was shown with a draft: one row for each card and each revision that wrote a draft for it."""

    channel: str
    coach: str
    revision: str
    model: str = ""
    used: Usage | None = None
    """What the agent's next reply took of the draft; None where they have not replied to it."""
    edited: bool = False
    """The window "Adjust" was sent."""
    not_helpful: bool = False
    wrong: bool = False
    """An expectation on the card was marked as wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFact:
    """The newest sheet of a conversation; blind reviews are none, since their scores are kept back."""

    channel: str
    at: datetime
    """When the message was written that was pointed at."""
    score: int | None
    """Of the whole conversation; None where no contact has a score yet."""
    agents: frozenset[str] = frozenset()
    """Accounts, for one thing only: that no group shown is one person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """All of one span of time and one set of channels."""

    moments: tuple[MomentFact, ...] = ()
    verdicts: tuple[VerdictFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    nudges: tuple[NudgeFact, ...] = ()
    sheets: tuple[SheetFact, ...] = ()
