"""Tells on the terminal what a replay came to: one table, every number with what it counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from rich import box
from rich.table import Table

from motbot.catalogue import say, to_say
from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.moment_states import Suppressed
from motbot.replay.outcome import Outcome

NAMES: Mapping[str, str] = {
    Urgency.LOW: to_say("low"),
    Urgency.NORMAL: to_say("normal"),
    Urgency.HIGH: to_say("high"),
    Urgency.CRITICAL: to_say("critical"),
    ExpectationKind.EXPLICIT: to_say("explicit"),
    ExpectationKind.IMPLICIT: to_say("implicit"),
    ExpectationKind.NOT_YET_EXISTING: to_say("not yet existing"),
    NegativeType.THANKS_CLOSING: to_say("thanks closing"),
    NegativeType.FYI: to_say("fyi"),
    NegativeType.CHIT_CHAT: to_say("chit chat"),
    NegativeType.BOT: to_say("bot"),
    NegativeType.AGENT_TO_AGENT: to_say("agent to agent"),
    NegativeType.CUSTOMER_TO_CUSTOMER: to_say("customer to customer"),
    NegativeType.INJECTION_ONLY: to_say("injection only"),
    NegativeType.DUPLICATE: to_say("duplicate"),
    Suppressed.ANSWERED: to_say("answered"),
    Suppressed.EXPIRED: to_say("expired"),
    Suppressed.BELOW_SENSITIVITY: to_say("below sensitivity"),
    Suppressed.MUTED: to_say("muted"),
    Suppressed.DAILY_CAP: to_say("daily cap"),
    Suppressed.QUIET_HOURS: to_say("quiet hours"),
    Suppressed.FADED: to_say("faded"),
    Suppressed.NOBODY: to_say("nobody"),
}
"""What is counted, by its value."""


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
    spread = ", ".join(_counted(urgency[level], level) for level in reversed(Urgency) if urgency[level])
    kept = Counter(one.verdict.suppressed.value for one in moments if one.verdict.suppressed)
    negatives = Counter(
        one.verdict.negative_type.value for one in outcomes if one.verdict.negative_type and not one.verdict.is_moment
    )
    kinds = Counter(
        found.kind for one in moments if one.verdict.assessment for found in one.verdict.assessment.expectations
    )
    return [
        (say("Moments"), str(len(moments)), spread or say("none")),
        (say("No moment"), str(sum(negatives.values())), _listed(negatives) or say("none")),
        (
            say("Expectations"),
            str(sum(kinds.values())),
            ", ".join(_counted(kinds[kind], kind) for kind in ExpectationKind),
        ),
        (say("Nudges"), str(sum(one.nudge is not None for one in moments)), say("cards posted or brought up to date")),
        (say("Kept back"), str(sum(kept.values())), _listed(kept) or say("none")),
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


def _listed(counts: Counter[str]) -> str:
    """Counts with their names, the largest first."""
    return ", ".join(_counted(count, name) for name, count in counts.most_common())


def _counted(count: int, name: str) -> str:
    return say("{count} {name}", count=count, name=say(NAMES.get(name, name.replace("_", " "))))
