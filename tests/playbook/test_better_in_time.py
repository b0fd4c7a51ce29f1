"""What "+3" would have been: a reply that could still have been in time for the hour they named."""

import re

import pytest

from motbot.domain.policy import ReplyWithin
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.sheets import judged
from tests.playbook.talks import FOLDER


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Can you send me the report? I need it by 16:00 today.", "Sorry, only saw this now."),
        ("报表能发我吗？今天16:00前要用。", "不好意思，刚看到。"),
    ],
)
@pytest.mark.parametrize("minutes", [5, 400])
async def test_what_three_would_have_been_names_no_time_behind_the_hour_they_named(
    reviewer: PlaybookReviewer, asked: str, said: str, minutes: int
) -> None:
    part = await judged(reviewer, asked, said, minutes=minutes)
    named = re.findall(r"\b\d\d:\d\d\b", part.better)

    assert named
    assert max(named) <= "16:00"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Please send us the lease contract.", "I'll send it by noon."),
        ("请把租赁合同发给我们。", "我中午12点前发给您。"),
        ("Could you set aside two loaves of rye?", "Done, they are set aside under your name."),
        ("能给我留两个黑麦面包吗？", "已经给您留好了，写的您的名字。"),
        ("Can you deliver the cake at 4 pm? And can you write Emma on it?", "The cake comes at 4 pm."),
        ("蛋糕能下午4点送到吗？另外能在上面写Emma吗？", "蛋糕下午4点送到。"),
        ("We'd like to book the hall for a party.", "Happy to help! Which day is it, and how many guests will come?"),
        ("我们想订大厅办个聚会。", "很高兴帮您！请问是哪一天，大概有多少客人？"),
    ],
)
async def test_what_was_done_well_stands_in_what_three_would_have_been(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)

    assert part.better.startswith(said)
    assert len(part.better) > len(said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Is the pool open on Sunday?", "Yes, from 9 am to 6 pm."),
        ("周日游泳池开吗？", "开的，上午9点到下午6点。"),
        (
            "Can you move our lesson to Sunday?",
            "I can't do Sunday because the school is closed, but I could offer Saturday at 5 pm, does that suit you?",
        ),
        ("我们的课能改到周日吗？", "周日不行，因为那天学校不开门，可以改到周六下午5点，您看方便吗？"),
        ("Can you fix the file?", "Hi customer, it's fixed. Does it open now?"),
    ],
)
async def test_nothing_is_put_beside_a_reply_that_is_as_good(reviewer: PlaybookReviewer, asked: str, said: str) -> None:
    assert (await judged(reviewer, asked, said)).better == ""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Please refund my ticket.", "No refunds, that's our policy."),
        ("请把票退了。", "不能退，这是规定。"),
        ("Please add Anna to the course list.", "Got it, thanks."),
        ("请把安娜加到课程名单里。", "收到，谢谢。"),
    ],
)
async def test_what_did_not_help_is_no_part_of_what_three_would_have_been(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    part = await judged(reviewer, asked, said)

    assert part.better
    assert said.rstrip(".。") not in part.better
