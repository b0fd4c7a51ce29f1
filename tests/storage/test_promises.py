"""Tests of stored promises."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from motbot.domain.promise import Promise, Withdrawn
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore, PostgresTransaction
from tests.fakes.clock import T0
from tests.fakes.samples import a_promise

DAY = timedelta(days=1)


async def test_a_promise_gets_a_number_and_comes_back_as_it_was(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.promises.save(a_promise(wake_at=T0))

    assert saved == replace(a_promise(wake_at=T0), id=saved.id)
    async with store.begin() as tx:
        assert await tx.promises.get(saved.id) == saved
        assert await tx.promises.get(saved.id + 1) is None


async def test_a_promise_that_is_over_comes_back_as_it_was(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.promises.save(a_promise())
        over = [
            await tx.promises.save(saved.kept(at=T0 + DAY)),
            await tx.promises.save((await tx.promises.save(a_promise())).over(why=Withdrawn.CANNOT, at=T0)),
        ]

        assert [await tx.promises.get(one.id) for one in over] == over


async def test_a_due_time_keeps_the_offset_of_the_zone_it_was_meant_in(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.promises.save(a_promise())
        found = await tx.promises.get(saved.id)

    assert found is not None
    assert found.due is not None
    assert found.due.isoformat() == "2026-03-02T23:00:00+08:00"


async def test_the_second_half_past_one_of_a_long_night_stays_the_second(store: PostgresStore) -> None:
    due = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York"))
    async with store.begin() as tx:
        saved = await tx.promises.save(replace(a_promise(), due=due))
        found = await tx.promises.get(saved.id)

    assert found is not None
    assert found.due is not None
    assert found.due.astimezone(UTC) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


async def test_the_promises_of_a_conversation_come_oldest_first_open_or_over(store: PostgresStore) -> None:
    async with store.begin() as tx:
        first = await tx.promises.save(a_promise(conversation=5))
        second = await tx.promises.save(a_promise(conversation=5))
        await tx.promises.save(a_promise(conversation=6))
        kept = await tx.promises.save(first.kept(at=T0))

        assert await tx.promises.of_conversation(5) == [kept, second]
        assert await tx.promises.of_conversation(7) == []


async def test_a_promise_that_is_over_is_not_among_the_open_ones(store: PostgresStore) -> None:
    async with store.begin() as tx:
        stays = await tx.promises.save(a_promise())
        over = await tx.promises.save(a_promise())
        await tx.promises.save(replace(a_promise(), channel="C2"))
        await tx.promises.save(replace(a_promise(), team="T2"))
        await tx.promises.save(over.over(why=Withdrawn.LAPSED, at=T0))

        assert await tx.promises.open_in_channel("T1", "C1") == [stays]


async def kept_at(store: PostgresStore, promise: Promise, at: datetime) -> Promise:
    """The promise, stored as kept then."""
    async with store.begin() as tx:
        return await tx.promises.save((await tx.promises.save(promise)).kept(at=at))


async def test_what_an_agent_looks_up_is_theirs_the_soonest_first(store: PostgresStore) -> None:
    async with store.begin() as tx:
        undated = await tx.promises.save(replace(a_promise(), due=None))
        later = await tx.promises.save(replace(a_promise(), due=T0 + DAY))
        sooner = await tx.promises.save(replace(a_promise(), due=T0))
        await tx.promises.save(a_promise(agent="UOTHER"))
        await tx.promises.save(replace(a_promise(), team="T2"))
    await kept_at(store, a_promise(), T0)

    async with store.begin() as tx:
        assert await tx.promises.look_up("T1", agent="UAGENT") == [sooner, later, undated]


async def test_what_ended_is_looked_up_as_far_back_as_is_asked(store: PostgresStore) -> None:
    await kept_at(store, a_promise(), T0 - DAY * 8)
    lately = await kept_at(store, replace(a_promise(), due=T0), T0 - DAY * 7)
    await kept_at(store, a_promise(agent="UOTHER"), T0)
    async with store.begin() as tx:
        still_open = await tx.promises.save(replace(a_promise(), due=T0 + DAY))

        assert await tx.promises.look_up("T1", agent="UAGENT", ended_since=T0 - DAY * 7) == [lately, still_open]


async def test_what_is_looked_up_of_a_channel_is_everybodys(store: PostgresStore) -> None:
    async with store.begin() as tx:
        one = await tx.promises.save(a_promise())
        another = await tx.promises.save(a_promise(agent="UOTHER"))
        elsewhere = await tx.promises.save(replace(a_promise(), channel="C2"))

        assert await tx.promises.look_up("T1", channel="C1") == [one, another]
        assert await tx.promises.look_up("T1", channel="C2", agent="UAGENT") == [elsewhere]
        assert await tx.promises.look_up("T1", channel="C2", agent="UOTHER") == []


async def test_looking_up_waits_for_nobody(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.promises.save(a_promise())

    async with store.begin() as holder, store.begin() as reader:
        await holder.promises.save(saved.kept(at=T0))
        assert await reader.promises.look_up("T1", agent="UAGENT") == [saved]


async def test_who_has_read_a_promise_changes_it_before_anybody_else_reads_it(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.promises.save(a_promise())

    async def count() -> None:
        async with store.begin() as tx:
            found = await tx.promises.get(saved.id)
            assert found is not None
            await asyncio.sleep(0)
            await tx.promises.save(replace(found, version=found.version + 1))

    await asyncio.gather(*(count() for _ in range(40)))

    async with store.begin() as tx:
        found = await tx.promises.get(saved.id)
    assert found is not None
    assert found.version == 40


async def waiting_for_a_lock(database: Database) -> bool:
    """Whether somebody waits for a row that another holds."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    async with database.engine.connect() as connection:
        return bool((await connection.execute(waiting)).scalar_one())


async def of_conversation(tx: PostgresTransaction) -> Sequence[Promise]:
    return await tx.promises.of_conversation(1)


async def of_channel(tx: PostgresTransaction) -> Sequence[Promise]:
    return await tx.promises.open_in_channel("T1", "C1")


@pytest.mark.parametrize("lock_many", [of_conversation, of_channel])
async def test_who_locks_many_promises_locks_them_by_number_and_so_never_crosswise(
    store: PostgresStore,
    database: Database,
    lock_many: Callable[[PostgresTransaction], Awaitable[Sequence[Promise]]],
) -> None:
    async with store.begin() as tx:
        first, second = [await tx.promises.save(a_promise()) for _ in range(2)]
    async with database.engine.begin() as connection:  # so that they lie in the table the other way round
        for one in (second, first):
            await connection.execute(text("UPDATE promises SET state = state WHERE id = :id"), {"id": one.id})

    async def touch_all() -> None:
        async with store.begin() as tx:
            for one in reversed(await lock_many(tx)):
                await tx.promises.save(replace(one, version=one.version + 1))

    async with store.begin() as tx:
        await tx.promises.get(first.id)
        touching = asyncio.create_task(touch_all())
        while not await waiting_for_a_lock(database):  # noqa: ASYNC110 # the server waits: nobody could set an event
            await asyncio.sleep(0)
        assert await tx.promises.get(second.id) == second
    await touching

    async with store.begin() as tx:
        assert [one.version for one in await tx.promises.of_conversation(1)] == [1, 1]


async def test_many_who_lock_promises_of_a_conversation_and_of_its_channel_all_get_through(
    store: PostgresStore,
) -> None:
    async with store.begin() as tx:
        for _ in range(20):
            await tx.promises.save(a_promise())

    async def touch(lock_many: Callable[[PostgresTransaction], Awaitable[Sequence[Promise]]]) -> None:
        async with store.begin() as tx:
            for one in reversed(await lock_many(tx)):
                await tx.promises.save(replace(one, version=one.version + 1))

    await asyncio.gather(*(touch(lock_many) for lock_many in (of_conversation, of_channel) for _ in range(5)))

    async with store.begin() as tx:
        assert {one.version for one in await tx.promises.of_conversation(1)} == {10}


async def test_a_row_with_fields_of_another_version_is_read_with_the_defaults_of_this_one(
    store: PostgresStore, database: Database
) -> None:
    async with store.begin() as tx:
        saved = await tx.promises.save(a_promise())
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE promises SET value = value - 'reason' || '{\"gone_field\": 1}'"))

    async with store.begin() as tx:
        assert await tx.promises.get(saved.id) == replace(saved, reason="")


async def test_a_crowd_of_promises_costs_an_index_lookup(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO promises (team, channel, conversation, agent, state, is_open, ended_at, value)"
                " SELECT 'T', 'C' || n % 100, n, 'U' || n % 100, 'kept', n % 20 = 0,"
                " CASE WHEN n % 20 = 0 THEN NULL ELSE now() - make_interval(hours => n) END, '{}'"
                " FROM generate_series(1, 20000) AS n"
            )
        )
        await connection.execute(text("ANALYZE promises"))

        for indexes, query in {
            ("promises_conversation_id_idx",): "conversation = 7 ORDER BY id FOR UPDATE",
            ("promises_channel_open_idx",): "team = 'T' AND channel = 'C7' AND is_open ORDER BY id FOR UPDATE",
            ("promises_agent_open_idx",): "team = 'T' AND agent = 'U7' AND is_open ORDER BY due, id",
            (
                "promises_agent_open_idx",
                "promises_ended_at_idx",
            ): "team = 'T' AND agent = 'U7' AND (is_open OR ended_at >= now() - interval '7 days') ORDER BY due, id",
        }.items():
            explained = await connection.execute(text(f"EXPLAIN SELECT * FROM promises WHERE {query}"))  # noqa: S608 # fixed words
            plan = "\n".join(explained.scalars())
            assert all(index in plan for index in indexes), plan
            assert "Seq Scan" not in plan
