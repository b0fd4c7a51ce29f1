"""A promise behind the hour that the customer named does not meet the wish as asked, unless it says so openly."""

import pytest

from motbot.domain.expectation import ExpectationKind
from motbot.domain.policy import ReplyWithin
from motbot.domain.sheet import Outcome
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.sheets import judged
from tests.playbook.talks import FOLDER

ASKED = "Can you send me the contract? I need it by 3 pm today."
ASKED_ZH = "合同能发我吗？今天下午3点前要用。"


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (ASKED, "I'll send it to you by 4 pm."),
        (ASKED, "You'll have the contract by 16:30 today."),
        ("Please repair the till before noon, the shop is full.", "We'll repair it by 2 pm."),
        ("Could you deliver the chairs no later than Friday?", "We will deliver them by Monday."),
        (ASKED_ZH, "我下午4点前发给您。"),
        (ASKED_ZH, "好的，今天16:30前把合同发给您。"),
        ("麻烦中午12点前把收银机修好。", "我们下午2点前修好。"),
        ("椅子最晚周五要送到，可以吗？", "我们下周一前送到。"),
    ],
)
async def test_a_promise_behind_the_hour_they_need_it_by_is_below_what_was_asked_and_says_why(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)
    explicit = [one for one in part.expectations if one.expectation.kind is ExpectationKind.EXPLICIT]

    assert part.overall is not None
    assert part.overall.score == -1
    assert Outcome.MISSED in {one.outcome for one in explicit}
    assert "later than they need it" in part.reason
    assert said.rstrip(".。") not in part.better


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (ASKED, "I'll send it to you by 2 pm."),
        (ASKED, "I'll send it to you by 3 pm."),
        (ASKED, "Here it is, the contract is attached. I'll call you by 5 pm to see if all is well."),
        (ASKED, "I'll send you the contract by 2 pm and the annex by 5 pm."),
        (ASKED, "Sorry, 3 pm can't be done because the lawyer is in court; I'll send it to you by 4 pm."),
        (ASKED, "I'll send it to you by 4 pm, would that still help?"),
        (ASKED, "It will be a little later than 3 pm: I'll send it to you by 4 pm."),
        ("We have a meeting at 3 pm today. Can you book a table for dinner?", "I'll book the table by 5 pm."),
        ("The shop closes at 3 pm today. Can you send me the contract?", "I'll send it to you by 4 pm."),
        ("I'm out until 3 pm today. Can you send me the contract?", "I'll send it to you by 4 pm."),
        (ASKED_ZH, "我下午2点前发给您。"),
        (ASKED_ZH, "我下午3点前发给您。"),
        (ASKED_ZH, "合同已经发到您邮箱了，下午5点前我再给您打个电话确认。"),
        (ASKED_ZH, "不好意思，3点前来不及，律师还在开庭，我下午4点前发给您。"),
        (ASKED_ZH, "我下午4点前发给您，您看行吗？"),
        (ASKED_ZH, "会比3点晚一点，我下午4点前发给您。"),
        ("我们今天下午3点开会。能帮忙订一桌晚饭吗？", "我下午5点前订好。"),
        ("今天下午3点前我都不在。合同能发我吗？", "我下午4点前发给您。"),
    ],
)
async def test_a_promise_in_time_or_one_that_says_openly_that_it_is_later_is_not_held_against_it(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)

    assert part.overall is not None
    assert part.overall.score > 0
    assert "later than they need it" not in part.reason
