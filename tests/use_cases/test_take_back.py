"""What a customer takes back is taken back, whatever else is under way."""

import asyncio
from dataclasses import replace

from sqlalchemy import text

from motbot.domain.events import Deleted
from motbot.domain.policy import Keeping, Pace
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.hold_confirm import HoldConfirm
from motbot.use_cases.take_back import TakeBack
from motbot.use_cases.whispering import Whispering
from tests.fakes.clock import T0, FakeClock
from tests.fakes.samples import a_conversation, a_line

BLOCKED = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


async def somebody_waits(database: Database) -> None:
    """Wait until a transaction waits for another one's lock."""
    async with asyncio.timeout(10), database.engine.connect() as watching:
        while not (await watching.execute(BLOCKED)).scalar_one():
            await watching.rollback()  # what a transaction has seen of the activity it sees to its end


async def test_words_taken_back_while_they_are_judged_wait_for_the_judgement_and_then_go(
    database: Database, store: PostgresStore, clock: FakeClock
) -> None:
    whispering = Whispering(clock=clock)
    hold_confirm = HoldConfirm(clock=clock, pace=Pace(), whispering=whispering)
    take_back = TakeBack(clock=clock, pace=Pace(), keeping=Keeping(), hold_confirm=hold_confirm, whispering=whispering)
    async with store.begin() as tx:
        conversation = await tx.conversations.save(a_conversation())
        said = a_line(conversation=conversation.id)
        await tx.lines.put(said)

    async def deletes() -> None:
        async with store.begin() as tx:
            await take_back.message(tx, Deleted(team=said.team, channel=said.channel, ts=said.line.ts, at=T0))

    async with store.begin() as tx:
        await tx.conversations.get(conversation.id)
        deleting = asyncio.create_task(deletes())
        await somebody_waits(database)
        await tx.lines.mark_judged(said.team, said.channel, [said.line.ts], 1)
    await deleting

    async with store.begin() as tx:
        left = await tx.lines.get(said.team, said.channel, said.line.ts)
    assert left == replace(said, line=replace(said.line, text=""), verdict=1, removed=True)
