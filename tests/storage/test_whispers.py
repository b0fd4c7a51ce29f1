"""Tests of the outbox."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.errors import StorageUnavailable
from motbot.domain.nudge import Card, Prompt, Summary, WhisperState
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import CARD, PROMPT, SUMMARY, a_whisper


@pytest.mark.parametrize("nudge", [CARD, SUMMARY, PROMPT])
async def test_every_kind_of_nudge_comes_back_as_what_it_was(
    store: PostgresStore, nudge: Card | Summary | Prompt
) -> None:
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
