"""A bare hour that has passed today is meant for the next working day, and a reply is due no later than that hour."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from motbot.domain.due import DueConventions
from motbot.domain.expectation import Urgency
from motbot.domain.message import ConversationView
from motbot.domain.policy import ReplyWithin
from motbot.domain.urgency import due_by
from motbot.due_times import DueReader
from motbot.playbook import Playbook
from tests.playbook.talks import FOLDER, ZONE, assess, says

SUNDAY, FRIDAY, TUESDAY = "2026-04-12T21:15", "2026-04-10T21:15", "2026-04-07T16:30"
MONDAY_AT_THREE = "2026-04-13T15:00"


def when(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def said_at(text: str, written: str) -> ConversationView:
    view = says(text)
    return replace(view, lines=tuple(replace(line, at=when(written)) for line in view.lines), now=when(written))


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("我三点要给董事会看，导出文件到现在都没收到", SUNDAY, MONDAY_AT_THREE),
        ("三点就要开会了，表格能发我吗？", FRIDAY, MONDAY_AT_THREE),
        ("三点前能把合同发我吗？", TUESDAY, "2026-04-08T15:00"),
        ("My board meets at three and the export file is still missing", SUNDAY, MONDAY_AT_THREE),
        ("I need the contract by 3, can you send it?", FRIDAY, MONDAY_AT_THREE),
        ("Please send us the plan before 11:30", TUESDAY, "2026-04-08T11:30"),
        ("半夜两点上线，文档要先发我", "2026-04-08T10:00", "2026-04-09T02:00"),
        ("It must go live at two at night, can you send the plan?", "2026-04-08T10:00", "2026-04-09T02:00"),
        ("We have to hand it in at three, can you send the plan?", "2026-04-08T10:00", "2026-04-08T15:00"),
    ],
)
def test_an_hour_to_come_is_looked_for_on_the_next_working_day(
    playbook: Playbook, text: str, written: str, meant: str
) -> None:
    deadline = playbook.first_look.reader.read(said_at(text, written)).deadline
    assert deadline is not None
    assert deadline.at == when(meant)


@pytest.mark.parametrize(
    ("office", "written", "meant"),
    [
        (DueConventions(workdays=frozenset({6, 0, 1, 2, 3})), "2026-04-09T21:15", "2026-04-12T15:00"),
        (DueConventions(holidays=frozenset({date(2026, 4, 13)})), FRIDAY, "2026-04-14T15:00"),
        (DueConventions(extra_workdays=frozenset({date(2026, 4, 11)})), FRIDAY, "2026-04-11T15:00"),
    ],
)
@pytest.mark.parametrize("text", ["三点就要开会了，表格能发我吗？", "I need the contract by 3, can you send it?"])
def test_which_days_are_worked_is_for_the_config_to_say(
    text: str, office: DueConventions, written: str, meant: str
) -> None:
    playbook = Playbook.load(FOLDER, due_times=DueReader(conventions=office))
    deadline = playbook.first_look.reader.read(said_at(text, written)).deadline
    assert deadline is not None
    assert deadline.at == when(meant)


@pytest.mark.parametrize(
    "text",
    [
        "The export failed at three, can you help?",
        "It should have been here by three, where is the contract?",
        "You said by three, where is the contract?",
        "Can you send me the plan that I asked for today at three?",
        "下午三点就报错了，帮忙看看",
        "会议三点已经开完了，表格还是没有",
        "今天三点要用的表格还没到",
    ],
)
def test_an_hour_that_is_told_of_or_tied_to_today_stays_past(playbook: Playbook, text: str) -> None:
    assert playbook.first_look.reader.read(said_at(text, SUNDAY)).deadline is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("我三点要给董事会看，导出文件到现在都没收到", SUNDAY),
        ("My board meets at three and the export file is still missing", SUNDAY),
        ("Can you send me the price list by 15:10?", "2026-04-08T14:45"),
        ("三点一刻前能把价目表发我吗？", "2026-04-08T14:45"),
        ("Please add Ann to the account by 16:00", "2026-04-08T09:00"),
    ],
)
async def test_no_reply_is_due_behind_the_hour_that_the_customer_names(
    playbook: Playbook, text: str, written: str
) -> None:
    view = said_at(text, written)
    found = await assess(playbook, view)
    deadline = playbook.first_look.reader.read(view).deadline
    due = due_by(found, when(written), ZONE, ReplyWithin())
    assert deadline is not None
    assert due is not None
    assert when(written) < due <= deadline.at
    assert found.urgency in {Urgency.HIGH, Urgency.CRITICAL}


@pytest.mark.parametrize("urgency", list(Urgency))
@pytest.mark.parametrize("ahead", [timedelta(minutes=3), timedelta(hours=3), timedelta(days=9), -timedelta(hours=1)])
async def test_the_named_hour_only_brings_a_reply_forward(
    playbook: Playbook, urgency: Urgency, ahead: timedelta
) -> None:
    at = when(TUESDAY)
    found = replace(await assess(playbook, says("Can you help?")), urgency=urgency)
    free, bound = (due_by(one, at, ZONE, ReplyWithin()) for one in (found, replace(found, reply_by=at + ahead)))
    sooner = free is not None and timedelta(0) < ahead < free - at
    assert bound == (at + ahead if sooner else free)
