"""One short round of each measurement, for motbot or for bare Bolt: whoever calls plays them in turns."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter

from tests.bench.rivals import Rival, Scene, scene
from tests.rig.bot import Bot
from tests.rig.figures import quantile
from tests.rig.talking import write_requests
from tests.rig.town import AT_ONCE, Town, request
from tests.rig.watching import Watch

WARM_UP = 20
NOTHING_ELSE = {"quiet": "30m", "burst_at_most": "30m"}
"""motbot coaches nobody meanwhile: what is measured is the door."""
ALL_IN_WITHIN = 90.0
NOTHING_MORE_AFTER = 45.0
AT_ONCE_AT_MOST = 200
"""Messages that are written ahead of the acknowledgements: a socket that is kept busy, and no backlog behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How events were acknowledged."""

    a_second: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """How requests came before an agent."""

    overhead_p50_ms: float
    """From event to card, the model's own time left out."""
    overhead_p99_ms: float
    ack_p50_ms: float
    ack_p99_ms: float
    shown: float
    """The share that came in the time there was."""
    a_second: float
    cpu_ms: float
    """Processor time of the bot for a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What came of requests while the bot was killed again and again."""

    sent: int
    lost: int
    kills: int


async def _started(one: Scene) -> Bot:
    bot = await one.stage.start()
    await bot.ready()
    await one.stage.connected(one.sockets)
    return bot


async def door(rival: Rival, events: int, *, by_agents: bool) -> Door:
    """Fill the socket and take the time until everything is acknowledged.

    Messages of agents ask for nothing at once, of either; those of customers bare Bolt works on as they come.
    """
    town = Town(channels=50, customers=-(-(events + WARM_UP) // 50))
    async with scene(rival, town, pace=NOTHING_ELSE, coach="playbook") as one:
        bot = await _started(one)
        await write_requests(one.stage, Watch(), range(WARM_UP), rate=40)
        await one.stage.workspace.delivery.drained()
        await asyncio.sleep(1.0)
        seen, workspace = one.watch(), one.stage.workspace
        began = perf_counter()
        for number in range(WARM_UP, WARM_UP + events):
            author = town.agent(number) if by_agents else town.customer(number)
            workspace.post(author, town.channel(number), request(number))
            await _room(one, number)
        async with asyncio.timeout(ALL_IN_WITHIN):
            await workspace.delivery.drained()
        took = perf_counter() - began
        await bot.kill()
    return Door(
        a_second=events / took,
        p50_ms=1000 * quantile(seen.acknowledged, 0.5),
        p99_ms=1000 * quantile(seen.acknowledged, 0.99),
    )


async def road(rival: Rival, *, rate: float, seconds: float, model_takes: float, within: float) -> Road:
    """Let customers write at an even pace, and wait `within` seconds more for what is still on its way."""
    numbers = range(WARM_UP, WARM_UP + int(rate * seconds))
    town = Town(channels=50, customers=-(-(len(numbers) + WARM_UP) // 50))
    async with scene(rival, town, pace=AT_ONCE, model_takes=model_takes) as one:
        bot = await _started(one)
        await write_requests(one.stage, Watch(), range(WARM_UP), rate=8)
        await _shown(one, range(WARM_UP), 20.0)
        seen, used = one.watch(), bot.cpu_s
        began = perf_counter()
        await write_requests(one.stage, seen, numbers, rate=rate)
        await _shown(one, numbers, within)
        took = max(one.shown.values(), default=perf_counter()) - began
        done = [one.shown[number] - seen.sent[number] - model_takes for number in numbers if number in one.shown]
        used = bot.cpu_s - used
        await bot.kill()
    return Road(
        overhead_p50_ms=1000 * quantile(done, 0.5),
        overhead_p99_ms=1000 * quantile(done, 0.99),
        ack_p50_ms=1000 * quantile(seen.acknowledged, 0.5),
        ack_p99_ms=1000 * quantile(seen.acknowledged, 0.99),
        shown=len(done) / len(numbers),
        a_second=len(done) / took,
        cpu_ms=1000 * used / max(1, len(done)),
    )


async def _room(one: Scene, number: int) -> None:
    """Wait while enough are under way, and let the others in this process work now and then."""
    while one.stage.workspace.unacked >= AT_ONCE_AT_MOST:  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.001)
    if not number % 20:
        await asyncio.sleep(0)


async def _shown(one: Scene, numbers: Sequence[int], within: float) -> None:
    """Wait until all have been shown, or for so long."""
    until = perf_counter() + within
    while perf_counter() < until and not one.shown.keys() >= set(numbers):  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.02)


async def _at_rest(one: Scene, numbers: Sequence[int]) -> None:
    """Wait until all have been shown, or until nothing more comes: what is unclear is looked up after half a minute."""
    known, since = -1, perf_counter()
    while not one.shown.keys() >= set(numbers) and perf_counter() - since < NOTHING_MORE_AFTER:
        if len(one.shown) > known:
            known, since = len(one.shown), perf_counter()
        await asyncio.sleep(0.1)


async def start(rival: Rival, starts: int) -> list[float]:
    """Seconds from the start of the process until it is ready, on a database that is there."""
    ready = []
    async with scene(rival, Town(channels=10, customers=2), pace=AT_ONCE) as one:
        for count in range(starts + 1):
            bot = await one.stage.start()
            took = await bot.ready()
            await one.stage.connected(one.sockets)
            await bot.kill()
            if count:  # the first one makes the database's tables
                ready.append(took)
    return ready


async def memory(rival: Rival, events: int, *, at: Sequence[int]) -> dict[int, float]:
    """Resident MiB after so many events; 0 is before the first."""
    town = Town(channels=50, customers=2)
    found: dict[int, float] = {}
    async with scene(rival, town, pace=NOTHING_ELSE, coach="playbook") as one:
        bot = await _started(one)
        await write_requests(one.stage, Watch(), range(WARM_UP), rate=40)
        await asyncio.sleep(1.0)
        found[0] = bot.resident_mib
        workspace = one.stage.workspace
        for number in range(1, events + 1):
            workspace.post(town.agent(number), town.channel(number), request(number))
            await _room(one, number)
            if number in at:
                await workspace.delivery.drained()
                found[number] = bot.resident_mib
        await bot.kill()
    return found


async def killed(rival: Rival, kills: int, *, rate: float, model_takes: float, seed: int = 1) -> Life:
    """Kill the bot at random moments of its work while customers write, then let the last one finish."""
    chance = Random(seed)
    town = Town(channels=50, customers=200)
    async with scene(rival, town, pace=AT_ONCE, model_takes=model_takes) as one:
        bot = await _started(one)
        stop, sent = asyncio.Event(), 0

        async def write() -> None:
            nonlocal sent
            while not stop.is_set():
                one.stage.workspace.post(town.customer(sent), town.channel(sent), request(sent))
                sent += 1
                await asyncio.sleep(1 / rate)

        writing = asyncio.create_task(write())
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(0.2, 2.0))
            await bot.kill()
            bot = await one.stage.start()
            await bot.ready()
        stop.set()
        await writing
        await _at_rest(one, range(sent))
        await bot.kill()
        lost = sum(number not in one.shown for number in range(sent))
    return Life(sent=sent, lost=lost, kills=kills)
