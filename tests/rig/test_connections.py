"""Slack renews, cuts and refuses connections all the time while customers write: nothing is lost."""

import asyncio
from random import Random

import pytest

from motbot.playground.delivery import Timetable
from tests.rig.conftest import OpenCrowd
from tests.rig.crowd import assert_whole
from tests.rig.town import Town

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure


@pytest.mark.row("S3", trials=20, long=1000)
async def test_connections_that_are_renewed_cut_and_refused_all_the_time_lose_nothing(
    crowd: OpenCrowd, trials: int
) -> None:
    random = Random(19)
    town = Town(channels=10, customers=-(-trials // 10))
    async with crowd(town, timetable=Timetable(delays=(0.5,), endless=True)) as people:
        sockets = people.stage.server.sockets
        for _ in range(trials):
            people.say(1)
            match random.randrange(5):
                case 0:
                    sockets.cut(1)
                case 1:
                    sockets.refuse_connections(attempts=1)
                    sockets.disconnect()
                case _:
                    sockets.disconnect()
            await asyncio.sleep(random.uniform(0.0, 0.4))
        async with asyncio.timeout(60):
            while people.stage.workspace.unacked:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.05)
        assert_whole(await people.settles())
