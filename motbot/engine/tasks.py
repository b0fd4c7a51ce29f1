"""What runs around every job: it never retries itself, so that its lock is free while it waits for a second try."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress

import structlog
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.jobs import Job as StoredJob
from sqlalchemy.exc import SQLAlchemyError
from typing_extensions import override

from motbot.engine.queue import REARM, Queue, Run
from motbot.engine.retrying import pause_after
from motbot.ports.jobs import JobKind

Handler = Callable[[int], Awaitable[None]]
"""Does the work for one row, given its id."""

log = structlog.get_logger()


class SetAside(Exception):
    """The job has failed for good; its row stays, marked as failed."""


class NotStored(Exception):
    """The database did not take what was to happen next; the job stays where it is."""


class OnlyUnfinished(BaseRetryStrategy):
    """Puts a job back only where it could not end: cut off by a stop, or by a database that was away."""

    @override
    def get_retry_decision(self, *, exception: BaseException, job: StoredJob) -> RetryDecision | None:
        """Give it back at once, in its old place."""
        return RetryDecision() if isinstance(exception, asyncio.CancelledError | NotStored) else None


class Tasks:
    """The tasks of one process: one a kind, and the one that puts a job again after a pause."""

    def __init__(self, *, queue: Queue, handlers: Mapping[JobKind, Handler]) -> None:
        """Take what each kind of job does."""
        self._queue = queue
        self._handlers = dict(handlers)
        self._running: dict[Run, asyncio.Task[object] | None] = {}

    @property
    def names(self) -> list[str]:
        """Every task this process knows, which is its queue's name too."""
        return [*(kind.value for kind in self._handlers), REARM]

    @property
    def runs(self) -> frozenset[Run]:
        """What runs here now."""
        return frozenset(self._running)

    def let_go(self, runs: Iterable[Run]) -> None:
        """Cut off what another process has taken over: it is done there, from its beginning."""
        for run in runs:
            work = self._running.get(run)
            if work is not None:
                log.warning("job.let_go", job=run[0])
                work.cancel()

    def register(self, app: App) -> None:
        """Make them known to Procrastinate."""
        for kind, handler in self._handlers.items():
            self._register(app, kind, handler)
        app.task(name=REARM, queue=REARM, retry=OnlyUnfinished())(self._rearm)

    def _register(self, app: App, kind: JobKind, handler: Handler) -> None:
        """Make one kind known."""

        # A run that was cut off on its way aside may have noted why: that says nothing to the next one.
        async def run(context: JobContext, subject: int, attempt: int = 0, why: str = "") -> None:  # noqa: ARG001
            await self._run(context.job, handler, subject=subject, attempt=attempt + 1)

        app.task(name=kind.value, queue=kind.value, pass_context=True, retry=OnlyUnfinished())(run)

    async def _run(self, job: StoredJob, handler: Handler, *, subject: int, attempt: int) -> None:
        """Do the work of one job, or say when it is tried again."""
        run = (job.id or 0, job.attempts)
        self._running[run] = asyncio.current_task()
        try:
            await handler(subject)
        except Exception as error:  # noqa: BLE001 # whatever one job's work raises, the queue goes on
            await self._failed(job, error, subject=subject, attempt=attempt)
        finally:
            self._running.pop(run, None)

    async def _failed(self, job: StoredJob, error: Exception, *, subject: int, attempt: int) -> None:
        """Put a failed job off, or aside."""
        facts = {"kind": job.task_name, "subject": subject, "attempt": attempt, "error": type(error).__name__}
        pause = pause_after(error, attempt)
        if pause is None:
            log.error("job.aside", job=job.id, **facts)
            with suppress(SQLAlchemyError, OSError):  # that it lies there is known all the same
                await self._queue.note_why((job.id or 0, job.attempts), type(error).__name__)
            raise SetAside(f"{job.task_name} {subject}: {type(error).__name__}") from None
        try:
            await self._queue.postpone(
                task=job.task_name, subject=subject, lock=job.lock or "", attempt=attempt, pause=pause
            )
        except (SQLAlchemyError, OSError) as lost:
            raise NotStored(type(lost).__name__) from None
        log.warning("job.postponed", pause_s=pause.total_seconds(), **facts)

    async def _rearm(self, task: str, subject: int, lock: str, attempt: int) -> None:
        """The pause is over."""
        try:
            await self._queue.put_again(task=task, subject=subject, lock=lock, attempt=attempt)
        except (SQLAlchemyError, OSError) as lost:
            raise NotStored(type(lost).__name__) from None
