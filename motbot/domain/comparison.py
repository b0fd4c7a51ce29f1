"""Compares two runs over the same cases: which cases were fixed and broken, and whether that is more than chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from motbot.catalogue import to_say
from motbot.domain.figures import Share
from motbot.domain.harm import Harm, Judged
from motbot.domain.statistics import Interval, Paired, bootstrap, by_thread, mcnemar

SURE = 0.05
"""A split of changed cases that chance brings this seldom is taken for more than chance."""


class Verdict(StrEnum):
    """What can be said of a change."""

    BETTER = to_say("better")
    WORSE = to_say("worse")
    UNCLEAR = to_say("cannot tell yet, add cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one harm from one run to the other."""

    harm: Harm
    before: Share
    after: Share
    interval: Interval | None
    """Of how much the share has risen: by resampled threads; None where they are too few."""
    fixed: tuple[str, ...]
    """Cases in which it was done before, and is not now."""
    broken: tuple[str, ...]
    more: tuple[str, ...] = ()
    """Cases in which it was done before and is done more often now."""
    less: tuple[str, ...] = ()

    @property
    def difference(self) -> float | None:
        """How much the share has risen; below 0 is better."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def p(self) -> float:
        """How likely so uneven a split of fixed and broken cases is by chance: McNemar, exact, two-sided."""
        return mcnemar(len(self.fixed), len(self.broken))

    @property
    def verdict(self) -> Verdict:
        """Only what both say: the exact test of cases, and the interval of threads where there is one."""
        if self.p >= SURE:
            return Verdict.UNCLEAR
        if len(self.fixed) > len(self.broken):
            return Verdict.BETTER if self.interval is None or self.interval.high < 0 else Verdict.UNCLEAR
        return Verdict.WORSE if self.interval is None or self.interval.low > 0 else Verdict.UNCLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs side by side, on the cases that both have."""

    cases: int
    threads: int
    changes: tuple[Change, ...]
    """One for every harm that could have been done in either run."""

    @property
    def verdict(self) -> Verdict:
        """Worse where any harm is; better where any is and none is worse."""
        verdicts = {one.verdict for one in self.changes}
        return next((one for one in (Verdict.WORSE, Verdict.BETTER) if one in verdicts), Verdict.UNCLEAR)


def compared(before: Sequence[Judged], after: Sequence[Judged]) -> Comparison:
    """Compare, harm by harm, the cases that both runs have."""
    first, second = ({one.case: one for one in run} for run in (before, after))
    both = [(first[case], second[case]) for case in first if case in second]
    tried = {harm for pair in both for one in pair for harm, count in one.tried if count}
    return Comparison(
        cases=len(both),
        threads=len({one.thread for one, _ in both}),
        changes=tuple(_change(harm, both) for harm in Harm if harm in tried),
    )


def _change(harm: Harm, both: Sequence[tuple[Judged, Judged]]) -> Change:
    """A case counts where the harm could have been done in both runs, or was done in one: else it has no pair."""
    rows = {one.case: (one.thread, _paired(harm, one, other)) for one, other in both}
    counted = {case: row for case, row in rows.items() if _is_pair(row[1])}
    total = sum((row for _, row in counted.values()), start=Paired(before=0, before_of=0, after=0, after_of=0))
    cases = {case: row for case, (_, row) in counted.items()}
    return Change(
        harm=harm,
        before=Share(part=total.before, whole=total.before_of),
        after=Share(part=total.after, whole=total.after_of),
        interval=bootstrap(by_thread(counted.values())),
        fixed=_where(cases, was=True, stays=False),
        broken=_where(cases, was=False, stays=True),
        more=tuple(case for case, row in cases.items() if 0 < row.before < row.after),
        less=tuple(case for case, row in cases.items() if 0 < row.after < row.before),
    )


def _paired(harm: Harm, before: Judged, after: Judged) -> Paired:
    return Paired(
        before=before.count(harm), before_of=_tried(harm, before), after=after.count(harm), after_of=_tried(harm, after)
    )


def _tried(harm: Harm, judged: Judged) -> int:
    return max(sum(count for one, count in judged.tried if one is harm), judged.count(harm))


def _is_pair(row: Paired) -> bool:
    return bool((row.before_of and row.after_of) or row.before or row.after)


def _where(cases: Mapping[str, Paired], *, was: bool, stays: bool) -> tuple[str, ...]:
    return tuple(case for case, row in cases.items() if bool(row.before) is was and bool(row.after) is stays)
