"""Tests of stored moments."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from motbot.domain.moment import CloseReason
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import a_moment

DAY = timedelta(days=1)


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


async def test_the_moments_of_a_conversation_come_oldest_first_open_or_closed(store: PostgresStore) -> None:
    async with store.begin() as tx:
        first = await tx.moments.save(a_moment(conversation=5))
        second = await tx.moments.save(a_moment(conversation=5))
        await tx.moments.save(a_moment(conversation=6))
        over = await tx.moments.save(first.closed(reason=CloseReason.DELETED, at=T0))

        assert await tx.moments.of_conversation(5) == [over, second]
        assert await tx.moments.of_conversation(7) == []


async def test_an_agents_moments_are_the_open_ones_and_the_later_ones_the_newest_first(store: PostgresStore) -> None:
    async with store.begin() as tx:
        open_long = await tx.moments.save(replace(a_moment(), opened_at=T0 - DAY * 9))
        closed_now = await tx.moments.save(a_moment().closed(reason=CloseReason.UNCONFIRMED, at=T0))
        opened_then = await tx.moments.save(replace(a_moment(), opened_at=T0 - DAY))
        of_old = replace(a_moment(), opened_at=T0 - DAY * 2)
        await tx.moments.save(of_old.closed(reason=CloseReason.UNCONFIRMED, at=T0))
        await tx.moments.save(replace(a_moment(), agent="UOTHER"))
        await tx.moments.save(replace(a_moment(), team="T2"))

        assert await tx.moments.of_agent("T1", "UAGENT", T0 - DAY) == [closed_now, opened_then, open_long]


async def test_reading_moments_waits_for_nobody(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment(conversation=5))

    async with store.begin() as holder, store.begin() as reader:
        await holder.moments.save(saved.closed(reason=CloseReason.DELETED, at=T0))
        assert await reader.moments.of_conversation(5) == [saved]
        assert await reader.moments.of_agent("T1", "UAGENT", T0) == [saved]


async def test_a_row_of_an_older_motbot_is_read_with_the_defaults_of_this_one(
    store: PostgresStore, database: Database
) -> None:
    async with store.begin() as tx:
        saved = await tx.moments.save(a_moment())
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE moments SET value = value - 'known' || '{\"gone_field\": 1}'"))

    async with store.begin() as tx:
        assert await tx.moments.get(saved.id) == replace(saved, known=())


async def test_what_waits_for_exactly_one_time_is_found_by_it_and_nothing_that_is_over(store: PostgresStore) -> None:
    async with store.begin() as tx:
        waiting = await tx.moments.save(a_moment(wake_at=T0))
        await tx.moments.save(a_moment(wake_at=T0 + DAY))
        await tx.moments.save(replace(a_moment(wake_at=T0), team="T2"))
        over = await tx.moments.save(a_moment(wake_at=T0))
        await tx.moments.save(replace(over.closed(reason=CloseReason.DELETED, at=T0), wake_at=T0))

        assert await tx.moments.waking_at(waiting.team, T0) == [waiting]
