"""What was found of a text is remembered, the text is not, and the oldest goes first."""

from hashlib import blake2b

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


def test_what_was_asked_about_longest_ago_is_forgotten_first() -> None:
    asked, weighed = weighing(at_most=2)

    for one in ("one", "three", "one", "seven", "one", "three"):
        weighed(one)
    assert asked == ["one", "three", "seven", "three"]


def test_half_a_character_is_a_text_like_any_other() -> None:
    assert Weighed(len)("\ud83d") == 1


def test_neither_words_nor_what_would_prove_a_guess_of_them_are_kept() -> None:
    words = "my daughter's surgery"
    weighed = Weighed(len)
    weighed(words)

    kept = repr(vars(weighed))
    assert "surgery" not in kept
    assert repr(blake2b(words.encode(), digest_size=16).digest()) not in kept
