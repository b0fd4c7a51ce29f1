"""What was found of a text is remembered, the text is not, and the oldest goes first."""

from motbot.playbook.weighed import Weighed


def weighing(*, at_most: int) -> tuple[list[str], Weighed[int]]:
    """What is weighed, and who remembers it."""
    asked: list[str] = []

    def weigh(text: str) -> int:
        asked.append(text)
        return len(text)

    return asked, Weighed(weigh, at_most=at_most)


def test_a_text_is_weighed_once_while_it_is_remembered() -> None:
    asked, weighed = weighing(at_most=2)

    assert [weighed(one) for one in ("one", "three", "one", "three")] == [3, 5, 3, 5]
    assert asked == ["one", "three"]


def test_the_oldest_is_forgotten_first() -> None:
    asked, weighed = weighing(at_most=2)

    for one in ("one", "three", "seven", "three", "one"):
        weighed(one)
    assert asked == ["one", "three", "seven", "one"]


def test_half_a_character_is_a_text_like_any_other() -> None:
    assert Weighed(len)("\ud83d") == 1


def test_no_words_are_kept() -> None:
    weighed = Weighed(len)
    weighed("my daughter's surgery")

    assert "surgery" not in repr(vars(weighed))
