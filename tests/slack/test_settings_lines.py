"""What somebody has set stands on the page of all that is held about them, and only that."""

from datetime import time

import pytest

from motbot.domain.language import Language
from motbot.domain.mine import Mine
from motbot.domain.preferences import NOTHING_SET, Amount, Preferences, StepWish
from motbot.playground.validation import view_problems
from motbot.slack.mine_blocks import mine_view
from motbot.slack.settings_lines import settings_lines
from tests.slack.looking import strings

SET = Preferences(language=Language.ZH, quiet_from=time(21), quiet_to=time(7), confirm=StepWish(amount=Amount.MORE))


@pytest.mark.parametrize("language", [Language.EN, Language.ZH])
def test_all_that_is_held_about_somebody_names_their_settings(language: Language) -> None:
    view = mine_view(Mine(language=language, preferences=SET))
    shown = "\n".join(strings(view))

    assert view_problems(view) == []
    assert "21:00-07:00" in shown
    assert all(value in shown for _, value in settings_lines(SET, language))


def test_where_nothing_is_set_nothing_is_said_of_it() -> None:
    assert list(settings_lines(NOTHING_SET, Language.EN)) == []
