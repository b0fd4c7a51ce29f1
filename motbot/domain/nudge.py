"""What an agent sees in private: the card of a moment, the line that offers it, the prompts that must be noticed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motbot.domain.due import Doubt
from motbot.domain.expectation import Expectation, SayNo, Urgency
from motbot.domain.language import Language
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.notice import Notice
from motbot.domain.promise import Beyond, Mending, PromiseState, Strength, Withdrawn


class NudgeKind(StrEnum):
    """Which step of the method a nudge is about."""

    EXPLORE = "explore"
    OFFER = "offer"
    PROMISE = "promise"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A message in Slack, to be linked."""

    channel: str
    ts: str
    thread_ts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseItem:
    """One promise as its agent sees it; what can be done about it follows from its state."""

    promise: int
    place: Place
    """Our own words that state it, to be linked."""
    channel_name: str
    what: str
    words: str
    due: datetime | None = None
    """In the agent's zone."""
    zone: str = ""
    """IANA name of that zone: what has come back from the store holds only its offset at that hour."""
    due_words: str = ""
    doubt: Doubt | None = None
    due_guess: datetime | None = None
    strength: Strength = Strength.FIRM
    condition: str = ""
    beyond: tuple[Beyond, ...] = ()
    state: PromiseState = PromiseState.MADE
    at_once: bool = False
    moved: bool = False
    withdrawn: Withdrawn | None = None
    is_open: bool = True
    evidence: str = ""
    """Our words that look as if it was kept; empty where nothing does."""
    has_evidence: bool = False
    looks_kept: bool = False
    """Its time is over, and the evidence is from before: only the agent's word is still missing."""
    mending: Mending | None = None
    reply: str = ""
    """The honest message that is wanted, ready to send; empty while it is being written."""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The one private message of a moment for its responsible agent, updated silently as the moment goes on.

    Texts of the customer are plain data: the renderer escapes them and never turns them into markup.
    """

    moment: int
    kind: NudgeKind
    language: Language
    """The agent's; the reply is in the customer's."""
    place: Place
    channel_name: str
    words: str
    """What the customer said, shortened."""
    expectations: tuple[Expectation, ...]
    urgency: Urgency
    reply_by: datetime | None
    """In the agent's zone."""
    questions: tuple[str, ...] = ()
    say_no: SayNo = field(default_factory=SayNo)
    reply: str = ""
    """Empty while the draft is being written."""
    why: str = ""
    stage: Stage = Stage.EXPLORING
    close_reason: CloseReason | None = None
    claimable: bool = False
    claimed: bool = False
    without_model: bool = False
    """Made by the playbook although a model is configured."""
    known: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    """Explicit expectations that our answer leaves open, in the coach's words."""
    promises: tuple[PromiseItem, ...] = ()
    """What our side has promised in this moment, oldest first."""
    zone: str = ""
    """IANA name of the agent's zone, for what the card is to show later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The one line that offers an unclaimed moment to all agents of a channel."""

    moment: int
    language: Language
    place: Place
    channel_name: str
    words: str
    urgency: Urgency
    reply_by: datetime | None
    claimed_by: str = ""
    """Account of the agent who took it; the line then says so and offers nothing."""


class PromptPurpose(StrEnum):
    """Why an agent must notice a new message."""

    CONFIRM = "confirm"
    LATER = "later"
    ESCALATION = "escalation"
    HANDOVER = "handover"
    RAISED = "raised"
    """The moment has become critical after its card was posted."""
    AGAIN = "again"
    """The customer asks anew, long after the answer: the card's silent update would go unseen."""
    NOT_QUITE = "not_quite"
    """The customer says that what was delivered does not do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A short new message that links the card, for what must be noticed: an update notifies nobody."""

    moment: int
    purpose: PromptPurpose
    language: Language
    place: Place
    """The conversation's message it is about."""
    card: Place | None
    channel_name: str
    words: str
    reply: str = ""
    """The Confirm question to send, in the customer's language."""
    why: str = ""
    settled: str = ""
    """The act that answered it; it then offers nothing more."""


class NotePurpose(StrEnum):
    """Why a message about promises is there."""

    ASK = "ask"
    """Our words hold a promise and no card shows it: is it to be tracked?"""
    REMINDER = "reminder"
    LOOKS_KEPT = "looks_kept"
    """A due time has come, and our own words look as if it was kept: was it?"""
    LATE = "late"
    """A due time has passed: said once, and quietly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseNote:
    """A short new message about promises: usually one, several where they fall together."""

    purpose: NotePurpose
    language: Language
    items: tuple[PromiseItem, ...]
    """The soonest due first; never empty."""
    moment: int = 0
    """The moment of the first one; 0 where it has none."""
    card: Place | None = None
    """The card of the only one, once Slack has it."""
    more: int = 0
    """How many could not be shown; `/mot promises` has them all."""

    @property
    def place(self) -> Place:
        """Where the first one was said."""
        return self.items[0].place

    @property
    def channel_name(self) -> str:
        """Where the first one was said, by name."""
        return self.items[0].channel_name


class SheetPurpose(StrEnum):
    """Why a message about a sheet is there."""

    READY = "ready"
    BLIND = "blind"
    """Calibration: the person is asked to fill in the sheet before they see anybody's scores."""
    FAILED = "failed"
    DISPUTED = "disputed"
    """Somebody says that a row is not as it is."""
    CONTEXT = "context"
    """Somebody has added what the conversation does not show."""
    MARKED = "marked"
    """Somebody has set marks of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNote:
    """A short new message that leads to a sheet. It holds no score: the sheet itself is looked up when it is opened."""

    purpose: SheetPurpose
    language: Language
    review: int
    place: Place
    """The message of the conversation that was pointed at."""
    channel_name: str
    by_lead: bool = True
    """A lead has asked for it (or has said something of it); else one of the agents in it."""
    is_yours: bool = False
    """Whoever reads this has asked for it."""
    contact: int = 0
    """Which contact it is about; 0: the conversation."""

    @property
    def moment(self) -> int:
        """A sheet is about no moment."""
        return 0


Nudge = Card | Summary | Prompt | PromiseNote | SheetNote | Notice


class WhisperState(StrEnum):
    """How far the newest version of a private message has come on its way to Slack."""

    NEW = "new"
    TRYING = "trying"
    """A call was begun; whether Slack did it is known only once the next state is stored."""
    SENT = "sent"
    UNSURE = "unsure"
    """An unclear failure: looked up by its key before anything is posted again."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisper:
    """One private message of ours: what it should show, and what Slack is known to show. A row of the outbox.

    `key` names it for ever (`card:7:U1`): it is put into the post's metadata, and looked for there after a failure
    that leaves open whether Slack stored the post.
    """

    id: int = 0
    key: str
    team: str
    to: str
    moment: int
    """0 where it is about no moment."""
    promises: tuple[int, ...] = ()
    """Ids of the promises it shows as a note; cards are found by their moment."""
    nudge: Nudge
    version: int = 1
    """Raised with every change of `nudge` or `withdrawn`."""
    withdrawn: bool = False
    """It should not be there (any more)."""
    state: WhisperState = WhisperState.NEW
    sent_version: int = 0
    channel: str = ""
    ts: str = ""
    created_at: datetime
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    attempts: int = 0
    refused: str = ""
    """Slack's code where it said no for good."""
    wake_at: datetime | None = None

    @property
    def is_settled(self) -> bool:
        """Whether Slack shows what it should, or never will."""
        if self.state is WhisperState.REFUSED:
            return not (self.withdrawn and self.ts)
        return self.state is WhisperState.SENT and self.sent_version == self.version
