"""Numbers in words come to what a reader takes them for."""

import pytest

from motbot.domain.numerals import value_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one thousand", 1000),
        ("a hundred and ten thousand", 110_000),
        ("two thousand five hundred", 2500),
        ("twelve hundred", 1200),
        ("half a million", 500_000),
        ("twenty-five", 25),
        ("five grand", 5000),
        ("zero", 0),
        ("五千", 5000),
        ("两千五", 2500),
        ("一百零五", 105),
        ("一万二", 12_000),
        ("两万三千五百", 23_500),
        ("一亿两千万", 120_000_000),
        ("十五", 15),
        ("二十三", 23),
        ("二零二六", 2026),
        ("hello", None),
        ("five copies", None),
        ("", None),
    ],
)
def test_a_number_in_words_has_its_value(words: str, value: float | None) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize("words", ["亿" * 60, "九" * 400, " ".join(["million"] * 80)])
def test_a_number_beyond_all_measure_is_one_nevertheless(words: str) -> None:
    assert (value_of(words) or 0) >= 0
