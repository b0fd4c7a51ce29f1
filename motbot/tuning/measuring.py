"""`motbot prompts test`: runs cases, shows the figures, and writes the prediction file."""

import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from rich.console import Console

from motbot.catalogue import say
from motbot.domain.errors import BadInput, Failed
from motbot.domain.figures import Result, figures_of
from motbot.domain.prediction import Prediction
from motbot.settings.loading import Settings
from motbot.tuning.bench import open_bench
from motbot.tuning.cases import cases_of
from motbot.tuning.prediction_json import write_predictions
from motbot.tuning.running import run_cases
from motbot.tuning.tables import figures_tables
from motbot.tuning.wish import BenchWish, CasesWish


async def measure_prompts(settings: Settings, cases: CasesWish, wish: BenchWish, *, json: Path | None) -> None:
    """Run, show, write.

    Raises:
        BadInput: the cases, a prompt or the configuration cannot be used.
        Failed: nothing was answered at all, or the file cannot be written.
    """
    check_writable(json)
    errors = Console(stderr=True, highlight=False)
    chosen = cases_of(settings, cases, errors)
    async with AsyncExitStack() as stack:
        bench = await open_bench(settings, wish, stack)
        results = await run_cases(bench, chosen, errors)
    figures = figures_of(results)
    coach = bench.coach
    if json is not None:
        write_predictions(json, results, figures, coach=coach)
    console = Console(file=sys.stdout, highlight=False)
    title = say("{coach}, cases: {cases}", coach=coach, cases=len(results))
    for piece in figures_tables(figures, results, title=title):
        console.print(piece)
    refuse_silence(results, coach)


def check_writable(path: Path | None) -> None:
    """Refuse what cannot be written before anything is spent on it. Raises BadInput."""
    if path is None:
        return
    if not path.parent.is_dir():
        raise BadInput(say("--json: {parent} is no folder; make it first, or name another file", parent=path.parent))
    if path.is_dir():
        raise BadInput(say("--json: {path} is a folder; name a file", path=path))


def refuse_silence(results: Sequence[Result], coach: str) -> None:
    """A run in which the coach has not answered once says nothing about it. Raises Failed."""
    if not any(_has_answered(one.prediction, coach) for one in results):
        told = next((part.told for one in results for part in one.prediction.failed), "")
        raise Failed(say("No case was answered (asked: {results}). {told}", results=len(results), told=told))


def _has_answered(prediction: Prediction, coach: str) -> bool:
    """Whether it was the coach: what is certainly no moment is told by the playbook's rules, whoever coaches."""
    read = prediction.drafted or prediction.promises is not None or prediction.score
    return bool(read or (prediction.assessed and prediction.assessed.provenance.coach == coach))
