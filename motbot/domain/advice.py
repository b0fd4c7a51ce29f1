"""What the coach says of words that somebody shows it: the card an agent would get, and where it came from."""

from dataclasses import dataclass
from enum import StrEnum

from motbot.domain.expectation import NegativeType
from motbot.domain.language import Language
from motbot.domain.nudge import Card, Place


class Unadvised(StrEnum):
    """Why there is no advice."""

    NOT_A_MEMBER = "not_a_member"
    """Only full members of our own workspace are coached."""
    NOT_READABLE = "not_readable"
    """There is no such message, or one of us two may not read it: nobody learns which."""
    NO_WORDS = "no_words"
    """There is nothing to read."""
    NOBODY_ASKS = "nobody_asks"
    """Nobody but our own side has said anything up to there."""
    TOO_LONG = "too_long"
    NOT_NOW = "not_now"
    """Slack does not say just now who asks, or what was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The prompt behind a part of the advice; without a variant nothing was published under its revision."""

    task: str
    revision: str
    variant: str = ""
    version: str = ""
    is_on_trial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One answer to one person; nothing of it is kept."""

    language: Language
    """The person's."""
    card: Card | None = None
    """As an agent would get it, without a number: nothing can be pressed on it. None where nothing is asked."""
    words: str = ""
    """What was judged, shortened."""
    negative: NegativeType | None = None
    """Why it is no request, where the coach says so."""
    by_model: bool = False
    model_away: bool = False
    """The model was asked and gave no answer, so that the playbook's is shown."""
    sources: tuple[Source, ...] = ()
    own_card: Place | None = None
    """The card that the person has about the same request."""
    unadvised: Unadvised | None = None
    """Set where there is no advice at all; everything else then says nothing."""
