"""Tests of the outbox."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from motbot.domain.errors import StorageUnavailable
from motbot.domain.nudge import Nudge, WhisperState
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import CARD, ITEM, NOTE, PROMPT, SUMMARY, a_whisper
from tests.fakes.sheets import SHEET_NOTE

BLOCKED = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
NUDGES: tuple[tuple[str, Nudge], ...] = (("card", CARD), ("sheet", SHEET_NOTE))
CARD_WITH_PROMISES = replace(CARD, promises=(ITEM,), unanswered=("when the money comes",))


@pytest.mark.parametrize("nudge", [CARD, CARD_WITH_PROMISES, SUMMARY, PROMPT, NOTE, SHEET_NOTE])
async def test_every_kind_of_nudge_comes_back_as_what_it_was(store: PostgresStore, nudge: Nudge) -> None:
    async with store.begin() as tx:
        saved = await tx.whispers.save(a_whisper(nudge=nudge, wake_at=T0))

    async with store.begin() as tx:
        found = await tx.whispers.get(saved.id)
    assert found == saved
    assert found is not None
    assert type(found.nudge) is type(nudge)


async def test_a_private_message_is_found_by_its_key(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.whispers.save(a_whisper("prompt:1"))

        assert await tx.whispers.by_key("prompt:1") == saved
        assert await tx.whispers.by_key("prompt:2") is None


async def test_a_second_message_under_the_same_key_asks_for_a_second_try(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.whispers.save(a_whisper("card:1"))

    with pytest.raises(StorageUnavailable):
        async with store.begin() as tx:
            await tx.whispers.save(a_whisper("card:1"))


async def test_the_messages_of_a_moment_come_oldest_first(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = [await tx.whispers.save(a_whisper(key)) for key in ("a", "b", "c")]
        changed = await tx.whispers.save(replace(saved[0], version=2))
        await tx.whispers.save(replace(a_whisper("d"), moment=2))

        assert await tx.whispers.of_moment(1) == [changed, *saved[1:]]


async def test_only_messages_that_reach_a_person_count_for_the_cap(store: PostgresStore) -> None:
    async with store.begin() as tx:
        for key, changes in {
            "waits": {},
            "sent": {"state": WhisperState.SENT, "ts": "1.0"},
            "sent and taken back": {"state": WhisperState.SENT, "ts": "1.0", "withdrawn": True},
            "refused": {"state": WhisperState.REFUSED},
            "taken back before it was posted": {"withdrawn": True},
            "too old": {"created_at": T0 - timedelta(days=2)},
            "somebody else's": {"to": "UOTHER"},
        }.items():
            await tx.whispers.save(replace(a_whisper(key), **changes))  # type: ignore[arg-type] # fields by name

        assert await tx.whispers.count_to("T1", "UAGENT", T0 - timedelta(days=1)) == 3


async def test_all_that_a_person_was_given_comes_the_newest_first(store: PostgresStore) -> None:
    async with store.begin() as tx:
        late = await tx.whispers.save(replace(a_whisper("stored late"), created_at=T0 - timedelta(days=400)))
        card, sheet = [await tx.whispers.save(a_whisper(key, nudge=nudge)) for key, nudge in NUDGES]
        for key, changes in {
            "refused": {"state": WhisperState.REFUSED},
            "taken back before it was posted": {"withdrawn": True},
            "somebody else's": {"to": "UOTHER"},
            "another team's": {"team": "T2"},
        }.items():
            await tx.whispers.save(replace(a_whisper(key), **changes))  # type: ignore[arg-type] # fields by name

        assert await tx.whispers.all_to("T1", "UAGENT") == [sheet, card, late]


async def test_of_all_that_a_person_was_given_the_newest_500_are_read(store: PostgresStore, database: Database) -> None:
    async with store.begin() as tx:
        await tx.whispers.save(a_whisper("0"))
    async with database.engine.begin() as connection:
        copies = (
            "INSERT INTO whispers (team, key, to_user, moment, state, is_given, created_at, value)"
            " SELECT team, n::text, to_user, moment, state, is_given, created_at + make_interval(secs => n), value"
            " FROM whispers, generate_series(1, 500) AS n"
        )
        await connection.execute(text(copies))

    async with store.begin() as tx:
        found = await tx.whispers.all_to("T1", "UAGENT")
    assert [one.id for one in found] == list(range(501, 1, -1))


async def test_reading_all_that_a_person_was_given_waits_for_nobody(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.whispers.save(a_whisper())

    async with store.begin() as holder, store.begin() as reader:
        await holder.whispers.save(replace(saved, version=2))
        assert await reader.whispers.all_to("T1", "UAGENT") == [saved]


async def test_a_note_about_a_sheet_is_no_note_about_promises(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.whispers.save(replace(a_whisper("sheet:1:UAGENT", nudge=SHEET_NOTE), moment=0))

        assert await tx.whispers.last_note_to("T1", "UAGENT") is None


async def test_the_notes_that_show_a_promise_come_oldest_first(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.whispers.save(a_whisper("card"))
        first = await tx.whispers.save(a_whisper("a", nudge=NOTE, promises=(7,)))
        second = await tx.whispers.save(a_whisper("b", nudge=NOTE, promises=(6, 7, 8)))
        await tx.whispers.save(a_whisper("c", nudge=NOTE, promises=(6, 77)))

        assert await tx.whispers.of_promise(7) == [first, second]
        assert await tx.whispers.of_promise(9) == []


async def test_a_note_that_takes_one_more_promise_is_found_by_it(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.whispers.save(a_whisper("a", nudge=NOTE, promises=(7,)))
        grown = await tx.whispers.save(replace(saved, promises=(7, 8)))

        assert await tx.whispers.of_promise(8) == [grown]


async def test_a_note_written_anew_by_the_version_before_still_knows_its_promises(
    store: PostgresStore, database: Database
) -> None:
    async with store.begin() as tx:
        saved = await tx.whispers.save(a_whisper("a", nudge=NOTE, promises=(7, 8)))
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE whispers SET value = value - 'promises'"))

    async with store.begin() as tx:
        assert await tx.whispers.get(saved.id) == saved


async def test_the_last_note_to_a_person_is_the_newest_that_reaches_them(store: PostgresStore) -> None:
    async with store.begin() as tx:
        assert await tx.whispers.last_note_to("T1", "UAGENT") is None
        await tx.whispers.save(a_whisper("first", nudge=NOTE, promises=(6,)))
        newest = await tx.whispers.save(a_whisper("second", nudge=NOTE, promises=(7,)))
        await tx.whispers.save(a_whisper("card"))
        await tx.whispers.save(a_whisper("prompt", nudge=PROMPT))
        await tx.whispers.save(replace(a_whisper("refused", nudge=NOTE), state=WhisperState.REFUSED))
        await tx.whispers.save(replace(a_whisper("taken back before it was posted", nudge=NOTE), withdrawn=True))
        await tx.whispers.save(replace(a_whisper("somebody else's", nudge=NOTE), to="UOTHER"))
        await tx.whispers.save(replace(a_whisper("another team's", nudge=NOTE), team="T2"))

        assert await tx.whispers.last_note_to("T1", "UAGENT") == newest


async def test_of_many_who_would_write_a_persons_first_note_at_once_one_does(store: PostgresStore) -> None:
    async def tell(promise: int) -> None:
        async with store.begin() as tx:
            last = await tx.whispers.last_note_to("T1", "UAGENT")
            await asyncio.sleep(0)
            note = last or a_whisper(f"note:{promise}", nudge=NOTE)
            await tx.whispers.save(replace(note, promises=(*note.promises, promise)))

    await asyncio.gather(*(tell(promise) for promise in range(1, 11)))

    async with store.begin() as tx:
        (note,) = await tx.whispers.of_moment(1)
    assert sorted(note.promises) == list(range(1, 11))


async def test_a_crowd_of_private_messages_costs_an_index_lookup(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO whispers"
                " (team, key, to_user, moment, state, is_given, created_at, value, promises, is_note)"
                " SELECT 'T', n::text, 'U', n, 'sent', true, now(), '{}', ARRAY[n], n % 10 = 0"
                " FROM generate_series(1, 20000) AS n"
            )
        )
        await connection.execute(text("ANALYZE whispers"))

        for index, query in {
            "whispers_promises_idx": "promises @> ARRAY[7]::bigint[] ORDER BY id",
            "whispers_notes_idx": "team = 'T' AND to_user = 'U' AND is_note AND is_given ORDER BY id DESC LIMIT 1",
        }.items():
            plan = f"EXPLAIN SELECT * FROM whispers WHERE {query} FOR UPDATE"  # noqa: S608 # fixed words
            assert index in "\n".join((await connection.execute(text(plan))).scalars())


async def somebody_waits(database: Database) -> None:
    """Wait until a transaction waits for another one's lock."""
    async with asyncio.timeout(10), database.engine.connect() as watching:
        while not (await watching.execute(BLOCKED)).scalar_one():
            await watching.rollback()  # what a transaction has seen of the activity it sees to its end


async def test_a_reminder_and_a_click_on_notes_that_one_person_has_wait_for_each_other_and_do_not_lock_up(
    database: Database, store: PostgresStore
) -> None:
    async with store.begin() as tx:
        for key in ("older", "newer"):
            await tx.whispers.save(replace(a_whisper(key, nudge=NOTE), promises=(7, 8)))
    has_newest = asyncio.Event()

    async def reminds() -> None:
        async with store.begin() as tx:
            await tx.whispers.last_note_to("T1", "UAGENT")
            has_newest.set()
            await somebody_waits(database)
            assert len(await tx.whispers.of_promise(7)) == 2

    async def clicks() -> None:
        await has_newest.wait()
        async with store.begin() as tx:
            assert len(await tx.whispers.of_promise(8)) == 2

    await asyncio.gather(reminds(), clicks())
