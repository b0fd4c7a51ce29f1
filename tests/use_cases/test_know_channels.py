"""What leads have set is read once a day and channel: a channel is asked about with every message."""

from dataclasses import replace
from datetime import timedelta

import pytest
from typing_extensions import override

from motbot.domain.policy import ChannelPolicy
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.know_channels import KnowingDirectory
from tests.fakes.directory import FakeDirectory
from tests.use_cases.knowing import ELSEWHERE, KNOWING, Known
from tests.use_cases.talk import BEN, SUPPORT

DAY = timedelta(days=1)


class Text(str):
    """Counts how often it is taken apart into lines."""

    __slots__ = ("read",)
    read: int

    @override
    def splitlines(self, keepends: bool = False) -> list[str]:
        self.read = getattr(self, "read", 0) + 1
        return super().splitlines(keepends)


class Resolving(FakeDirectory):
    """Puts each answer together anew, as the directory of Slack does when it resolves user groups."""

    @override
    async def channel(self, channel: str) -> ChannelPolicy | None:
        found = await super().channel(channel)
        return None if found is None else replace(found)


class Reading:
    """A channel whose config says something that counts how often it is read."""

    def __init__(self, database: Database, store: PostgresStore) -> None:
        self.known = Known(database, store)
        self.text = Text(KNOWING.facts)
        self.policy = replace(KNOWING, facts=self.text)
        self.below = Resolving(channels=(self.policy, ELSEWHERE))
        self.over = KnowingDirectory(directory=self.below, store=store, clock=self.known.talk.clock)

    async def facts(self) -> tuple[str, int]:
        """What the channel knows now, and how often its facts have been read until now."""
        found = await self.over.channel(SUPPORT)
        assert found is not None
        return found.facts, self.text.read

    async def sets(self, *facts: str) -> None:
        """Let a lead set the facts, and this process hear of it."""
        await self.known.sets(*facts)
        await self.over.look()


@pytest.fixture
async def reading(database: Database, store: PostgresStore) -> Reading:
    began = Reading(database, store)
    await began.sets("We ship on Mondays.")
    return began


async def test_a_second_look_on_the_same_day_reads_no_fact_again_and_the_next_day_does(reading: Reading) -> None:
    first, read = await reading.facts()
    await reading.over.channel(ELSEWHERE.id)

    assert await reading.facts() == (first, read)
    reading.known.talk.clock.move(DAY)
    assert (await reading.facts())[1] > read


async def test_what_a_lead_sets_on_the_same_day_holds_at_the_next_look(reading: Reading) -> None:
    await reading.facts()
    await reading.sets("We ship on Fridays.")

    assert (await reading.facts())[0] == "Support hours: 9 to 18.\nWe ship on Fridays."


async def test_who_comes_to_answer_on_the_same_day_is_seen_at_the_next_look(reading: Reading) -> None:
    await reading.facts()
    reading.below.watch(replace(reading.policy, agents=frozenset({BEN})))

    found = await reading.over.channel(SUPPORT)

    assert found is not None
    assert found.agents == {BEN}


async def test_the_day_is_that_of_the_channels_own_zone(reading: Reading) -> None:
    clock = reading.known.talk.clock
    reading.policy = replace(reading.policy, zone="Asia/Tokyo")
    reading.below.watch(reading.policy)
    clock.set(clock.now().replace(hour=14, minute=30))
    _, read = await reading.facts()

    clock.move(timedelta(hours=1))

    assert (await reading.facts())[1] > read
