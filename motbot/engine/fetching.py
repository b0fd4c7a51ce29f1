"""Fetches jobs without a look that is sure to find nothing, and without losing what is announced during a look."""

from collections.abc import Callable, Iterable
from typing import Any, LiteralString

from procrastinate.connector import BaseConnector
from procrastinate.jobs import Job, Notification, Status
from procrastinate.worker import Worker
from typing_extensions import override

from motbot.engine.ending import OwnEnds
from motbot.engine.yielding import Yielding

# Whether another one waits is read as it was before this one was fetched: so this one is left out.
_FETCH: LiteralString = """
    SELECT job.id, job.status, job.task_name, job.priority, job.lock, job.queueing_lock, job.args, job.scheduled_at,
           job.queue_name, job.attempts, job.worker_id,
           EXISTS (
               SELECT FROM procrastinate_jobs AS other
                WHERE other.status = 'todo'
                  AND other.queue_name = ANY(%(queues)s::varchar[])
                  AND other.id IS DISTINCT FROM job.id
                  AND (other.scheduled_at IS NULL OR other.scheduled_at <= now())
           ) AS is_followed
      FROM procrastinate_fetch_job_v2(%(queues)s::varchar[], %(worker_id)s) AS job
"""


class OwnJobs(OwnEnds):
    """Procrastinate's statements, with a memory of what was announced while it looked."""

    def __init__(self, connector: BaseConnector, *, yielding: Yielding | None = None) -> None:
        """Take the connections, and where to wait for what goes before the next job."""
        super().__init__(connector)
        self._yielding = yielding or Yielding(is_crowded=lambda: False)
        self._announced = 0
        self._nothing_left_at: int | None = None
        self._is_held_up = False
        self.on_free: Callable[[], None] | None = None
        """Is told when a job that waited for the end of another one may run now."""

    def hear(self) -> None:
        """A job has been announced."""
        self._announced += 1

    @override
    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """End it; whoever waits for its lock is looked for at once, since nobody announces that."""
        await super().finish_job(job, status, delete_job)
        if job.lock and self._is_held_up and self.on_free is not None:
            self.hear()
            self.on_free()

    @override
    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Begin the job whose turn it is; None where there is none.

        A worker looks until it finds nothing, and then waits to be told. So a look that has found the last one spares
        the next, and one during which something was announced is repeated: the worker would not hear of it again.
        """
        if self._nothing_left_at == self._announced:
            self._nothing_left_at = None
            return None
        await self._yielding()
        while True:
            announced, self._nothing_left_at = self._announced, None
            row = await self.connector.execute_query_one_async(
                query=_FETCH, queues=list(queues or ()), worker_id=worker_id
            )
            if row["id"] is not None:
                self._nothing_left_at = None if row.pop("is_followed") else announced
                return Job.from_row(row)
            self._is_held_up = row["is_followed"]
            if announced == self._announced:
                return None


class HearingWorker(Worker):
    """A worker whose jobs hear what is announced, before it does itself."""

    def __init__(self, *, jobs: OwnJobs, **given: Any) -> None:
        """Take who is to hear, and what a worker takes."""
        super().__init__(**given)
        self._jobs = jobs
        jobs.on_free = self._new_job_event.set

    @override
    async def _handle_notification(self, *, channel: str, notification: Notification) -> None:
        """Tell of it."""
        self._jobs.hear()
        await super()._handle_notification(channel=channel, notification=notification)
