"""A nudge that has faded: short, explained, with everything behind a button and every promise in its place."""

from dataclasses import replace

import pytest

from motbot.domain.fading import Fading
from motbot.domain.language import Language
from motbot.domain.moment import Stage
from motbot.domain.nudge import Faded, NotePurpose, NudgeKind
from motbot.domain.promise_list import PromiseList
from motbot.playground.validation import message_problems, view_problems
from motbot.slack.act_refs import SHOW_WHOLE
from motbot.slack.blocks import render
from motbot.slack.home_fading import BRING_BACK
from motbot.slack.home_view import home_view
from motbot.slack.modals import whole_modal
from tests.slack.home_rig import agents_page
from tests.slack.looking import strings
from tests.slack.rig import US, card, item, note, prompt, tracked

WELL = Faded(step=NudgeKind.OFFER, well=7, of=8)
WISHED = Faded(step=NudgeKind.OFFER)
LANGUAGES = [Language.EN, Language.ZH]


def shown(nudge: object) -> str:
    rendered = render(nudge, workspace_url=US.url)  # type: ignore[arg-type] # any of them
    assert message_problems({"text": rendered.text, "blocks": list(rendered.blocks)}) == {}
    return "\n".join(strings(list(rendered.blocks)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", [WELL, WISHED])
def test_a_short_card_says_why_and_leaves_the_advice_to_a_button(language: Language, why: Faded) -> None:
    whole = card(language=language)
    text = shown(replace(whole, faded=why))

    assert whole.words in text
    assert whole.reply not in text
    assert SHOW_WHOLE in text
    assert ("7" in text and "8" in text) is (why is WELL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_opens_all_that_the_card_leaves_out(language: Language) -> None:
    whole = card(language=language)
    view = whole_modal(replace(whole, faded=WELL))

    assert view_problems(view) == []
    assert whole.reply in "\n".join(strings(view))


def test_a_short_card_keeps_every_promise_with_what_can_be_done_about_it() -> None:
    text = shown(card(faded=WELL, promises=(tracked(), item(promise=13, what="a second thing"))))

    assert "kept_promise" in text
    assert "track_promise" in text
    assert "a second thing" in text


def test_once_it_is_answered_a_short_card_reads_like_any_other() -> None:
    answered = card(stage=Stage.OFFERED)

    assert shown(replace(answered, faded=WELL)) == shown(answered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_question_to_confirm_keeps_its_words_and_its_buttons(language: Language) -> None:
    whole = prompt(language=language)
    text = shown(replace(whole, faded=Faded(step=NudgeKind.CONFIRM, well=6, of=6)))

    assert whole.reply in text
    assert whole.words not in text
    assert "still_running" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_question_about_a_promise_still_lets_it_be_tracked(language: Language) -> None:
    made = item(what="the refund")
    text = shown(
        note(made, language=language, purpose=NotePurpose.ASK, faded=Faded(step=NudgeKind.PROMISE, well=6, of=6))
    )

    assert "the refund" in text
    assert "track_promise" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_tells_what_has_grown_quieter_and_offers_it_back(language: Language) -> None:
    found = [
        Fading(step=step, in_a_row=row, well=7, of=8, short_after=6, silent_after=12)
        for step, row in zip(NudgeKind, (12, 7, 5, 0), strict=True)
    ]
    page = replace(agents_page(PromiseList(language=language)), fadings=tuple(found))
    view = home_view(page, US.url)
    offered = [block["accessory"] for block in view["blocks"] if "accessory" in block]

    assert view_problems(view) == []
    assert [one["value"] for one in offered if one["action_id"] == BRING_BACK] == ["explore", "offer"]
