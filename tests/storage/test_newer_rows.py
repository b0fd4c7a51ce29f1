"""Tests of rows that a newer motbot has written, read and saved by this one, as happens while they are replaced."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from motbot.domain.errors import StorageUnavailable
from motbot.domain.moment import Moment, Stage
from motbot.domain.nudge import Whisper
from motbot.engine.retrying import FAILURES_AT_MOST, pause_after
from motbot.storage.codec import codec
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import CARD, a_moment


async def change(database: Database, statement: str) -> None:
    """Write as a newer motbot does."""
    async with database.engine.begin() as connection:
        await connection.execute(text(statement))


@pytest.mark.row("R2")
async def test_a_field_that_this_version_does_not_know_stays_when_it_saves_the_row(
    store: PostgresStore, database: Database
) -> None:
    async with store.begin() as tx:
        moment = await tx.moments.save(a_moment())
    await change(database, """UPDATE moments SET value = value || '{"mood_of_tomorrow": "calm"}'""")

    async with store.begin() as tx:
        known = await tx.moments.get(moment.id)
        assert known is not None
        await tx.moments.save(replace(known, stage=Stage.ACTING))

    async with database.engine.connect() as connection:
        value = (await connection.execute(text("SELECT value FROM moments"))).scalar_one()
    assert (value["mood_of_tomorrow"], value["stage"]) == ("calm", "acting")


@pytest.mark.row("R2")
async def test_a_row_in_a_state_that_this_version_does_not_know_waits_for_one_that_does(
    store: PostgresStore, database: Database
) -> None:
    async with store.begin() as tx:
        moment = await tx.moments.save(a_moment())
    await change(database, """UPDATE moments SET value = value || '{"stage": "celebrating"}'""")

    async with store.begin() as tx:
        with pytest.raises(StorageUnavailable, match=r"Moment cannot be read \(stage\): it waits") as unreadable:
            await tx.moments.get(moment.id)
    assert pause_after(unreadable.value, FAILURES_AT_MOST) is not None


@pytest.mark.row("R2")
async def test_a_private_message_of_a_kind_that_this_version_does_not_know_waits_likewise(
    store: PostgresStore, database: Database
) -> None:
    async with store.begin() as tx:
        whisper = await tx.whispers.save(Whisper(team="T1", key="k", to="U1", moment=1, nudge=CARD, created_at=T0))
    await change(database, """UPDATE whispers SET value = jsonb_set(value, '{nudge,$type}', '"postcard"')""")

    async with store.begin() as tx:
        with pytest.raises(StorageUnavailable, match="it waits for a newer motbot"):
            await tx.whispers.get(whisper.id)


def test_an_error_about_an_unreadable_row_holds_none_of_its_words() -> None:
    document = codec(Moment).dump(a_moment()) | {"stage": "a customer's words"}

    with pytest.raises(StorageUnavailable) as unreadable:
        codec(Moment).load(document)
    assert "words" not in str(unreadable.value)
