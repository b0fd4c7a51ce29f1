"""Tests of stored moments."""

from dataclasses import replace

from sqlalchemy import text

from motbot.domain.moment import CloseReason
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import a_moment


async def test_a_moment_gets_a_number_and_comes_back_as_it_was(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment(wake_at=T0))

    assert saved == replace(a_moment(wake_at=T0), id=saved.id)
    async with store.begin() as tx:
        assert await tx.moments.get(saved.id) == saved


async def test_a_time_keeps_the_offset_it_was_stored_with(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment())
        found = await tx.moments.get(saved.id)

    assert found is not None
    assert found.assessment.reply_by is not None
    assert found.assessment.reply_by.isoformat() == "2026-03-02T18:00:00+08:00"


async def test_the_last_moment_of_a_conversation_is_the_newest_open_or_closed(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.moments.save(a_moment(conversation=5))
        newest = await tx.moments.save(a_moment(conversation=5).closed(reason=CloseReason.DELETED, at=T0))

        assert await tx.moments.last_in(5) == newest
        assert await tx.moments.last_in(6) is None


async def test_a_closed_moment_is_not_among_the_open_ones(store: PostgresStore) -> None:
    async with store.begin() as tx:
        kept = await tx.moments.save(a_moment())
        over = await tx.moments.save(a_moment())
        await tx.moments.save(replace(a_moment(), channel="C2"))
        await tx.moments.save(over.closed(reason=CloseReason.DELETED, at=T0))

        assert await tx.moments.open_in_channel("T1", "C1") == [kept]


async def test_a_row_of_an_older_motbot_is_read_with_the_defaults_of_this_one(
    store: PostgresStore, database: Database
) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment())
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE moments SET value = value - 'known' || '{\"gone_field\": 1}'"))

    async with store.begin() as tx:
        assert await tx.moments.get(saved.id) == replace(saved, known=())
