"""Ends only what is still ours to end: a job that another process has taken over meanwhile is left to that one."""

from datetime import datetime
from typing import LiteralString

import structlog
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from typing_extensions import override

# A job that is begun again has one attempt more, whoever begins it: by that a run knows itself. Procrastinate's own
# statements go by the id alone, and would end another process's run, and free its lock in the middle of the work.
_DELETE: LiteralString = """
    DELETE FROM procrastinate_jobs WHERE id = %(job)s AND status = 'doing' AND attempts = %(attempts)s RETURNING id
"""
_END: LiteralString = """
    UPDATE procrastinate_jobs SET status = %(status)s, abort_requested = false, attempts = attempts + 1
     WHERE id = %(job)s AND status = 'doing' AND attempts = %(attempts)s RETURNING id
"""
_RETRY: LiteralString = """
    UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = %(at)s, attempts = attempts + 1
     WHERE id = %(job)s AND status = 'doing' AND attempts = %(attempts)s RETURNING id
"""

log = structlog.get_logger()


class OwnEnds(JobManager):
    """Procrastinate's statements, but for the two that end a run."""

    @override
    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Delete the job, or mark it, if this run of it is still the one that counts."""
        await self._end(job, _DELETE if delete_job else _END, status=status.value)

    @override
    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Put the job back where it was, likewise; it keeps its place, whatever else could be asked for."""
        await self._end(job, _RETRY, at=retry_at)

    async def _end(self, job: Job, statement: LiteralString, **values: object) -> None:
        """Change our run's row. A job whose end cannot be stored now is found by the rescue, and runs again."""
        try:
            rows = await self.connector.execute_query_all_async(
                query=statement, job=job.id, attempts=job.attempts, **values
            )
        except ConnectorException as error:
            log.warning("job.end_not_stored", job=job.id, error=type(error).__name__)
            return
        if not rows:
            log.warning("job.taken_over", job=job.id)
