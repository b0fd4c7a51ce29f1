"""Tells on the terminal what a replay came to: one table, every number with what it counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from rich import box
from rich.table import Table

from motbot.domain.expectation import ExpectationKind, Urgency
from motbot.replay.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What the workspace shows after the last line."""

    dialogues: int
    lines: int
    cards: int
    confirm_prompts: int
    customer_visible: int
    wall_s: float


def summary_table(outcomes: Sequence[Outcome], totals: Totals) -> Table:
    """The summary of a whole replay."""
    table = Table(title="Replay", box=box.SIMPLE_HEAD, title_justify="left", show_edge=False, pad_edge=False)
    table.add_column("What", no_wrap=True)
    table.add_column("Count", justify="right", no_wrap=True)
    table.add_column("How it is counted", style="dim")
    for what, count, how in [*_lines(outcomes, totals), *_found(outcomes), *_private(totals), *_pace(outcomes, totals)]:
        table.add_row(what, count, how)
    return table


def _lines(outcomes: Sequence[Outcome], totals: Totals) -> list[tuple[str, str, str]]:
    """What was played."""
    merged = sum(one.merged_into is not None for one in outcomes)
    return [
        ("Dialogues", str(totals.dialogues), f"{totals.lines} lines of both sides"),
        ("Customer lines", str(len(outcomes)), f"each with one verdict; {merged} judged as part of a burst"),
    ]


def _found(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str]]:
    """What the coach found."""
    moments = [one for one in outcomes if one.verdict.is_moment and one.merged_into is None]
    urgency = Counter(one.verdict.urgency for one in moments)
    spread = ", ".join(f"{urgency[level]} {level}" for level in reversed(Urgency) if urgency[level])
    kept = Counter(one.verdict.suppressed.value for one in moments if one.verdict.suppressed)
    negatives = Counter(
        one.verdict.negative_type.value for one in outcomes if one.verdict.negative_type and not one.verdict.is_moment
    )
    kinds = Counter(
        found.kind for one in moments if one.verdict.assessment for found in one.verdict.assessment.expectations
    )
    return [
        ("Moments", str(len(moments)), spread or "none"),
        ("No moment", str(sum(negatives.values())), _listed(negatives) or "none"),
        ("Expectations", str(sum(kinds.values())), ", ".join(f"{kinds[kind]} {kind}" for kind in ExpectationKind)),
        ("Nudges", str(sum(one.nudge is not None for one in moments)), "cards posted or brought up to date"),
        ("Kept back", str(sum(kept.values())), _listed(kept) or "none"),
    ]


def _private(totals: Totals) -> list[tuple[str, str, str]]:
    """What people could see of it."""
    return [
        ("Cards", str(totals.cards), "messages in agents' private conversations with the bot"),
        ("Confirm prompts", str(totals.confirm_prompts), "private messages that ask to check the outcome"),
        ("Seen by customers", str(totals.customer_visible), "must be 0: messages, modals or files of the bot"),
    ]


def _pace(outcomes: Sequence[Outcome], totals: Totals) -> list[tuple[str, str, str]]:
    """How long it took."""
    spent = sorted(one.latency_s for one in outcomes)
    if len(spent) < 2:  # noqa: PLR2004 - no spread to tell
        return [("Wall time", f"{totals.wall_s:.1f} s", "from the first line to the last timer")]
    cuts = quantiles(spent, n=20, method="inclusive")
    return [
        ("Latency p50", f"{cuts[9]:.2f} s", "wall time from a customer's line to its verdict and card"),
        ("Latency p95", f"{cuts[18]:.2f} s", "likewise"),
        ("Wall time", f"{totals.wall_s:.1f} s", "from the first line to the last timer"),
    ]


def _listed(counts: Counter[str]) -> str:
    """Counts with their names, the largest first."""
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.most_common())
