"""Tests of who goes first in a flood: the event that Slack waits for, and then, in turns, the job."""

import asyncio

from motbot.engine.yielding import IN_TURNS, Yielding


class Flood:
    """A crowd that stands until a time of its own clock, which moves as somebody waits."""

    def __init__(self, *, until: float) -> None:
        self.now = 0.0
        self.until = until

    def is_crowded(self) -> bool:
        return self.now < self.until

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds

    def yielding(self) -> Yielding:
        return Yielding(is_crowded=self.is_crowded, monotonic=self.monotonic, sleep=self.sleep)


async def begun_at(flood: Flood, *, each_takes: float, until: float) -> list[float]:
    """When jobs begin, one after the other, each of them to be fetched first."""
    yielding, begun = flood.yielding(), []
    while flood.now < until:
        await yielding()
        begun.append(flood.now)
        flood.now += each_takes
    return begun


async def test_without_a_crowd_no_job_waits() -> None:
    flood = Flood(until=0.0)

    await flood.yielding()()

    assert flood.now == 0.0


async def test_a_job_begins_as_soon_as_the_crowd_has_gone() -> None:
    flood = Flood(until=0.3)

    await flood.yielding()()

    assert 0.3 <= flood.now < 0.35


async def test_a_crowd_that_stays_and_jobs_go_on_in_turns() -> None:
    begun = await begun_at(Flood(until=100.0), each_takes=0.1, until=10 * IN_TURNS)

    waits = [later - earlier for earlier, later in zip([0.0, *begun], begun, strict=False)]
    assert max(waits) < 1.2 * IN_TURNS
    assert 0.4 < len(begun) * 0.1 / (10 * IN_TURNS) < 0.6


async def test_a_new_crowd_after_a_pause_goes_first_again() -> None:
    flood = Flood(until=100.0)
    yielding = flood.yielding()
    await yielding()
    flood.now, flood.until = 200.0, 200.5

    await yielding()

    assert flood.now >= 200.5


async def test_whoever_is_cut_off_while_waiting_is_cut_off_at_once() -> None:
    waiting = asyncio.create_task(Yielding(is_crowded=lambda: True)())
    await asyncio.sleep(0)
    waiting.cancel()

    assert isinstance((await asyncio.gather(waiting, return_exceptions=True))[0], asyncio.CancelledError)
