"""An answer is asked for once at a time and forgotten when told so."""

import asyncio

import pytest

from motbot.slack.remembered import Remembered
from tests.slack.rig import HandClock


class Oracle:
    """Answers when it is let to, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.gate = asyncio.Event()
        self.error: Exception | None = None

    async def __call__(self) -> int:
        self.asked += 1
        number = self.asked
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return number


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture
def memory(clock: HandClock) -> Remembered[str, int]:
    return Remembered(seconds=60, monotonic=clock.monotonic, at_most=2)


async def test_those_who_wait_for_one_answer_share_the_question(memory: Remembered[str, int], oracle: Oracle) -> None:
    waiting = [asyncio.ensure_future(memory.get("a", oracle)) for _ in range(5)]
    await asyncio.sleep(0)
    oracle.gate.set()

    assert await asyncio.gather(*waiting) == [1] * 5


async def test_one_who_stops_waiting_does_not_take_the_answer_from_the_others(
    memory: Remembered[str, int], oracle: Oracle
) -> None:
    first, second = (asyncio.ensure_future(memory.get("a", oracle)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    oracle.gate.set()

    assert await second == 1


async def test_an_answer_under_way_when_it_is_forgotten_is_not_kept(
    memory: Remembered[str, int], oracle: Oracle
) -> None:
    stale = asyncio.ensure_future(memory.get("a", oracle))
    await asyncio.sleep(0)
    memory.forget("a")
    oracle.gate.set()

    assert await stale == 1
    assert await memory.get("a", oracle) == 2


async def test_a_failure_is_not_kept(memory: Remembered[str, int], oracle: Oracle) -> None:
    oracle.gate.set()
    oracle.error = ValueError("no")
    with pytest.raises(ValueError, match="no"):
        await memory.get("a", oracle)
    oracle.error = None

    assert await memory.get("a", oracle) == 2


async def test_only_so_many_answers_are_kept(memory: Remembered[str, int], oracle: Oracle) -> None:
    oracle.gate.set()
    for key in ("a", "b", "c", "b", "c"):
        await memory.get(key, oracle)
    assert oracle.asked == 3

    await memory.get("a", oracle)
    assert oracle.asked == 4
