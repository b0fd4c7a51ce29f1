"""Whatever happened while motbot did not hear of it is made good: said, edited, taken back, or told and not stored."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from structlog.testing import capture_logs

from motbot.playground.delivery import Timetable
from motbot.playground.faults import Broken
from tests.fakes.database import TestServer
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, OURS, SUPPORT, Model

pytestmark = pytest.mark.thorough

FAILS = "The export has been failing since this morning."
ONCE = Timetable(delays=())
"""Slack tells of everything once."""


@asynccontextmanager
async def lost(stage: Stage, events: int = 1) -> AsyncIterator[None]:
    """Let Slack give up on the events that happen inside."""
    before = len(stage.workspace.delivery.lost)
    stage.workspace.delivery.ack_timeout = 0.05
    yield
    await stage.until(lambda: len(stage.workspace.delivery.lost) == before + events)
    stage.workspace.delivery.ack_timeout = 3.0


@contextmanager
def away(server: TestServer, database: str) -> Iterator[None]:
    """Let nobody into a database, and throw out who is in."""
    name = conninfo_to_dict(database)["dbname"]
    with psycopg.connect(server.conninfo, autocommit=True) as operator:
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        operator.execute("SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


@asynccontextmanager
async def stopped(stage: Stage, *, gone: timedelta = timedelta(minutes=2)) -> AsyncIterator[None]:
    """Stop the bot, let something happen that Slack gives up on, and start the bot again."""
    await stage.bot_stops()
    async with lost(stage):
        yield
    stage.clock.jump(stage.clock.now() + gone)
    await stage.bot_starts()


async def test_what_slack_would_not_tell_at_first_after_a_gap_is_asked_for_again(staged: Staged, model: Model) -> None:
    async with staged(coaching=model.coaching(), timetable=ONCE) as stage:
        root = await stage.asks(CARLA, FAILS)
        async with stopped(stage, gone=timedelta(minutes=20)):
            missed = stage.workspace.post(CARLA, SUPPORT, "It says timeout.", thread_ts=root)
            stage.server.faults.plan("conversations.history", Broken(), times=2)

        await stage.hears(missed)


async def test_what_came_while_nothing_could_be_stored_is_read_once_it_can(
    staged: Staged, model: Model, postgres: TestServer, worker_database: str
) -> None:
    async with staged(coaching=model.coaching(), timetable=ONCE) as stage:
        root = await stage.asks(CARLA, FAILS)
        with capture_logs() as lines, away(postgres, worker_database):
            async with lost(stage):
                missed = stage.workspace.post(CARLA, SUPPORT, "It says timeout.", thread_ts=root)
            await stage.until(lambda: "slack payload not stored" in [line["event"] for line in lines])
            assert (await stage.bot.ready())["ok"] is False
        while not (await stage.bot.ready())["ok"]:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.05)

        await stage.hears(missed)


async def test_words_taken_back_while_the_bot_was_stopped_leave_the_card(staged: Staged, model: Model) -> None:
    async with staged(coaching=model.coaching(), timetable=ONCE) as stage:
        ts = await stage.asks(CARLA, "My password is hunter2, the export fails.")
        async with stopped(stage):
            stage.workspace.delete(CARLA, SUPPORT, ts)

        await stage.until(lambda: "hunter2" not in str(stage.workspace.dm(ALICE)))
        async with stage.bot.store.begin() as tx:
            stored = await tx.lines.get(OURS, SUPPORT, ts)
        assert stored is not None
        assert stored.removed


async def test_a_reply_taken_back_while_the_bot_was_stopped_leaves_the_card(staged: Staged, model: Model) -> None:
    async with staged(coaching=model.coaching(), timetable=ONCE) as stage:
        root = await stage.asks(CARLA, FAILS)
        reply = await stage.asks(CARLA, "My password is hunter2.", thread=root)
        assert "hunter2" in str(stage.workspace.dm(ALICE))
        async with stopped(stage):
            stage.workspace.delete(CARLA, SUPPORT, reply)

        await stage.until(lambda: "hunter2" not in str(stage.workspace.dm(ALICE)))
        assert FAILS in stage.card(ALICE).text


async def test_words_edited_while_the_bot_was_stopped_are_on_the_card(staged: Staged, model: Model) -> None:
    async with staged(coaching=model.coaching(), timetable=ONCE) as stage:
        ts = await stage.asks(CARLA, FAILS)
        async with stopped(stage):
            stage.workspace.edit(CARLA, SUPPORT, ts, "Nobody can log in at all!")
        await _words_become(stage, ts, "Nobody can log in at all!")
        await stage.passes(timedelta(minutes=1))

        assert "log in" in stage.card(ALICE).text


async def test_a_reply_in_a_thread_older_than_what_is_read_is_found_where_its_moment_is_open(
    staged: Staged, model: Model
) -> None:
    async with staged(coaching=model.coaching(), timetable=ONCE) as stage:
        root = await stage.asks(CARLA, FAILS)
        stage.clock.jump(stage.clock.now() + timedelta(days=5))
        await stage.says(ALICE, "Good morning, everybody.")
        async with stopped(stage):
            missed = stage.workspace.post(CARLA, SUPPORT, "It still fails.", thread_ts=root)

        await stage.hears(missed)


async def _words_become(stage: Stage, ts: str, text: str) -> None:
    """Wait until the bot knows the new words."""
    heard = ""
    while heard != text:
        await asyncio.sleep(0.01)
        async with stage.bot.store.begin() as tx:
            stored = await tx.lines.get(OURS, SUPPORT, ts)
        heard = stored.line.text if stored else ""
