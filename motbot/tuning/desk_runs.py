"""Runs of the workbench: one at a time, going on whoever watches, ended when a trainer says so."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from motbot.catalogue import say
from motbot.domain.errors import BadInput, Failed, MotbotError
from motbot.ports.clock import Clock
from motbot.workbench.shown import Json, RunKind, RunState, ShownRun

_KEPT = 20
"""Runs that can still be looked at."""

Advance = Callable[[], None]
"""Is called for every case that is done."""
Work = Callable[[Advance], Awaitable[Mapping[str, Json]]]
"""Does what a run is for, and gives what came of it."""

log = structlog.get_logger()


@dataclass(slots=True, kw_only=True)
class _Run:
    """A run as it goes on."""

    number: int
    kind: RunKind
    task: str
    sides: tuple[str, ...]
    total: int
    began: datetime
    done: int = 0
    state: RunState = RunState.RUNNING
    problem: str = ""
    outcome: Mapping[str, Json] | None = field(default=None, repr=False)
    working: "asyncio.Task[None] | None" = None

    def shown(self, *, whole: bool) -> ShownRun:
        return ShownRun(
            number=self.number,
            kind=self.kind,
            task=self.task,
            sides=self.sides,
            state=self.state,
            done=self.done,
            total=self.total,
            began=self.began,
            problem=self.problem,
            outcome=self.outcome if whole else None,
        )


class Runs:
    """The runs of one start."""

    def __init__(self, *, clock: Clock) -> None:
        """Take the clock; nothing runs yet."""
        self._clock = clock
        self._runs: OrderedDict[int, _Run] = OrderedDict()
        self._last = 0

    @property
    def running(self) -> int:
        """The number of the run that is under way; 0 for none."""
        return next((one.number for one in self._runs.values() if one.state is RunState.RUNNING), 0)

    def begin(self, kind: RunKind, *, task: str, sides: tuple[str, ...], total: int, work: Work) -> ShownRun:
        """Begin one. Raises Failed: another one is still under way."""
        if self.running:
            raise Failed(say("Run {running} is still under way; wait for its end, or cancel it.", running=self.running))
        self._last += 1
        run = _Run(number=self._last, kind=kind, task=task, sides=sides, total=total, began=self._clock.now())
        self._runs[run.number] = run
        while len(self._runs) > _KEPT:
            self._runs.popitem(last=False)
        run.working = asyncio.create_task(_work(run, work), name=f"run {run.number}")
        run.working.add_done_callback(lambda ended: _ended(run, ended))
        log.info("bench.run_began", run=run.number, kind=kind.value, task=task, cases=total)
        return run.shown(whole=False)

    def all(self) -> list[ShownRun]:
        """The newest first, without outcomes."""
        return [one.shown(whole=False) for one in reversed(self._runs.values())]

    def one(self, number: int) -> ShownRun:
        """One of them, with its outcome. Raises BadInput."""
        return self._known(number).shown(whole=True)

    def cancel(self, number: int) -> ShownRun:
        """End one; one that is over stays as it is. Raises BadInput."""
        run = self._known(number)
        if run.working is not None:
            run.working.cancel()
        return run.shown(whole=False)

    async def close(self) -> None:
        """End whatever is still under way."""
        working = [one.working for one in self._runs.values() if one.working is not None]
        for one in working:
            one.cancel()
        await asyncio.gather(*working, return_exceptions=True)

    def _known(self, number: int) -> _Run:
        if number not in self._runs:
            raise BadInput(
                say("{number}: there is no such run; the workbench was started anew, or it is long over", number=number)
            )
        return self._runs[number]


async def _work(run: _Run, work: Work) -> None:
    def advance() -> None:
        run.done += 1

    run.outcome = await work(advance)
    run.state = RunState.DONE


def _ended(run: _Run, ended: "asyncio.Task[None]") -> None:
    """Whatever ends a run is told: a run that is over for no reason would be waited for."""
    if ended.cancelled():
        run.state = RunState.CANCELLED
    elif (trouble := ended.exception()) is not None:
        run.state = RunState.FAILED
        run.problem = _told(trouble)
    log.info("bench.run_ended", run=run.number, state=run.state.value, done=run.done)


def _told(trouble: BaseException) -> str:
    if isinstance(trouble, BaseExceptionGroup):
        return _told(trouble.exceptions[0])
    if isinstance(trouble, MotbotError):
        return str(trouble)
    log.error("bench.run_broke", error=type(trouble).__name__)
    return say("motbot broke ({name}); please report it.", name=type(trouble).__name__)
