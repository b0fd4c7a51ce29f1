"""Sets the figures of `/metrics` that say how things stand, when somebody asks for them."""

import asyncio
import time
from collections.abc import Callable

import structlog
from prometheus_client import Gauge

from motbot.domain.errors import StorageUnavailable
from motbot.running import Motbot
from motbot.storage.backlog import Backlog, PostgresBacklog

ASKED_EVERY = 5.0
"""Seconds: whoever asks more often is told the same, so that asking costs the database nothing."""
PATIENCE = 3.0
"""Seconds after which the database counts as away: whoever asks does not wait for ever either."""

log = structlog.get_logger()


class Gauging:
    """Reads how things stand into the figures."""

    def __init__(
        self,
        *,
        bot: Motbot,
        backlog: PostgresBacklog,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take whose figures they are, and what counts in the database."""
        self._bot = bot
        self._metrics = bot.metrics
        self._backlog = backlog
        self._clock = bot.wiring.clock
        self._monotonic = monotonic
        self._asked_at: float | None = None
        self._asking = asyncio.Lock()
        self._metrics.started.set(self._clock.now().timestamp())

    async def __call__(self) -> None:
        """Bring every figure up to date; a database that does not answer is one of them."""
        figures, sockets = self._metrics, self._bot.sockets
        state = await sockets.state() if sockets else None
        figures.sockets_up.set(state.connected if state else 0)
        figures.sockets_wanted.set(state.wanted if state else 0)
        figures.parts_stopped.set(sum(task.done() for task in self._bot.tasks))
        figures.prompts_unusable.set(len(self._bot.prompts.refused) if self._bot.prompts else 0)
        async with self._asking:
            began = self._monotonic()
            if self._asked_at is not None and began - self._asked_at < ASKED_EVERY:
                return
            self._asked_at = began
            try:
                async with asyncio.timeout(PATIENCE):
                    found = await self._backlog.read(self._clock.now())
            except (StorageUnavailable, TimeoutError, OSError) as error:
                log.warning("figures.database_not_asked", error=type(error.__cause__ or error).__name__)
                figures.database_up.set(0)
                return
            figures.database_up.set(1)
            figures.database_seconds.set(self._monotonic() - began)
            self._tell(found)

    def _tell(self, found: Backlog) -> None:
        figures, now = self._metrics, self._clock.now()
        for gauge, values in (
            (figures.jobs_waiting, found.jobs),
            (figures.jobs_oldest, dict.fromkeys(found.jobs, 0.0) | dict(found.oldest)),
            (figures.moments_open, found.moments),
            (figures.promises_open, found.promises),
            (figures.outbox, found.outbox),
        ):
            _set(gauge, {(label,): float(value) for label, value in values.items()})
        _set(figures.verdicts, {labels: float(value) for labels, value in found.verdicts.items()})
        figures.jobs_aside.set(found.aside)
        figures.payloads_aside.set(found.payloads_aside)
        late = (now - found.next_timer).total_seconds() if found.next_timer else 0.0
        figures.timers_late.set(max(0.0, late))
        if found.next_sweep is not None:
            figures.sweep_next.set(found.next_sweep.timestamp())


def _set(gauge: Gauge, values: dict[tuple[str, ...], float]) -> None:
    """Say all of it anew: what is not there any more is not told for ever."""
    gauge.clear()
    for labels, value in values.items():
        gauge.labels(*labels).set(value)
