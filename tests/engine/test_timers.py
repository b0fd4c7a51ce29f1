"""Tests of the tick."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from motbot.domain.errors import StorageUnavailable
from motbot.engine.timers import BATCH, Timers
from tests.fakes.clock import T0, FakeClock
from tests.fakes.waiting import FakeWaiting

SECOND = timedelta(seconds=1)


@asynccontextmanager
async def ticking(timers: Timers) -> AsyncIterator[None]:
    """Timers at work."""
    work = asyncio.create_task(timers.run())
    try:
        yield
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work


async def test_what_is_due_at_the_start_is_moved_at_once(clock: FakeClock) -> None:
    store = FakeWaiting()
    store.wait_until(T0, T0 + SECOND)

    async with ticking(Timers(store=store, clock=clock)):
        await store.asked(2)

    assert store.moved == [T0]


async def test_the_tick_looks_again_without_being_told(clock: FakeClock) -> None:
    store = FakeWaiting()

    async with ticking(Timers(store=store, clock=clock, speed=100.0)):
        await store.asked(1)
        store.wait_until(T0)
        await store.asked(3)

    assert store.moved == [T0]


async def test_an_earlier_time_saved_here_wakes_the_tick(clock: FakeClock) -> None:
    store = FakeWaiting()
    timers = Timers(store=store, clock=clock, manual=True)

    async with ticking(timers):
        await store.asked(1)
        store.wait_until(T0)
        timers.wake_by(T0)
        await store.asked(3)

    assert store.moved == [T0]


async def test_by_hand_nothing_happens_before_the_poke(clock: FakeClock) -> None:
    store = FakeWaiting()
    timers = Timers(store=store, clock=clock, manual=True)

    async with ticking(timers):
        await store.asked(1)
        store.wait_until(T0 + timedelta(hours=4))
        timers.wake_by(T0 + timedelta(hours=4))
        await asyncio.sleep(0)
        assert store.moved == []

        clock.move(timedelta(hours=4))
        assert await timers.poke() == 1

    assert store.moved == [T0 + timedelta(hours=4)]


async def test_a_poke_moves_more_than_one_batch(clock: FakeClock) -> None:
    store = FakeWaiting()
    store.wait_until(*[T0] * (BATCH * 2 + 1))

    assert await Timers(store=store, clock=clock, manual=True).poke() == BATCH * 2 + 1


async def test_nothing_is_moved_before_its_time(clock: FakeClock) -> None:
    store = FakeWaiting()
    store.wait_until(T0 + timedelta(microseconds=1))

    assert await Timers(store=store, clock=clock, manual=True).poke() == 0


async def test_an_outage_is_waited_out_and_told_once(clock: FakeClock) -> None:
    store = FakeWaiting()
    store.away = True
    timers = Timers(store=store, clock=clock)

    with capture_logs() as lines:
        async with ticking(timers):
            await store.asked(1)
            timers.wake_by(T0)
            await store.asked(2)
            store.away = False
            store.wait_until(T0)
            timers.wake_by(T0)
            await store.asked(4)

    assert [line["event"] for line in lines] == ["timers.database_away"]
    assert store.moved == [T0]


async def test_a_poke_during_an_outage_says_so(clock: FakeClock) -> None:
    store = FakeWaiting()
    store.away = True

    with pytest.raises(StorageUnavailable):
        await Timers(store=store, clock=clock, manual=True).poke()


async def test_a_due_row_that_somebody_else_holds_is_looked_at_again_only_after_a_pause(clock: FakeClock) -> None:
    store = FakeWaiting()
    store.wait_until(T0)
    store.held = True
    timers = Timers(store=store, clock=clock)

    async with ticking(timers):
        await store.asked(1)
        for _ in range(100):
            await asyncio.sleep(0)
        assert store.looks == 1

        store.held = False
        await store.asked(2)

    assert store.moved == [T0]
