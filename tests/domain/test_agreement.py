"""Agreement is quadratically weighted kappa, with an interval that draws whole reviews and is always the same."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.agreement import Agreement, Pair, agreement
from motbot.domain.scoring import Step

SCORES = st.integers(-3, 3)


def pairs(coach: list[int], human: list[int], *, reviews: list[int] | None = None) -> list[Pair]:
    numbers = reviews or list(range(len(coach)))
    return [
        Pair(review=number, step=None, coach=one, human=other)
        for number, one, other in zip(numbers, coach, human, strict=True)
    ]


# The first three are the published examples of the quadratic weighted kappa metric of the ASAP competition (B. Hamner);
# the others are counted by hand: one minus the mean squared difference, over that of all pairs of one and other.
@pytest.mark.parametrize(
    ("coach", "human", "kappa"),
    [
        ([1, 2, 3], [1, 2, 3], 1.0),
        ([1, 2, 1], [1, 2, 2], 0.4),
        ([1, 2, 3, 1, 2, 2, 3], [1, 2, 3, 1, 2, 3, 2], 0.75),
        ([-3, 3], [3, -3], -1.0),
        ([0, 1], [1, 0], -1.0),
        ([-2, -1, 0, 1], [-1, 0, 1, 2], 1 - 1 / 3.5),
        ([3, 3, -3, -3], [3, -3, 3, -3], 0.0),
    ],
)
def test_kappa_is_what_known_examples_say(coach: list[int], human: list[int], kappa: float) -> None:
    assert agreement(pairs(coach, human), None).kappa == pytest.approx(kappa)


@given(st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=40))
def test_kappa_is_what_the_full_table_of_weights_gives(given_pairs: list[tuple[int, int]]) -> None:
    coach, human = [one for one, _ in given_pairs], [other for _, other in given_pairs]
    seen = sum((one - other) ** 2 for one, other in given_pairs) / len(given_pairs)
    chance = sum((one - other) ** 2 for one in coach for other in human) / len(given_pairs) ** 2

    found = agreement(pairs(coach, human), None, draws=0).kappa

    assert found == (pytest.approx(1 - seen / chance) if chance else None)


def test_the_share_within_one_counts_neighbours() -> None:
    assert agreement(pairs([0, 1, 2, 3], [0, 2, 0, -3]), None).within_one == 0.5


def test_no_pairs_have_no_kappa() -> None:
    assert agreement([], Step.OFFER) == Agreement(step=Step.OFFER, pairs=0, within_one=0.0)


def test_where_everybody_gives_one_score_there_is_no_kappa() -> None:
    found = agreement(pairs([1, 1, 1], [1, 1, 1]), None)

    assert (found.kappa, found.low, found.high) == (None, None, None)
    assert found.within_one == 1.0


def test_only_rows_of_the_kind_count() -> None:
    offer = [Pair(review=1, step=Step.OFFER, coach=-3, human=3)]

    assert agreement([*pairs([1, 2], [1, 2]), *offer], None).pairs == 2
    assert agreement([*pairs([1, 2], [1, 2]), *offer], Step.OFFER).pairs == 1


def test_the_interval_is_always_the_same_and_holds_kappa() -> None:
    some = pairs([-2, 0, 1, 3, 2, -1, 0, 1], [-1, 0, 2, 2, 3, -3, 1, 1])

    first, second = agreement(some, None), agreement(some, None)

    assert first == second
    assert first.low is not None
    assert first.high is not None
    assert first.kappa is not None
    assert -1 <= first.low <= first.kappa <= first.high <= 1


def test_one_review_has_no_interval() -> None:
    found = agreement(pairs([0, 1, 2], [0, 1, 1], reviews=[7, 7, 7]), None)

    assert found.kappa is not None
    assert (found.low, found.high) == (None, None)


def test_rows_of_one_review_hang_together_so_that_few_reviews_make_a_wide_interval() -> None:
    coach, human = [-2, -1, 0, 1, 2, 3] * 8, [-1, -1, 1, 1, 2, 1] * 8
    alone = agreement(pairs(coach, human), None)
    together = agreement(pairs(coach, human, reviews=[place // 12 for place in range(48)]), None)
    odd = agreement(pairs(coach, human, reviews=[place % 6 for place in range(48)]), None)

    assert together.low == together.high == pytest.approx(alone.kappa)  # every review says the same
    assert odd.low is not None
    assert alone.low is not None
    assert odd.low < alone.low


@pytest.mark.parametrize("rows", [1, 5])
def test_three_thousand_pairs_take_no_longer_than_a_fifth_of_a_second(rows: int) -> None:
    many = [Pair(review=n // rows, step=None, coach=n % 7 - 3, human=n * 3 % 7 - 3) for n in range(3000)]
    began = process_time()

    agreement(many, None)

    assert process_time() - began < 1.0  # own time, with room for a machine that is five times slower


@pytest.mark.parametrize(
    ("kappa", "found", "enough"), [(0.4, 30, True), (0.39, 30, False), (0.4, 29, False), (None, 30, False)]
)
def test_agreement_suffices_by_kappa_and_by_number(kappa: float | None, found: int, enough: bool) -> None:
    one = Agreement(step=None, pairs=found, within_one=1.0, kappa=kappa)

    assert one.suffices(kappa=0.4, pairs=30) is enough
