"""What somebody probably meant to write."""

import pytest

from motbot.settings.nearest import distance, nearest


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("", "ab", 2),
        ("cat", "cut", 1),
        ("langauge", "language", 1),
        ("pace", "pcae", 1),
        ("ab", "cd", 2),
    ],
)
def test_a_letter_added_dropped_changed_or_swapped_counts_one(one: str, other: str, letters: int) -> None:
    assert distance(one, other) == distance(other, one) == letters


def test_the_nearest_word_within_two_letters_is_meant() -> None:
    assert nearest("sensitvty", ["sensitivity", "sensible"]) == "sensitivity"


def test_nothing_is_meant_by_a_word_that_is_far_from_all() -> None:
    assert nearest("colour", ["language", "timezone"]) == ""


def test_a_short_word_may_differ_by_one_letter_only() -> None:
    assert nearest("no", ["en", "zh"]) == ""
