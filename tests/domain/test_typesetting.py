"""A card has one kind of quotation marks and sets Chinese beside Latin words as the house does."""

import pytest

from motbot.domain.checks import checked
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind
from motbot.domain.people import Side
from motbot.domain.typesetting import spaced, typeset
from tests.domain.finds import a_line, a_view


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ('They name "the board"', "They name “the board”"),
        ("能直接给CFO看的东西", "能直接给 CFO 看的东西"),
        ('提到了"CRM权限"和Kim', "提到了“CRM权限”和 Kim"),
        ("• – the invoice is right", "the invoice is right"),
        ('a 5" screen and a 7" one', 'a 5" screen and a 7" one'),
        ("3个人", "3个人"),
    ],
)
def test_words_of_a_coach_are_set_alike(text: str, card: str) -> None:
    assert typeset(text) == card
    assert typeset(card) == card


def test_a_latin_word_stands_apart_from_chinese() -> None:
    assert spaced("开通CRM权限，3个") == "开通 CRM 权限，3个"


def test_what_any_coach_finds_is_set_before_it_is_shown() -> None:
    cue = 'They write "order 48211"'
    said = Expectation(kind=ExpectationKind.IMPLICIT, text="• Told when it comes", cue=cue)
    view = a_view(a_line("1", "Where is order 48211?", Side.CUSTOMER))

    (shown,) = checked(Assessment(is_moment=True, expectations=(said,)), view)[0].expectations

    assert (shown.text, shown.cue) == ("Told when it comes", "They write “order 48211”")
