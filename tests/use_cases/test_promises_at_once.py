"""Clicks, timers and sending that meet on one message wait for one another, and never crosswise."""

import asyncio
from datetime import timedelta

from motbot.domain.events import Act
from motbot.domain.promise import PromiseState
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.promised import a_tracked_promise
from tests.use_cases.talk import ALICE, Talk

MANY = 10


async def test_promises_that_share_a_message_are_kept_followed_and_sent_at_once(
    database: Database, store: PostgresStore
) -> None:
    talk = Talk(database, store)
    now = talk.clock.now()
    due = now + timedelta(hours=1)
    made = [
        await a_tracked_promise(store, agent=ALICE, due=due, at=now, number=number, remind_at=due)
        for number in range(MANY)
    ]
    await talk.passes(timedelta(hours=1))
    (note,) = talk.notes(ALICE)
    assert len(note.items) == MANY
    async with store.begin() as tx:
        (whisper,) = await tx.whispers.of_promise(made[0].id)

    await asyncio.gather(
        *(talk.presses(ALICE, Act.KEPT, one) for one in made),
        *(talk.handlers[JobKind.FOLLOW_PROMISE](one.id) for one in reversed(made)),
        *(talk.handlers[JobKind.SEND_WHISPER](whisper.id) for _ in range(3)),
    )
    await talk.rests()

    assert {one.state for one in await talk.promises()} == {PromiseState.KEPT}
    assert {item.state for item in talk.notes(ALICE)[0].items} == {PromiseState.KEPT}
