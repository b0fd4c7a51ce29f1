"""`motbot prompts compare`: two runs side by side, what was fixed and broken first."""

import json as jsonlib
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from motbot.catalogue import in_turn, labelled, listed, say, to_say
from motbot.domain.comparison import Change, Comparison, Verdict, compared
from motbot.domain.errors import BadInput, Failed
from motbot.domain.figures import figures_of
from motbot.domain.harm import Harm, Judged
from motbot.domain.os_reasons import reason_of
from motbot.domain.prediction import Spent
from motbot.domain.value_words import in_words
from motbot.settings.loading import Settings
from motbot.tuning.bench import DEFAULT, open_bench
from motbot.tuning.cases import cases_of
from motbot.tuning.measuring import check_writable, refuse_silence
from motbot.tuning.outputs import output_of
from motbot.tuning.prediction_json import Json, share_json, spent_json
from motbot.tuning.running import run_cases
from motbot.tuning.runs import Run, read_run, run_of
from motbot.tuning.tables import money, seconds, tokens
from motbot.tuning.wish import BenchWish, CasesWish, variants_of
from motbot.tuning.word_diff import Difference, diff_marked

SHORT = {Verdict.BETTER: to_say("better"), Verdict.WORSE: to_say("worse"), Verdict.UNCLEAR: to_say("cannot tell")}
"""A verdict in a cell of a table."""
_STYLES = {Verdict.BETTER: "green", Verdict.WORSE: "red", Verdict.UNCLEAR: "yellow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareWish:
    """What the command line asks for."""

    before: str
    after: str
    cases: CasesWish = field(default_factory=CasesWish)
    bench: BenchWish = field(default_factory=BenchWish)
    json: Path | None = None
    flips: int = 20
    """How many changed cases are shown on the terminal at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A case in which a harm was fixed or broken."""

    case: str
    harm: Harm
    is_fixed: bool
    told: tuple[str, ...]
    """What exactly was wrong."""
    before: str
    after: str


async def compare_prompts(settings: Settings, wish: CompareWish) -> None:
    """Run what is no file, compare, show, write.

    Raises:
        BadInput: one of the two, the cases or the configuration cannot be used.
        Failed: nothing was answered, or the file cannot be written.
    """
    check_writable(wish.json)
    errors = Console(stderr=True, highlight=False)
    before = await _run(settings, wish, wish.before, errors)
    after = await _run(settings, wish, wish.after, errors)
    comparison = compared(before.judged, after.judged)
    if not comparison.cases:
        raise BadInput(
            say(
                "{name} and {other} have no case in common; run both on the same cases",
                name=before.name,
                other=after.name,
            )
        )
    flips = tuple(flips_of(comparison, before, after))
    if wish.json is not None:
        _write(wish.json, comparison_json(comparison, flips, before, after))
    console = Console(file=sys.stdout, highlight=False)
    for piece in comparison_tables(comparison, flips, before, after, at_most=wish.flips):
        console.print(piece)


async def _run(settings: Settings, wish: CompareWish, name: str, errors: Console) -> Run:
    """A prediction file, or a run with the variant that is named."""
    if name.endswith(".json"):
        return read_run(Path(name))
    variants = {**wish.bench.variants, **named_variants(name)}
    bench_wish = replace(wish.bench, variants=variants)
    if not bench_wish.with_model(settings):
        raise BadInput(
            say(
                "{name}: prompts are compared with a model; use --model or `coach: model`, or name two files", name=name
            )
        )
    chosen = cases_of(settings, wish.cases, errors)
    async with AsyncExitStack() as stack:
        bench = await open_bench(settings, bench_wish, stack)
        results = await run_cases(bench, chosen, errors, what=name)
    refuse_silence(results, bench.coach)
    return run_of(name, results, figures_of(results))


def named_variants(name: str) -> dict[str, str]:
    """What a side of a comparison names: `default`, `task=variant[,task=variant]`, `task/variant`, or a prompt's file.

    Raises:
        BadInput: it names nothing of these.
    """
    if name == DEFAULT:
        return {}
    if "=" in name:
        return variants_of(name.split(","))
    path = Path(name)
    if len(path.parts) > 1 and path.suffix in {"", ".md"}:
        return {path.parent.name: name if path.suffix else path.name}
    raise BadInput(
        say(
            "{name!r} is neither a prediction file (.json) nor a variant; write default, assess=shorter or "
            "prompts/assess/shorter.md",
            name=name,
        )
    )


def flips_of(comparison: Comparison, before: Run, after: Run) -> Iterator[Flip]:
    """What was broken first, then what was fixed."""
    found = [*_flips(comparison, before, after, is_fixed=False), *_flips(comparison, before, after, is_fixed=True)]
    yield from found


def _flips(comparison: Comparison, before: Run, after: Run, *, is_fixed: bool) -> Iterator[Flip]:
    wrong = {one.case: one for one in (before if is_fixed else after).judged}
    for change in comparison.changes:
        for case in change.fixed if is_fixed else change.broken:
            yield Flip(
                case=case,
                harm=change.harm,
                is_fixed=is_fixed,
                told=_told(wrong[case], change.harm),
                before=output_of(change.harm, before.predicted[case]),
                after=output_of(change.harm, after.predicted[case]),
            )


def _told(judged: Judged, harm: Harm) -> tuple[str, ...]:
    return tuple(one.what for one in judged.findings if one.harm is harm)


def comparison_tables(
    comparison: Comparison, flips: tuple[Flip, ...], before: Run, after: Run, *, at_most: int
) -> Iterator[RenderableType]:
    """The changed cases, the harms, and what both runs took."""
    for flip in flips[:at_most]:
        sign = Text(say("fixed"), "green") if flip.is_fixed else Text(say("broken"), "red")
        what = f"{flip.case} {in_words(flip.harm)}"
        yield Text.assemble(sign, " ", labelled(what, in_turn(flip.told)))
        yield Difference(flip.before, flip.after)
        yield ""
    if len(flips) > at_most:
        yield Text(say("and more changes: {count}; --flips shows more, --json writes all", count=len(flips) - at_most))
    yield from _changes_table(comparison)
    yield Text.assemble(
        say("cases: {cases}, of threads: {threads} – ", cases=comparison.cases, threads=comparison.threads),
        (say(comparison.verdict.value), f"bold {_STYLES[comparison.verdict]}"),
    )
    for side, run in ((say("before"), before), (say("after"), after)):
        yield Text(
            say(
                "{side}, {name}: {taken}; a case took {seconds}",
                side=side,
                name=run.name,
                taken=_taken(run.spent),
                seconds=seconds(run.latency),
            )
        )


def _taken(spent: Spent) -> str:
    if not spent.calls:
        return say("no calls of a model")
    return say(
        "calls: {calls}, of them remembered: {cached}; {tokens}; cost {money}",
        calls=spent.calls,
        cached=spent.cached,
        tokens=tokens(spent),
        money=money(spent.cost),
    )


def _changes_table(comparison: Comparison) -> Iterator[RenderableType]:
    """The harms of which anything has changed, and the names of the others."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(say("harm"), no_wrap=True)
    for name in (say("before"), say("after"), say("change, 95 %"), say("fixed"), "p"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column(say("verdict"), no_wrap=True)
    changed = [one for one in comparison.changes if _has_changed(one)]
    for one in changed:
        table.add_row(
            in_words(one.harm),
            f"{one.before.part}/{one.before.whole}",
            f"{one.after.part}/{one.after.whole}",
            _risen(one),
            say("{fixed} of {changed}", fixed=len(one.fixed), changed=len(one.fixed) + len(one.broken)),
            f"{one.p:.3f}",
            Text(say(SHORT[one.verdict]), _STYLES[one.verdict]),
        )
    if changed:
        yield table
    same = [one for one in comparison.changes if one not in changed]
    if same:
        told = listed(f"{in_words(one.harm)} {one.after.part}/{one.after.whole}" for one in same)
        yield Text(say("unchanged: {same}", same=told))


def _has_changed(one: Change) -> bool:
    return bool(one.fixed or one.broken or one.more or one.less or one.before != one.after)


def _risen(one: Change) -> str:
    """How much a share has risen, in points."""
    if one.difference is None:
        return say("n/a")
    interval = f" {100 * one.interval.low:+.0f}..{100 * one.interval.high:+.0f}" if one.interval else ""
    return f"{100 * one.difference:+.0f}{interval}"


def comparison_json(comparison: Comparison, flips: tuple[Flip, ...], before: Run, after: Run) -> dict[str, Json]:
    """The same for programs."""
    return {
        "verdict": comparison.verdict.value,
        "cases": comparison.cases,
        "threads": comparison.threads,
        "before": {"name": before.name, "spent": spent_json(before.spent), "latency_s": dict(before.latency)},
        "after": {"name": after.name, "spent": spent_json(after.spent), "latency_s": dict(after.latency)},
        "harms": {one.harm.value: _change_json(one) for one in comparison.changes},
        "flips": [
            {
                "case": one.case,
                "harm": one.harm.value,
                "fixed": one.is_fixed,
                "told": list(one.told),
                "before": one.before,
                "after": one.after,
                "difference": diff_marked(one.before, one.after),
            }
            for one in flips
        ],
    }


def _change_json(one: Change) -> dict[str, Json]:
    return {
        "before": share_json(one.before),
        "after": share_json(one.after),
        "difference": one.difference,
        "low": one.interval.low if one.interval else None,
        "high": one.interval.high if one.interval else None,
        "fixed": list(one.fixed),
        "broken": list(one.broken),
        "more": list(one.more),
        "less": list(one.less),
        "p": one.p,
        "verdict": one.verdict.value,
    }


def _write(path: Path, content: dict[str, Json]) -> None:
    try:
        text = jsonlib.dumps(content, ensure_ascii=False, indent=1)
        path.write_bytes(f"{text}\n".encode(errors="replace"))
    except OSError as error:
        raise Failed(
            say(
                "{path}: cannot be written ({reason}); name another file with --json",
                path=path,
                reason=reason_of(error),
            )
        ) from error
