"""Figures are as sure as they say: known values of the intervals and of the exact test."""

from collections.abc import Sequence

import pytest

from motbot.domain.statistics import NOTHING, Interval, Paired, bootstrap, by_thread, mcnemar, quantile, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(18, 20, 0.70, 0.97), (45, 50, 0.79, 0.96), (90, 100, 0.83, 0.94), (180, 200, 0.85, 0.93), (8, 8, 0.676, 1.0),
     (0, 10, 0.0, 0.278), (1, 1, 0.207, 1.0)],
)  # fmt: skip
def test_a_share_has_the_interval_of_wilson(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(part, whole)

    assert found.low == pytest.approx(low, abs=0.005)
    assert found.high == pytest.approx(high, abs=0.005)


def test_where_nothing_was_tried_anything_can_be() -> None:
    assert wilson(0, 0) == Interval(low=0.0, high=1.0)


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(part, whole)


@pytest.mark.parametrize(
    ("fixed", "broken", "p"),
    [(6, 0, 0.03125), (0, 6, 0.03125), (5, 0, 0.0625), (8, 1, 0.0390625), (0, 0, 1.0), (3, 3, 1.0), (1, 0, 1.0),
     (10, 2, 0.038574), (2000, 0, 0.0)],
)  # fmt: skip
def test_the_exact_test_of_paired_changes_gives_known_values(fixed: int, broken: int, p: float) -> None:
    assert mcnemar(fixed, broken) == pytest.approx(p, abs=1e-6)


def rows(changes: Sequence[tuple[str, int, int]]) -> dict[str, Paired]:
    """Threads of one case each that could do one thing once."""
    return by_thread(
        (thread, Paired(before=before, before_of=1, after=after, after_of=1)) for thread, before, after in changes
    )


def test_a_change_in_every_thread_is_beside_nothing_and_none_is_nothing() -> None:
    always = bootstrap(rows([(f"t{number}", 1, 0) for number in range(20)]))
    never = bootstrap(rows([(f"t{number}", 1, 1) for number in range(20)]))

    assert always == Interval(low=-1.0, high=-1.0)
    assert never == Interval(low=0.0, high=0.0)


def test_the_same_rows_give_the_same_interval_in_any_order() -> None:
    changes = [(f"t{number}", number % 2, number % 3 == 0) for number in range(30)]

    assert bootstrap(rows(changes)) == bootstrap(rows(changes[::-1]))


def test_cases_of_one_thread_are_drawn_together_which_widens_the_interval() -> None:
    apart = bootstrap(rows([(f"t{number}", number < 20, 0) for number in range(40)]))
    together = bootstrap(rows([(f"t{number // 10}", number < 20, 0) for number in range(40)]))

    assert apart is not None
    assert together is not None
    assert together.high - together.low > 1.5 * (apart.high - apart.low)


def test_one_thread_or_nothing_to_count_shows_no_spread() -> None:
    assert bootstrap(rows([("t", 1, 0), ("t", 0, 0)])) is None
    assert bootstrap({"a": NOTHING, "b": NOTHING}) is None


def test_a_difference_is_none_where_a_side_has_nothing_to_count() -> None:
    assert Paired(before=1, before_of=2, after=0, after_of=0).difference is None
    assert Paired(before=1, before_of=2, after=1, after_of=4).difference == -0.25


def test_a_quantile_is_a_value_that_was_seen() -> None:
    assert [quantile([3, 1, 2, 4], share) for share in (0.5, 0.95, 0.0)] == [2, 4, 1]
    assert quantile([], 0.5) is None
