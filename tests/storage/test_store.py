"""Tests of transactions and of the rows that wait."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, text

from motbot.domain.errors import StorageUnavailable
from motbot.engine.arming import armed
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Store
from motbot.storage.database import Database, make_engine
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import a_conversation, a_moment, a_promise, a_whisper
from tests.fakes.sheets import an_asked_review

SECOND = timedelta(seconds=1)


class LeftEarly(Exception):
    """Something of ours went wrong in the middle of a transaction."""


async def job_count(database: Database) -> int:
    async with database.engine.connect() as connection:
        return int((await connection.execute(text("SELECT count(*) FROM procrastinate_jobs"))).scalar_one())


def test_the_store_fulfils_its_port(store: PostgresStore) -> None:
    port: Store = store

    assert port is store


async def test_a_transaction_left_with_an_error_leaves_nothing(store: PostgresStore, database: Database) -> None:
    async def leave_early() -> None:
        async with store.begin() as tx:
            saved = await tx.moments.save(a_moment())
            await tx.arm(Job(kind=JobKind.FOLLOW_MOMENT, subject=saved.id))
            raise LeftEarly

    with pytest.raises(LeftEarly):
        await leave_early()

    async with store.begin() as tx:
        assert await tx.moments.open_in_channel("T1", "C1") == []
    assert await job_count(database) == 0


async def test_a_transaction_that_is_cancelled_leaves_nothing_and_no_lock(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment())
    inside = asyncio.Event()

    async def hold() -> None:
        async with store.begin() as tx:
            await tx.moments.get(saved.id)
            await tx.moments.save(a_moment())
            inside.set()
            await asyncio.Event().wait()

    holding = asyncio.create_task(hold())
    await inside.wait()
    holding.cancel()
    await asyncio.wait([holding])

    async with store.begin() as tx:
        assert await tx.moments.open_in_channel("T1", "C1") == [saved]


async def test_rows_whose_time_has_come_become_jobs_with_the_locks_of_their_kind(store: PostgresStore) -> None:
    async with store.begin() as tx:
        conversation = await tx.conversations.save(a_conversation(wake_at=T0))
        moment = await tx.moments.save(a_moment(wake_at=T0))
        promise = await tx.promises.save(a_promise(agent="UBOB", wake_at=T0))
        review = await tx.reviews.save(an_asked_review(wake_at=T0))
        whisper = await tx.whispers.save(a_whisper(wake_at=T0))
        await tx.moments.save(a_moment(wake_at=T0 + SECOND))

    armed_jobs = await store.due(T0, 100)

    assert sorted(armed_jobs, key=lambda job: job.kind) == [
        Job(kind=JobKind.FOLLOW_CONVERSATION, subject=conversation.id),
        Job(kind=JobKind.FOLLOW_MOMENT, subject=moment.id, lock=f"moment:{moment.id}"),
        Job(kind=JobKind.FOLLOW_PROMISE, subject=promise.id, lock="promises:UBOB"),
        Job(kind=JobKind.REVIEW_THREAD, subject=review.id, lock=f"review:{review.id}"),
        Job(kind=JobKind.SEND_WHISPER, subject=whisper.id, lock=f"whisper:{whisper.id}"),
    ]


async def test_the_jobs_on_the_queue_are_those_that_are_told(store: PostgresStore, database: Database) -> None:
    async with store.begin() as tx:
        moment = await tx.moments.save(a_moment(wake_at=T0))

    await store.due(T0, 100)

    async with database.engine.connect() as connection:
        row = (await connection.execute(text("SELECT queue_name, task_name, lock, args FROM procrastinate_jobs"))).one()
    assert tuple(row) == ("follow_moment", "follow_moment", f"moment:{moment.id}", {"subject": moment.id})


async def test_what_one_person_is_told_about_promises_goes_in_order(store: PostgresStore, database: Database) -> None:
    async with store.begin() as tx:
        for agent in ("UBOB", "UANN", "UBOB"):
            await tx.promises.save(a_promise(agent=agent, wake_at=T0))

    told = await store.due(T0, 100)

    async with database.engine.connect() as connection:
        rows = await connection.execute(text("SELECT (args->>'subject')::int, lock FROM procrastinate_jobs"))
        queued = {(row[0], row[1]) for row in rows}
    assert queued == {(job.subject, job.lock) for job in told}
    assert sorted(job.lock for job in told) == ["promises:UANN", "promises:UBOB", "promises:UBOB"]


async def test_a_row_that_was_moved_waits_no_more(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment(wake_at=T0))

    await store.due(T0, 100)

    assert await store.due(T0, 100) == []
    async with store.begin() as tx:
        found = await tx.moments.get(saved.id)
    assert found is not None
    assert found.wake_at is None


async def test_the_most_overdue_rows_go_first_and_the_limit_holds(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = [await tx.moments.save(a_moment(wake_at=T0 - SECOND * number)) for number in range(5)]

    armed_jobs = await store.due(T0, 2)

    assert {job.subject for job in armed_jobs} == {saved[4].id, saved[3].id}


async def test_two_processes_move_each_row_once(store: PostgresStore, database: Database) -> None:
    other_engine = make_engine(database.conninfo)
    other = PostgresStore(engine=other_engine, armed=armed)
    async with store.begin() as tx:
        for _ in range(300):
            await tx.moments.save(a_moment(wake_at=T0))

    moved: Counter[int] = Counter()
    while batches := await asyncio.gather(*(one.due(T0, 20) for one in (store, other, store, other))):
        moved.update(job.subject for batch in batches for job in batch)
        if not any(batches):
            break
    await other_engine.dispose()

    assert len(moved) == 300
    assert set(moved.values()) == {1}
    assert await job_count(database) == 300


async def test_a_row_that_is_being_changed_is_left_for_the_next_look(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment(wake_at=T0))

    async with store.begin() as tx:
        await tx.moments.get(saved.id)
        assert await store.due(T0, 100) == []

    assert len(await store.due(T0, 100)) == 1


async def test_the_next_wake_is_the_earliest_of_all_tables(store: PostgresStore) -> None:
    assert await store.next_wake() is None
    async with store.begin() as tx:
        await tx.whispers.save(a_whisper(wake_at=T0 + SECOND * 3))
        await tx.promises.save(a_promise(wake_at=T0 + SECOND * 4))
        await tx.reviews.save(an_asked_review(wake_at=T0 + SECOND * 5))
        await tx.conversations.save(a_conversation(wake_at=T0 + SECOND * 2))
        await tx.moments.save(a_moment(wake_at=T0 + SECOND))

    assert await store.next_wake() == T0 + SECOND


async def test_the_times_of_promises_and_reviews_wake_like_any_other(database: Database) -> None:
    told: list[datetime] = []
    store = PostgresStore(engine=database.engine, armed=armed, on_wake=told.append)

    async with store.begin() as tx:
        await tx.promises.save(a_promise(wake_at=T0))
    assert await store.next_wake() == T0
    async with store.begin() as tx:
        await tx.reviews.save(an_asked_review(wake_at=T0 - SECOND))

    assert await store.next_wake() == T0 - SECOND
    assert told == [T0, T0 - SECOND]


async def test_the_earliest_time_saved_is_told_after_the_commit(database: Database) -> None:
    told: list[datetime] = []
    store = PostgresStore(engine=database.engine, armed=armed, on_wake=told.append)

    async with store.begin() as tx:
        await tx.moments.save(a_moment(wake_at=T0 + SECOND))
        await tx.conversations.save(a_conversation(wake_at=T0))
        await tx.whispers.save(a_whisper())
        assert told == []

    assert told == [T0]


async def test_nothing_is_told_of_a_commit_that_saves_no_time_or_fails(database: Database) -> None:
    told: list[datetime] = []
    store = PostgresStore(engine=database.engine, armed=armed, on_wake=told.append)

    async with store.begin() as tx:
        await tx.moments.save(a_moment())

    async def leave_early() -> None:
        async with store.begin() as tx:
            await tx.moments.save(a_moment(wake_at=T0))
            raise LeftEarly

    with pytest.raises(LeftEarly):
        await leave_early()

    assert told == []


@pytest.mark.parametrize("table", ["conversations", "moments", "promises", "whispers", "reviews"])
async def test_a_crowd_of_waiting_rows_costs_an_index_lookup(database: Database, table: str) -> None:
    fill = {
        "conversations": "team, channel, root_ts, last_at, value, wake_at) SELECT 'T', 'C', n::text, now(), '{}'",
        "moments": "team, channel, conversation, agent, stage, is_open, opened_at, value, wake_at)"
        " SELECT 'T', 'C', n, '', 'offered', true, now(), '{}'",
        "promises": "team, channel, conversation, agent, state, is_open, value, wake_at)"
        " SELECT 'T', 'C', n, 'U', 'accepted', true, '{}'",
        "whispers": "team, key, to_user, moment, state, is_given, created_at, value, wake_at)"
        " SELECT 'T', n::text, 'U', n, 'sent', true, now(), '{}'",
        "reviews": "team, channel, ts, conversation, asked_by, asked_at, agents, content, revision, model, language,"
        " state, scores, value, wake_at)"
        " SELECT 'T', 'C', n::text, 0, 'U', now(), '{}', '', '', '', 'en', 'reading', '{}', '{}'",
    }[table]
    async with database.engine.begin() as connection:
        await connection.execute(
            text(f"INSERT INTO {table} ({fill}, now() + make_interval(hours => n) FROM generate_series(1, 20000) AS n")
        )
        await connection.execute(text(f"ANALYZE {table}"))

        for query in (
            f"SELECT id FROM {table} WHERE wake_at <= now() ORDER BY wake_at LIMIT 500 FOR UPDATE SKIP LOCKED",  # noqa: S608 # fixed words
            f"SELECT min(wake_at) FROM {table} WHERE wake_at IS NOT NULL",  # noqa: S608 # fixed words
        ):
            plan = "\n".join((await connection.execute(text(f"EXPLAIN {query}"))).scalars())
            assert f"{table}_wake_at_idx" in plan
            assert "Seq Scan" not in plan


async def test_our_connections_wait_for_nothing_without_end(database: Database) -> None:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    async with database.engine.connect() as connection:
        shown = [(await connection.execute(text(f"SHOW {name}"))).scalar_one() for name in names]
    assert shown == ["30s", "10s", "10s"]


@pytest.mark.parametrize("patience", ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"])
async def test_whatever_loses_patience_may_work_later(store: PostgresStore, database: Database, patience: str) -> None:
    shortened = select(func.set_config(patience, "20ms", True))  # noqa: FBT003 - for this transaction only

    async def wait_in_vain() -> None:
        async with store.begin() as tx, database.engine.begin() as holder:
            await holder.execute(text("LOCK TABLE inbox_aside IN ACCESS EXCLUSIVE MODE"))
            await tx._connection.execute(shortened)
            if patience.startswith("idle"):
                await asyncio.sleep(0.2)
            await tx.inbox.count_aside()

    with pytest.raises(StorageUnavailable):
        await wait_in_vain()
