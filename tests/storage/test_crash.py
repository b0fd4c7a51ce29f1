"""Tests of a server that ends in the middle of everything: what was committed is there, and no id is given twice."""

import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from motbot.domain.conversation import Conversation
from motbot.engine.arming import armed
from motbot.storage.database import Database, open_database
from motbot.storage.embedded import Embedded, EmbeddedServer
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.database import own_folder

CRASHES = 3


def crash(folder: Path) -> None:
    """End the server at once, and start it again."""
    stamp = folder / "postgres" / "data" / "postmaster.pid"
    os.kill(int(stamp.read_text(encoding="utf-8").splitlines()[0]), signal.SIGQUIT)
    with EmbeddedServer(source=Embedded(folder=folder, root_allowed=True)):
        pass


async def opened(database: Database, number: int) -> int:
    """Open a conversation; gives its id once that is committed."""
    at = T0 + timedelta(seconds=number)
    store = PostgresStore(engine=database.engine, durable=database.durable, armed=armed)
    async with store.begin() as tx:
        saved = await tx.conversations.save(
            Conversation(team="T1", channel="C1", root_ts=f"{at.timestamp():.6f}", opened_at=at, last_at=at)
        )
    return saved.id


@pytest.mark.row("B5", "K2", trials=CRASHES)
async def test_what_was_committed_is_there_after_a_crash_and_its_id_is_not_given_again() -> None:
    with own_folder() as folder:
        given: list[int] = []
        for number in range(CRASHES):
            async with open_database(Embedded(folder=folder, root_allowed=True)) as database:
                given += [await opened(database, 40 * number + one) for one in range(40)]
                await asyncio.to_thread(crash, folder)
        async with open_database(Embedded(folder=folder, root_allowed=True)) as database:
            store = PostgresStore(engine=database.durable, armed=armed)
            async with store.begin() as tx:
                found = [await tx.conversations.get(one) for one in given]

    assert len(set(given)) == len(given)
    assert None not in found
