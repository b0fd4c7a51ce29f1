"""What is shown: everything fits, nothing foreign acts, and each state offers what makes sense in it."""

import dataclasses
import itertools
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.events import Act
from motbot.domain.expectation import Expectation, ExpectationKind, SayNo, Urgency
from motbot.domain.language import Language
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import Card, NudgeKind, Place, PromptPurpose
from motbot.slack.act_refs import CHOOSE_NOT_HELPFUL, CHOOSE_WRONG
from motbot.slack.card_blocks import card_headline
from motbot.slack.wording import wording
from tests.slack.looking import acts, assert_slack_takes, shown_of, texts
from tests.slack.rig import PLACE, T0, card, prompt, summary


def test_a_card_shows_words_needs_with_evidence_reply_and_why() -> None:
    shown = texts(shown_of(card(expectations=card().expectations)))

    for expected in (
        "🟠 Pressing · reply by Mon 2 Mar, 10:00",
        "Hi, the export is broken again",
        "Stated: ",
        "“export is broken”",
        "Unspoken: ",
        "meeting at 3 pm",
        "Not thought of yet: ",
        "I am on it, Carla.",
        "who, what and by when",
    ):
        assert expected in shown


def test_a_quote_that_is_all_the_customer_said_is_not_said_twice() -> None:
    words = "The export is broken"
    found = Expectation(kind=ExpectationKind.EXPLICIT, text="it works", quote="the export is broken")

    assert texts(shown_of(card(words=words, expectations=(found,)))).casefold().count("the export is broken") == 1


def test_the_reply_is_set_off_word_for_word() -> None:
    reply = "Dear Carla,\n\nif (a < b) && *c:\n  I'll call you at 14:00 – promise."
    boxes = [
        element
        for block in shown_of(card(reply=reply)).blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_preformatted"
    ]

    assert [box["elements"][0]["text"] for box in boxes] == [reply]


@pytest.mark.parametrize(
    ("reply", "asks"),
    [
        ("Did the report reach the board in time?", True),
        ("Is it the way you need it now? We have kept the old one.", True),
        ("报表现在齐了吗？", True),
        ("报表现在齐了吗?另外旧的那份还留着。", True),
        ("I'm on it, and you'll hear from me by 14:00.", False),
        ("It is at https://example.com/list?page=2, all of it.", False),
        ("我来跟进，今天 14:00 前在这里告诉您进展。", False),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_only_what_asks_something_is_called_a_question(language: Language, reply: str, asks: bool) -> None:
    words = wording(language)
    message = texts(shown_of(prompt(language=language, reply=reply)))
    asking = texts(shown_of(card(language=language, kind=NudgeKind.EXPLORE, reply=reply)))

    assert (words.prompt_reply in message, words.reply_heading[NudgeKind.OFFER] in message) == (asks, not asks)
    assert (words.reply_heading[NudgeKind.EXPLORE] in asking) == asks


def test_the_card_waits_visibly_for_its_draft() -> None:
    shown = shown_of(card(reply="", why=""))

    assert "A reply is being drafted" in texts(shown)
    assert Act.EDIT.value not in acts(shown)


def test_a_reply_too_long_for_the_card_says_where_the_rest_is() -> None:
    assert "“Edit & copy” shows more of it" in texts(shown_of(card(reply="word " * 2_000)))


def test_a_card_offers_its_buttons_once_each() -> None:
    assert acts(shown_of(card())) == [
        Act.EDIT,
        Act.OPEN,
        Act.DONE,
        Act.LATER,
        CHOOSE_NOT_HELPFUL,
        CHOOSE_WRONG,
        Act.MUTE,
    ]


def test_what_is_claimed_cannot_be_claimed_again() -> None:
    shown = shown_of(card(claimed=True))

    assert "You have this one." in texts(shown)
    assert Act.CLAIM.value not in acts(shown)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (CloseReason.CONFIRMED_BY_AGENT, "✅ Closed · Confirmed, as an agent noted"),
        (CloseReason.UNCONFIRMED, "⚪ Closed · No word came from them"),
    ],
)
def test_a_closed_card_says_how_it_was_closed_and_is_nobodys_any_more(reason: CloseReason, told: str) -> None:
    shown = shown_of(card(stage=Stage.CLOSED, close_reason=reason, claimed=True))

    assert shown.blocks[0]["text"]["text"] == told
    assert "You have this one" not in texts(shown)


@pytest.mark.parametrize("shown", [card(is_overdue=True), summary(is_overdue=True)])
def test_a_time_to_reply_that_has_passed_is_told_as_passed(shown: Card) -> None:
    assert "a reply was due Mon 2 Mar, " in texts(shown_of(shown))


def test_a_reply_drafted_before_that_time_passed_asks_for_a_look_at_its_hours() -> None:
    warning = "check the times in it before you send it"

    assert warning in texts(shown_of(card(is_overdue=True)))
    assert warning not in texts(shown_of(card()))
    assert warning not in texts(shown_of(card(is_overdue=True, reply="")))


def test_an_answered_card_asks_for_coverage_and_offers_no_reply() -> None:
    shown = shown_of(card(stage=Stage.OFFERED))

    assert "Is all of this covered?" in texts(shown)
    assert "I am on it, Carla." not in texts(shown)
    assert Act.EDIT.value not in acts(shown)


def test_a_card_whose_prompt_is_out_leaves_the_answer_to_the_prompt() -> None:
    offered = acts(shown_of(card(stage=Stage.CONFIRMING)))

    assert Act.DONE.value not in offered
    assert Act.LATER.value not in offered


@pytest.mark.parametrize("reason", CloseReason)
@pytest.mark.parametrize("language", Language)
def test_a_closed_card_is_short_and_only_links(reason: CloseReason, language: Language) -> None:
    shown = shown_of(card(stage=Stage.CLOSED, close_reason=reason, language=language))

    assert acts(shown) == [Act.OPEN.value]
    assert "I am on it, Carla." not in texts(shown)


def test_words_the_customer_took_back_are_nowhere_any_more() -> None:
    closed = shown_of(card(stage=Stage.CLOSED, close_reason=CloseReason.DELETED))
    settled = shown_of(prompt(settled=str(CloseReason.DELETED)))

    assert "export" not in texts(closed) + closed.text + texts(settled) + settled.text


def test_a_say_no_hint_names_what_and_why() -> None:
    shown = texts(shown_of(card(say_no=SayNo(value=True, what="a fix before 3 pm", why="the release takes a day"))))

    assert "You may have to say no: a fix before 3 pm (the release takes a day)." in shown


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Hello, could you backdate the invoice?", "could you backdate the invoice"),
        ("你好，发票能不能开成九月的？", "发票能不能开成九月的"),
    ],
)
def test_the_customers_own_words_stand_in_quotes_in_a_say_no_hint(words: str, what: str) -> None:
    shown = texts(shown_of(card(words=words, say_no=SayNo(value=True, what=what, why="That is not lawful"))))

    assert f"no: “{what}” (That is not lawful)." in shown


def test_questions_are_shown_only_while_exploring() -> None:
    asked = {"questions": ("By when?",)}

    assert "By when?" in texts(shown_of(card(**asked, kind=NudgeKind.EXPLORE)))
    assert "By when?" not in texts(shown_of(card(**asked, kind=NudgeKind.OFFER)))


def test_a_playbook_card_says_that_no_model_made_it() -> None:
    assert "without the language model" in texts(shown_of(card(without_model=True)))


def test_every_message_about_a_request_says_which_department_asks() -> None:
    for nudge in (card, summary, prompt):
        assert "Finance asks" in texts(shown_of(nudge(department="Finance")))
        assert " asks" not in texts(shown_of(nudge()))


def test_a_summary_offers_the_request() -> None:
    assert acts(shown_of(summary())) == [Act.CLAIM, Act.OPEN]


@pytest.mark.parametrize(
    ("purpose", "offered"),
    [
        (PromptPurpose.CONFIRM, [Act.CONFIRMED, Act.NOT_QUITE, Act.STILL_RUNNING, Act.OPEN, "open_card"]),
        (PromptPurpose.LATER, [Act.DONE, Act.LATER, Act.OPEN, "open_card"]),
        (PromptPurpose.ESCALATION, [Act.CLAIM, Act.OPEN, "open_card"]),
        (PromptPurpose.HANDOVER, [Act.OPEN, "open_card"]),
        (PromptPurpose.PROPOSAL, [Act.CLAIM, Act.OPEN, "open_card"]),
        (PromptPurpose.TAKEN, [Act.OPEN, "open_card"]),
        (PromptPurpose.RAISED, [Act.LATER, Act.OPEN, "open_card"]),
        (PromptPurpose.NOT_QUITE, [Act.LATER, Act.OPEN, "open_card"]),
    ],
)
def test_each_prompt_offers_what_answers_it(purpose: PromptPurpose, offered: list[str]) -> None:
    assert acts(shown_of(prompt(purpose=purpose))) == offered


@pytest.mark.parametrize("settled", [*Act, *CloseReason])
def test_a_settled_prompt_offers_nothing_but_links(settled: str) -> None:
    assert acts(shown_of(prompt(settled=str(settled), card=None))) == [Act.OPEN]


def test_times_are_those_of_the_agents_own_clock() -> None:
    shanghai = card(language=Language.ZH, reply_by=T0.astimezone(ZoneInfo("Asia/Shanghai")))

    assert "请在3月2日周一 17:00 前回复" in texts(shown_of(shanghai))


def test_a_reply_is_linked_within_its_thread() -> None:
    place = Place(channel="C1", ts="1772442000.000200", thread_ts="1772442000.000100")

    assert "https://ours.slack.com/archives/C1/p1772442000000200?thread_ts=1772442000.000100&cid=C1" in texts(
        shown_of(card(place=place))
    )


@pytest.mark.parametrize("language", Language)
def test_every_combination_of_state_and_content_is_something_slack_takes(language: Language) -> None:
    for stage, kind, urgency, reply in itertools.product(Stage, NudgeKind, Urgency, ("", "Hello")):
        full = card(stage=stage, kind=kind, urgency=urgency, reply=reply, why=reply, language=language)
        bare: Card = dataclasses.replace(full, expectations=(), reply_by=None, words="", close_reason=None)
        for nudge in (full, bare):
            assert_slack_takes(shown_of(nudge))


@pytest.mark.parametrize(("language", "told"), [(Language.EN, "🔵 Not solved yet"), (Language.ZH, "🔵 还没解决")])
def test_what_does_not_do_yet_is_no_new_request(language: Language, told: str) -> None:
    shown = card(language=language, urgency=Urgency.NORMAL, reply_by=None, is_unsolved=True)

    assert card_headline(shown) == told


@pytest.mark.parametrize(("language", "told"), [(Language.EN, "🔵 They answered"), (Language.ZH, "🔵 对方已回答")])
def test_what_answers_our_question_is_no_new_request(language: Language, told: str) -> None:
    shown = card(language=language, urgency=Urgency.NORMAL, reply_by=None, is_answer=True)

    assert card_headline(shown) == told


def test_urgency_none_and_a_reply_by_far_ahead_are_still_a_headline() -> None:
    shown = shown_of(card(urgency=Urgency.NONE, reply_by=T0 + timedelta(days=400), place=PLACE))

    assert shown.blocks[0]["text"]["text"].startswith("⚪ No hurry")
