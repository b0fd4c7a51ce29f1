"""Tests of what a transaction reads only once, and of reads that lock nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import psycopg
import pytest

from motbot.domain.errors import StorageUnavailable
from motbot.domain.nudge import WhisperState
from motbot.engine.arming import armed
from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Database, make_engine
from motbot.storage.store import PostgresStore
from tests.fakes.asked import asked
from tests.fakes.clock import T0
from tests.fakes.samples import a_conversation, a_moment, a_promise, a_whisper

CUT_OFF = (
    "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def tables_of(statements: Iterable[str]) -> Counter[str]:
    """How often each table is read from."""
    reads = [one.split() for one in statements if one.startswith("SELECT")]
    return Counter(words[words.index("FROM") + 1] for words in reads if "FROM" in words)


async def test_what_a_transaction_has_locked_it_reads_once(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with store.begin() as tx:
        talk = await tx.conversations.save(a_conversation())
        moment = await tx.moments.save(a_moment(conversation=talk.id))
        promise = await tx.promises.save(replace(a_promise(), conversation=talk.id))
        card = await tx.whispers.save(replace(a_whisper("card:1"), moment=moment.id))

    with asked(monkeypatch) as statements:
        async with store.begin() as tx:
            for _ in range(3):
                assert await tx.conversations.get(talk.id) == talk
                assert await tx.moments.get(moment.id) == moment
                assert await tx.moments.last_in(talk.id) == moment
                assert await tx.promises.of_conversation(talk.id) == [promise]
                assert await tx.promises.get(promise.id) == promise
                assert await tx.whispers.of_moment(moment.id) == [card]
                assert await tx.whispers.by_key("card:1", moment=moment.id) == card
                assert await tx.whispers.by_key("card:2", moment=moment.id) is None
                assert await tx.people.muted_until("T1", "UAGENT") is None

    assert tables_of(statements) == {"conversations": 1, "moments": 2, "promises": 1, "whispers": 1, "mutes": 1}


async def test_what_a_transaction_has_changed_it_reads_as_it_is_now(store: PostgresStore) -> None:
    async with store.begin() as tx:
        moment = await tx.moments.save(a_moment(conversation=5))
        first = await tx.promises.save(replace(a_promise(), conversation=5))
        card = await tx.whispers.save(replace(a_whisper("card:1"), moment=moment.id))

    async with store.begin() as tx:
        assert await tx.moments.last_in(5) == moment
        assert await tx.promises.of_conversation(5) == [first]
        assert await tx.whispers.of_moment(moment.id) == [card]
        assert await tx.people.muted_until("T1", "UAGENT") is None

        changed = await tx.moments.save(replace(moment, version=9))
        assert await tx.moments.last_in(5) == changed
        newer = await tx.moments.save(a_moment(conversation=5))
        second = await tx.promises.save(replace(a_promise(), conversation=5))
        first = await tx.promises.save(replace(first, version=9))
        line = await tx.whispers.save(replace(a_whisper("summary:1"), moment=moment.id))
        await tx.people.mute("T1", "UAGENT", T0)

        assert await tx.moments.last_in(5) == newer
        assert await tx.promises.of_conversation(5) == [first, second]
        assert await tx.whispers.of_moment(moment.id) == [card, line]
        assert await tx.whispers.by_key("summary:1", moment=moment.id) == line
        assert await tx.people.muted_until("T1", "UAGENT") == T0


async def test_of_a_moment_that_is_new_nobody_is_asked_for_messages(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asked(monkeypatch) as statements:
        async with store.begin() as tx:
            moment = await tx.moments.save(a_moment())
            assert await tx.whispers.of_moment(moment.id) == []
            card = await tx.whispers.save(replace(a_whisper("card:1"), moment=moment.id))
            assert await tx.whispers.of_moment(moment.id) == [card]

    assert tables_of(statements) == {}


async def test_what_another_transaction_has_changed_the_next_one_reads(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment())
    async with store.begin() as tx:
        assert await tx.moments.get(saved.id) == saved
    async with store.begin() as tx:
        changed = await tx.moments.save(replace(saved, version=2))

    async with store.begin() as tx:
        assert await tx.moments.get(saved.id) == changed


async def test_whoever_only_reads_waits_for_nobody_and_sees_what_stands(store: PostgresStore) -> None:
    async with store.begin() as tx:
        talk = await tx.conversations.save(a_conversation())
        moment = await tx.moments.save(a_moment(conversation=talk.id))
        card = await tx.whispers.save(a_whisper())

    async with store.begin() as holder, store.singly() as reader:
        await holder.conversations.get(talk.id)
        await holder.moments.save(replace(moment, version=2))
        await holder.whispers.save(replace(card, version=2))
        assert await reader.conversations.get(talk.id) == talk
        assert await reader.moments.last_in(talk.id) == moment
        assert await reader.whispers.get(card.id) == card


async def test_a_job_that_is_armed_twice_is_put_once_and_jobs_keep_their_order(
    store: PostgresStore, database: Database
) -> None:
    jobs = [Job(kind=kind, subject=subject) for subject in (3, 1, 2) for kind in (JobKind.WELCOME, JobKind.UPKEEP)]

    async with store.begin() as tx:
        for job in (*jobs, *jobs):
            await tx.arm(job)

    with psycopg.connect(database.conninfo) as connection:
        rows = connection.execute(
            "SELECT task_name, (args->>'subject')::int FROM procrastinate_jobs ORDER BY id"
        ).fetchall()
    assert rows == [(job.kind.value, job.subject) for job in jobs]


async def test_fields_of_a_message_are_changed_as_it_stands_now(store: PostgresStore) -> None:
    async with store.begin() as tx:
        seen = await tx.whispers.save(a_whisper(wake_at=T0))
        now = await tx.whispers.save(replace(seen, version=2, withdrawn=True))
    changes = {"state": WhisperState.SENT, "ts": "1.5", "sent_at": T0, "wake_at": None}

    async with store.singly() as tx:
        assert not await tx.whispers.change(seen, changes, if_version=True)
        assert not await tx.whispers.change(replace(seen, attempts=1), changes, if_try=True)
        assert not await tx.whispers.change(replace(seen, id=99), changes)
        assert await tx.whispers.change(seen, changes, if_try=True)

    async with store.begin() as tx:
        assert await tx.whispers.get(seen.id) == replace(
            now, state=WhisperState.SENT, ts="1.5", sent_at=T0, wake_at=None
        )
    assert await store.next_wake() is None


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({"state": WhisperState.TRYING}, 1),
        ({"state": WhisperState.REFUSED, "refused": "not_in_channel"}, 0),
        ({"state": WhisperState.SENT, "ts": "1.5"}, 1),
    ],
)
async def test_a_message_whose_fields_were_changed_counts_for_the_cap_as_if_it_had_been_saved(
    store: PostgresStore, changes: dict[str, object], counts: int
) -> None:
    async with store.begin() as tx:
        saved = await tx.whispers.save(a_whisper())

    async with store.singly() as tx:
        await tx.whispers.change(saved, {**changes, "wake_at": T0})

    async with store.begin() as tx:
        assert await tx.whispers.count_to("T1", "UAGENT", T0.replace(year=2000)) == counts
    assert await store.next_wake() == T0


@pytest.mark.parametrize("alone", [True, False])
async def test_connections_that_have_died_while_they_waited_cost_one_failure_in_all(
    database: Database, *, alone: bool
) -> None:
    engine = make_engine(database.conninfo, durable=False)
    store = PostgresStore(engine=engine, armed=armed)

    async def look() -> None:
        async with store.singly() if alone else store.begin() as tx:
            await tx.moments.get(1)

    async with store.singly() as one, store.singly() as other, store.singly() as third:
        for tx in (one, other, third):
            await tx.moments.get(1)
    with psycopg.connect(database.conninfo, autocommit=True) as connection:
        connection.execute(CUT_OFF)

    with pytest.raises(StorageUnavailable):
        await look()
    for _ in range(3):
        await look()
    await engine.dispose()
