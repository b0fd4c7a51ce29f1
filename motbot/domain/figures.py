"""What a run over cases comes to: the share of every harm with its interval, and how good the parts of answers are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from motbot.domain.case import Case
from motbot.domain.expectation import ExpectationKind
from motbot.domain.harm import Harm, Judged
from motbot.domain.opinion import Agreed, Held, Opinion, agreed
from motbot.domain.prediction import Prediction, Spent
from motbot.domain.scorers_expectations import explicit_pairs, unsaid_pairs
from motbot.domain.scorers_reply import is_right_time, off_by, promise_pairs
from motbot.domain.statistics import Interval, quantile, wilson

_FAR = 3
EXPLICIT, IMPLICIT, NOT_YET = ExpectationKind.EXPLICIT, ExpectationKind.IMPLICIT, ExpectationKind.NOT_YET_EXISTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A case with what came of it."""

    case: Case
    prediction: Prediction
    judged: Judged
    opinions: Mapping[str, Opinion] = field(default_factory=dict)
    """Of the expectations, by their `mark`, where a judge was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> Interval:
        """The 95 % interval."""
        return wilson(min(self.part, self.whole), self.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one run. Shares of harms are better lower, all other shares higher."""

    cases: int
    threads: int
    harms: Mapping[Harm, Share]
    """By every harm that could have been done."""
    shares: Mapping[str, Share]
    """By what is right: `gate`, `urgency_exact`, `explicit_recall` ..."""
    spent: Spent
    latency: Mapping[str, float | None]
    """Seconds that half of the cases (`p50`) and nearly all (`p95`) took at most."""
    judge: Agreed | None = None
    """How well the judge agrees with anchors on explicit expectations; None where none was asked."""

    @property
    def guarded(self) -> dict[str, float]:
        """The shares that a prompt must not make worse, by the harm's name."""
        return {harm.value: share.value for harm, share in self.harms.items() if share.value is not None}


def figures_of(results: Sequence[Result]) -> Figures:
    """Count everything."""
    seconds = [one.prediction.spent.seconds for one in results]
    return Figures(
        cases=len(results),
        threads=len({one.case.thread for one in results}),
        harms=_harms([one.judged for one in results]),
        shares={name: share for name, share in _shares(results).items() if share.whole},
        spent=spent_together([one.prediction.spent for one in results]),
        latency={"p50": quantile(seconds, 0.5), "p95": quantile(seconds, 0.95)},
        judge=agreed(_judge_rows(results)) if any(one.opinions for one in results) else None,
    )


def _harms(judged: Iterable[Judged]) -> dict[Harm, Share]:
    tried: Counter[Harm] = Counter()
    done: Counter[Harm] = Counter()
    for one in judged:
        for harm, count in one.tried:
            tried[harm] += count
        done.update(finding.harm for finding in one.findings)
    return {harm: Share(part=done[harm], whole=max(tried[harm], done[harm])) for harm in Harm if tried[harm]}


def spent_together(spent: Sequence[Spent]) -> Spent:
    """What all of it took; a cost that is known only in part is not known."""
    return Spent(
        calls=sum(one.calls for one in spent),
        cached=sum(one.cached for one in spent),
        prompt_tokens=sum(one.prompt_tokens for one in spent),
        cached_tokens=sum(one.cached_tokens for one in spent),
        completion_tokens=sum(one.completion_tokens for one in spent),
        seconds=sum(one.seconds for one in spent),
        cost=_sum([one.cost for one in spent]),
        paid=_sum([one.paid for one in spent]),
    )


def _sum(values: Sequence[float | None]) -> float | None:
    known = [one for one in values if one is not None]
    return sum(known) if values and len(known) == len(values) else None


def _shares(results: Sequence[Result]) -> dict[str, Share]:
    return {
        **_gate(results),
        **_explicit(results),
        **_unsaid(results, IMPLICIT, "implicit"),
        **_unsaid(results, NOT_YET, "not_yet_existing"),
        **_by_judge(results, IMPLICIT, "implicit"),
        **_by_judge(results, NOT_YET, "not_yet_existing"),
        **_promises(results),
        **_scores(results),
    }


def _share(rows: Iterable[bool]) -> Share:
    found = list(rows)
    return Share(part=sum(found), whole=len(found))


def _gate(results: Sequence[Result]) -> dict[str, Share]:
    answered = [(one.case.gold, one.prediction.assessed.assessment) for one in results if one.prediction.assessed]
    both = [(gold, found) for gold, found in answered if gold.is_moment and found.is_moment]
    off = [abs(gold.urgency.rank - found.urgency.rank) for gold, found in both]
    return {
        "gate": _share(gold.is_moment == found.is_moment for gold, found in answered),
        "urgency_exact": _share(one == 0 for one in off),
        "urgency_within_one": _share(one <= 1 for one in off),
        "say_no": _share(
            gold.say_no == found.say_no.value for gold, found in answered if gold.is_moment and gold.say_no is not None
        ),
    }


def _explicit(results: Sequence[Result]) -> dict[str, Share]:
    labelled = found = matched = 0
    for one in results:
        if one.prediction.assessed:
            items = one.prediction.assessed.assessment.of_kind(EXPLICIT)
            labelled += len(one.case.gold.of_kind(EXPLICIT))
            found += len(items)
            matched += len(explicit_pairs(one.case, items))
    return {
        "explicit_recall": Share(part=matched, whole=labelled),
        "explicit_precision": Share(part=matched, whole=found),
    }


def _unsaid(results: Sequence[Result], kind: ExpectationKind, name: str) -> dict[str, Share]:
    """How many labels something alike was found for, of how many; and whether nothing is found where nothing is."""
    labelled = found = matched = 0
    empty: list[bool] = []
    for one in results:
        if one.prediction.assessed and one.case.gold.is_moment:
            items = one.prediction.assessed.assessment.of_kind(kind)
            labelled += len(one.case.gold.of_kind(kind))
            found += len(items)
            matched += len(unsaid_pairs(one.case, items, kind))
            if not one.case.gold.of_kind(kind):
                empty.append(not items)
    return {
        f"{name}_recall_alike": Share(part=matched, whole=labelled),
        f"{name}_precision_alike": Share(part=matched, whole=found),
        f"{name}_none_kept": _share(empty),
    }


def _by_judge(results: Sequence[Result], kind: ExpectationKind, name: str) -> dict[str, Share]:
    """The same as the judge sees it: labels found, and found ones that are a label or at least sensible."""
    labelled: list[bool] = []
    sensible: list[bool] = []
    for one in results:
        if one.prediction.assessed and one.opinions:
            marks = [found.mark for found in one.prediction.assessed.assessment.of_kind(kind)]
            sensible += [one.opinions[mark].held is not Held.INVENTED for mark in marks if mark in one.opinions]
            keys = {opinion.key for opinion in one.opinions.values()}
            labelled += [label.key in keys for label in one.case.gold.of_kind(kind)]
    return {f"{name}_recall_judged": _share(labelled), f"{name}_sensible_judged": _share(sensible)}


def _judge_rows(results: Sequence[Result]) -> Iterator[tuple[bool, bool]]:
    """For each explicit expectation that the judge has judged: whether anchors pair it, and whether the judge does."""
    for one in results:
        found = one.prediction.assessed.assessment.of_kind(EXPLICIT) if one.prediction.assessed else ()
        paired = {here for here, _ in explicit_pairs(one.case, found)}
        for place, item in enumerate(found):
            if item.mark in one.opinions:
                yield place in paired, one.opinions[item.mark].held is Held.LABELLED


def _promises(results: Sequence[Result]) -> dict[str, Share]:
    labelled = found = matched = exact = 0
    for one in results:
        reply, items = one.case.reply, one.prediction.promises
        if reply is not None and items is not None and (reply.score is not None or reply.promises):
            together = promise_pairs(items, reply.promises)
            labelled += len(reply.promises)
            found += len(items)
            matched += len(together)
            exact += sum(is_right_time(items[here].due, reply.promises[there]) for here, there in together)
    return {
        "promise_recall": Share(part=matched, whole=labelled),
        "promise_precision": Share(part=matched, whole=found),
        "promise_exact_due": Share(part=exact, whole=matched),
    }


def _scores(results: Sequence[Result]) -> dict[str, Share]:
    scored = [
        (one.case.reply, one.case.reply.score, one.prediction.score.score)
        for one in results
        if one.case.reply and one.case.reply.score is not None and one.prediction.score
    ]

    def counted(holds: Callable[[int, int], bool]) -> Share:
        return _share(holds(gold, score) for _, gold, score in scored)

    return {
        "score_exact": counted(lambda gold, score: gold == score),
        "score_within_one": counted(lambda gold, score: abs(gold - score) <= 1),
        "score_in_range": _share(off_by(reply, score) == 0 for reply, _, score in scored),
        "score_not_off_by_more_than_3": counted(lambda gold, score: abs(gold - score) <= _FAR),
    }
