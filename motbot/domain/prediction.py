"""What a coach said of one case, whole, with what it took; or why it said nothing."""

from dataclasses import dataclass
from datetime import datetime

from motbot.domain.expectation import Assessed, Drafted
from motbot.domain.promise import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedPromise:
    """A promise found in our side's words, with its time worked out."""

    who: str
    what: str
    words: str
    due: datetime | None = None
    due_text: str = ""
    strength: Strength = Strength.FIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictedScore:
    """The score of the case's reply."""

    score: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What the calls for a case took together."""

    calls: int = 0
    cached: int = 0
    """How many of them came from the cache; tokens and seconds are then what they took when they were asked."""
    prompt_tokens: int = 0
    cached_tokens: int = 0
    """Of the prompt's tokens those that the provider had seen before."""
    completion_tokens: int = 0
    seconds: float = 0.0
    cost: float | None = None
    """What they cost when they were asked, in the currency of the price table; None where the model's price is not
    known: never taken for nothing."""
    paid: float | None = None
    """What of it had to be paid now, since it was not in the cache; None likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A part of a prediction that there is none of."""

    task: str
    """assess, draft, promises or review."""
    reason: str
    """A word for the kind of failure: unavailable, refused, invalid, deadline ..."""
    told: str = ""
    """The failure in words, without any of the conversation's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """A coach's answers to one case. A part that failed is None, and is told in `failed`."""

    case: str
    assessed: Assessed | None = None
    drafted: Drafted | None = None
    promises: tuple[PredictedPromise, ...] | None = None
    """None where the case has no reply, or its reading failed."""
    score: PredictedScore | None = None
    failed: tuple[Failed, ...] = ()
    revisions: tuple[tuple[str, str], ...] = ()
    """Task and revision of everything that answered."""
    spent: Spent = Spent()
