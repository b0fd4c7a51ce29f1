"""What an agent sees in private: the card of a moment, the line that offers it, the prompts that must be noticed."""

from dataclasses import dataclass, field
from datetime import datetime

from motbot.domain.due import Doubt
from motbot.domain.expectation import Expectation, SayNo, Urgency
from motbot.domain.kept_facts import KeptAsFact
from motbot.domain.language import Language
from motbot.domain.memory import Memory
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.notice import Notice
from motbot.domain.nudge_kinds import Faded, NotePurpose, NudgeKind, PromptPurpose, SheetPurpose, WhisperState
from motbot.domain.promise import Beyond, Mending, PromiseState, Strength, Withdrawn
from motbot.domain.story import HandOver, Story
from motbot.domain.welcome import Welcome

__all__ = [
    "Card",
    "Faded",
    "NotePurpose",
    "Notice",
    "Nudge",
    "NudgeKind",
    "Place",
    "PromiseItem",
    "PromiseNote",
    "Prompt",
    "PromptPurpose",
    "SheetNote",
    "SheetPurpose",
    "Summary",
    "Whisper",
    "WhisperState",
]


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
    zone: str = ""
    """IANA name of the agent's zone, which all times are in: in the store they keep no more than its offset."""
    due_words: str = ""
    doubt: Doubt | None = None
    due_guess: datetime | None = None
    strength: Strength = Strength.FIRM
    condition: str = ""
    beyond: tuple[Beyond, ...] = ()
    needed_by: datetime | None = None
    """When the customer needs it, where it is promised for later; in the agent's zone."""
    state: PromiseState = PromiseState.MADE
    at_once: bool = False
    moved: bool = False
    was_late: bool = False
    withdrawn: Withdrawn | None = None
    is_open: bool = True
    agent: str = ""
    """Whose promise it is; empty where nobody's yet."""
    said_by: str = ""
    """Who has said it: a colleague, perhaps, whose words somebody else keeps in view."""
    is_reminded: bool = False
    """Its agent has been told that this due time comes near."""
    is_handed_on: bool = False
    """Somebody else has taken it over from whoever reads this."""
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
    is_overdue: bool = False
    """That time has passed without an answer."""
    later_at: datetime | None = None
    """When its agent is reminded, as they asked; in their zone."""
    questions: tuple[str, ...] = ()
    say_no: SayNo = field(default_factory=SayNo)
    reply: str = ""
    """Empty while the draft is being written, or nobody has asked for it."""
    offers_draft: bool = False
    """It is drafted once somebody asks; with a reply, once more, since the model did not answer."""
    why: str = ""
    stage: Stage = Stage.EXPLORING
    is_unsolved: bool = False
    """What was delivered does not do, they say."""
    is_answer: bool = False
    """They answer what our side asked."""
    close_reason: CloseReason | None = None
    is_done: bool = False
    """Somebody has called it done: are its promises kept?"""
    claimed: bool = False
    without_model: bool = False
    """Made by the playbook although a model is configured."""
    known: tuple[str, ...] = ()
    kept: KeptAsFact | None = None
    unanswered: tuple[str, ...] = ()
    """Explicit expectations that our answer leaves open, in the coach's words."""
    unsayable: tuple[Beyond, ...] = ()
    promises: tuple[PromiseItem, ...] = ()
    """What our side has promised in this moment, oldest first."""
    zone: str = ""
    """IANA name of the agent's zone, for what the card is to show later."""
    faded: Faded | None = None
    """Its advice is behind a button."""
    reader: str = ""
    """The account it is for."""
    department: str = ""
    """For which of our own departments they ask, in a channel for internal requests."""
    hand_overs: tuple[HandOver, ...] = ()
    """Every time the request went over to another agent, on the reader's clock."""
    memory: Memory | None = None
    """What the agent may be told of the customer's earlier requests, until this one is answered."""


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
    department: str = ""
    is_overdue: bool = False
    """That time has passed without an answer."""


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
    department: str = ""
    reply: str = ""
    """The Confirm question to send, in the customer's language."""
    why: str = ""
    story: Story | None = None
    """For a hand-over."""
    taker: str = ""
    """Who has it now, for whoever has given it away."""
    promises: tuple[PromiseItem, ...] = ()
    """What its reader has promised in it and answers for until somebody takes it over, the soonest due first."""
    settled: str = ""
    """The act that answered it; it then offers nothing more."""
    faded: Faded | None = None
    """It is down to a line."""


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
    faded: Faded | None = None
    """Its advice is left out; every promise and what can be done about it stays."""

    @property
    def place(self) -> Place:
        """Where the first one was said."""
        return self.items[0].place

    @property
    def channel_name(self) -> str:
        """Where the first one was said, by name."""
        return self.items[0].channel_name


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
    is_blind: bool = False
    """The review is a calibration."""

    @property
    def moment(self) -> int:
        """A sheet is about no moment."""
        return 0


Nudge = Card | Summary | Prompt | PromiseNote | SheetNote | Notice | Welcome


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
    not_before: datetime | None = None
    """Until when it was to be held back; only from then on can it come too late."""
    tried_at: datetime | None = None
    sent_at: datetime | None = None
    attempts: int = 0
    refused: str = ""
    """Slack's code where it said no for good."""
    wake_at: datetime | None = None

    def waits_since(self, now: datetime) -> datetime:
        """From when on it has waited for Slack alone; a welcome is of use however long that takes."""
        held_until = now if isinstance(self.nudge, Welcome) else self.not_before or self.created_at
        return max(self.created_at, min(held_until, now))

    @property
    def is_settled(self) -> bool:
        """Whether Slack shows what it should, or never will."""
        if self.state is WhisperState.REFUSED:
            return not (self.withdrawn and self.ts)
        return self.state is WhisperState.SENT and self.sent_version == self.version
