"""Shows the figures of a run as tables: harms with their intervals, what is right, and what it took."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from motbot.catalogue import labelled, listed, say, to_say
from motbot.domain.figures import Figures, Result, Share
from motbot.domain.opinion import Agreed
from motbot.domain.prediction import Failed, Spent
from motbot.domain.value_words import in_words

RIGHT = {
    "gate": to_say("moment or not"),
    "urgency_exact": to_say("urgency exact"),
    "urgency_within_one": to_say("urgency within one step"),
    "say_no": to_say("refusal seen, or none due"),
    "explicit_recall": to_say("explicit: labels found"),
    "explicit_precision": to_say("explicit: found ones labelled"),
    "implicit_recall_alike": to_say("implicit: labels found (alike)"),
    "implicit_precision_alike": to_say("implicit: found ones labelled (alike)"),
    "implicit_none_kept": to_say("implicit: none where none is labelled"),
    "not_yet_existing_recall_alike": to_say("not yet existing: labels found (alike)"),
    "not_yet_existing_precision_alike": to_say("not yet existing: found ones labelled (alike)"),
    "not_yet_existing_none_kept": to_say("not yet existing: none where none is labelled"),
    "implicit_recall_judged": to_say("implicit: labels found (judge)"),
    "implicit_sensible_judged": to_say("implicit: labelled or sensible (judge)"),
    "not_yet_existing_recall_judged": to_say("not yet existing: labels found (judge)"),
    "not_yet_existing_sensible_judged": to_say("not yet existing: labelled or sensible (judge)"),
    "promise_recall": to_say("promises: labels found"),
    "promise_precision": to_say("promises: found ones labelled"),
    "promise_exact_due": to_say("promises: due time exact"),
    "score_exact": to_say("score exact"),
    "score_within_one": to_say("score within one"),
    "score_in_range": to_say("score in the labelled range"),
    "score_not_off_by_more_than_3": to_say("score not off by more than 3"),
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
        yield Text(labelled(f"{case} {part.task}", failure(part)), "red")
    if len(failures) > _FAILURES_SHOWN:
        yield Text(say("and more parts without an answer: {count}", count=len(failures) - _FAILURES_SHOWN), "red")


def _shares_table(figures: Figures, title: str) -> Table:
    table = Table(title=escape(title), title_justify="left")
    table.add_column(say("right"))
    for name in (say("share"), "95 %"):
        table.add_column(name, justify="right")
    for name, told in RIGHT.items():
        if name in figures.shares:
            table.add_row(say(told), of_whole(figures.shares[name]), interval(figures.shares[name]))
    return table


def _harms_table(figures: Figures) -> Table:
    table = Table()
    table.add_column(say("harm"))
    for name in (say("done"), "95 %"):
        table.add_column(name, justify="right")
    for harm, share in figures.harms.items():
        style = "red" if share.part else ""
        table.add_row(in_words(harm), of_whole(share), interval(share), style=style)
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
    return say("n/a") if value is None else f"{100 * value:.0f} %"


def spent_line(figures: Figures) -> Text:
    """What it took: calls, tokens, money and time."""
    spent, took = figures.spent, seconds(figures.latency)
    if not spent.calls:
        return Text(
            say(
                "cases: {cases}, of threads: {threads}; no calls of a model; a case took {seconds}",
                cases=figures.cases,
                threads=figures.threads,
                seconds=took,
            )
        )
    return Text(
        say(
            "cases: {cases}, of threads: {threads}; calls: {calls}, of them remembered: {cached}; {tokens}; cost "
            "{money}, now {paid}; a case took {seconds}",
            cases=figures.cases,
            threads=figures.threads,
            calls=spent.calls,
            cached=spent.cached,
            tokens=tokens(spent),
            money=money(spent.cost),
            paid=money(spent.paid),
            seconds=took,
        )
    )


def seconds(latency: Mapping[str, float | None]) -> str:
    """How long a case took, by the names of the quantiles."""
    return listed(f"{name} {value:.2f} s" for name, value in latency.items() if value is not None)


def failure(part: Failed) -> str:
    """Why there is no answer."""
    return part.told or in_words(part.reason)


def judge_line(judge: Agreed) -> Text:
    """How far the judge can be trusted."""
    kappa = say("n/a") if judge.kappa is None else f"{judge.kappa:.2f}"
    share = percent(judge.agreed / judge.of if judge.of else None)
    return Text(
        say(
            "On explicit expectations the judge agrees with the labels in {agreed} of {of}, {share}; kappa {kappa}. "
            "Its verdicts on unsaid ones are no better than that.",
            agreed=judge.agreed,
            of=judge.of,
            share=share,
            kappa=kappa,
        )
    )


def tokens(spent: Spent) -> str:
    """The tokens of all calls."""
    return say(
        "tokens sent: {prompt_tokens:,} (known to the provider: {cached_tokens:,}), back: {completion_tokens:,}",
        prompt_tokens=spent.prompt_tokens,
        cached_tokens=spent.cached_tokens,
        completion_tokens=spent.completion_tokens,
    )


def money_line(spent: float | None, bound: float | None) -> str:
    """What was spent, of how much where that is bounded."""
    if bound is None:
        return say("money {spent}", spent=money(spent))
    return say("money {spent} of {bound}", spent=money(spent), bound=money(bound))


def money(amount: float | None) -> str:
    """An amount in the price table's currency; what is not known is n/a, never 0."""
    return say("n/a") if amount is None else f"{amount:.4f}"
