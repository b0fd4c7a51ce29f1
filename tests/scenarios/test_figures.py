"""The figures of `/metrics` that say how things stand, beside a real bot and its database."""

from datetime import timedelta

from prometheus_client import generate_latest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from motbot.gauging import Gauging
from motbot.storage.backlog import PostgresBacklog
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, SUPPORT

FAILS = "The export has been failing since this morning."


def gauging(stage: Stage) -> Gauging:
    """What brings the figures up to date."""
    return Gauging(bot=stage.bot, backlog=PostgresBacklog(engine=stage.bot.database.engine))


async def test_they_say_what_stands_in_the_database(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "I fix it by 15:00.", thread=root)
    await stage.passes(timedelta(minutes=1))

    await gauging(stage)()

    metrics = stage.bot.metrics
    assert metrics.total("database_up") == 1
    assert metrics.total("sockets_up") == metrics.total("sockets_wanted") == 2
    assert metrics.total("moments_open") == 1
    assert metrics.total("verdicts_last_hour", verdict="moment") == 1
    assert metrics.total("jobs_waiting") == metrics.total("jobs_aside") == metrics.total("timers_late_seconds") == 0
    assert metrics.total("parts_stopped") == 0


async def test_they_say_how_long_work_has_waited_and_what_is_late(stage: Stage) -> None:
    stage.bot.engine.stop()
    await stage.until(lambda: any(task.done() for task in stage.bot.tasks if task.get_name() == "engine"))
    stage.workspace.post(CARLA, SUPPORT, FAILS)
    await stage.until(lambda: not stage.workspace.unacked)
    stage.clock.jump(stage.clock.now() + timedelta(days=2))

    await gauging(stage)()

    metrics = stage.bot.metrics
    assert metrics.total("jobs_waiting", kind="take_event") == 1
    assert metrics.total("jobs_oldest_seconds", kind="take_event") > 0
    assert metrics.total("parts_stopped") == 1
    await stage.bot_stops()
    await stage.bot_starts()


async def test_an_outage_of_the_database_is_a_figure_and_no_error(stage: Stage) -> None:
    away = create_async_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    asked = Gauging(bot=stage.bot, backlog=PostgresBacklog(engine=away))

    await asked()

    assert stage.bot.metrics.total("database_up") == 0
    await away.dispose()


async def test_a_table_that_is_missing_is_a_figure_and_no_error(stage: Stage) -> None:
    async with stage.bot.database.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE inbox_aside RENAME TO inbox_elsewhere"))

    await gauging(stage)()

    assert stage.bot.metrics.total("database_up") == 0
    assert stage.bot.metrics.total("sockets_up") == 2
    async with stage.bot.database.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE inbox_elsewhere RENAME TO inbox_aside"))
    await gauging(stage)()
    assert stage.bot.metrics.total("database_up") == 1


async def test_no_id_and_no_word_of_anybody_is_in_them(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(BEN, "It works again.", thread=root)
    await gauging(stage)()

    told = generate_latest(stage.bot.metrics.registry).decode()

    assert not [word for word in (ALICE, BEN, CARLA, SUPPORT, "T0OURTEAM", "export") if word in told]
