"""Erases what has been kept long enough, a little at a time: each step is one short commit that waits for nobody."""
# ruff: noqa: S608 - the statements are put together from our own words alone

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from psycopg import errors
from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import BigInteger, DateTime

from motbot.domain.errors import StorageUnavailable
from motbot.domain.retention import Kind, Retention
from motbot.ports.erasing import Cleared, Step
from motbot.storage.clearing import Clearing
from motbot.storage.faults import passing_faults

AT_MOST = 200
"""Rows of one step."""
_WINDOW_LIVES = timedelta(hours=1)
_HURRY = text("SELECT set_config('lock_timeout', '200ms', true)")

_IDLE_BATCH = "ORDER BY id LIMIT :at_most FOR UPDATE SKIP LOCKED"


def _deletes(table: str, wanted: str, *, key: str = "id") -> TextClause:
    """Delete some rows that nobody has in hand.

    They are chosen first: a choice within IN may be made anew for each row, and then its limit holds for none.
    """
    columns = key.strip("()")
    batch = f"SELECT {columns} FROM {table} WHERE {wanted} ORDER BY {columns} LIMIT :at_most FOR UPDATE SKIP LOCKED"
    return text(f"WITH few AS MATERIALIZED ({batch}) DELETE FROM {table} WHERE {key} IN (SELECT * FROM few)")  # nosec B608


# An event that was not taken in for so long is of no use any more: nobody is nudged about it.
_EVENT_WORDS = text(f"""
    WITH few AS MATERIALIZED (
        SELECT id FROM inbox WHERE done_at IS NOT NULL AND received_at < :event AND body <> '{{}}' {_IDLE_BATCH})
    UPDATE inbox SET body = '{{}}' WHERE id IN (SELECT id FROM few)
""")  # nosec B608
_ENDS = "SELECT FROM promises p WHERE p.id = ANY(whispers.promises) AND (p.is_open OR p.ended_at >= :moment)"
# What was taken away again is of no use, nor counted.
_LOOSE = f"""
    (moment = 0 AND created_at < :moment AND (wake_at IS NULL OR wake_at < :moment) AND NOT EXISTS ({_ENDS}))
    OR (value->>'withdrawn' = 'true' AND state = 'sent' AND value->>'ts' = '' AND created_at < :event)
"""
_FAILED = """
    status = 'failed' AND NOT EXISTS (
        SELECT FROM procrastinate_events e WHERE e.job_id = procrastinate_jobs.id AND e.at >= :moment)
"""

_SHEETS = text("""
    WITH few AS MATERIALIZED (
        SELECT id FROM reviews WHERE asked_at < :sheet ORDER BY id LIMIT :at_most FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM reviews WHERE id IN (SELECT id FROM few) RETURNING id),
    a AS (DELETE FROM ratings WHERE review IN (SELECT id FROM gone)),
    b AS (DELETE FROM remarks WHERE review IN (SELECT id FROM gone)),
    c AS (DELETE FROM viewings WHERE review IN (SELECT id FROM gone)),
    d AS (DELETE FROM marks_sent WHERE review IN (SELECT id FROM gone)),
    e AS (DELETE FROM sheet_windows WHERE review IN (SELECT id FROM gone))
    SELECT count(*) FROM gone
""")

_STATEMENTS: dict[Step, TextClause] = {
    Step.EVENT_WORDS: _EVENT_WORDS,
    Step.EVENT_IDS: _deletes("inbox", "received_at < :event_id"),
    Step.ASIDE: _deletes("inbox_aside", "at < :event"),
    Step.ANSWERS: _deletes("answers", "at < :event", key="key"),
    Step.LOOSE_MESSAGES: _deletes("whispers", _LOOSE),
    Step.LOOSE_ACTS: _deletes("feedback", "moment = 0 AND at < :moment"),
    Step.WINDOWS: _deletes("sheet_windows", "at < :window"),
    Step.SILENCES: _deletes("mutes", "until < :now", key="(team, user_id)"),
    Step.SHEETS: _SHEETS,
    Step.FAILED_JOBS: _deletes("procrastinate_jobs", _FAILED),
}

# A conversation of which nothing came has no moment and no promise; the other ends with the last of them.
_IDLE = text("""
    SELECT c.id FROM conversations c
     WHERE c.cleared_at IS NULL AND c.last_at < greatest(:talk, :moment) AND c.id <> ALL(:besides)
       AND (c.wake_at IS NULL OR c.wake_at < :moment)
       AND NOT EXISTS (SELECT FROM moments m WHERE m.conversation = c.id
            AND (m.is_open OR CAST(m.value->>'closed_at' AS timestamptz) >= :moment))
       AND NOT EXISTS (SELECT FROM promises p WHERE p.conversation = c.id AND (p.is_open OR p.ended_at >= :moment))
       AND (c.last_at < :moment OR NOT EXISTS (SELECT FROM moments m WHERE m.conversation = c.id)
            AND NOT EXISTS (SELECT FROM promises p WHERE p.conversation = c.id))
     ORDER BY c.last_at, c.id LIMIT 1 FOR UPDATE OF c SKIP LOCKED
""").bindparams(bindparam("besides", type_=ARRAY(BigInteger)))

_OF_TEAM = {
    "whispers": "id",
    "verdicts": "id",
    "feedback": "id",
    "promises": "id",
    "moments": "id",
    "conversations": "id",
    "inbox": "id",
    "inbox_aside": "id",
    "lines": "(team, channel, ts)",
    "mutes": "(team, user_id)",
    "channel_knowledge": "id",
    "preferences": "(team, user_id)",
    "sheet_windows": "id",
}
_TEAM = (
    *(_deletes(table, "team = :team", key=key) for table, key in _OF_TEAM.items()),
    text(_SHEETS.text.replace("asked_at < :sheet", "team = :team")),
    _deletes("answers", "true", key="key"),
    _deletes("procrastinate_jobs", "status = 'failed'"),
)
"""One workspace has one database: what names no workspace is this one's too."""


class PostgresErasing:
    """The steps, each in a transaction of its own."""

    def __init__(self, *, engine: AsyncEngine) -> None:
        """Take the database."""
        self._engine = engine

    async def erase(self, step: Step, *, retention: Retention, now: datetime) -> int:
        """Take one step; gives how many rows went, 0 when nothing is left that nobody has in hand."""
        return await self._rows(_STATEMENTS[step], _times(retention, now))

    async def clear_next(self, *, retention: Retention, now: datetime, besides: Collection[int]) -> Cleared | None:
        """Clear one conversation whose time is over; None when there is none left."""
        times = _times(retention, now)
        typed = _IDLE.bindparams(*(bindparam(name, type_=DateTime(timezone=True)) for name in ("talk", "moment")))
        wanted = {"talk": times["talk"], "moment": times["moment"], "besides": sorted(besides)}
        found: int | None = None
        try:
            with passing_faults():
                async with self._engine.begin() as connection:
                    await connection.execute(_HURRY)
                    found = (await connection.execute(typed, wanted)).scalar_one_or_none()
                    if found is not None:
                        await Clearing(connection=connection, now=now).conversation(found)
        except StorageUnavailable as unavailable:
            if found is None or not _is_busy(unavailable):
                raise
            return Cleared(conversation=found, done=False)
        return None if found is None else Cleared(conversation=found, done=True)

    async def erase_team(self, team: str) -> int:
        """Erase some of all that is held of a workspace; gives how many rows."""
        return sum([await self._rows(statement, {"team": team}) for statement in _TEAM])

    async def _rows(self, statement: TextClause, values: Mapping[str, object]) -> int:
        """Take one step; a statement that selects gives the number itself."""
        names = statement.compile().params
        given = {name: value for name, value in values.items() if name in names}
        times = [bindparam(name, type_=DateTime(timezone=True)) for name in given if isinstance(given[name], datetime)]
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(_HURRY)
                done = await connection.execute(statement.bindparams(*times), {**given, "at_most": AT_MOST})
                return int(done.scalar_one()) if done.returns_rows else done.rowcount


def _is_busy(unavailable: StorageUnavailable) -> bool:
    """Whether somebody had something in hand."""
    busy = (errors.LockNotAvailable, errors.DeadlockDetected)
    return isinstance(getattr(unavailable.__cause__, "orig", None), busy)


def _times(retention: Retention, now: datetime) -> dict[str, datetime]:
    """What each statement counts from."""
    return {
        **{kind.value: retention.gone_before(kind, now) for kind in (Kind.EVENT, Kind.TALK, Kind.MOMENT, Kind.SHEET)},
        "event_id": retention.ids_gone_before(now),
        "window": now - _WINDOW_LIVES,
        "now": now,
    }
