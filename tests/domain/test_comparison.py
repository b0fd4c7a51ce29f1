"""Two runs are compared case by case, and no more is said than the cases carry."""

import pytest

from motbot.domain.comparison import Change, Verdict, compared
from motbot.domain.harm import Finding, Harm, Judged

MISSED, NOISY = Harm.MISSED_MOMENT, Harm.NOISY_NUDGE


def run(*counts: int, tried: int = 1, harm: Harm = MISSED, threads: int = 0) -> list[Judged]:
    """A run in which the harm was done so often in each case."""
    return [
        Judged(
            case=f"c{place}",
            thread=f"t{place % threads if threads else place}",
            tried=((harm, tried),),
            findings=(Finding(harm=harm, what="x"),) * count,
        )
        for place, count in enumerate(counts)
    ]


def change(before: list[Judged], after: list[Judged]) -> Change:
    """What became of the only harm."""
    [one] = compared(before, after).changes
    return one


def test_fixed_and_broken_cases_are_named() -> None:
    one = change(run(1, 0, 1, 0), run(0, 1, 1, 0))

    assert (one.fixed, one.broken) == (("c0",), ("c1",))
    assert (one.before.part, one.after.part, one.difference) == (2, 2, 0)


def test_more_and_less_of_the_same_is_no_flip_but_is_told() -> None:
    one = change(run(3, 1, tried=4), run(1, 2, tried=4))

    assert (one.fixed, one.broken, one.less, one.more) == ((), (), ("c0",), ("c1",))


@pytest.mark.parametrize(
    ("fixed", "broken", "verdict"),
    [(6, 0, Verdict.BETTER), (5, 0, Verdict.UNCLEAR), (0, 6, Verdict.WORSE), (8, 1, Verdict.BETTER),
     (3, 3, Verdict.UNCLEAR), (0, 0, Verdict.UNCLEAR)],
)  # fmt: skip
def test_a_claim_needs_enough_changed_cases(fixed: int, broken: int, verdict: Verdict) -> None:
    same = [0] * 10
    before, after = [1] * fixed + [0] * broken + same, [0] * fixed + [1] * broken + same

    assert change(run(*before), run(*after)).verdict is verdict


def test_changes_that_are_all_in_one_thread_claim_nothing() -> None:
    before, after = run(*[1] * 8, *[0] * 8, threads=2), run(*[0] * 16, threads=2)
    apart = [Judged(case=f"d{place}", thread=f"u{place}", tried=((MISSED, 1),)) for place in range(3)]

    assert change(before + apart, after + apart).p < 0.05
    one_thread = [Judged(case=one.case, thread="t", tried=one.tried, findings=one.findings) for one in before]
    one_after = [Judged(case=one.case, thread="t", tried=one.tried, findings=one.findings) for one in after]
    assert change(one_thread + apart, one_after + apart).verdict is Verdict.UNCLEAR


def test_only_cases_that_both_runs_have_are_compared() -> None:
    comparison = compared(run(1, 1, 1), run(0))

    assert (comparison.cases, comparison.threads) == (1, 1)
    assert comparison.changes[0].fixed == ("c0",)


def test_a_case_in_which_a_harm_could_not_be_done_in_one_of_the_runs_has_no_pair() -> None:
    spared = [*run(0), *run(0, 0, tried=0)[1:]]
    none, new = change(spared, run(0, 0)), change(spared, run(0, 1))

    assert (none.before.whole, none.after.whole) == (1, 1)
    assert (new.broken, new.after.whole) == (("c1",), 2)


def test_worse_in_one_harm_is_worse_in_all() -> None:
    def both(missed: int, noisy: int) -> list[Judged]:
        return [
            Judged(
                case=f"c{place}",
                thread=f"t{place}",
                tried=((MISSED, 1), (NOISY, 1)),
                findings=tuple(Finding(harm=harm, what="") for harm, n in ((MISSED, missed), (NOISY, noisy)) if n),
            )
            for place in range(8)
        ]

    assert compared(both(1, 0), both(0, 0)).verdict is Verdict.BETTER
    assert compared(both(1, 0), both(0, 1)).verdict is Verdict.WORSE
    assert compared(both(1, 0), both(1, 0)).verdict is Verdict.UNCLEAR
    assert compared([], []).changes == ()
