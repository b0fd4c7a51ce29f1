"""No group of fewer than five is shown, and none can be worked out from what is."""

from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.report_groups import FEWEST, groups_of

SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12))


@given(SIZES)
def test_whatever_is_shown_or_left_over_counts_at_least_five_or_nothing(sizes: dict[str, int]) -> None:
    alone, others = groups_of(sizes)

    assert all(sizes[key] >= FEWEST for key in alone)
    assert not others or sum(sizes[key] for key in others) >= FEWEST


@given(SIZES)
def test_everything_that_counts_is_in_one_group_or_nothing_is_broken_down(sizes: dict[str, int]) -> None:
    alone, others = groups_of(sizes)

    assert not (alone or others) or {*alone, *others} == {key for key, size in sizes.items() if size}
    assert len({*alone, *others}) == len(alone) + len(others)


def test_groups_stand_in_the_order_given() -> None:
    assert groups_of({"low": 9, "none": 0, "high": 5}) == (("low", "high"), ())


def test_small_groups_stand_together_where_they_are_five() -> None:
    assert groups_of({"a": 9, "b": 3, "c": 2}) == (("a",), ("b", "c"))


def test_what_would_be_left_of_the_total_takes_the_smallest_group_with_it() -> None:
    assert groups_of({"a": 9, "b": 6, "c": 2}) == (("a",), ("b", "c"))


def test_nothing_is_broken_down_where_all_would_be_others() -> None:
    assert groups_of({"a": 9, "b": 2}) == ((), ())
    assert groups_of({"a": 3, "b": 4}) == ((), ())
    assert groups_of({}) == ((), ())


def test_a_group_that_may_not_stand_alone_for_another_reason_joins_the_others() -> None:
    many = {"a": 9, "b": 8, "c": 7}

    assert groups_of(many, lambda keys: "b" not in keys or len(keys) > 1) == (("a",), ("b", "c"))
