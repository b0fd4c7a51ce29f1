"""What was found is paired with what is right one to one, as much of it as can be."""

from collections.abc import Callable

import pytest

from motbot.domain.matching import SAID_ALIKE, alike, pairs, share_within


def weights(table: dict[tuple[str, str], float]) -> Callable[[str, str], float]:
    """Look the weight of a pair up."""
    return lambda one, other: table.get((one, other), 0.0)


def test_the_heaviest_pair_is_preferred() -> None:
    assert pairs("ab", "xy", weights({("a", "x"): 1, ("a", "y"): 2, ("b", "x"): 1})) == ((0, 1), (1, 0))


def test_one_gives_way_so_that_another_finds_a_place() -> None:
    assert pairs("ab", "xy", weights({("a", "x"): 3, ("a", "y"): 1, ("b", "x"): 2})) == ((0, 1), (1, 0))


def test_nothing_is_paired_twice_and_nothing_without_weight() -> None:
    assert pairs("abc", "x", weights({("a", "x"): 1, ("b", "x"): 2})) == ((1, 0),)
    assert pairs("a", "", weights({})) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A way to let candidates in meanwhile", "A workaround that lets candidates in meanwhile"),
        ("Rate limit of 5k rps", "The API rate limit raised to 5k rps"),
        ("数据晚到时主动提醒他", "晚到时系统主动提醒"),
        ("赶得上 11:00 的日报", "11:00 的日报来得及"),
    ],
)
def test_the_same_thing_in_other_words_is_alike(one: str, other: str) -> None:
    assert alike(one, other) >= SAID_ALIKE
    assert alike(one, other) == alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Login for APAC users", "A refund of the fee"), ("退票手续费", "周五前发货"), ("", "anything"), ("...", "...")],
)
def test_other_things_are_not(one: str, other: str) -> None:
    assert alike(one, other) < SAID_ALIKE


def test_a_share_is_counted_from_the_first_text() -> None:
    assert share_within("login page", "the login page of the shop is down") == 1.0
    assert share_within("the login page of the shop", "login") < 0.5
    assert share_within("", "login") == 0.0
