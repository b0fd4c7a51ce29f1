"""A step whose rows are in other hands is taken again, whoever tells of them: SQLAlchemy or the driver below it."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.storage.database import Database
from motbot.storage.faults import passing_faults
from motbot.storage.patience import Patient
from motbot.storage.statements import Statement

Take = Callable[[AsyncConnection, TextClause], Awaitable[None]]

WANTED = text("SELECT pg_advisory_xact_lock(42)")


async def _by_sqlalchemy(connection: AsyncConnection, wanted: TextClause) -> None:
    await connection.execute(wanted)


async def _by_the_driver(connection: AsyncConnection, wanted: TextClause) -> None:
    await Statement(wanted).rows(connection, {})


@pytest.mark.parametrize("take", [_by_sqlalchemy, _by_the_driver])
async def test_a_step_is_taken_again_until_what_it_wants_is_let_go(database: Database, take: Take) -> None:
    pauses: list[float] = []
    async with database.engine.connect() as holder:
        await holder.execute(WANTED)

        async def let_go(seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 2:
                await holder.rollback()

        async def step() -> str:
            with passing_faults():
                async with database.engine.begin() as connection:
                    await connection.execute(text("SELECT set_config('lock_timeout', '20ms', true)"))
                    await take(connection, WANTED)
                    return "taken"

        assert await Patient(sleep=let_go)(step) == "taken"

    assert len(pauses) == 2
