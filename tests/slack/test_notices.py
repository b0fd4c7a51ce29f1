"""Tests of what those who look after motbot are shown."""

import pytest

from motbot.domain.language import Language
from motbot.domain.notice import Notice, NoticePurpose
from motbot.slack.blocks import render
from tests.slack.looking import strings


@pytest.mark.parametrize("purpose", NoticePurpose)
@pytest.mark.parametrize("language", Language)
def test_every_notice_says_in_both_languages_what_happened_until_when_and_what_can_be_done(
    purpose: NoticePurpose, language: Language
) -> None:
    shown = render(
        Notice(purpose=purpose, language=language, zone="Europe/Berlin"), workspace_url="https://x.slack.com/"
    )

    said = "\n".join(strings(list(shown.blocks)))
    assert shown.text in said
    assert "Europe/Berlin" in said
    assert "money_a_day" in said
    assert ("playbook" if language is Language.EN else "离线剧本") in said
