"""Tells what a search has found: by how much on its own cases, whether holdout bears it out, and the text's diff."""

import json as jsonlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from motbot.catalogue import labelled, listed, say, say_many, to_say
from motbot.domain.comparison import Comparison, Verdict, compared
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of
from motbot.tuning.comparing import comparison_json, comparison_tables, flips_of
from motbot.tuning.prediction_json import Json
from motbot.tuning.runs import Run
from motbot.tuning.suggest_budget import Budget
from motbot.tuning.suggest_search import Search
from motbot.tuning.tables import money_line

SCHEMA = "motbot-prompt-suggestion/1"
_FLIPS_SHOWN = 10
_ENDED = {
    "calls": to_say("the calls of the budget are used up, but for those kept for holdout"),
    "money": to_say("the money of the budget is used up, but for what is kept for holdout"),
    "interrupted": to_say("you have ended it"),
    "no proposals": to_say("the model had no usable proposal several times running"),
    "perfect": to_say("no case is left to be mended"),
    "": to_say("gepa found nothing more to try"),
}
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdout:
    """Both prompts on cases that the search has never seen."""

    before: Run
    after: Run
    cases: int
    """Of how many; those that the budget did not reach are missing in `after`."""

    @property
    def comparison(self) -> Comparison:
        """Paired, on the cases that both have."""
        return compared(self.before.judged, self.after.judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Everything that a search has come to."""

    name: str
    task: str
    model: str
    seed: int
    ended: str
    """Why the search is over, in one word or two; empty where gepa had enough."""
    search: Search
    budget: Budget
    resumed: bool
    holdout: Holdout | None
    """None where nothing better was found, or there is no case for it."""
    text: str
    """The draft's file; empty where nothing better was found."""
    diff: Sequence[str]

    @property
    def is_better(self) -> bool:
        """Whether a text did better than the start on the search's own cases."""
        return self.search.best != self.search.start

    @property
    def variant(self) -> str:
        """The prompt that the search began with, as the other commands name it."""
        return self.name.partition("/")[2]

    @property
    def verdict(self) -> Verdict:
        """What holdout says of it."""
        return self.holdout.comparison.verdict if self.holdout else Verdict.UNCLEAR


def finding_tables(finding: Finding) -> Iterator[RenderableType]:
    """What is printed: what was tried, holdout, the diff, and what it took."""
    search = finding.search
    yield Text(labelled(finding.name, _tried(finding)))
    yield Text(
        say(
            "The search is over: {ended}. {spent}",
            ended=say(_ENDED[finding.ended]) if finding.ended in _ENDED else finding.ended,
            spent=spent_line(finding.budget),
        )
    )
    if not finding.is_better:
        yield Text(
            say("Nothing did better than the prompt as it is: {score}.", score=_score(search, search.start)), "bold"
        )
        return
    yield Text.assemble(
        (say("Found one that does better"), "bold"),
        " ",
        say(
            "on the cases it was made from ({cases}): {score} -> {best}, 1 is without a mistake.",
            cases=len(search.cases),
            score=_score(search, search.start),
            best=_score(search, search.best),
        ),
    )
    yield ""
    yield from _diff(finding.diff)
    yield ""
    yield from _holdout(finding.holdout)


def _tried(finding: Finding) -> str:
    steps, silent = finding.search.steps, finding.search.silent
    unmeasured = sum(not one.system for one in steps)
    parts = [say_many("{count} proposal", "{count} proposals", count=len(steps))]
    parts += [say("{count} of them thrown away unmeasured", count=unmeasured)] if unmeasured else []
    parts += [say("times that the model gave none: {count}", count=silent)] if silent else []
    return say("{parts}.", parts=listed(parts))


def _score(search: Search, system: str) -> str:
    score = search.score(system)
    return say("n/a") if score is None else f"{score:.3f}"


def _diff(lines: Sequence[str]) -> Iterator[Text]:
    for line in lines:
        bold = "bold" if line.startswith(("+++", "---")) else ""
        yield Text(line, bold or _STYLES.get(line[:1], ""))


def _holdout(holdout: Holdout | None) -> Iterator[RenderableType]:
    if holdout is None:
        yield Text(say("Nothing says whether it holds: no case for this task is labelled holdout."), "bold yellow")
        return
    comparison = holdout.comparison
    yield Text(say("On holdout, cases that the search has never seen:"), "bold")
    if comparison.cases < holdout.cases:
        yield Text(
            say("The budget reached {cases} of {of} of them.", cases=comparison.cases, of=holdout.cases),
            "yellow",
        )
    if not comparison.cases:
        return
    flips = tuple(flips_of(comparison, holdout.before, holdout.after))
    yield from comparison_tables(comparison, flips, holdout.before, holdout.after, at_most=_FLIPS_SHOWN)
    yield Text(verdict_line(comparison), "bold")


def verdict_line(comparison: Comparison) -> str:
    """What holdout says, plainly."""
    fixed = {case for one in comparison.changes for case in one.fixed}
    broken = {case for one in comparison.changes for case in one.broken}
    told = say(
        "cases with a mistake less: {fixed}, with one more: {broken}, of {cases}",
        fixed=len(fixed),
        cases=comparison.cases,
        broken=len(broken),
    )
    if comparison.verdict is Verdict.BETTER:
        return say("Holdout says better: {told}.", told=told)
    if comparison.verdict is Verdict.WORSE:
        return say("Holdout says worse: {told}. It has learnt the cases it was made from, and nothing more.", told=told)
    return say(
        "Holdout cannot tell: {told}, which chance brings as well. For a claim one kind of mistake has "
        "to go in six cases and come in none; label more cases holdout.",
        told=told,
    )


def spent_line(budget: Budget) -> str:
    """What was spent, of how much."""
    limits = budget.limits
    parts = [say("{calls} of {most} calls", calls=budget.calls, most=limits.calls)]
    if limits.price is not None:
        parts.append(money_line(budget.money, limits.money))
    before = say(" (of them in an earlier session: {calls})", calls=budget.calls_before) if budget.calls_before else ""
    return say("Spent: {parts}{before}.", parts=listed(parts), before=before)


def finding_json(finding: Finding, *, written: Path | None) -> dict[str, Json]:
    """The same for programs."""
    search, budget = finding.search, finding.budget
    return {
        "schema": SCHEMA,
        "prompt": finding.name,
        "task": finding.task,
        "model": finding.model,
        "seed": finding.seed,
        "resumed": finding.resumed,
        "ended": finding.ended,
        "better": finding.is_better,
        "train": {
            "cases": len(search.cases),
            "start": search.score(search.start),
            "best": search.score(search.best),
        },
        "verdict": finding.verdict.value if finding.is_better else None,
        "holdout": _holdout_json(finding.holdout),
        "diff": list(finding.diff),
        "text": finding.text or None,
        "written": str(written) if written else None,
        "spent": {
            "calls": budget.calls,
            "calls_at_most": budget.limits.calls,
            "calls_before": budget.calls_before,
            "money": budget.money,
            "money_at_most": budget.limits.money,
        },
        "proposals": [_step_json(search, number) for number in range(len(search.steps))],
        "no_proposal": search.silent,
    }


def _holdout_json(holdout: Holdout | None) -> Json:
    if holdout is None:
        return None
    comparison = holdout.comparison
    flips = tuple(flips_of(comparison, holdout.before, holdout.after))
    return {"of": holdout.cases, **comparison_json(comparison, flips, holdout.before, holdout.after)}


def _step_json(search: Search, number: int) -> Json:
    step = search.steps[number]
    attempt = search.weighed(step)
    return {
        "edits": [{"why": one.why, "find": one.find, "replace": one.replace} for one in attempt.edits],
        "result": attempt.result,
        "measured": bool(step.system),
        "score": search.score(step.system) if step.system else None,
    }


def write_finding(path: Path, finding: Finding, *, written: Path | None) -> None:
    """Write the file. Raises Failed."""
    text = jsonlib.dumps(finding_json(finding, written=written), ensure_ascii=False, indent=1)
    try:
        path.write_bytes(f"{text}\n".encode(errors="replace"))
    except OSError as error:
        raise Failed(
            say(
                "{path}: cannot be written ({reason}); name another file with --json",
                path=path,
                reason=reason_of(error),
            )
        ) from error
