"""What belongs together: a thread, or root messages of a channel grouped by author, time and reply."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from motbot.domain.people import Side
from motbot.domain.policy import Pace

STILL_TALKING = timedelta(minutes=2)
"""An agent who wrote this lately at the root, without naming anybody, is still talking to the same customer."""
_TURNS_AT_MOST = 4
"""So many times as long as one silence, words wait that come while an agent is answering."""


class Look(StrEnum):
    """Why a conversation is to be looked at once a time has come."""

    JUDGE = "judge"
    """A coach is to judge what customers have said."""
    READ = "read"
    """What our side has said is to be read for promises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One conversation and what is still to be judged in it. `id` is 0 until it is stored."""

    id: int = 0
    team: str
    channel: str
    root_ts: str
    opened_at: datetime
    last_at: datetime
    customers: tuple[str, ...] = ()
    """Accounts that have asked here, the newest last."""
    last_agent: str = ""
    """The agent who spoke here last."""
    last_ours_at: datetime | None = None
    """When our side spoke last, colleagues included."""
    last_side: Side = Side.UNKNOWN
    pending_since: datetime | None = None
    """When the first customer's message arrived that no coach has judged yet."""
    ready_at: datetime | None = None
    """When the burst counts as over."""
    urgent: bool = False
    """Something critical is pending: what is added to the burst no longer delays it."""
    attempts: int = 0
    """How often the coach could not be reached for what is pending."""
    version: int = 0
    """Counts every change of the customer's words, so that a judgement about older words is told apart."""
    coach_at: datetime | None = None
    """When a coach is to judge what is pending; None while nothing is, or while its job is on the way."""
    unread_since: datetime | None = None
    """When the first words of our side reached us that nobody has read for promises."""
    read_at: datetime | None = None
    """When they are to be read; None while there are none, or while the job is on the way."""
    wake_at: datetime | None = None

    def times(self) -> dict[Look, datetime]:
        """Every time at which somebody is to look at it."""
        wanted = {Look.JUDGE: self.coach_at, Look.READ: self.read_at}
        if self.coach_at is self.read_at is None and self.wake_at is not None:
            wanted = {Look.JUDGE: self.wake_at}  # stored before there were two clocks
        return {look: at for look, at in wanted.items() if at is not None}

    def due(self, now: datetime) -> tuple[Look, ...]:
        """What is to be done about it now: the state decides, not the timer that woke us.

        Woken without any time of its own it was stored before there were two clocks; then what is pending is judged.
        """
        times = self.times()
        if not times and self.pending_since is not None:
            return (Look.JUDGE,)
        return tuple(look for look, at in times.items() if at <= now)

    def seen_to(self, looks: Sequence[Look]) -> "Conversation":
        """The same conversation once the jobs for these looks are on their way."""
        left = {look: at for look, at in self.times().items() if look not in looks}
        unread = None if Look.READ in looks else self.unread_since
        return replace(self, coach_at=left.get(Look.JUDGE), read_at=left.get(Look.READ), unread_since=unread).armed()

    def coached_at(self, at: datetime | None) -> "Conversation":
        """The same conversation with another time at which a coach is to look at it; None while that is under way."""
        return replace(self, coach_at=at, read_at=self.times().get(Look.READ)).armed()

    def armed(self) -> "Conversation":
        """With its wake-up put to the earlier of its times."""
        clocks = (at for at in (self.coach_at, self.read_at) if at is not None)
        return replace(self, wake_at=min(clocks, default=None))

    def heard_customer(self, *, author: str, at: datetime, now: datetime, pace: Pace, at_once: bool) -> "Conversation":
        """Take in a customer's words: the burst grows, and is judged when it is quiet or old enough.

        `at` is when they were written, `now` when they reached us: the waiting is counted from `now`.
        """
        since = self.pending_since or now
        urgent = at_once or (self.urgent and self.pending_since is not None)
        quiet, at_most = pace.quiet, pace.burst_at_most
        if self._is_being_answered(at):
            quiet = max(quiet, pace.while_answering)
            at_most = max(at_most, _TURNS_AT_MOST * pace.while_answering)
        ready = now if urgent else max(now, min(now + quiet, since + at_most))
        return replace(
            self,
            customers=(*(known for known in self.customers if known != author), author),
            last_at=max(self.last_at, at),
            last_side=Side.CUSTOMER,
            pending_since=since,
            ready_at=ready,
            urgent=urgent,
            coach_at=ready,
            attempts=0,
            version=self.version + 1,
        ).armed()

    def _is_being_answered(self, at: datetime) -> bool:
        """Whether an agent writes here just now."""
        return bool(self.last_agent) and self.last_ours_at is not None and at - self.last_ours_at <= STILL_TALKING

    def heard_unknown(self, *, at: datetime, now: datetime, pace: Pace) -> "Conversation":
        """Take in words of somebody Slack would not describe: they wait to be told apart, and count for nobody yet."""
        waiting = self.pending_since is not None
        ready = self.ready_at if waiting and self.ready_at else now + pace.quiet
        return replace(
            self,
            last_at=max(self.last_at, at),
            pending_since=self.pending_since or now,
            ready_at=ready,
            coach_at=(self.times().get(Look.JUDGE) if waiting else None) or ready,
            version=self.version + 1,
        ).armed()

    def heard_ours(self, *, author: str, side: Side, at: datetime) -> "Conversation":
        """Take in words of our own side; words that reach us late, or are edited, change nobody's turn."""
        newest = self.last_ours_at is None or at >= self.last_ours_at
        agent = author if side is Side.AGENT and (newest or not self.last_agent) else self.last_agent
        return replace(
            self,
            last_at=max(self.last_at, at),
            last_side=side if at >= self.last_at else self.last_side,
            last_agent=agent,
            last_ours_at=max(self.last_ours_at or at, at),
        )

    def heard_aside(self, *, at: datetime) -> "Conversation":
        """Take in words of our side that only call a colleague: the customer still waits for an answer."""
        return replace(self, last_at=max(self.last_at, at))

    def left_to_agent(self, *, now: datetime, pace: Pace) -> "Conversation":
        """An agent has answered: what is pending may wait for the customer's next words, where the pace says so."""
        if self.pending_since is None or self.coach_at is None or self.urgent or not pace.while_answering:
            return self
        until = min(now + pace.while_answering, self.pending_since + _TURNS_AT_MOST * pace.while_answering)
        ready = max(self.ready_at or until, until)
        return replace(self, ready_at=ready, coach_at=ready).armed()

    def to_read(self, *, now: datetime, pace: Pace) -> "Conversation":
        """Words of our side are to be read for promises once they have been quiet, or are old enough."""
        since = self.unread_since or now
        at = max(now, min(now + pace.quiet, since + pace.burst_at_most))
        return replace(self, coach_at=self.times().get(Look.JUDGE), unread_since=since, read_at=at).armed()

    def judged(self) -> "Conversation":
        """Everything said so far has been judged; what our side has said may still be unread."""
        nothing = replace(self, pending_since=None, ready_at=None, urgent=False, attempts=0)
        return nothing.coached_at(None)


def conversation_for_root(
    recent: Sequence[Conversation],
    *,
    author: str,
    side: Side,
    at: datetime,
    mentions: Sequence[str],
    pace: Pace,
) -> Conversation | None:
    """Find the conversation a message at a channel's root belongs to; None means that it opens one.

    Customers write several root messages in a row and agents answer at the root, so a customer goes on with their own
    youngest conversation, and our side goes on with the customer it mentions, else with the one it is still talking
    in, else with the one that waits longest for an answer, else with the one it spoke in last. A message that reaches
    us late does not join what was opened long after it was written.

    Args:
        recent: the channel's conversations, in any order.
        author: the account that wrote.
        side: for whom it wrote.
        at: when.
        mentions: accounts the text mentions.
        pace: how long a conversation stays open to root messages.
    """
    alive = sorted((one for one in recent if _is_near(one, at, pace.group_within)), key=lambda one: one.last_at)
    own = [one for one in alive if (one.last_agent == author if side.is_ours else author in one.customers)]
    if not side.is_ours:
        return own[-1] if own else None
    mentioned = [one for one in alive if set(one.customers) & set(mentions)]
    talking = [one for one in own if one.last_ours_at is not None and abs(at - one.last_ours_at) <= STILL_TALKING]
    waiting = sorted((one for one in alive if one.last_side is Side.CUSTOMER), key=_waits_since, reverse=True)
    return next((group[-1] for group in (mentioned, talking, waiting, own) if group), None)


def _waits_since(conversation: Conversation) -> datetime:
    """Since when the customer waits: from the start where nobody has answered yet, else from their newest words."""
    return conversation.last_at if conversation.last_ours_at else conversation.opened_at


def _is_near(conversation: Conversation, at: datetime, within: timedelta) -> bool:
    return conversation.opened_at - within <= at <= conversation.last_at + within
