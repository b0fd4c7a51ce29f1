"""Faults that Chinese words show as the English ones do, and what only sounds like one."""

import pytest

from motbot.domain.policy import ReplyWithin
from motbot.domain.scoring import Fault
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.sheets import judged
from tests.playbook.talks import FOLDER


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


@pytest.mark.parametrize(
    ("asked", "said", "fault"),
    [
        ("洗衣机洗到一半停了，怎么办？", "您多半是放太多衣服了。", Fault.BLAME),
        ("洗衣机洗到一半停了，怎么办？", "早该看说明书的。", Fault.BLAME),
        ("五月扣重了，请退一笔。", "请您到官网填一下表格。", Fault.SENT_AWAY),
    ],
)
async def test_a_fault_in_chinese_is_found_as_in_english(
    reviewer: PlaybookReviewer, asked: str, said: str, fault: Fault
) -> None:
    assert fault in (await judged(reviewer, asked, said)).facts.faults


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("我们想订大厅办个聚会。", "很高兴帮您！请问是哪一天，大概有多少客人？"),
        ("新规定从哪天开始？", "我们早该告诉您的，抱歉，5月1日开始。"),
        ("昨晚的活动我没赶上，能补一场吗？", "您肯定是太累了，没关系，已经帮您补到周五下午3点。"),
    ],
)
async def test_a_polite_question_regret_and_sympathy_are_no_fault(
    reviewer: PlaybookReviewer, asked: str, said: str
) -> None:
    assert (await judged(reviewer, asked, said)).facts.faults == frozenset()
