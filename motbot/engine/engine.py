"""The engine of one process: runs jobs, rescues those of dead processes, and comes back when the database does."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import psycopg
import structlog
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.engine.connecting import Connector
from motbot.engine.fetching import HearingWorker, OwnJobs
from motbot.engine.queue import Queue
from motbot.engine.rescue import HEARTBEAT, Rescue
from motbot.engine.tasks import Handler, Tasks
from motbot.engine.yielding import Yielding
from motbot.ports.jobs import JobKind

CONNECTIONS_AT_MOST = 10
"""For beginning and ending jobs, each the work of a millisecond: one more would cost more than the wait for it."""
FETCH_EVERY = 1.0
"""Seconds: jobs that wait out a pause are found by looking; all others are announced at once."""
AWAY_AGAIN = 1.0
"""Seconds until the next try while the database is away."""
FORGET_AFTER = timedelta(hours=1)
"""How long a silent worker is remembered: whether it is dead is for the rescue to find out, which looks twice."""
SHORT_LIFE = 3.0
"""Seconds: a worker that ends sooner belongs to the outage that is known already."""

_AWAY = (ConnectorException, SQLAlchemyError, psycopg.Error, PoolTimeout, OSError)

log = structlog.get_logger()


class Engine:
    """Runs jobs until it is stopped."""

    def __init__(
        self,
        *,
        database: AsyncEngine,
        conninfo: str,
        handlers: Mapping[JobKind, Handler],
        concurrency: int = 10,
        grace: timedelta = timedelta(seconds=7),
        dead_before: datetime | None = None,
        is_crowded: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take the database and what each kind of job does.

        Args:
            database: for our own statements.
            conninfo: for Procrastinate's connections.
            handlers: what each kind of job does; jobs of other kinds are left for processes that know them.
            concurrency: how many jobs run at once.
            grace: how long running jobs may go on after a stop; then they are cut off, and run again at the next start.
            dead_before: every worker without a later sign of life is certainly dead; without it, after some seconds.
            is_crowded: whether many events wait to be stored here, which go before the next job.
        """
        self._queue = Queue(engine=database)
        connector = Connector(conninfo=conninfo, max_size=min(max(4, concurrency // 2), CONNECTIONS_AT_MOST))
        self._app = App(connector=connector)
        self._jobs = OwnJobs(connector, yielding=Yielding(is_crowded=is_crowded))
        self._app.job_manager = self._jobs
        self._tasks = Tasks(queue=self._queue, handlers=handlers)
        self._tasks.register(self._app)
        self._rescue = Rescue(queue=self._queue, tasks=self._tasks, dead_before=dead_before)
        self._concurrency = concurrency
        self._grace = grace
        self._worker: HearingWorker | None = None
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Work until `stop`; running jobs are finished first. An outage of the database is waited out."""
        # Procrastinate tells of every job and every outage, with arguments and traces; we tell what matters ourselves.
        for talkative in ("procrastinate", "psycopg.pool"):
            logging.getLogger(talkative).setLevel(logging.CRITICAL)
        rescuing = asyncio.create_task(self._rescue.run(self._worker_id))
        try:
            async with self._app.open_async():
                while not self._stopped.is_set():
                    await self._work()
        finally:
            rescuing.cancel()
            await asyncio.gather(rescuing, return_exceptions=True)

    def stop(self) -> None:
        """Take no more jobs; `run` returns when those that run have ended, or their time is up."""
        self._stopped.set()
        if self._worker is not None:
            self._worker.stop()  # type: ignore[no-untyped-call]

    async def pending(self) -> int:
        """How many jobs wait (for a pause after a failure too) or run, in all processes."""
        return await self._queue.pending()

    async def aside(self) -> int:
        """How many jobs have failed for good."""
        return await self._queue.aside()

    async def wait_idle(self, look_every: float = 0.005) -> None:
        """Wait until no job waits or runs.

        Args:
            look_every: seconds between two looks.
        """
        while await self.pending():  # noqa: ASYNC110 # other processes' jobs count too: nobody could set an event
            await asyncio.sleep(look_every)

    def _worker_id(self) -> int | None:
        """The number the database knows our present worker by."""
        return self._worker.worker_id if self._worker is not None else None

    async def _work(self) -> None:
        """Run one worker to its end, which comes by a stop or by an outage."""
        self._worker = HearingWorker(
            jobs=self._jobs,
            app=self._app,
            queues=self._tasks.names,
            concurrency=self._concurrency,
            fetch_job_polling_interval=FETCH_EVERY,
            shutdown_graceful_timeout=self._grace.total_seconds(),
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=HEARTBEAT.total_seconds(),
            stalled_worker_timeout=FORGET_AFTER.total_seconds(),
        )
        begun, reason = asyncio.get_running_loop().time(), "side task"
        try:
            await self._worker.run()  # type: ignore[no-untyped-call]
        except _AWAY as error:
            reason = type(error).__name__
        if self._stopped.is_set():
            return
        if asyncio.get_running_loop().time() - begun > SHORT_LIFE:
            log.warning("engine.database_away", reason=reason)
        await asyncio.sleep(AWAY_AGAIN)
