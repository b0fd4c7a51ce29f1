"""Tests of a server that ends in the middle of everything: what was committed is there, and no id is given twice."""

import asyncio
import itertools
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from motbot.domain.conversation import Conversation
from motbot.domain.errors import Retryable
from motbot.engine.arming import armed
from motbot.storage.database import Database, open_database
from motbot.storage.embedded import Embedded, EmbeddedServer
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.database import own_folder

WRITERS = 4


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


async def written_until_the_crash(
    database: Database, folder: Path, *, numbers: Iterator[int], crash_after: int
) -> list[int]:
    """Open conversations side by side; the server ends once so many are committed. Gives the ids of those that are."""
    given: list[int] = []
    enough, is_over = asyncio.Event(), False

    async def opens() -> None:
        while not is_over:
            try:
                given.append(await opened(database, next(numbers)))
            except Retryable:
                return
            if len(given) >= crash_after:
                enough.set()

    async with asyncio.TaskGroup() as writers:
        for _ in range(WRITERS):
            writers.create_task(opens())
        await enough.wait()
        await asyncio.to_thread(crash, folder)
        is_over = True
    return given


@pytest.mark.timeout(300)
@pytest.mark.row("B2", "B5", "K2", trials=3, long=60)
async def test_what_was_committed_is_there_after_a_crash_and_its_id_is_not_given_again(trials: int) -> None:
    random, numbers = Random(2), itertools.count()
    given: list[int] = []
    with own_folder() as folder:
        for _ in range(trials):
            async with open_database(Embedded(folder=folder, root_allowed=True)) as database:
                crash_after = random.randrange(1, 60)
                given += await written_until_the_crash(database, folder, numbers=numbers, crash_after=crash_after)
        async with open_database(Embedded(folder=folder, root_allowed=True)) as database:
            store = PostgresStore(engine=database.durable, armed=armed)
            async with store.begin() as tx:
                found = [await tx.conversations.get(one) for one in given]

    assert len(set(given)) == len(given)
    assert None not in found
