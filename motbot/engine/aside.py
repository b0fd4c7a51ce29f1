"""Jobs that have failed for good: which they are, and the way back for those whose trouble is over."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import BigInteger, Integer, Text

from motbot.engine.arming import deferred
from motbot.engine.queue import REARM, WHY

_LISTED = text(f"""
    SELECT job.id, coalesce(job.args ->> 'task', job.task_name) AS kind, coalesce(job.args ->> '{WHY}', '') AS why,
           (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id AND type = 'failed') AS since
      FROM procrastinate_jobs AS job
     WHERE job.status = 'failed'
     ORDER BY job.id
""")  # nosec B608 # noqa: S608 # a fixed word
# They are put anew, as after a pause: a process that still believes in the old run cannot end the new one.
_TAKEN = text("""
    DELETE FROM procrastinate_jobs
     WHERE status = 'failed' AND (CAST(:every AS boolean) OR id = ANY(:ids))
    RETURNING id, task_name, priority, lock, args
""").bindparams(bindparam("ids", type_=ARRAY(BigInteger)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideJob:
    """One of them; no text of anybody is in it."""

    id: int
    kind: str
    since: datetime | None
    """By the server's clock; None where the database was filled from a backup since."""
    why: str
    """Name of the error; empty where its process died under it again and again."""


class Aside:
    """Reads them and puts them back. Errors of the database come out as SQLAlchemy's."""

    def __init__(self, *, engine: AsyncEngine) -> None:
        """Take the database; every statement is a commit of its own."""
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def listed(self) -> Sequence[AsideJob]:
        """Those that lie aside, the oldest first."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(_LISTED)).all()
        return [AsideJob(id=row.id, kind=row.kind, since=row.since, why=row.why) for row in rows]

    async def put_back(self, ids: Collection[int] | None) -> frozenset[int]:
        """Have them run again, with all their tries; None means every one. Gives those that lay there."""
        taken = _TAKEN.columns(id=BigInteger, task_name=Text, priority=Integer, lock=Text, args=JSONB).cte("taken")
        one = select(taken).order_by(taken.c.id).subquery("one")  # jobs of one lock keep their order
        unexplained = one.c.args.op("-")(WHY)
        # What waited out a pause goes on counting: the job behind it may have been tried often.
        args = case((one.c.task_name == REARM, unexplained), else_=unexplained.op("-")("attempt"))
        put = deferred(task=one.c.task_name, lock=one.c.lock, args=args, priority=one.c.priority)
        statement = select(func.array_agg(one.c.id).label("ids"), put)
        async with self._engine.connect() as connection:
            given = {"every": ids is None, "ids": sorted(ids or ())}
            return frozenset((await connection.execute(statement, given)).scalar_one() or ())
