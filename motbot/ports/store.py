"""The store: one commit at a time, with a repository for each kind of thing that is kept."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol

from motbot.domain.expectation import Assessed, Drafted
from motbot.domain.moment import Moment, Stage
from motbot.domain.promise import Promise, ReadReply
from motbot.ports.incoming import Conversations, Inbox, Lines
from motbot.ports.jobs import Job
from motbot.ports.knowledge import Knowledge
from motbot.ports.memory import Customers
from motbot.ports.outbox import Whispers
from motbot.ports.preferences import PreferenceRows
from motbot.ports.prompts import Prompts
from motbot.ports.records import Feedback, Verdict
from motbot.ports.reviews import Reviews


class Moments(Protocol):
    """Moments; `get`, `open_in` and `last_in` lock the rows they return."""

    async def get(self, moment: int) -> Moment | None:
        """One moment, locked."""
        ...

    async def last_in(self, conversation: int) -> Moment | None:
        """The conversation's newest moment, open or closed, locked."""
        ...

    async def save(self, moment: Moment) -> Moment:
        """Store it; gives it back with its id."""
        ...

    async def open_in_channel(self, team: str, channel: str) -> Sequence[Moment]:
        """Every open moment of a channel, locked."""
        ...

    async def of_conversation(self, conversation: int) -> Sequence[Moment]:
        """Read, without locking, every moment of a conversation, oldest first."""
        ...

    async def waking_at(self, team: str, at: datetime) -> Sequence[Moment]:
        """Read, without locking, the open moments whose next time is exactly this one."""
        ...

    async def latest_of_agent(self, team: str, agent: str, at_most: int) -> Sequence[Moment]:
        """Read, without locking, an agent's moments that were opened last, the newest first."""
        ...

    async def open_by_stage(self, team: str, channel: str) -> Mapping[Stage, int]:
        """Count the open moments of a channel, without locking."""
        ...

    async def answered_late(self, team: str, channel: str, *, since: datetime, now: datetime) -> int:
        """Count the moments opened since whose first answer came after their time, or that wait although it is over."""
        ...

    async def of_agent(self, team: str, agent: str, since: datetime) -> Sequence[Moment]:
        """Read, without locking, an agent's moments that are open or were opened since, the newest first."""
        ...

    async def handed_over(self, team: str, agent: str) -> Sequence[Moment]:
        """Read, without locking, the moments that an agent gave to another or took from one, the newest first."""
        ...


class Promises(Protocol):
    """Promises; every verb that gives rows locks them, by id, so that nobody locks crosswise."""

    async def get(self, promise: int) -> Promise | None:
        """One promise, locked."""
        ...

    async def of_conversation(self, conversation: int) -> Sequence[Promise]:
        """Every promise of a conversation, oldest first, open or over."""
        ...

    async def open_in_channel(self, team: str, channel: str) -> Sequence[Promise]:
        """Every open promise of a channel."""
        ...

    async def save(self, promise: Promise) -> Promise:
        """Store it; gives it back with its id."""
        ...

    async def look_up(
        self, team: str, *, agent: str = "", channel: str = "", ended_since: datetime | None = None
    ) -> Sequence[Promise]:
        """Read, without locking, the open promises of an agent or a channel, and those that ended since then."""
        ...


class Verdicts(Protocol):
    """What was decided about each burst."""

    async def add(self, verdict: Verdict) -> int:
        """Store it; gives its id."""
        ...

    async def get(self, verdict: int) -> Verdict | None:
        """One verdict."""
        ...

    async def of_conversation(self, conversation: int) -> Sequence[Verdict]:
        """Those of a conversation, oldest first."""
        ...


class Answers(Protocol):
    """Answers of a coach, stored in a commit of their own, so that a crash does not pay twice."""

    async def get(self, key: str) -> Assessed | Drafted | ReadReply | None:
        """The answer to exactly this question by exactly this revision."""
        ...

    async def put(self, key: str, answer: Assessed | Drafted | ReadReply, at: datetime) -> None:
        """Keep it."""
        ...


class People(Protocol):
    """What agents have set for themselves, and what they did with nudges."""

    async def muted_until(self, team: str, user: str) -> datetime | None:
        """Until when a person wants no nudges; None when they want them."""
        ...

    async def mute(self, team: str, user: str, until: datetime | None) -> None:
        """Set or lift it."""
        ...

    async def add_feedback(self, feedback: Feedback) -> None:
        """Keep what a person did."""
        ...

    async def feedback_by(self, team: str, user: str) -> Sequence[Feedback]:
        """All that a person did with nudges, oldest first."""
        ...

    async def feedback_of(self, moment: int) -> Sequence[Feedback]:
        """What was done with a moment's nudges, oldest first."""
        ...


class Transaction(Protocol):
    """One commit: everything in it happens, or nothing. Leaving the context with an error rolls it back."""

    @property
    def inbox(self) -> Inbox:
        """What came in."""
        ...

    @property
    def lines(self) -> Lines:
        """What is said."""
        ...

    @property
    def conversations(self) -> Conversations:
        """What belongs together."""
        ...

    @property
    def moments(self) -> Moments:
        """What customers ask for."""
        ...

    @property
    def customers(self) -> Customers:
        """What customers have asked before."""
        ...

    @property
    def promises(self) -> Promises:
        """What our side has said it will do."""
        ...

    @property
    def verdicts(self) -> Verdicts:
        """What was decided."""
        ...

    @property
    def whispers(self) -> Whispers:
        """What goes out."""
        ...

    @property
    def answers(self) -> Answers:
        """What coaches have answered."""
        ...

    @property
    def people(self) -> People:
        """What agents have set and done."""
        ...

    @property
    def preferences(self) -> PreferenceRows:
        """What people have set for themselves."""
        ...

    @property
    def reviews(self) -> Reviews:
        """Sheets."""
        ...

    @property
    def prompts(self) -> Prompts:
        """Published prompts."""
        ...

    @property
    def knowledge(self) -> Knowledge:
        """What leads have set for their channels."""
        ...

    async def arm(self, job: Job) -> None:
        """Put a job that runs once this commit stands."""
        ...


class Store(Protocol):
    """Where everything is kept."""

    def begin(self, *, durable: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """Open one transaction.

        A durable one is told to stand once it is on the disk. The others follow from it: what a crash of the machine
        takes is done again, so that only what comes from outside, or goes there, needs to be durable.

        Raises:
            StorageUnavailable: the database does not answer just now.
        """
        ...

    def singly(self, *, durable: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """Open for reading, and for a write that stands alone: each statement is a commit of its own, locking nothing.

        What has been read in it is not read again, so it is to be short; jobs are not put in it.

        Raises:
            StorageUnavailable: the database does not answer just now.
        """
        ...

    async def accept(
        self, *, team: str, event_id: str, body: Mapping[str, Any], at: datetime, lock: str = ""
    ) -> int | None:
        """Store an event and arm the job that takes it in, in one commit; None when this id is known already.

        The lock is the channel the event is about, so that what is said in a channel is taken in order.

        Raises:
            StorageUnavailable: nothing was stored; the event must not be acknowledged.
        """
        ...

    async def due(self, now: datetime, limit: int) -> Sequence[Job]:
        """Move every row whose time has come to a job, in one commit; gives what was armed."""
        ...

    async def next_wake(self) -> datetime | None:
        """The earliest time any row waits for."""
        ...
