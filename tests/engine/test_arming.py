"""Tests of what goes first under a backlog."""

from sqlalchemy import text

from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore


async def test_what_is_nearest_to_an_agent_goes_first(store: PostgresStore, database: Database) -> None:
    async with store.begin() as tx:
        for kind in JobKind:
            await tx.arm(Job(kind=kind, subject=1))

    async with database.engine.connect() as connection:
        rows = await connection.execute(text("SELECT task_name, priority FROM procrastinate_jobs"))
        priority = {JobKind(row[0]): row[1] for row in rows}
    assert priority == {
        JobKind.SEND_WHISPER: 3,
        JobKind.DRAFT_REPLY: 2,
        JobKind.CONFIRM_OUTCOME: 2,
        JobKind.MEND_PROMISE: 2,
        JobKind.REVIEW_THREAD: 2,
        JobKind.FOLLOW_CONVERSATION: 2,
        JobKind.COACH_MOMENT: 1,
        JobKind.TRACK_PROMISES: 1,
        JobKind.TAKE_EVENT: 0,
        JobKind.FOLLOW_MOMENT: 0,
        JobKind.FOLLOW_PROMISE: 0,
        JobKind.TELL_OF_SPENDING: 0,
        JobKind.UPKEEP: 0,
        JobKind.WELCOME: 0,
    }
