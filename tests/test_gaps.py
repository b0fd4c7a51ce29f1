"""Gaps are read once somebody listens again, and again until they could be read."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from motbot.domain.errors import MotbotError, SlackRefused, SlackUnclear
from motbot.domain.policy import ChannelPolicy
from motbot.gaps import Gaps
from motbot.ports.records import KnownLine
from motbot.storage.store import PostgresStore
from motbot.use_cases.catch_up import CatchUp
from tests.fakes.clock import FakeClock
from tests.fakes.directory import FakeDirectory
from tests.fakes.samples import a_line

SEEN = "1772442000.000100"


class FakeHistory:
    """Steer it with `trouble`; read `asked`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.trouble: dict[str, MotbotError] = {}

    async def since(self, channel: str, ts: str, *, known: Sequence[KnownLine] = ()) -> Sequence[Mapping[str, Any]]:
        """Nothing was said."""
        self.asked.append((channel, ts))
        if channel in self.trouble:
            raise self.trouble[channel]
        return []


class Rig:
    """Gaps of a bot that watches two channels, with as many connections as a test says."""

    def __init__(self, store: PostgresStore, clock: FakeClock) -> None:
        self.history = FakeHistory()
        self.connections = 1
        directory = FakeDirectory(channels=[ChannelPolicy(id="C1"), ChannelPolicy(id="C2")])
        self.catch_up = CatchUp(
            store=store, directory=directory, history=self.history, parse=lambda _body: None, clock=clock
        )
        self._clock = clock

    def gaps(self, seen: Mapping[str, str] | None = None) -> Gaps:
        return Gaps(connected=self._connected, catch_up=self.catch_up, clock=self._clock, seen=seen)

    async def _connected(self) -> int:
        return self.connections


@pytest.fixture
def rig(store: PostgresStore, clock: FakeClock) -> Rig:
    return Rig(store, clock)


async def test_a_start_reads_from_what_was_seen_with_some_overlap_once(rig: Rig) -> None:
    gaps = rig.gaps({"C1": SEEN, "C2": ""})
    await gaps.look()
    await gaps.look()

    assert rig.history.asked == [("C1", "1772441400.000100")]


async def test_nothing_is_read_while_nobody_is_connected(rig: Rig) -> None:
    rig.connections = 0
    gaps = rig.gaps({"C1": SEEN})
    await gaps.look()
    assert rig.history.asked == []

    rig.connections = 1
    await gaps.look()
    assert len(rig.history.asked) == 1


async def test_what_could_not_be_read_is_read_again_from_the_same_place_and_what_could_is_not(rig: Rig) -> None:
    rig.history.trouble["C1"] = SlackUnclear()
    gaps = rig.gaps({"C1": SEEN, "C2": SEEN})
    await gaps.look()
    rig.history.trouble.clear()
    for _ in range(5):
        await gaps.look()

    assert [channel for channel, _ in rig.history.asked] == ["C1", "C2", "C1"]
    assert len({ts for _, ts in rig.history.asked}) == 1


async def test_what_stays_unreadable_is_tried_more_and_more_seldom(rig: Rig) -> None:
    rig.history.trouble["C1"] = SlackUnclear()
    gaps = rig.gaps({"C1": SEEN})
    for _ in range(1000):
        await gaps.look()

    assert 5 < len(rig.history.asked) < 20


async def test_a_channel_that_is_closed_to_us_is_not_tried_again(rig: Rig) -> None:
    rig.history.trouble["C1"] = SlackRefused("not_in_channel")
    gaps = rig.gaps({"C1": SEEN})
    await gaps.look()
    await gaps.look()

    assert len(rig.history.asked) == 1


async def test_a_gap_within_what_is_still_unread_loses_nothing_of_it(rig: Rig, store: PostgresStore) -> None:
    rig.history.trouble["C1"] = SlackUnclear()
    gaps = rig.gaps({"C1": SEEN})
    await gaps.look()
    async with store.begin() as tx:
        await tx.lines.put(a_line("1772445600.000100"))
    for rig.connections in (0, 1):
        await gaps.look()

    assert [ts for _, ts in rig.history.asked] == ["1772441400.000100"] * 2


async def test_what_could_not_be_stored_is_read_in_every_channel_from_the_first_time_on(
    rig: Rig, clock: FakeClock
) -> None:
    gaps = rig.gaps()
    await gaps.look()
    assert rig.history.asked == []

    began = clock.now().timestamp()
    gaps.not_stored()
    gaps.not_stored()
    await gaps.look()
    await gaps.look()

    assert rig.history.asked == [(one, f"{began - 600:.6f}") for one in ("C1", "C2")]
