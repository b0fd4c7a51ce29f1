"""What is said: one line of a conversation, and the view of a conversation that a coach is given."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from motbot.domain.language import Language, language_of
from motbot.domain.limits import PromiseLimit
from motbot.domain.memory import Memory
from motbot.domain.people import Side


class ChannelKind(StrEnum):
    """What a watched channel is for."""

    CUSTOMER = "customer"
    """Outside people ask, our team answers."""
    INTERNAL_REQUEST = "internal_request"
    """Colleagues ask one of our departments: whoever is no agent there counts as a customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message as a coach reads it. `ts` is Slack's id of the message within its channel; `at` is aware."""

    ts: str
    at: datetime
    side: Side
    author: str
    """The account's id; two customers in one conversation are told apart by it, names never reach a model."""
    text: str
    edited: bool = False
    addressed: tuple[str, ...] = ()
    """Accounts the text mentions, or calls by name."""
    files: int = 0
    """How many files hang on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationView:
    """Everything a coach may know when it judges the newest words of a customer."""

    lines: tuple[Line, ...]
    """Oldest first, the focus included."""
    focus: tuple[str, ...]
    """`ts` of the customer's lines that are to be judged together: a burst has several."""
    now: datetime
    zone: ZoneInfo
    """Zone of the channel; the speaker's zone where one is named."""
    channel_kind: ChannelKind = ChannelKind.CUSTOMER
    facts: str = ""
    """What our side knows, from the channel's config: the only thing that may be offered as fact."""
    known: tuple[str, ...] = ()
    """What the agent added under "We know that ..." for this moment."""
    default_language: Language = Language.EN
    limits: tuple[PromiseLimit, ...] = ()
    """What our side must not promise here."""
    channel: str = ""
    """Whose share of a model's time is taken; nothing is told of it to any coach."""
    memory: Memory | None = None
    """What the customer asked in this channel before, where that is to be remembered."""
    mentions_ours: frozenset[str] = field(default_factory=frozenset)
    """Accounts of our side, so that a mention can be told from a mention of the customer's own people."""

    @property
    def customer_lines(self) -> frozenset[str]:
        """`ts` of every line of the customer's side."""
        return frozenset(line.ts for line in self.lines if not line.side.is_ours)

    @property
    def focus_lines(self) -> tuple[Line, ...]:
        """The lines to be judged, oldest first."""
        return tuple(line for line in self.lines if line.ts in self.focus)

    @property
    def earlier_lines(self) -> tuple[Line, ...]:
        """The lines before the first judged one."""
        first = min(self.focus, default="")
        return tuple(line for line in self.lines if line.ts < first)

    @property
    def focus_text(self) -> str:
        """The judged words, one line of the burst below the other."""
        return "\n".join(line.text for line in self.focus_lines)

    @property
    def language(self) -> Language:
        """The language the customer writes, which any reply to them must use."""
        earlier = " ".join(line.text for line in self.lines if line.side is Side.CUSTOMER)
        return language_of(self.focus_text, default=language_of(earlier, default=self.default_language))
