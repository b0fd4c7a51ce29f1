"""Runs cases through the coach, several at once, and judges what comes of each."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from motbot.catalogue import say
from motbot.domain.case import Case
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.figures import Result
from motbot.domain.opinion import NO_OPINIONS, Opinion
from motbot.domain.prediction import Prediction
from motbot.domain.scorers import judged
from motbot.tuning.bench import Bench

log = structlog.get_logger()


async def run_cases(bench: Bench, cases: Sequence[Case], console: Console, *, what: str = "") -> list[Result]:
    """Run them with a bar on the console, and give the results in the order of the cases."""
    with _progress(console) as bar:
        task = bar.add_task(what or say("Asking"), total=len(cases))
        return await results_of(bench, cases, on_case=lambda: bar.advance(task))


async def results_of(
    bench: Bench, cases: Sequence[Case], *, on_case: Callable[[], None] = lambda: None
) -> list[Result]:
    """The same without any bar; `on_case` hears of each case that is done."""
    turns = asyncio.Semaphore(bench.concurrency)

    async def run(case: Case) -> Result:
        async with turns:
            result = await _result(bench, case)
        on_case()
        return result

    async with asyncio.TaskGroup() as group:
        running = [group.create_task(run(case)) for case in cases]
    return [one.result() for one in running]


async def _result(bench: Bench, case: Case) -> Result:
    began = perf_counter()
    with bench.meter.case() as calls:
        prediction = await bench.predict(case)
    spent = bench.meter.spent(calls, wall=perf_counter() - began)
    prediction = replace(prediction, spent=spent)
    opinions = await _opinions(bench, case, prediction)
    return Result(case=case, prediction=prediction, judged=judged(case, prediction, opinions), opinions=opinions)


async def _opinions(bench: Bench, case: Case, prediction: Prediction) -> Mapping[str, Opinion]:
    """The judge's, whose calls are no part of what the coach took; none where it does not answer."""
    if bench.judge is None or prediction.assessed is None:
        return NO_OPINIONS
    try:
        return await bench.judge.opinions(case, prediction.assessed.assessment.expectations)
    except (ModelUnavailable, ModelRefused) as error:
        log.warning("judge.no_answer", error=type(error).__name__)
        return NO_OPINIONS


def _progress(console: Console) -> Progress:
    """A bar on a terminal; nothing where the output goes to a file."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(say("cases")),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
