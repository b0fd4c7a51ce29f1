"""What a window with advice says: as a card does, with who says so in small print, and nothing to press."""

from dataclasses import replace

import pytest

from motbot.domain.advice import Source, Unadvised
from motbot.domain.expectation import NegativeType, SayNo
from motbot.domain.language import Language
from motbot.domain.nudge import NudgeKind, Place
from motbot.playground.validation import block_problems
from motbot.slack.coach_views import advice_view, failed_view, reading_view
from tests.slack.asking_rig import advice
from tests.slack.looking import strings
from tests.slack.rig import TS, US, card


def said(view: dict[str, object]) -> str:
    return "\n".join(strings(view["blocks"]))


def test_it_says_what_the_card_says_and_which_prompts_said_it() -> None:
    shown = said(advice_view(advice(own_card=Place(channel="D1", ts=TS)), US.url))

    for expected in (
        "Pressing · reply by Mon 2 Mar, 10:00",
        "in #support-customer",
        "Stated: ",
        "the report reaches the board in time",
        "Worth asking first",
        "Who has to see the report?",
        "A reply you can send",
        "You have the report by 14:00",
        "Offer: who, what and by when",
        "You have a card about this: ",
        "https://ours.slack.com/archives/D1/",
        "From the language model · read by default 1.2.0 (a1b2c3d4e5f6) · reply by shorter 2.0",
        "(f6e5d4c3b2a1), on trial",
        "Nothing of it is kept.",
    ):
        assert expected in shown


def test_where_the_playbook_stands_in_it_says_so() -> None:
    shown = said(
        advice_view(advice(by_model=False, model_away=True, sources=(Source(task="assess", revision="p1"),)), US.url)
    )

    assert "The language model gave no answer, so the playbook stands in." in shown
    assert "From the playbook · revision p1" in shown


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("negative", [None, *NegativeType])
def test_of_what_is_no_request_it_says_why_no_card_would_come(
    language: Language, negative: NegativeType | None
) -> None:
    view = advice_view(advice(language=language, card=None, negative=negative), US.url)

    assert "the export is broken" in said(view)
    assert ("卡片" in said(view) or "no card" in said(view)) is (negative is not None)
    assert block_problems(view["blocks"], surface="modal", most=100) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("why", Unadvised)
def test_a_refusal_says_what_to_do_and_nothing_of_any_place(language: Language, why: Unadvised) -> None:
    view = advice_view(advice(language=language, unadvised=why), US.url)

    assert len(view["blocks"]) == 1
    assert "export" not in said(view).replace("The export fails again", "")
    assert "private_metadata" not in view or not view["private_metadata"]


def test_nothing_in_it_can_be_pressed() -> None:
    for kind in NudgeKind:
        for reply in ("", "I am on it."):
            view = advice_view(advice(card=card(kind=kind, reply=reply, say_no=SayNo(value=True, what="x"))), US.url)
            assert {block["type"] for block in view["blocks"]} <= {"header", "context", "rich_text", "divider"}


@pytest.mark.parametrize("language", Language)
def test_foreign_words_of_any_length_stay_words(language: Language) -> None:
    wild = "<!channel> <https://evil.example|click> *bold* \u202e" + "x" * 9000
    hostile = replace(
        card(language=language, words=wild, channel_name=wild, reply=wild, why=wild, questions=(wild,) * 3),
        known=(wild,),
    )
    source = Source(task="assess", revision=wild, variant=wild, version=wild)
    view = advice_view(advice(language=language, card=hostile, sources=(source,)), US.url)

    assert block_problems(view["blocks"], surface="modal", most=100) == []
    assert "<!channel>" not in said(view)
    assert "\u202e" not in said(view)


def test_what_is_shown_before_and_instead_comes_in_both_languages() -> None:
    assert "Reading … 正在读……" in said(reading_view())
    assert "try again" in said(failed_view())
    assert "请稍后再试" in said(failed_view())
