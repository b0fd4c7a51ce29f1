"""The bot goes on from a restored copy: its timers fire, and what was sent since it was made is not sent again."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from motbot.storage.backups import restore_backup, write_backup
from motbot.storage.database import Url, make_engine
from tests.fakes.database import TestServer
from tests.scenarios.conftest import Staged
from tests.scenarios.resting import FAILS, HOURS
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, Model


@pytest.fixture
def empty(postgres: TestServer) -> Iterator[Url]:
    """Where the copy is restored to."""
    conninfo = postgres.new_database(migrated=False)
    yield Url(text=conninfo)
    postgres.drop(conninfo)


@pytest.fixture
async def stage(staged: Staged, model: Model, empty: Url) -> AsyncIterator[Stage]:
    """A stage that is taken down before the database it may end on."""
    async with staged(coaching=model.coaching()) as opened:
        yield opened


async def copied(stage: Stage, file: Path) -> None:
    """A copy is made while the bot runs."""
    await write_backup(Url(text=stage.bot.database.conninfo), file)


async def goes_on_from(stage: Stage, file: Path, empty: Url) -> None:
    """The bot stops, and starts on what is restored; the copy's own clock is the machine's, not the story's."""
    await stage.bot_stops()
    await restore_backup(empty, file)
    engine = make_engine(empty.text)
    async with engine.begin() as connection:
        at = {"at": stage.clock.now() - timedelta(days=2)}
        await connection.execute(text("UPDATE upkeep SET at = :at, wake_at = NULL"), at)
    await engine.dispose()
    stage._wiring = replace(stage._wiring, source=empty)
    await stage.bot_starts()
    await stage.rests()


async def test_what_was_sent_after_the_copy_is_not_sent_again(stage: Stage, empty: Url, tmp_path: Path) -> None:
    root = await stage.says(CARLA, FAILS)
    await copied(stage, tmp_path / "copy.dump")
    await stage.passes(timedelta(seconds=30))
    await stage.says(ALICE, "It should work again, please try.", thread=root)
    await stage.passes(5 * HOURS)
    sent = stage.posts(ALICE)
    assert sent >= 2

    await goes_on_from(stage, tmp_path / "copy.dump", empty)
    await stage.passes(6 * HOURS)

    assert stage.posts(ALICE) == sent


async def test_timers_of_the_copy_fire(stage: Stage, empty: Url, tmp_path: Path) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "It should work again, please try.", thread=root)
    await stage.passes(timedelta(minutes=5))
    await copied(stage, tmp_path / "copy.dump")

    await goes_on_from(stage, tmp_path / "copy.dump", empty)
    before = stage.posts(ALICE)
    await stage.passes(5 * HOURS)

    assert stage.posts(ALICE) == before + 1
