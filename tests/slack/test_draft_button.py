"""The card offers to draft a reply where none was made ahead, and says where the language model did not answer."""

from dataclasses import replace

import pytest

from motbot.domain.events import Act
from motbot.domain.language import Language
from motbot.domain.moment import Stage
from motbot.domain.nudge import Card, Faded, NudgeKind
from motbot.slack.blocks import render
from motbot.slack.wording import wording
from tests.slack.looking import assert_slack_takes, strings
from tests.slack.rig import US, card

LANGUAGES = [Language.EN, Language.ZH]


def seen(nudge: Card) -> list[str]:
    rendered = render(nudge, workspace_url=US.url)
    assert_slack_takes(rendered)
    return list(strings(list(rendered.blocks)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_without_a_reply_offers_one_by_a_button_that_it_names(language: Language) -> None:
    words = wording(language)
    text = seen(card(language=language, reply="", why="", offers_draft=True))

    assert Act.DRAFT.value in text
    assert any(words.draft in one and one != words.draft for one in text)
    assert Act.EDIT.value not in text
    assert not any(words.drafting in one for one in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_that_is_being_drafted_says_so_and_is_not_offered(language: Language) -> None:
    text = seen(card(language=language, reply="", why=""))

    assert Act.DRAFT.value not in text
    assert any(wording(language).drafting in one for one in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_of_the_playbook_in_place_of_the_models_says_so_beside_both_buttons(language: Language) -> None:
    text = seen(card(language=language, offers_draft=True))

    assert {Act.EDIT.value, Act.DRAFT.value} <= set(text)
    assert wording(language).drafted_without_model.format(draft=wording(language).draft) in "\n".join(text)


def test_a_short_card_offers_it_too_and_an_answered_one_does_not() -> None:
    offered = card(reply="", why="", offers_draft=True)

    assert Act.DRAFT.value in seen(replace(offered, faded=Faded(step=NudgeKind.OFFER, well=7, of=8)))
    assert Act.DRAFT.value not in seen(replace(offered, stage=Stage.OFFERED))
