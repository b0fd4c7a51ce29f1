"""What motbot itself asks of Procrastinate's tables, each in one statement."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import BigInteger, DateTime, Text

from motbot.engine.arming import SUBJECT, deferred

REARM = "rearm"
"""The task that waits out a pause without a lock, and then puts the job again with its lock."""

WHY = "why"
"""The argument of a job that lies aside which says why: the name of an error."""

_PENDING = text("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
_ASIDE = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
_NOTE_WHY = text("""
    UPDATE procrastinate_jobs SET args = args || jsonb_build_object(CAST(:key AS text), CAST(:why AS text))
     WHERE id = :job AND status = 'doing' AND attempts = :attempts
""")
_HELD = text("""
    SELECT id, attempts, worker_id IS NOT DISTINCT FROM :worker AS by_worker
      FROM procrastinate_jobs
     WHERE status = 'doing' AND (worker_id = :worker OR id = ANY(:running))
""").bindparams(bindparam("running", type_=ARRAY(BigInteger)))

# A sign of life from the future is as old as one from long ago: the server's clock was set back since.
_SILENT = "abs(extract(epoch FROM now() - worker.last_heartbeat)) > :silent"
_HEARTBEATS = text(
    f"SELECT id, last_heartbeat, {_SILENT} AS silent FROM procrastinate_workers AS worker"  # nosec B608 # noqa: S608
)

# Judged under the row's lock, so that two processes never rescue the same job, or one that runs again already.
_RESCUE = text(f"""
    WITH dead AS (
        SELECT job.id
          FROM procrastinate_jobs AS job
          LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
         WHERE job.status = 'doing'
           AND job.id <> ALL(:running)
           AND (worker.id IS NULL
                OR (worker.id = ANY(:silenced) AND {_SILENT})
                OR worker.last_heartbeat < :dead_before
                OR job.id = ANY(:forgotten))
           FOR UPDATE OF job SKIP LOCKED
    )
    UPDATE procrastinate_jobs AS job
       SET status = (CASE WHEN job.attempts + 1 < :deaths THEN 'todo' ELSE 'failed' END)::procrastinate_job_status,
           attempts = job.attempts + 1,
           worker_id = NULL,
           scheduled_at = NULL,
           abort_requested = false
      FROM dead
     WHERE job.id = dead.id
    RETURNING job.id, job.task_name, job.status = 'failed' AS aside
""").bindparams(  # nosec B608 # noqa: S608 # no value of anybody's is put into it
    bindparam("running", type_=ARRAY(BigInteger)),
    bindparam("silenced", type_=ARRAY(BigInteger)),
    bindparam("forgotten", type_=ARRAY(BigInteger)),
    bindparam("dead_before", type_=DateTime(timezone=True)),
)

# A job that nobody here knows keeps waiting for a process that does; its lock must not hold up the work we know.
_UNKNOWN = text("""
    UPDATE procrastinate_jobs
       SET lock = NULL
     WHERE status = 'todo' AND lock IS NOT NULL AND queue_name <> ALL(:known)
""").bindparams(bindparam("known", type_=ARRAY(Text)))
_COUNT_UNKNOWN = text("""
    SELECT queue_name, count(*) AS jobs
      FROM procrastinate_jobs
     WHERE status = 'todo' AND queue_name <> ALL(:known)
     GROUP BY queue_name
     ORDER BY queue_name
""").bindparams(bindparam("known", type_=ARRAY(Text)))


Run = tuple[int, int]
"""One run of a job: its id, and how often it had been begun before. Whoever takes a job over begins another run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the database says of the runs of one process."""

    runs: frozenset[Run]
    """Those it knows, whoever it believes to run them."""
    by_worker: frozenset[int]
    """Ids of the jobs it believes the worker to run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """A worker's last sign of life."""

    at: datetime
    """By the server's clock."""
    is_old: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """A job whose process died, or forgot it."""

    id: int
    task: str
    aside: bool
    """It has died too often, and is not tried again."""


class Queue:
    """The queue as SQL. Errors of the database come out as SQLAlchemy's."""

    def __init__(self, *, engine: AsyncEngine) -> None:
        """Take the database; every statement is a commit of its own."""
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def pending(self) -> int:
        """How many jobs wait, for a pause too, or run."""
        return await self._number(_PENDING)

    async def aside(self) -> int:
        """How many jobs have failed for good, and lie where an operator can see them."""
        return await self._number(_ASIDE)

    async def held(self, worker: int | None, running: Collection[int]) -> Held:
        """The runs that the database knows of a worker, and of the jobs that run here."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(_HELD, {"worker": worker, "running": sorted(running)})).all()
        return Held(
            runs=frozenset((row.id, row.attempts) for row in rows),
            by_worker=frozenset(row.id for row in rows if worker is not None and row.by_worker),
        )

    async def heartbeats(self, silent: timedelta) -> dict[int, Heartbeat]:
        """Every worker's last sign of life, and whether it is older than `silent`."""
        async with self._engine.connect() as connection:
            rows = (await connection.execute(_HEARTBEATS, {"silent": silent.total_seconds()})).all()
        return {row.id: Heartbeat(at=row.last_heartbeat, is_old=row.silent) for row in rows}

    async def rescue(
        self,
        *,
        running: Collection[int],
        silenced: Collection[int],
        silent: timedelta,
        dead_before: datetime | None,
        forgotten: Sequence[int],
        deaths: int,
    ) -> list[Rescued]:
        """Put back the jobs of dead workers, and those that are known to be forgotten.

        Args:
            running: ids of jobs that run here, whatever the database believes.
            silenced: workers that are dead unless they have given a sign of life within `silent` after all.
            silent: how old the last sign of life of such a worker is at least.
            dead_before: dead is also a worker whose last sign of life is older than this.
            forgotten: ids of jobs that nobody runs.
            deaths: a job that was put back so often goes aside.
        """
        values = {
            "running": sorted(running),
            "silenced": sorted(silenced),
            "silent": silent.total_seconds(),
            "dead_before": dead_before,
            "forgotten": list(forgotten),
            "deaths": deaths,
        }
        async with self._engine.connect() as connection:
            rows = (await connection.execute(_RESCUE, values)).all()
        return [Rescued(id=row.id, task=row.task_name, aside=row.aside) for row in rows]

    async def free_unknown(self, known: Sequence[str]) -> dict[str, int]:
        """Take the locks off waiting jobs of kinds nobody here knows; gives how many wait of each."""
        async with self._engine.connect() as connection:
            await connection.execute(_UNKNOWN, {"known": list(known)})
            rows = (await connection.execute(_COUNT_UNKNOWN, {"known": list(known)})).all()
        return {row.queue_name: row.jobs for row in rows}

    async def note_why(self, run: Run, why: str) -> None:
        """Note on a run that is going aside what it failed by."""
        job, attempts = run
        async with self._engine.connect() as connection:
            await connection.execute(_NOTE_WHY, {"key": WHY, "why": why, "job": job, "attempts": attempts})

    async def postpone(self, *, task: str, subject: int, lock: str, attempt: int, pause: timedelta) -> None:
        """Let a job be put again after a pause, which holds no lock meanwhile."""
        args = {"task": task, SUBJECT: subject, "lock": lock, "attempt": attempt}
        await self._put(task=REARM, lock="", args=args, at=func.now() + pause)

    async def put_again(self, *, task: str, subject: int, lock: str, attempt: int) -> None:
        """Put a job once more, with its lock, behind whatever has been put since."""
        await self._put(task=task, lock=lock, args={SUBJECT: subject, "attempt": attempt}, at=None)

    async def _put(self, *, task: str, lock: str, args: dict[str, Any], at: ColumnElement[Any] | None) -> None:
        """Put one job."""
        pairs = [part for name, value in args.items() for part in (literal(name), literal(value))]
        job = deferred(task=literal(task), lock=literal(lock), args=func.jsonb_build_object(*pairs), at=at)
        async with self._engine.connect() as connection:
            await connection.execute(select(job))

    async def _number(self, statement: Any) -> int:
        """Run a statement that counts."""
        async with self._engine.connect() as connection:
            return int((await connection.execute(statement)).scalar_one())
