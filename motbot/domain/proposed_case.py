"""A case taken from life: a conversation that teaches something, what is known of the right answer, what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from motbot.domain.expectation import Assessment
from motbot.domain.language import Language
from motbot.domain.message import ChannelKind, Line
from motbot.domain.people import Side
from motbot.domain.promise import Strength


class Taught(StrEnum):
    """Why a conversation teaches something; the one that says most of the right answer comes first."""

    MARKED = "marked"
    """A lead has marked an answer otherwise than the coach."""
    DISPUTED = "disputed"
    """Somebody says that a row of its sheet is not so."""
    NO_REQUEST = "no_request"
    """The agent says that there was nothing to answer."""
    WRONG = "wrong"
    """The agent says that an expectation on the card is wrong, or that the card misreads the need."""
    NOT_HELPFUL = "not_helpful"
    """The card did not help, for another reason."""
    MISSED = "missed"
    """No card came, and our side has promised something in answer."""
    NO_PROMISE = "no_promise"
    """Words were taken for a promise, and the agent says that they are none."""
    BROKEN = "broken"
    """A promise was not kept in time."""
    EDITED = "edited"
    """The agent has changed the draft a good deal."""
    OWN = "own"
    """The agent has sent words of their own in place of the draft."""
    LINKED = "linked"
    """A trainer has named the conversation."""

    @property
    def rank(self) -> int:
        """0 for the first."""
        return list(Taught).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that a conversation teaches."""

    taught: Taught
    why: str
    """One sentence in our own words; may hold words of people until it is disguised."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SurePromise:
    """A promise of our side that its agent has owned up to."""

    by: str
    """Account; in a disguised case the id of its people."""
    what: str
    words: str
    source: str = ""
    """`ts` of the line it stands in."""
    due: datetime | None = None
    due_words: str = ""
    strength: Strength = Strength.FIRM
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the right answer. None, and "", mean that nobody has said."""

    is_moment: bool | None = None
    scores: tuple[int, ...] = ()
    """What leads have marked our answer with, each lead's newest mark."""
    promises: tuple[SurePromise, ...] | None = None
    must_not: tuple[str, ...] = ()
    good_reply: str = ""
    """What the agent sent in place of the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """A burst of a conversation that teaches something, with everybody's name still in it."""

    team: str
    channel: str
    root: str
    """`ts` that tells the conversation from others of the channel."""
    kind: ChannelKind = ChannelKind.CUSTOMER
    channel_name: str = ""
    zone: ZoneInfo
    language: Language = Language.EN
    """Of the channel, where the words do not tell."""
    lines: tuple[Line, ...]
    """Everything that was said up to our answer, that itself left out, oldest first."""
    focus: str
    """`ts` of the last judged line."""
    reply: tuple[Line, ...] = ()
    """Our answer: lines of one person."""
    facts: str = ""
    reasons: tuple[Reason, ...]
    known: Known = field(default_factory=Known)
    found: Assessment | None = None
    """What the coach made of it."""
    said_of: tuple[str, ...] = ()
    """What people have said of the card, the sheet or the promise, in their own words."""
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What help-desk bridges call those who speak, by their accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What somebody is called: every name that a profile tells."""

    account: str
    names: tuple[str, ...] = ()
    side: Side | None = None
    """For whom they would speak here; None where nobody says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePerson:
    """Somebody of a proposed case, under an invented name."""

    id: str
    side: Side
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One message of a proposed case."""

    id: str
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the coach had found, for a trainer to take over or not."""

    kind: str
    text: str
    rests_on: str
    """The quote, or the cue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCase:
    """A case that waits for a trainer: nobody's name, address or number is in it any more, as far as code can see."""

    id: str
    state: str
    """Hash of what it was made of: the same state of a conversation is proposed once."""
    thread: str
    """The same for every case of one conversation."""
    language: Language
    title: str
    tags: tuple[str, ...]
    kind: ChannelKind
    channel_name: str
    zone: str
    people: tuple[CasePerson, ...]
    facts: str
    entries: tuple[CaseEntry, ...]
    focus: str
    reply: CaseEntry | None
    known: Known
    why: str
    said_of: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()
    urgency: str = ""
    """What the coach had found it to be."""
    taken_out: tuple[tuple[str, int], ...] = ()
    """How many different things of each kind were replaced."""
    look_at: tuple[str, ...] = ()
    """Words that may be names nobody told us."""

    @property
    def to_fill(self) -> tuple[str, ...]:
        """The keys that a trainer has to fill in before it can be accepted."""
        known = self.known
        is_none = known.is_moment is False
        labels = ("urgency", "explicit", "implicit", "not_yet_existing", "should_say_no")
        gold = ("negative_type",) if is_none else labels
        asked = (*(("is_moment",) if known.is_moment is None else ()), *gold)
        of_reply = (
            *(("score",) if self.reply and not known.scores else ()),
            *(("commitments",) if self.reply and known.promises is None else ()),
        )
        return (*(f"gold.{key}" for key in asked), *(f"agent_reply.gold.{key}" for key in of_reply))


def in_order(cases: Sequence[Teaching]) -> list[Teaching]:
    """What teaches most first, and of alike ones the newest: what a limit cuts off is the rest."""
    return sorted(cases, key=lambda one: (min(r.taught.rank for r in one.reasons), -_newest(one).timestamp()))


def _newest(teaching: Teaching) -> datetime:
    return max(reason.at for reason in teaching.reasons)
