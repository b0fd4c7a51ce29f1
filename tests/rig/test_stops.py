"""The bot is told to stop at any moment, once or twice: it ends in time and well, and nothing is lost."""

import asyncio
import signal
from random import Random

import pytest

from tests.rig.crowd import assert_whole
from tests.rig.ledger import tally
from tests.rig.stage import stage
from tests.rig.town import AT_ONCE, Town, request

SETTLED_WITHIN = 300.0
STOPS_WITHIN = 10.0
"""Seconds are the promise here: a supervisor kills what has not stopped after ten."""


@pytest.mark.timeout(400)
@pytest.mark.row("R1", trials=2, long=300)
async def test_a_stop_at_any_moment_ends_in_time_and_well_and_loses_nothing(trials: int) -> None:
    """SIGTERM and SIGINT by turns, some of them twice, while customers write."""
    random, each = Random(5), 8
    town = Town(channels=8, customers=trials)
    async with stage(town, pace=AT_ONCE) as set_up:
        ends = []
        for life in range(trials):
            bot = await set_up.start()
            await bot.ready()
            for number in range(life * each, (life + 1) * each):
                set_up.workspace.post(town.customer(number), town.channel(number), request(number))
            await asyncio.sleep(random.uniform(0, 1.5))
            signals = [signal.SIGTERM, signal.SIGINT][life % 2 :][:1] * (1 + life % 3)
            ends.append(await bot.signalled(*signals))
        last = await set_up.start()
        await last.ready()
        assert await set_up.settled(SETTLED_WITHIN), await set_up.open_work()
        await last.stop()

        assert [code for code, _ in ends] == [0] * trials
        assert max(seconds for _, seconds in ends) <= STOPS_WITHIN
        assert_whole(tally(town, set_up.workspace, trials * each))
