"""Tests of stored conversations."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.errors import StorageUnavailable
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import a_conversation


async def test_a_conversation_gets_a_number_and_comes_back_as_it_was(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.conversations.save(a_conversation(wake_at=T0))

    assert saved == replace(a_conversation(wake_at=T0), id=saved.id)
    async with store.begin() as tx:
        assert await tx.conversations.get(saved.id) == saved


async def test_a_changed_conversation_is_found_changed(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.conversations.save(a_conversation(wake_at=T0))
        judged = await tx.conversations.save(saved.judged())

        assert await tx.conversations.get(saved.id) == judged


async def test_a_conversation_is_found_by_the_message_that_opened_it(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.conversations.save(a_conversation("1.0"))

        assert await tx.conversations.by_root("T1", "C1", "1.0") == saved
        assert await tx.conversations.by_root("T2", "C1", "1.0") is None


async def test_recent_gives_the_channels_conversations_that_are_still_warm(store: PostgresStore) -> None:
    old = replace(a_conversation("1.0"), last_at=T0 - timedelta(hours=1))
    elsewhere = replace(a_conversation("2.0"), channel="C2")
    async with store.begin() as tx:
        for one in (old, elsewhere):
            await tx.conversations.save(one)
        warm = await tx.conversations.save(a_conversation("3.0"))

        assert await tx.conversations.recent("T1", "C1", T0) == [warm]


async def test_a_conversation_that_another_process_opened_meanwhile_asks_for_a_second_try(
    store: PostgresStore,
) -> None:
    async with store.begin() as tx:
        await tx.conversations.save(a_conversation("1.0"))

    with pytest.raises(StorageUnavailable, match="UniqueViolation"):
        async with store.begin() as tx:
            await tx.conversations.save(a_conversation("1.0"))


async def test_who_has_read_a_conversation_changes_it_before_anybody_else_reads_it(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.conversations.save(a_conversation())

    async def count() -> None:
        async with store.begin() as tx:
            found = await tx.conversations.get(saved.id)
            assert found is not None
            await asyncio.sleep(0)
            await tx.conversations.save(replace(found, version=found.version + 1))

    await asyncio.gather(*(count() for _ in range(40)))

    async with store.begin() as tx:
        found = await tx.conversations.get(saved.id)
    assert found is not None
    assert found.version == 40


async def test_two_readers_of_a_channel_never_lock_crosswise(store: PostgresStore) -> None:
    async with store.begin() as tx:
        for number in range(20):
            at = T0 - timedelta(seconds=number)
            await tx.conversations.save(replace(a_conversation(f"{number}.0"), last_at=at))

    async def touch() -> None:
        async with store.begin() as tx:
            for one in await tx.conversations.recent("T1", "C1", T0 - timedelta(hours=1)):
                await tx.conversations.save(replace(one, version=one.version + 1))

    await asyncio.gather(*(touch() for _ in range(10)))

    async with store.begin() as tx:
        versions = {one.version for one in await tx.conversations.recent("T1", "C1", T0 - timedelta(hours=1))}
    assert versions == {10}
