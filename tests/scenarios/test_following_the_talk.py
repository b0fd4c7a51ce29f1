"""The card follows the talk, at the wire: what they answer reaches it, and a no that was sent is offered no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.expectation import ExpectationKind
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, CHEN, SUPPORT_POLICY, offline

SHIPS = replace(
    SUPPORT_POLICY,
    facts="Shipping on Sundays is not possible. Saturday shipping can be booked until Friday noon."
    "\n周日不能发货。周六发货需要周五中午前预订。",
)
HINT = "You may have to say no"


@pytest.mark.parametrize(
    ("who", "talk", "reached"),
    [
        (
            CARLA,
            (
                "Our spare parts have not arrived, where is order 48211?",
                "I am looking. By when do you need them at the latest?",
                "We need them by Thursday noon, the board meets at three",
            ),
            "by Thursday noon",
        ),
        (
            CHEN,
            ("订单 48211 的备件还没到，在哪里？", "我来查。您最晚什么时候要用到？", "周四中午之前要，三点董事会要看"),
            "周四中午之前要",
        ),
    ],
)
async def test_what_they_answer_is_on_the_card_and_asked_no_more(
    staged: Staged, who: str, talk: tuple[str, str, str], reached: str
) -> None:
    wish, question, answer = talk
    async with staged(coaching=offline()) as stage:
        root = await stage.asks(who, wish)
        await stage.says(ALICE, question, thread=root)
        await stage.asks(who, answer, thread=root)

        moment = await stage.moment(root)
        assert moment is not None
        texts = [one.text for one in moment.assessment.expectations]
        assert any(reached in text for text in texts), texts
        assert any("parts" in text or "备件" in text for text in texts), texts
        assert not [one for one in moment.assessment.explore_questions if "By when" in one or "最晚" in one]
        assert moment.draft is not None
        assert reached in moment.draft.reply
        assert reached in stage.card(ALICE).text
        assert not any(told in stage.card(ALICE).text for told in ("New request", "新请求"))


async def refused(stage: Stage, who: str, wish: str, no: str) -> str:
    """A wish that the card says no to, and the no that Alice sends."""
    root = await stage.asks(who, wish)
    assert HINT in stage.card(ALICE).text
    await stage.says(ALICE, no, thread=root)
    return root


@pytest.mark.parametrize(
    ("who", "wish", "no", "then"),
    [
        (
            CARLA,
            "Can you ship our order on Sunday?",
            "Sorry, we can't ship on Sunday. Would Saturday do?",
            "Saturday is fine, it must be at the dock by ten",
        ),
        (CHEN, "订单周日能发货吗？", "抱歉，周日我们发不了货。周六上午可以吗？", "周六上午十点前到就行"),
    ],
)
async def test_once_a_no_is_sent_the_card_goes_on_with_what_can_be_done(
    staged: Staged, who: str, wish: str, no: str, then: str
) -> None:
    async with staged(coaching=offline(), policies=(SHIPS,)) as stage:
        root = await refused(stage, who, wish, no)
        await stage.asks(who, then, thread=root)

        card = stage.card(ALICE).text
        moment = await stage.moment(root)
        assert moment is not None
        assert moment.draft is not None
        assert HINT not in card
        assert "Sunday" not in moment.draft.reply
        assert "周日" not in moment.draft.reply
        assert not [one for one in moment.assessment.expectations if one.quote and one.quote in wish]


async def test_what_we_have_said_no_to_is_not_drafted_again_when_it_was_not_quite(staged: Staged) -> None:
    async with staged(coaching=offline(), policies=(SHIPS,)) as stage:
        root = await refused(stage, CARLA, "Can you ship our order on Sunday?", "Sorry, we can't ship on Sunday.")
        await stage.passes(timedelta(hours=5))
        await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.NOT_QUITE)
        await stage.passes(timedelta(seconds=30))

        moment = await stage.moment(root)
        assert moment is not None
        assert moment.draft is not None
        assert "not possible" not in moment.draft.reply
        assert HINT not in stage.card(ALICE).text


@pytest.mark.parametrize(
    ("who", "wish", "ours", "then"),
    [
        (
            CARLA,
            "Could you send us the report for the whole year?",
            "Sure, I am on it.",
            "No, not the whole year - only October",
        ),
        (CHEN, "能把全年的销售报表发给我们吗？", "好的，我来办。", "不是全年的，只要十月份的"),
    ],
)
async def test_a_correction_takes_the_old_wish_off_the_card_the_draft_and_confirm(
    staged: Staged, who: str, wish: str, ours: str, then: str
) -> None:
    async with staged(coaching=offline()) as stage:
        root = await stage.asks(who, wish)
        await stage.says(ALICE, ours, thread=root)
        await stage.asks(who, then, thread=root)

        moment = await stage.moment(root)
        assert moment is not None
        assert moment.draft is not None
        (asked,) = [one for one in moment.expected if one.kind is ExpectationKind.EXPLICIT]
        assert asked.quote in then
        assert [one for one in moment.assessment.expectations if one.quote] == [asked]
        assert "October" in moment.draft.reply or "十月份" in moment.draft.reply
        await stage.says(ALICE, "Here it is. 给您了。", thread=root)
        await stage.passes(timedelta(hours=5))
        question = stage.notes(ALICE, "confirm")[0].text.partition("A question you can send")[2]
        assert question
        assert "whole year" not in question
        assert "全年" not in question
