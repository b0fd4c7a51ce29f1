"""What is said of a hand-over reads well in both languages."""

import pytest

from motbot.domain.language import Language
from motbot.slack.hand_over_wording import hand_over_wording, who_asks


def test_a_department_stands_apart_from_chinese_words_where_its_name_is_latin() -> None:
    assert who_asks("Facilities", Language.ZH) == "Facilities 在问"
    assert who_asks("财务部", Language.ZH) == "财务部在问"
    assert "Facilities" in who_asks("Facilities", Language.EN)


@pytest.mark.parametrize("language", list(Language))
def test_what_follows_somebodys_name_stands_apart_from_it(language: Language) -> None:
    say = hand_over_wording(language)

    assert [one for one in (say.asks, say.from_giver, say.has_it) if not one.startswith(" ")] == []
