"""Two questions that only a comma joins are two, and a deed that is done answers no question beside it."""

from pathlib import Path

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.domain.policy import ReplyWithin
from motbot.domain.sheet import Outcome
from motbot.playbook import Playbook
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.promised import read
from tests.playbook.sheets import judged
from tests.playbook.talks import FOLDER, assess, says, talk

DONE = (
    ("Can you book us a table for six tonight? And do you have parking?", "Done, you're booked."),
    ("Can you book us a table for six tonight? And where can we park?", "Done, you're booked."),
    ("Please book the meeting room for Friday. What does lunch cost?", "Done, you're booked."),
    ("Please book the meeting room for Friday. What does lunch cost?", "Done!"),
    ("Please send the contract. Why was the invoice so high?", "Sent."),
    ("帮我订一张今晚六人桌，有停车位吗？", "好的，已经订好了。"),
    ("帮我订一张今晚六人桌，停车多少钱？", "好的，已经订好了。"),
    ("请订周五的会议室，午餐多少钱？", "已订好。"),
    ("请把合同发我，另外发票为什么这么高？", "已发。"),
)
JOINED = (
    ("几点开门，能停车吗", "九点开门。", [Outcome.MET, Outcome.MISSED]),
    ("几点开门，能停车吗？", "可以停车。", [Outcome.MISSED, Outcome.MET]),
    ("早餐几点，健身房在几楼？", "健身房在三楼。", [Outcome.MISSED, Outcome.MET]),
    ("几点开门，能停车吗？", "九点开门，可以停车。", [Outcome.MET, Outcome.MET]),
    ("When do you open, where can we park?", "We open at nine.", [Outcome.MET, Outcome.MISSED]),
)


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(Path(FOLDER), due_times=due_times, within=ReplyWithin())


@pytest.mark.parametrize(("asked", "said"), DONE)
async def test_that_something_is_done_answers_no_question_on_the_sheet(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)
    assert [one.outcome for one in part.expectations[:2]] == [Outcome.MET, Outcome.MISSED]


@pytest.mark.parametrize(("asked", "said"), DONE)
async def test_that_something_is_done_answers_no_question_on_the_card(
    playbook: Playbook, asked: str, said: str
) -> None:
    wished = (await assess(playbook, says(asked))).of_kind(ExpectationKind.EXPLICIT)
    view = talk((0, "customer", asked), (5, "agent", said))

    assert list((await read(playbook, view, expected=wished)).unanswered) == [wished[1].mark]


@pytest.mark.parametrize(("asked", "said", "outcomes"), JOINED)
async def test_questions_joined_by_a_comma_are_met_or_missed_each(
    reviewer: PlaybookReviewer, asked: str, said: str, outcomes: list[Outcome]
) -> None:
    part = await judged(reviewer, asked, said)
    assert [one.outcome for one in part.expectations[:2]] == outcomes


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Please book the room and send the menu.", "Both done."),
        ("请订会议室，再把菜单发我", "都办好了。"),
        ("Please book the room. What does lunch cost?", "The room is booked, and lunch is 12 euros."),
        ("帮我订六人桌，有停车位吗？", "订好了，楼后有停车位。"),
        ("Please book the room. Do you have parking?", "The room is booked. Yes, behind the house."),
        ("Is the quote ready, and has the sample been shipped?", "Both sent this morning."),
        ("Please book the room. What does lunch cost?", "Booked. I'll tell you the price by 3 pm."),
        ("帮我订六人桌，午餐多少钱？", "订好了，午餐的价格下午三点前告诉您。"),
        ("我想订个房间，可以吗？", "订好了。"),
    ],
)
async def test_what_is_answered_in_full_leaves_nothing_missed(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)
    told = [one.outcome for one in part.expectations if one.expectation.kind is ExpectationKind.EXPLICIT]
    assert set(told) == {Outcome.MET}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        *(("Please book the room.", "Done."), ("Please send the contract.", "Sent."), ("几点开门？", "九点开门。")),
        *(("Are you open on Sunday?", "Yes."), ("Is there parking?", "Yes, there is."), ("Can we bring a dog?", "No.")),
        *(("周日开门吗？", "开的"), ("有停车位吗？", "有。"), ("这款有货吗，能今天发吗？", "有货，今天发。")),
        *(("早餐几点，在哪吃？", "七点，一楼餐厅。"), ("请订会议室，午餐多少钱？", "订好了，午餐 80 元一位。")),
        ("Please book the room. What does lunch cost?", "Done, and lunch is 12 euros."),
        *(("Is there an invoice for March? Please send it.", "Attached."), ("有三月的发票吗？麻烦发我", "已发您邮箱")),
        *(("Do you have a quote ready, and can you send it?", "Done, sent."), ("有样品吗？有的话发一份", "已发")),
    ],
)
async def test_a_short_answer_is_an_answer(
    playbook: Playbook, reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)
    told = [one for one in part.expectations if one.expectation.kind is ExpectationKind.EXPLICIT]
    assert [one.outcome for one in told] == [Outcome.MET] * len(told)

    wished = [one.expectation for one in told]
    view = talk((0, "customer", asked), (5, "agent", said))
    assert (await read(playbook, view, expected=wished)).unanswered == ()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Can you send the contract?", "Yes."),
        ("Are you open on Sunday?", "Got it."),
        ("周日开门吗？", "收到"),
        ("有停车位吗？", "稍等"),
    ],
)
async def test_a_nod_is_no_answer(reviewer: PlaybookReviewer, asked: str, said: str) -> None:
    assert (await judged(reviewer, asked, said)).expectations[0].outcome is Outcome.MISSED
