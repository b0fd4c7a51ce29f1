"""Rescues what dead processes left half-done, and keeps what only other processes know from standing in the way."""

import asyncio
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from motbot.engine.queue import Queue
from motbot.engine.tasks import Tasks

HEARTBEAT = timedelta(seconds=2)
"""How often a worker gives a sign of life."""
SILENT = timedelta(seconds=8)
"""How long a worker may be silent before its jobs are taken over."""
LOOK_EVERY = 2.0
"""Seconds between two looks for abandoned jobs."""
LOOKS = 2
"""So many looks after we first saw a worker's last sign of life it must still be its last.

Without this a clock that is set, or a database that was away, would make the living look dead until their next sign.
"""
DEATHS_AT_MOST = 25
"""How many processes a job may take down with it before it goes aside."""
REPORT_UNKNOWN_EVERY = 3600.0
"""Seconds between two lines about jobs that nobody here knows."""

log = structlog.get_logger()


class Rescue:
    """Looks for abandoned jobs as long as the process lives."""

    def __init__(self, *, queue: Queue, tasks: Tasks, dead_before: datetime | None = None) -> None:
        """Take the queue, the jobs that run here, and the time before which every worker is certainly dead."""
        self._queue = queue
        self._dead_before = dead_before
        self._tasks = tasks
        self._suspects: set[int] = set()
        self._looked: dict[int, tuple[datetime, int]] = {}
        self._reported_at: float | None = None

    async def run(self, worker_id: Callable[[], int | None]) -> None:
        """Look at once, and then every two seconds, until cancelled.

        Args:
            worker_id: gives the number of the worker that runs here now.
        """
        while True:
            try:
                await self.look(worker_id())
                await self._free_unknown()
            except (SQLAlchemyError, OSError) as error:
                log.warning("rescue.database_away", error=type(error).__name__)
            await asyncio.sleep(LOOK_EVERY)

    async def look(self, worker: int | None) -> int:
        """Let go of what others have taken over, and put abandoned jobs back; gives how many."""
        running = self._tasks.runs
        held = await self._queue.held(worker, {job for job, _ in running})
        self._tasks.let_go(running - held.runs)
        rescued = await self._queue.rescue(
            running={job for job, _ in self._tasks.runs},
            silenced=await self._silenced(worker),
            silent=SILENT,
            dead_before=self._dead_before,
            forgotten=self._forgotten(held.by_worker),
            deaths=DEATHS_AT_MOST,
        )
        self._dead_before = None  # those are rescued now; a clock that is set back would let the living look like them
        for job in rescued:
            log.warning("job.aside" if job.aside else "job.rescued", job=job.id, kind=job.task)
        return len(rescued)

    async def _silenced(self, worker: int | None) -> list[int]:
        """The other workers whose last sign of life is old, and was their last for some looks already."""
        found = await self._queue.heartbeats(SILENT)
        looked = {one: self._looked.get(one, (heartbeat.at, -1)) for one, heartbeat in found.items()}
        self._looked = {
            one: (at, looks + 1) if at == found[one].at else (found[one].at, 0) for one, (at, looks) in looked.items()
        }
        return [
            one for one, (_, looks) in self._looked.items() if found[one].is_old and looks >= LOOKS and one != worker
        ]

    def _forgotten(self, held: AbstractSet[int]) -> list[int]:
        """Jobs that the database believes to run here, but which did not, now or at the last look.

        A job whose end could not be stored lies like that beside a living worker, and would keep its lock for ever.
        """
        idle = held - {job for job, _ in self._tasks.runs}
        forgotten = sorted(idle & self._suspects)
        self._suspects = set(idle)
        return forgotten

    async def _free_unknown(self) -> None:
        """Once an hour, see to the jobs of kinds that only another version of motbot knows."""
        now = asyncio.get_running_loop().time()
        if self._reported_at is not None and now - self._reported_at < REPORT_UNKNOWN_EVERY:
            return
        self._reported_at = now
        for kind, jobs in (await self._queue.free_unknown(self._tasks.names)).items():
            log.warning("jobs.unknown_kind", kind=kind, jobs=jobs)
