"""The bot takes in very many events: its memory, its tasks and its open files stay as they were after the first."""

import psutil
import pytest

from tests.rig.stage import stage
from tests.rig.town import AT_ONCE, Town

FIRST = 30
MORE_MIB = 20.0
MORE_FILES = 12
"""Connections that a pool opens under load, and closes later."""
SETTLED_WITHIN = 7200.0
A_ROUND = 200


@pytest.mark.timeout(400)
@pytest.mark.row("M1", trials=100, long=100_000)
async def test_after_very_many_events_the_bot_is_no_bigger_than_after_the_first(trials: int) -> None:
    """Remarks that are no request: the whole road of an event, without a card for each."""
    town = Town(channels=20, customers=5)
    first = max(FIRST, trials // 10)
    async with stage(town, pace=AT_ONCE) as set_up:
        bot = await set_up.start()
        await bot.ready()
        sizes: list[tuple[float, int]] = []
        for number in range(trials + first):
            set_up.workspace.post(town.customer(number), town.channel(number), f"Good to know, thanks! ({number})")
            if number % A_ROUND == 0 or number in {first, trials + first - 1}:
                assert await set_up.settled(SETTLED_WITHIN)
            if number in {first, trials + first - 1}:
                sizes.append((bot.resident_mib, psutil.Process(bot.pid).num_fds()))
        await bot.stop()

    (before, files_before), (after, files_after) = sizes
    assert after - before <= MORE_MIB
    assert files_after - files_before <= MORE_FILES
