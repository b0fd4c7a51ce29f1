"""Lists and labels have the commas, colons and brackets of the reader's language."""

import pytest

from motbot.catalogue import in_turn, labelled, listed, speaking, with_aside


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ["a, b, c", "a; b", "draft: refused", "a (b)"]), ("zh", ["a、b、c", "a；b", "draft：refused", "a（b）"])],
)
def test_what_is_joined_reads_as_its_language_writes_it(language: str, told: list[str]) -> None:
    with speaking(language):
        assert [
            listed(["a", "b", "c"]),
            in_turn(["a", "b"]),
            labelled("draft", "refused"),
            with_aside("a", "b"),
        ] == told


def test_nothing_is_joined_to_nothing() -> None:
    assert (listed([]), listed(["a"]), in_turn([]), with_aside("a", "")) == ("", "a", "", "a")
