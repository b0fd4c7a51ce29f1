"""Tests of the embedded server that ends by itself: it is started again, and what was stored is there."""

import asyncio
import os
import signal
from pathlib import Path

import psycopg
import pytest
from structlog.testing import capture_logs

from motbot.storage.embedded import Embedded, EmbeddedServer
from motbot.storage.reviving import keep_alive
from tests.fakes.database import own_folder


def end(folder: Path) -> None:
    """Let the server end as when its disk is full, or when the system has killed it."""
    stamp = folder / "postgres" / "data" / "postmaster.pid"
    number = int(stamp.read_text(encoding="utf-8").splitlines()[0])
    os.kill(number, signal.SIGQUIT)


async def answers(conninfo: str) -> None:
    """Wait until it lets somebody in. Raises TimeoutError."""
    async with asyncio.timeout(30):
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(conninfo):
                    return
            except psycopg.OperationalError:
                await asyncio.sleep(0.05)


@pytest.mark.row("B1", "B2", "B5")
async def test_a_server_that_has_ended_is_started_again_by_whoever_uses_it() -> None:
    with own_folder() as folder, EmbeddedServer(source=Embedded(folder=folder, root_allowed=True)) as server:
        watching = asyncio.create_task(keep_alive(server, look_every=0.1))
        await answers(server.conninfo)
        with capture_logs() as lines:
            end(folder)
            async with asyncio.timeout(30):
                while not lines:  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(0.05)
            await answers(server.conninfo)
        watching.cancel()

    assert [line["event"] for line in lines] == ["database.server_started_again"]


@pytest.mark.row("B1", "B4")
async def test_a_server_that_does_not_start_is_tried_again_and_told_once() -> None:
    with own_folder() as folder, EmbeddedServer(source=Embedded(folder=folder, root_allowed=True)) as server:
        stamp = folder / "postgres" / "data" / "PG_VERSION"
        version = stamp.read_text(encoding="utf-8")
        watching = asyncio.create_task(keep_alive(server, look_every=0.05, try_again=0.05))
        with capture_logs() as lines:
            stamp.write_text("1\n", encoding="utf-8")
            end(folder)
            await asyncio.sleep(0.5)
            stamp.write_text(version, encoding="utf-8")
            await answers(server.conninfo)
        watching.cancel()

    told = [line["event"] for line in lines]
    assert told[0] == "database.server_does_not_start"
    assert told.count("database.server_does_not_start") == 1


async def test_a_server_that_was_left_is_not_started_again() -> None:
    with own_folder() as folder:
        with EmbeddedServer(source=Embedded(folder=folder, root_allowed=True)) as server:
            pass

        assert server.revive()
        assert not (folder / "postgres" / "data" / "postmaster.pid").exists()
