"""What rules read of a text: all of what people write, and of anything else no more than they can take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.readable import readable


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Can you send it by 5pm? The link is https://shop.example.com/orders/" + "a1b2" * 40,
        "请在周五前把发票开好，" * 100,
        "One line.\n\nAnother.\n" * 200,
        "-" * 40,
    ],
)
def test_what_people_write_is_read_as_it_is(text: str) -> None:
    assert readable(text) == text


_SHORT = st.text(alphabet="a1 -。，\n我", max_size=60)


@given(_SHORT, st.integers(0, 2000), _SHORT)
def test_what_is_left_of_a_text_stands_in_it_word_for_word_and_is_bounded(head: str, times: int, tail: str) -> None:
    text = head + "x9" * times + tail
    left = readable(text)
    assert len(left) <= len(text) + 2
    assert left.startswith(head[:5])
    assert all(word in text for word in left.split())


@pytest.mark.parametrize("piece", ["a", " ", "\n", "!", "a1-", "二", "？", "<a|"])
def test_of_an_endless_run_only_its_beginning_is_read(piece: str) -> None:
    assert len(readable(f"Hello {piece * 40_000} bye")) < 9_000


def test_of_an_endless_text_its_beginning_and_its_end_are_read() -> None:
    left = readable("My order is late. " + "And so on and on. " * 5_000 + "Please call me.")
    assert left.startswith("My order is late. ")
    assert left.endswith("Please call me.")
    assert len(left) < 9_000
