"""Shows the figures of a run as tables: harms with their intervals, what is right, and what it took."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from motbot.domain.figures import Figures, Result, Share
from motbot.domain.opinion import Agreed
from motbot.domain.prediction import Spent

RIGHT = {
    "gate": "moment or not",
    "urgency_exact": "urgency exact",
    "urgency_within_one": "urgency within one step",
    "say_no": "refusal seen, or none due",
    "explicit_recall": "explicit: labels found",
    "explicit_precision": "explicit: found ones labelled",
    "implicit_recall_alike": "implicit: labels found (alike)",
    "implicit_precision_alike": "implicit: found ones labelled (alike)",
    "implicit_none_kept": "implicit: none where none is labelled",
    "not_yet_existing_recall_alike": "not yet existing: labels found (alike)",
    "not_yet_existing_precision_alike": "not yet existing: found ones labelled (alike)",
    "not_yet_existing_none_kept": "not yet existing: none where none is labelled",
    "implicit_recall_judged": "implicit: labels found (judge)",
    "implicit_sensible_judged": "implicit: labelled or sensible (judge)",
    "not_yet_existing_recall_judged": "not yet existing: labels found (judge)",
    "not_yet_existing_sensible_judged": "not yet existing: labelled or sensible (judge)",
    "promise_recall": "promises: labels found",
    "promise_precision": "promises: found ones labelled",
    "promise_exact_due": "promises: due time exact",
    "score_exact": "score exact",
    "score_within_one": "score within one",
    "score_in_range": "score in the labelled range",
    "score_not_off_by_more_than_3": "score not off by more than 3",
}
"""Every share by its name, in the order of the table."""
_FAILURES_SHOWN = 5


def figures_tables(figures: Figures, results: Sequence[Result], *, title: str) -> Iterator[RenderableType]:
    """The tables, and below them what went wrong."""
    yield _shares_table(figures, title)
    yield _harms_table(figures)
    yield spent_line(figures)
    if figures.judge is not None:
        yield judge_line(figures.judge)
    failures = [(one.case.id, part) for one in results for part in one.prediction.failed]
    for case, part in failures[:_FAILURES_SHOWN]:
        yield Text.assemble((f"{case} {part.task}: ", "red"), part.told or part.reason)
    if len(failures) > _FAILURES_SHOWN:
        yield Text(f"and {len(failures) - _FAILURES_SHOWN} more parts without an answer", "red")


def _shares_table(figures: Figures, title: str) -> Table:
    table = Table(title=escape(title), title_justify="left")
    table.add_column("right")
    for name in ("share", "95 %"):
        table.add_column(name, justify="right")
    for name, told in RIGHT.items():
        if name in figures.shares:
            table.add_row(told, of_whole(figures.shares[name]), interval(figures.shares[name]))
    return table


def _harms_table(figures: Figures) -> Table:
    table = Table()
    table.add_column("harm")
    for name in ("done", "95 %"):
        table.add_column(name, justify="right")
    for harm, share in figures.harms.items():
        style = "red" if share.part else ""
        table.add_row(harm.value, of_whole(share), interval(share), style=style)
    return table


def of_whole(share: Share) -> str:
    """`3/12 25 %`."""
    return f"{share.part}/{share.whole} {percent(share.value)}"


def interval(share: Share) -> str:
    """`9 - 53 %`."""
    bounds = share.interval
    return f"{100 * bounds.low:.0f} - {100 * bounds.high:.0f} %"


def percent(value: float | None) -> str:
    """A share for people."""
    return "n/a" if value is None else f"{100 * value:.0f} %"


def spent_line(figures: Figures) -> Text:
    """What it took: calls, tokens, money and time."""
    spent, latency = figures.spent, figures.latency
    seconds = ", ".join(f"{name} {value:.2f} s" for name, value in latency.items() if value is not None)
    if not spent.calls:
        return Text(f"{figures.cases} cases of {figures.threads} threads; no calls of a model; a case took {seconds}")
    return Text(
        f"{figures.cases} cases of {figures.threads} threads; {spent.calls} calls, {spent.cached} of them remembered; "
        f"{tokens(spent)}; cost {money(spent.cost)}, now {money(spent.paid)}; a case took {seconds}"
    )


def judge_line(judge: Agreed) -> Text:
    """How far the judge can be trusted."""
    kappa = "n/a" if judge.kappa is None else f"{judge.kappa:.2f}"
    share = percent(judge.agreed / judge.of if judge.of else None)
    return Text(
        f"The judge agrees with the labels on {judge.agreed} of {judge.of} explicit expectations, {share}; "
        f"kappa {kappa}. Its verdicts on unsaid ones are no better than that."
    )


def tokens(spent: Spent) -> str:
    """The tokens of all calls."""
    return (
        f"{spent.prompt_tokens:,} tokens sent ({spent.cached_tokens:,} of them known to the provider), "
        f"{spent.completion_tokens:,} back"
    )


def money(amount: float | None) -> str:
    """An amount in the price table's currency; what is not known is n/a, never 0."""
    return "n/a" if amount is None else f"{amount:.4f}"
