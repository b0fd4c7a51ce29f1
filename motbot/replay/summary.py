"""Tells on the terminal what a replay came to: one table, every number with what it counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from rich import box
from rich.table import Table

from motbot.catalogue import listed, say
from motbot.domain.expectation import ExpectationKind, Urgency
from motbot.domain.value_words import in_words
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
    table = Table(title=say("Replay"), box=box.SIMPLE_HEAD, title_justify="left", show_edge=False, pad_edge=False)
    table.add_column(say("What"), no_wrap=True)
    table.add_column(say("Count"), justify="right", no_wrap=True)
    table.add_column(say("How it is counted"), style="dim")
    for what, count, how in [*_lines(outcomes, totals), *_found(outcomes), *_private(totals), *_pace(outcomes, totals)]:
        table.add_row(what, count, how)
    return table


def _lines(outcomes: Sequence[Outcome], totals: Totals) -> list[tuple[str, str, str]]:
    """What was played."""
    merged = sum(one.merged_into is not None for one in outcomes)
    return [
        (say("Dialogues"), str(totals.dialogues), say("lines of both sides: {lines}", lines=totals.lines)),
        (
            say("Customer lines"),
            str(len(outcomes)),
            say("each with one verdict; {merged} judged as part of a burst", merged=merged),
        ),
    ]


def _found(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str]]:
    """What the coach found."""
    moments = [one for one in outcomes if one.verdict.is_moment and one.merged_into is None]
    urgency = Counter(one.verdict.urgency for one in moments)
    spread = listed(_counted(urgency[level], level) for level in reversed(Urgency) if urgency[level])
    kept = Counter(one.verdict.suppressed.value for one in moments if one.verdict.suppressed)
    negatives = Counter(
        one.verdict.negative_type.value for one in outcomes if one.verdict.negative_type and not one.verdict.is_moment
    )
    kinds = Counter(
        found.kind for one in moments if one.verdict.assessment for found in one.verdict.assessment.expectations
    )
    return [
        (say("Moments"), str(len(moments)), spread or say("none")),
        (say("No moment"), str(sum(negatives.values())), _by_count(negatives) or say("none")),
        (
            say("Expectations"),
            str(sum(kinds.values())),
            listed(_counted(kinds[kind], kind) for kind in ExpectationKind),
        ),
        (say("Nudges"), str(sum(one.nudge is not None for one in moments)), say("cards posted or brought up to date")),
        (say("Kept back"), str(sum(kept.values())), _by_count(kept) or say("none")),
    ]


def _private(totals: Totals) -> list[tuple[str, str, str]]:
    """What people could see of it."""
    return [
        (say("Cards"), str(totals.cards), say("messages in agents' private conversations with the bot")),
        (say("Confirm prompts"), str(totals.confirm_prompts), say("private messages that ask to check the outcome")),
        (
            say("Seen by customers"),
            str(totals.customer_visible),
            say("must be 0: messages, modals or files of the bot"),
        ),
    ]


def _pace(outcomes: Sequence[Outcome], totals: Totals) -> list[tuple[str, str, str]]:
    """How long it took."""
    spent = sorted(one.latency_s for one in outcomes)
    if len(spent) < 2:  # noqa: PLR2004 - no spread to tell
        return [(say("Wall time"), f"{totals.wall_s:.1f} s", say("from the first line to the last timer"))]
    cuts = quantiles(spent, n=20, method="inclusive")
    return [
        (say("Latency p50"), f"{cuts[9]:.2f} s", say("wall time from a customer's line to its verdict and card")),
        (say("Latency p95"), f"{cuts[18]:.2f} s", say("likewise")),
        (say("Wall time"), f"{totals.wall_s:.1f} s", say("from the first line to the last timer")),
    ]


def _by_count(counts: Counter[str]) -> str:
    """Counts with their names, the largest first."""
    return listed(_counted(count, name) for name, count in counts.most_common())


def _counted(count: int, name: str) -> str:
    return say("{count} {name}", count=count, name=in_words(name))
