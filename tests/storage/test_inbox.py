"""Tests of what came in: stored once, with its job, or not at all."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from motbot.domain.errors import BadInput
from motbot.engine.arming import armed
from motbot.ports.records import InboxRow
from motbot.storage.database import Database
from motbot.storage.inbox import ASIDE_AT_MOST
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0

BODY = {"event_id": "Ev1", "event": {"type": "message", "text": "您好\0\ud83d"}}


async def jobs(database: Database) -> list[tuple[str, str | None, dict[str, int]]]:
    """Every job there is: task, lock and arguments, the oldest first."""
    async with database.engine.connect() as connection:
        rows = await connection.execute(text("SELECT task_name, lock, args FROM procrastinate_jobs ORDER BY id"))
        return [(row.task_name, row.lock, row.args) for row in rows]


async def test_an_accepted_event_is_stored_with_its_job(store: PostgresStore, database: Database) -> None:
    number = await store.accept(team="T1", event_id="Ev1", body=BODY, at=T0, lock="C1")

    assert number is not None
    async with store.begin() as tx:
        assert await tx.inbox.get(number) == InboxRow(
            id=number,
            team="T1",
            event_id="Ev1",
            body={"event_id": "Ev1", "event": {"type": "message", "text": "您好��"}},
            received_at=T0,
            done=False,
        )
    assert await jobs(database) == [("take_event", "C1", {"subject": number})]


async def test_a_known_event_is_neither_stored_nor_armed_again(store: PostgresStore, database: Database) -> None:
    await store.accept(team="T1", event_id="Ev1", body=BODY, at=T0)

    assert await store.accept(team="T1", event_id="Ev1", body=BODY, at=T0 + timedelta(hours=1)) is None
    assert len(await jobs(database)) == 1


async def test_the_same_event_id_of_another_team_is_another_event(store: PostgresStore) -> None:
    await store.accept(team="T1", event_id="Ev1", body=BODY, at=T0)

    assert await store.accept(team="T2", event_id="Ev1", body=BODY, at=T0) is not None


async def test_an_event_without_a_lock_runs_under_none(store: PostgresStore, database: Database) -> None:
    await store.accept(team="T1", event_id="Ev1", body=BODY, at=T0)

    assert [lock for _, lock, _ in await jobs(database)] == [None]


async def test_of_many_copies_at_once_exactly_one_is_accepted(store: PostgresStore, database: Database) -> None:
    events = [f"Ev{number % 25}" for number in range(200)]

    numbers = await asyncio.gather(*(store.accept(team="T1", event_id=event, body=BODY, at=T0) for event in events))

    assert len([number for number in numbers if number is not None]) == 25
    assert len(await jobs(database)) == 25


async def test_two_processes_accept_a_copy_each_and_one_wins(
    store: PostgresStore, worker_database: str, database: Database
) -> None:
    other = PostgresStore(engine=database.engine, armed=armed)

    numbers = await asyncio.gather(
        *(one.accept(team="T1", event_id=f"Ev{n}", body=BODY, at=T0) for n in range(50) for one in (store, other))
    )

    assert len([number for number in numbers if number is not None]) == 50


async def test_an_event_nested_too_deeply_is_refused_at_the_door(store: PostgresStore) -> None:
    body: dict[str, object] = {}
    for _ in range(5000):
        body = {"a": body}

    with pytest.raises(BadInput):
        await store.accept(team="T1", event_id="Ev1", body=body, at=T0)


async def test_a_finished_event_says_so(store: PostgresStore) -> None:
    number = await store.accept(team="T1", event_id="Ev1", body=BODY, at=T0)
    assert number is not None

    async with store.begin() as tx:
        await tx.inbox.finish(number, T0)
        row = await tx.inbox.get(number)

    assert row is not None
    assert row.done


async def test_an_event_that_is_gone_is_none(store: PostgresStore) -> None:
    async with store.begin() as tx:
        assert await tx.inbox.get(4711) is None


async def test_whatever_came_in_can_be_set_aside(store: PostgresStore, database: Database) -> None:
    deep: dict[str, object] = {}
    for _ in range(100_000):
        deep = {"a": deep}

    async with store.begin() as tx:
        await tx.inbox.set_aside(team="", reason="no JSON\0", body="{\0\ud800", at=T0)
        await tx.inbox.set_aside(team="T1", reason="too deep", body=deep, at=T0)
        await tx.inbox.set_aside(team="T1", reason="odd", body={"when": T0, "n": float("nan")}, at=T0)
        await tx.inbox.set_aside(team="T1", reason="huge", body="x" * 10_000_000, at=T0)
        assert await tx.inbox.count_aside() == 4

    async with database.engine.connect() as connection:
        longest = await connection.execute(text("SELECT max(length(body)) FROM inbox_aside"))
        assert longest.scalar_one() == ASIDE_AT_MOST
