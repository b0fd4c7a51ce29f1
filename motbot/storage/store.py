"""The store on PostgreSQL: one commit at a time, with a repository for each kind of thing that is kept."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, Select, Text, bindparam, column, func, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from motbot.domain.moment import Moment
from motbot.ports.incoming import Conversations, Inbox, Lines
from motbot.ports.jobs import Job, JobKind
from motbot.ports.knowledge import Knowledge
from motbot.ports.memory import Customers
from motbot.ports.outbox import Whispers
from motbot.ports.preferences import PreferenceRows
from motbot.ports.prompts import Prompts
from motbot.ports.reviews import Reviews
from motbot.ports.store import Answers, Moments, People, Promises, Verdicts
from motbot.storage.answers import PostgresAnswers
from motbot.storage.arming import Armed
from motbot.storage.clean import clean, clean_text
from motbot.storage.conversations import PostgresConversations
from motbot.storage.customers import PostgresCustomers
from motbot.storage.entrance import Entrance
from motbot.storage.faults import passing_faults
from motbot.storage.held import Held
from motbot.storage.inbox import PostgresInbox
from motbot.storage.knowledge import PostgresKnowledge
from motbot.storage.lines import PostgresLines
from motbot.storage.moments import PostgresMoments
from motbot.storage.people import PostgresPeople
from motbot.storage.preferences import PostgresPreferences
from motbot.storage.promises import PostgresPromises
from motbot.storage.prompts import PostgresPrompts
from motbot.storage.reviews import PostgresReviews
from motbot.storage.statements import Statement
from motbot.storage.tables import inbox
from motbot.storage.verdicts import PostgresVerdicts
from motbot.storage.wakes import Wakes, earliest, jobs_of, move_due, woken
from motbot.storage.whispers import PostgresWhispers

OnWake = Callable[[datetime], None]
"""Hears the earliest time a commit has saved."""


class PostgresTransaction:
    """One commit: everything in it happens, or nothing."""

    def __init__(self, *, connection: AsyncConnection, putting: Statement, wakes: Wakes, locks: bool = True) -> None:
        """Open every repository on the transaction's connection; `putting` is the statement that puts its jobs."""
        self._connection = connection
        self._putting = putting
        self._jobs: dict[Job, None] = {}
        self.inbox: Inbox = PostgresInbox(connection=connection, locks=locks)
        self.lines: Lines = PostgresLines(connection=connection)
        moments: Held[Moment] = Held()
        self.conversations: Conversations = PostgresConversations(
            connection=connection, wakes=wakes, held=Held(), locks=locks
        )
        self.moments: Moments = PostgresMoments(connection=connection, wakes=wakes, held=moments, locks=locks)
        self.customers: Customers = PostgresCustomers(connection=connection)
        self.promises: Promises = PostgresPromises(connection=connection, wakes=wakes, held=Held(), locks=locks)
        self.verdicts: Verdicts = PostgresVerdicts(connection=connection)
        self.whispers: Whispers = PostgresWhispers(
            connection=connection, wakes=wakes, held=Held(), moments=moments, locks=locks
        )
        self.answers: Answers = PostgresAnswers(connection=connection)
        self.people: People = PostgresPeople(connection=connection)
        self.preferences: PreferenceRows = PostgresPreferences(connection=connection)
        self.reviews: Reviews = PostgresReviews(connection=connection, wakes=wakes)
        self.prompts: Prompts = PostgresPrompts(connection=connection)
        self.knowledge: Knowledge = PostgresKnowledge(connection=connection)

    async def arm(self, job: Job) -> None:
        """Put a job that runs once this commit stands; said twice it is put once."""
        self._jobs[job] = None

    async def put_jobs(self) -> None:
        """Put everything that was armed, in one statement at the end of the commit."""
        if self._jobs:
            jobs = [
                {"place": place, "kind": job.kind.value, "subject": job.subject, "lock": job.lock}
                for place, job in enumerate(self._jobs)
            ]
            await self._putting.rows(self._connection, {"jobs": jobs})


class PostgresStore:
    """Where everything is kept. Raises StorageUnavailable wherever the database does not answer just now."""

    def __init__(
        self,
        *,
        engine: AsyncEngine,
        armed: Armed,
        durable: AsyncEngine | None = None,
        on_wake: OnWake | None = None,
    ) -> None:
        """Take the database, the engine's way of putting jobs, and who is told of earlier wake-ups after a commit.

        `durable` waits for the disk at every commit; without it `engine` is taken for everything.
        """
        self._engine = engine
        self._durable = durable or engine
        self._at_once = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._at_once_durable = self._durable.execution_options(isolation_level="AUTOCOMMIT")
        self._putting = Statement(_putting(armed))
        self._accepting = Statement(_accepting(armed))
        self._entrance = Entrance(store=self._accept_all)
        self._moving = Statement(move_due(armed))
        self._earliest = Statement(earliest())
        self._on_wake = on_wake

    @asynccontextmanager
    async def begin(self, *, durable: bool = False) -> AsyncIterator[PostgresTransaction]:
        """Open one transaction, which commits when the context is left without an error."""
        wakes = Wakes()
        engine = self._durable if durable else self._engine
        with passing_faults():
            async with engine.begin() as connection:
                tx = PostgresTransaction(connection=connection, putting=self._putting, wakes=wakes)
                yield tx
                await tx.put_jobs()
        self._tell(wakes)

    @asynccontextmanager
    async def singly(self, *, durable: bool = False) -> AsyncIterator[PostgresTransaction]:
        """Open for reading, and for a write that stands alone: each statement is a commit of its own."""
        wakes = Wakes()
        with passing_faults():
            async with (self._at_once_durable if durable else self._at_once).connect() as connection:
                yield PostgresTransaction(connection=connection, putting=self._putting, wakes=wakes, locks=False)
        self._tell(wakes)

    async def accept(
        self, *, team: str, event_id: str, body: Mapping[str, Any], at: datetime, lock: str = ""
    ) -> int | None:
        """Store an event and arm its job in one round trip and one commit; None when this id is known already.

        Raises:
            BadInput: the body is nested too deeply to be stored.
        """
        row = {"team": clean_text(team), "event_id": clean_text(event_id), "body": clean(body), "received_at": at}
        return await self._entrance({**row, "lock": clean_text(lock)})

    def is_crowded(self) -> bool:
        """Whether so many events wait to be stored that whoever can should let them go first."""
        return self._entrance.is_crowded

    async def _accept_all(self, rows: Sequence[Mapping[str, Any]]) -> Mapping[tuple[str, str], int]:
        """Store events and arm their jobs in one round trip and one commit; the ids of those that are new."""
        given = {"rows": [{**row, "received_at": row["received_at"].isoformat()} for row in rows]}
        with passing_faults():
            async with self._at_once_durable.connect() as connection:
                stored = await self._accepting.value(connection, given)
        return {(team, event_id): number for team, event_id, number in stored or ()}

    async def due(self, now: datetime, limit: int) -> Sequence[Job]:
        """Move every row whose time has come to a job, in one commit, at most `limit` a table; gives what was armed."""
        with passing_faults():
            async with self._at_once.connect() as connection:
                return jobs_of(await self._moving.rows(connection, {"now": now, "limit": limit}))

    def _tell(self, wakes: Wakes) -> None:
        """Say which time has been saved."""
        if wakes.earliest is not None and self._on_wake is not None:
            self._on_wake(wakes.earliest)

    async def next_wake(self) -> datetime | None:
        """The earliest time any row waits for, in UTC."""
        with passing_faults():
            async with self._at_once.connect() as connection:
                return woken(await self._earliest.value(connection, {}))


def _putting(armed: Armed) -> Select[Any]:
    """The statement that puts jobs of any kinds, in the order in which they were armed."""
    fields = (column("place", Integer), column("kind", Text), column("subject", BigInteger), column("lock", Text))
    given = func.jsonb_to_recordset(bindparam("jobs", type_=JSONB)).table_valued(*fields, name="given")
    rows = given.render_derived(name="given", with_types=True)
    one = select(rows.c.kind, rows.c.subject, rows.c.lock).order_by(rows.c.place).subquery("one")
    return select(armed(one.c.kind, one.c.subject, one.c.lock))


def _accepting(armed: Armed) -> Select[Any]:
    """The statement that stores events and arms their jobs; selects NULL where every one is known."""
    fields = (
        column("team", Text),
        column("event_id", Text),
        column("body", JSONB),
        column("received_at", DateTime(timezone=True)),
        column("lock", Text),
    )
    rows = func.jsonb_to_recordset(bindparam("rows", type_=JSONB))
    given = rows.table_valued(*fields, name="given").render_derived(name="given", with_types=True)
    columns = (given.c.team, given.c.event_id, given.c.body, given.c.received_at)
    new = (
        insert(inbox)
        .from_select([one.name for one in columns], select(*columns))
        .on_conflict_do_nothing()
        .returning(inbox.c.id, inbox.c.team, inbox.c.event_id)
        .cte("new")
    )
    own = (given.c.team == new.c.team) & (given.c.event_id == new.c.event_id)
    both = select(new.c.id, new.c.team, new.c.event_id, given.c.lock).select_from(new.join(given, own))
    one = both.order_by(new.c.id).subquery("one")  # jobs of one lock run in the order in which they are put
    stored = func.jsonb_agg(func.jsonb_build_array(one.c.team, one.c.event_id, one.c.id)).label("stored")
    return select(stored, armed(JobKind.TAKE_EVENT, one.c.id, one.c.lock))
