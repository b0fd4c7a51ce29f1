"""A labelled example: a conversation, what is right to find in it, and what our side's answer to it is worth."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motbot.domain.expectation import ExpectationKind, NegativeType, Signal, Urgency
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.promise import Strength


class Split(StrEnum):
    """What a case is for. Cases of one thread are always on the same side."""

    TRAIN = "train"
    HOLDOUT = "holdout"
    """Measured on only: no prompt is written or proposed from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldExpectation:
    """An expectation that is right to find."""

    key: str
    kind: ExpectationKind
    text: str
    quote: str = ""
    """Explicit only; verbatim."""
    cue: str = ""
    source: str = ""
    """`ts` of the line that states or shows it; empty where the channel's facts do."""
    anchors: tuple[str, ...] = ()
    """Any of these words in what was found shows that it is meant; compared without case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPromise:
    """A promise that is right to find in our side's words."""

    who: str
    what: str
    due: datetime | None = None
    due_text: str = ""
    strength: Strength = Strength.FIRM
    is_deadline: bool = True
    """False: the time is when something happens, not until when something is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What is right to say of the judged words."""

    is_moment: bool
    negative_type: NegativeType | None = None
    signals: tuple[Signal, ...] = ()
    urgency: Urgency = Urgency.NONE
    reply_by: datetime | None = None
    expectations: tuple[GoldExpectation, ...] = ()
    business_interests: tuple[str, ...] = ()
    personal_interests: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    say_no: bool | None = None
    """None: either is right, or nobody has said."""
    say_no_what: str = ""
    must_not: tuple[str, ...] = ()

    def of_kind(self, kind: ExpectationKind) -> tuple[GoldExpectation, ...]:
        """Those of one kind."""
        return tuple(one for one in self.expectations if one.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReply:
    """What our side answered, and what is right to say of that."""

    line: Line
    score: int | None = None
    low: int | None = None
    high: int | None = None
    """Scores from low to high count as right as well."""
    promises: tuple[GoldPromise, ...] = ()
    before: tuple[Line, ...] = ()
    """What else was said between the judged words and the reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled example. Names of people are in `names` and `called` only: a coach is never shown them."""

    id: str
    title: str = ""
    language: Language
    thread: str = ""
    """Cases of one thread hang together in every statistic; the case's own id where it names none."""
    split: Split = Split.TRAIN
    tags: tuple[str, ...] = ()
    view: ConversationView
    """The conversation as it stood when the judged words had been said; the reply is no part of it."""
    names: dict[str, str] = field(default_factory=dict)
    """The file's id for each account of its people: `who` of a promise is told by it."""
    called: dict[str, str] = field(default_factory=dict)
    """What each account is called in the words: a review hides it."""
    entries: dict[str, str] = field(default_factory=dict)
    """The file's id for each line of the view, by `ts`: of an edited one, its last edit's."""
    gold: Gold
    reply: GoldReply | None = None
    file: str = ""
    line: int = 0
