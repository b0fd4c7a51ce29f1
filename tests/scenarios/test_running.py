"""How the bot stops, and what it says of itself, whatever hangs or is away."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from motbot.playground.delivery import Timetable
from motbot.running import STOP_WITHIN
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import CARLA, CHEN, SUPPORT, Model

FAILS = "The export has been failing since this morning."


@contextmanager
def inbox_held(database: str) -> Iterator[None]:
    """Let everybody wait who wants to store what comes in."""
    with psycopg.connect(database) as other:
        other.execute("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


async def test_a_stop_waits_neither_for_a_hanging_model_nor_for_a_hanging_database(
    staged: Staged, model: Model, worker_database: str
) -> None:
    async with staged(coaching=model.coaching(), timetable=Timetable(delays=(0.1,), endless=True)) as stage:
        await stage.says(CARLA, FAILS)
        model.assessor.hold()
        await stage.timer_fires()
        await stage.until(lambda: bool(model.assessor.seen))
        with inbox_held(worker_database):
            stage.workspace.post(CHEN, SUPPORT, "发票上的公司名写错了。")
            await stage.until(lambda: bool(stage.bot.sockets and stage.bot.sockets._under_way))
            # Seconds are the promise here: a supervisor kills what has not stopped after ten.
            async with asyncio.timeout(STOP_WITHIN + 1.5):
                await stage.bot_stops()
        model.assessor.release()
        await stage.bot_starts()
        await stage.rests()


async def test_alive_is_the_bot_while_slack_is_away_but_not_ready(stage: Stage) -> None:
    assert (await stage.bot.ready())["ok"] is True

    stage.server.sockets.refuse_connections(attempts=10_000)
    stage.server.sockets.cut()
    while await stage.bot.connected():  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.01)

    assert await stage.bot.alive() == {"ok": True, "stopped": []}
    ready = await stage.bot.ready()
    assert (ready["ok"], ready["connected"]) == (False, 0)
    stage.server.sockets.refuse_connections()


async def test_a_part_that_ended_is_named_and_the_bot_not_alive(stage: Stage) -> None:
    async def end() -> None:
        """End at once."""

    ended = asyncio.create_task(end(), name="gaps")
    await ended
    stage.bot.tasks.append(ended)

    assert await stage.bot.alive() == {"ok": False, "stopped": ["gaps"]}
    assert (await stage.bot.ready())["ok"] is False
    stage.bot.tasks.remove(ended)
