"""What a customer expects, with the evidence for it, and the assessment that gathers it for one moment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from motbot.domain.language import Language


class ExpectationKind(StrEnum):
    """The three kinds of expectation of the method."""

    EXPLICIT = "explicit"
    IMPLICIT = "implicit"
    NOT_YET_EXISTING = "not_yet_existing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """One thing the customer will have when all is well, in the words of the coach.

    An explicit one rests on `quote`, words that occur verbatim in the line `source`; the two other kinds rest on a
    `cue`, what in the conversation or the channel's facts shows it.
    """

    kind: ExpectationKind
    text: str
    quote: str = ""
    cue: str = ""
    source: str = ""
    """`ts` of the line the quote is from; empty where the cue is a fact of the channel."""
    again: tuple[str, ...] = ()
    """For a review: `ts` of later lines that only ask after it."""

    @property
    def mark(self) -> str:
        """What it is known by while the list around it changes: twelve hexadecimal digits of its text's hash."""
        return sha256(self.text.encode(errors="replace")).hexdigest()[:12]


def placed(found: Iterable[Expectation], *, burst: str, customers: Collection[str]) -> tuple[Expectation, ...]:
    """What was found at a burst, each where a review of the conversation looks for it: at words of the customer's.

    An unsaid one that rests on a fact, or on words of ours, stands at the burst that brought it up.

    Args:
        found: what was found to be expected at one burst.
        burst: `ts` of the burst's newest line.
        customers: `ts` of every line of the customer's side.
    """
    return tuple(one if one.quote or one.source in customers else replace(one, source=burst) for one in found)


class Urgency(StrEnum):
    """How soon silence itself disappoints."""

    NONE = "none"
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for none to 4 for critical."""
        return list(Urgency).index(self)


class NegativeType(StrEnum):
    """Why a customer's message is no moment."""

    THANKS_CLOSING = "thanks_closing"
    FYI = "fyi"
    CHIT_CHAT = "chit_chat"
    BOT = "bot"
    AGENT_TO_AGENT = "agent_to_agent"
    CUSTOMER_TO_CUSTOMER = "customer_to_customer"
    INJECTION_ONLY = "injection_only"
    DUPLICATE = "duplicate"


class Signal(StrEnum):
    """A fact worth keeping even where nothing is to be coached."""

    CONFIRMED_BY_CUSTOMER = "confirmed_by_customer"
    NOT_QUITE = "not_quite"
    """The customer says that what was delivered does not do: an open or resting moment goes back to Explore."""
    BROKEN_PROMISE = "broken_promise"
    ANGER = "anger"
    POSSIBLE_INJECTION = "possible_injection"


@dataclass(frozen=True, slots=True, kw_only=True)
class SayNo:
    """Whether something that was asked cannot or must not be done, and what exactly."""

    value: bool = False
    what: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a coach found in the newest words of a customer. Checked in code before anybody sees it."""

    is_moment: bool
    negative_type: NegativeType | None = None
    language: Language = Language.EN
    urgency: Urgency = Urgency.NONE
    reply_by: datetime | None = None
    """After this, silence itself disappoints; aware. From a coach: the hour that the customer names, if any."""
    expectations: tuple[Expectation, ...] = ()
    business_interests: tuple[str, ...] = ()
    personal_interests: tuple[str, ...] = ()
    explore_questions: tuple[str, ...] = ()
    """At most three, none already answered in the conversation."""
    missing_fact: str = ""
    """The decisive fact without which nothing should be promised; empty when the agent can make an offer."""
    say_no: SayNo = field(default_factory=SayNo)
    signals: tuple[Signal, ...] = ()

    def of_kind(self, kind: ExpectationKind) -> tuple[Expectation, ...]:
        """The expectations of one kind, in the order they were found."""
        return tuple(found for found in self.expectations if found.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """Something our side would promise by sending a draft. `due` is aware; None where no time was given."""

    who: str
    what: str
    due: datetime | None = None
    due_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply that the agent can send as it is, in the customer's language."""

    reply: str
    why: str
    """One line, in the agent's language, that names the step of the method it follows."""
    commitments: tuple[Commitment, ...] = ()
    is_own: bool = False
    """Its agent has put it into words of their own: nothing is drafted over them unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an answer came from and what it took."""

    coach: str
    """`model` or `playbook`."""
    revision: str
    """Content hash of the prompt or of the playbook's files."""
    model: str = ""
    latency_ms: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    dropped: tuple[str, ...] = ()
    """What the checks took out of the answer, by reason: counted, never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """An assessment with where it came from."""

    assessment: Assessment
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A draft with where it came from; used for the reply and for the Confirm question alike."""

    draft: Draft
    provenance: Provenance
