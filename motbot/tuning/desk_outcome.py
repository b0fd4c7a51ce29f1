"""What came of a run, as the workbench shows it: figures, changed cases first, and answers marked word by word."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest

from motbot.domain.comparison import Comparison, compared
from motbot.domain.figures import Result
from motbot.domain.guarding import Fallen, Guards
from motbot.tuning.beside_live import PARTS, Ran
from motbot.tuning.comparing import comparison_json, flips_of
from motbot.tuning.outputs import output_of_parts
from motbot.tuning.prediction_json import share_json, spent_json
from motbot.tuning.tables import failure
from motbot.tuning.word_diff import word_diff
from motbot.use_cases.publish_prompt import Measured
from motbot.workbench.shown import Json

_SENT_AT_MOST = 600
"""Cases whose answers are shown; figures are of all."""


def outcome_of(sides: Sequence[Ran], *, task: str) -> dict[str, Json]:
    """The outcome of one side, or of two beside one another."""
    comparison = compared(sides[0].run.judged, sides[1].run.judged) if len(sides) > 1 else None
    return {
        "sides": [_side(one) for one in sides],
        "comparison": _comparison(comparison, sides) if comparison else None,
        "cases": list(_cases(sides, comparison, task))[:_SENT_AT_MOST],
    }


def guards_json(measured: Measured, worse: Collection[Fallen], guards: Guards) -> list[Json]:
    """The guarded figures side by side."""
    fell = {one.harm for one in worse}
    return [
        {
            "harm": harm.value,
            "before": measured.before[harm.value],
            "after": measured.after[harm.value],
            "allowed": allowed,
            "fell": harm in fell,
        }
        for harm, allowed in guards.rises.items()
        if harm.value in measured.before and harm.value in measured.after
    ]


def _side(side: Ran) -> dict[str, Json]:
    figures = side.figures
    return {
        "name": side.run.name,
        "cases": figures.cases,
        "threads": figures.threads,
        "harms": {harm.value: share_json(share) for harm, share in figures.harms.items()},
        "shares": {name: share_json(share) for name, share in figures.shares.items()},
        "spent": spent_json(figures.spent),
        "latency": dict(figures.latency),
        "failed": [
            {"case": one.case.id, "task": part.task, "told": failure(part)}
            for one in side.results
            for part in one.prediction.failed
        ],
    }


def _comparison(comparison: Comparison, sides: Sequence[Ran]) -> dict[str, Json]:
    """Verdict and harms; what flipped stands with its case."""
    told = comparison_json(comparison, (), sides[0].run, sides[1].run)
    return {name: told[name] for name in ("verdict", "cases", "threads", "harms")}


def _cases(sides: Sequence[Ran], comparison: Comparison | None, task: str) -> Iterator[dict[str, Json]]:
    """Broken ones first, then fixed ones, then those with other answers, then the rest."""
    flips = _flips(comparison, sides) if comparison else {}
    rows = [_case(results, flips.get(results[0].case.id, []), sides, task) for results in _together(sides)]
    yield from sorted(rows, key=_rank)


def _together(sides: Sequence[Ran]) -> Iterator[tuple[Result, ...]]:
    others = [{one.case.id: one for one in side.results} for side in sides[1:]]
    for one in sides[0].results:
        yield (one, *(other[one.case.id] for other in others if one.case.id in other))


def _flips(comparison: Comparison, sides: Sequence[Ran]) -> dict[str, list[dict[str, Json]]]:
    found: dict[str, list[dict[str, Json]]] = {}
    for flip in flips_of(comparison, sides[0].run, sides[1].run):
        row: dict[str, Json] = {"harm": flip.harm.value, "fixed": flip.is_fixed, "told": list(flip.told)}
        found.setdefault(flip.case, []).append(row)
    return found


def _case(results: Sequence[Result], flips: list[dict[str, Json]], sides: Sequence[Ran], task: str) -> dict[str, Json]:
    case = results[0].case
    answers = [_answer(one, side, task) for one, side in zip_longest(results, sides[: len(results)]) if one and side]
    pieces = word_diff(answers[0], answers[1]) if len(answers) > 1 else ((answers[0], ""),)
    return {
        "id": case.id,
        "title": case.title,
        "flips": [*flips],
        "answers": [*answers],
        "pieces": [[text, sign] for text, sign in pieces],
        "findings": [
            [{"harm": found.harm.value, "told": found.what} for found in one.judged.findings] for one in results
        ],
        "failed": [[failure(part) for part in one.prediction.failed] for one in results],
        "spent": [spent_json(one.prediction.spent) for one in results],
    }


def _answer(result: Result, side: Ran, task: str) -> str:
    """What was said, in the parts that were asked and answered."""
    failed = {one.task for one in result.prediction.failed}
    return output_of_parts(side.run.predicted[result.case.id], PARTS[task] - failed)


def _rank(row: Mapping[str, Json]) -> int:
    flips, answers = row["flips"], row["answers"]
    if isinstance(flips, list) and flips:
        return 0 if any(isinstance(one, dict) and not one["fixed"] for one in flips) else 1
    return 2 if isinstance(answers, list) and len(set(map(str, answers))) > 1 else 3
