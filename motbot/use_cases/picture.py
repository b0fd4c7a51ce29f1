"""What a use case sees of a conversation when it begins: everything it decides on, read in one short transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from motbot.domain.conversation import Conversation
from motbot.domain.known_here import known_now
from motbot.domain.message import ConversationView, Line
from motbot.domain.moment import Moment
from motbot.domain.people import Side
from motbot.domain.policy import ChannelPolicy
from motbot.ports.records import StoredLine
from motbot.ports.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A conversation, its newest moment, and the view of it for a coach."""

    conversation: Conversation
    moment: Moment | None
    stored: tuple[StoredLine, ...]
    """What was said and stands; of our side also what has no words, as a file."""
    view: ConversationView
    policy: ChannelPolicy

    @property
    def thread_ts(self) -> str:
        """The thread that the newest judged line stands in, for links; empty at the root."""
        newest = max(self.view.focus, default="")
        return next((one.thread_ts for one in self.stored if one.line.ts == newest), "")

    @property
    def lines(self) -> tuple[Line, ...]:
        """What was said, oldest first."""
        return self.view.lines


async def picture_of(
    tx: Transaction, conversation: Conversation, *, policy: ChannelPolicy, now: datetime, focus: Sequence[str] = ()
) -> Picture:
    """Read a conversation; without a focus, everything of the customer that nobody has judged is in focus."""
    said = await tx.lines.of_conversation(conversation.id)
    stored = tuple(one for one in said if one.line.text or (one.line.side.is_ours and not one.removed))
    moment = await tx.moments.last_in(conversation.id)
    pending = tuple(one.line.ts for one in stored if one.line.side is Side.CUSTOMER and not one.verdict)
    view = ConversationView(
        lines=tuple(one.line for one in stored if one.line.text),
        focus=tuple(focus) or pending,
        now=now.astimezone(ZoneInfo(policy.zone)),
        zone=ZoneInfo(policy.zone),
        channel_kind=policy.kind,
        facts=policy.facts,
        known=known_now(moment, now=now, zone=ZoneInfo(policy.zone)),
        default_language=policy.language,
        limits=policy.limits,
        channel=policy.id,
        mentions_ours=policy.agents | frozenset(policy.on_duty) | frozenset(policy.leads),
    )
    return Picture(conversation=conversation, moment=moment, stored=stored, view=view, policy=policy)
