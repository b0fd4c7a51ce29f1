"""The bot is killed at a named point of its work: nothing is lost and nothing doubled."""

import pytest

from tests.rig.crowd import assert_whole
from tests.rig.ledger import tally
from tests.rig.points import POINTS, held_at, somebody_waits
from tests.rig.stage import stage
from tests.rig.town import AT_ONCE, Town, request

SETTLED_WITHIN = 300.0


@pytest.mark.timeout(400)
@pytest.mark.row("K1", trials=3, long=12 * 20)
async def test_a_kill_at_a_point_of_the_work_loses_and_doubles_nothing(trials: int) -> None:
    """Each life of the bot ends at another point, in the middle of a request."""
    town = Town(channels=12, customers=-(-trials // 12))
    async with stage(town, pace=AT_ONCE) as set_up:
        for number in range(trials):
            bot = await set_up.start()
            await bot.ready()
            async with held_at(set_up.conninfo, POINTS[number % len(POINTS)]) as held:
                set_up.workspace.post(town.customer(number), town.channel(number), request(number))
                await somebody_waits(held)
                await bot.kill()
        last = await set_up.start()
        await last.ready()
        assert await set_up.settled(SETTLED_WITHIN), await set_up.open_work()
        await last.stop()

        assert_whole(tally(town, set_up.workspace, trials))
