"""A conversation's timer puts exactly the jobs whose time has come, in the commit that takes the time away."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from motbot.domain.conversation import Conversation
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.follow_conversation import FollowConversation
from tests.fakes.clock import T0, FakeClock
from tests.fakes.samples import a_conversation

SECOND = timedelta(seconds=1)
KINDS = text("SELECT task_name FROM procrastinate_jobs ORDER BY task_name")


async def jobs_waiting(database: Database) -> list[str]:
    async with database.engine.connect() as connection:
        return list((await connection.execute(KINDS)).scalars())


async def followed(
    database: Database, store: PostgresStore, conversation: Conversation
) -> tuple[list[str], Conversation]:
    """Run the job; gives the kinds it has put, and the row after it."""
    async with store.begin() as tx:
        number = (await tx.conversations.save(conversation)).id
    await FollowConversation(store=store, clock=FakeClock())(number)
    async with store.begin() as tx:
        left = await tx.conversations.get(number)
    assert left is not None
    return await jobs_waiting(database), left


@pytest.mark.parametrize(
    ("coach", "read", "kinds"),
    [
        (T0, None, [JobKind.COACH_MOMENT]),
        (None, T0, [JobKind.TRACK_PROMISES]),
        (T0, T0 - SECOND, [JobKind.COACH_MOMENT, JobKind.TRACK_PROMISES]),
        (T0 + SECOND, T0, [JobKind.TRACK_PROMISES]),
        (T0 + SECOND, T0 + SECOND, []),
    ],
)
async def test_what_is_due_is_put_and_the_rest_goes_on_waiting(
    database: Database, store: PostgresStore, coach: datetime | None, read: datetime | None, kinds: list[JobKind]
) -> None:
    waiting = replace(a_conversation(), coach_at=coach, read_at=read)

    put, left = await followed(database, store, waiting)

    assert put == kinds
    assert set(left.times().values()) == {at for at in (coach, read) if at is not None and at > T0}


async def test_it_puts_nothing_twice(database: Database, store: PostgresStore) -> None:
    _, left = await followed(database, store, replace(a_conversation(), pending_since=None, read_at=T0))
    await FollowConversation(store=store, clock=FakeClock())(left.id)

    assert await jobs_waiting(database) == [JobKind.TRACK_PROMISES]


async def test_a_conversation_that_is_gone_is_nothing_to_follow(database: Database, store: PostgresStore) -> None:
    await FollowConversation(store=store, clock=FakeClock())(404)

    assert await jobs_waiting(database) == []
