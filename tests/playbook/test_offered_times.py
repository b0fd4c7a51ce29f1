"""The time a draft names for the next word: in working hours, and never behind an hour that was named before it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from motbot.domain.due import DueConventions
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.due_times import DueReader
from motbot.playbook import Playbook
from tests.playbook.talks import FOLDER, ZONE, assess, talk
from tests.playbook.test_an_hour_that_passed import said_at, when

FRIDAY_NIGHT, WEDNESDAY = "2026-04-10T22:00", "2026-04-08T14:10"


async def offered(playbook: Playbook, view: ConversationView) -> datetime:
    drafted = await playbook.coach.drafter.draft(view, await assess(playbook, view), Language.EN)
    due = drafted.draft.commitments[0].due
    assert due is not None
    return due


@pytest.mark.parametrize(
    "text",
    [
        "This is the third time I ask, the export file is still missing and I'm losing patience!",
        "Could you tell me how I add a user?",
        "都催了三次了，导出文件到现在都没给我，太离谱了！",
        "请问怎么添加用户？",
    ],
)
async def test_at_night_the_next_word_is_promised_for_when_work_begins_again(playbook: Playbook, text: str) -> None:
    due = await offered(playbook, said_at(text, FRIDAY_NIGHT))
    assert when("2026-04-13T09:00") < due <= when("2026-04-13T10:00")


async def test_the_config_says_when_work_begins_and_on_which_days() -> None:
    office = DueConventions(start_of_work=time(7), end_of_day=time(15), workdays=frozenset({5, 6}))
    playbook = Playbook.load(FOLDER, due_times=DueReader(conventions=office))
    due = await offered(playbook, said_at("Could you tell me how I add a user?", FRIDAY_NIGHT))
    assert when("2026-04-11T07:00") < due <= when("2026-04-11T08:00")


async def test_harm_that_happens_now_is_answered_at_night_too(playbook: Playbook) -> None:
    due = await offered(playbook, said_at("支付全挂了，所有门店都收不了款！", FRIDAY_NIGHT))
    assert due <= when(FRIDAY_NIGHT) + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("text", "written", "hour"),
    [
        ("I need the contract by 14:40, can you send it?", WEDNESDAY, "2026-04-08T14:40"),
        ("Please send me the price list by noon tomorrow", "2026-04-08T17:50", "2026-04-09T12:00"),
        ("We open at 8 tomorrow and the tills must work, can you check?", "2026-04-08T21:00", "2026-04-09T08:00"),
        ("三点前能把合同发我吗？", WEDNESDAY, "2026-04-08T15:00"),
        ("今晚十一点前要交，表格能发我吗？", "2026-04-08T22:00", "2026-04-08T23:00"),
    ],
)
async def test_no_word_is_promised_behind_the_hour_that_the_customer_names(
    playbook: Playbook, text: str, written: str, hour: str
) -> None:
    assert when(written) < await offered(playbook, said_at(text, written)) < when(hour)


@pytest.mark.parametrize(
    ("promise", "chase"),
    [
        ("I'll send you the signed contract by 15:00.", "Any news on the contract?"),
        ("I'll send you the signed contract by 15:00.", "Any update? We need to sign it too."),
        ("签好的合同我三点前发您。", "合同有进展吗？"),
        ("签好的合同我三点前发您。", "怎么样了？我们这边也要签。"),
    ],
)
async def test_no_word_is_promised_behind_the_hour_that_we_have_promised(
    playbook: Playbook, promise: str, chase: str
) -> None:
    asked = (0, "customer", "Can you send me the signed contract?")
    view = talk(asked, (5, "agent", promise), (260, "customer", chase))
    assert view.now < await offered(playbook, view) < datetime(2026, 4, 8, 15, tzinfo=ZONE)


async def test_a_promise_about_something_else_hurries_nobody(playbook: Playbook) -> None:
    said = (0, "customer", "Can you send me the signed contract?"), (5, "agent", "You'll have the contract by 15:00.")
    view = talk(*said, (290, "customer", "How do I add a user to our account?"))
    alone = replace(view, lines=view.lines[-1:])
    assert await offered(playbook, view) == await offered(playbook, alone)


@pytest.mark.parametrize(
    ("asked", "ours", "then"),
    [
        ("Can you send the contract? Our board signs at 15:00 today.", "Which one?", "The one for Harrow Lane."),
        ("Can you send the contract? Our board signs at 15:00 today.", "On it.", "Any news on the contract?"),
        ("合同能发我吗？今天15:00董事会要签。", "哪一份？", "青禾二店的那一份，要盖章的。"),
        ("合同能发我吗？今天15:00董事会要签。", "好的。", "合同有进展吗？"),
    ],
)
async def test_the_hour_they_named_with_a_request_bounds_what_is_promised_while_it_is_open(
    playbook: Playbook, asked: str, ours: str, then: str
) -> None:
    view = talk((60, "customer", asked), (62, "agent", ours), (270, "customer", then))
    assert view.now < await offered(playbook, view) < datetime(2026, 4, 8, 15, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("asked", "ours", "theirs"),
    [
        (
            "Any news on the chairs we ordered?",
            "By 16:00 you'll have the delivery plan. Would twenty be enough to begin with?",
            "Twenty would do to begin with.",
        ),
        (
            "上次订的餐具有消息了吗？",
            "餐具必须齐。今天16:00前我把到货安排发给您。开业先有一百套，够用吗？",
            "可以，开业先用一百套。",
        ),
        (
            "上次订的餐具有消息了吗？",
            "开业先有一百套，够用吗？今天16:00前我把到货安排发给您。",
            "可以，开业先用一百套。",
        ),
    ],
)
async def test_the_hour_we_promised_stands_although_the_same_message_asks_something(
    playbook: Playbook, asked: str, ours: str, theirs: str
) -> None:
    view = talk((0, "customer", asked), (5, "agent", ours), (9, "customer", theirs))
    assert await offered(playbook, view) == datetime(2026, 4, 8, 16, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("asked", "ours", "theirs"),
    [
        ("Can you print our menus?", "Do you need them by 16:00?", "Yes please, on thick paper."),
        ("菜单能帮我们印吗？", "您16:00前要吗？", "要的，用厚纸。"),
    ],
)
async def test_an_hour_that_we_only_asked_about_is_no_promise(
    playbook: Playbook, asked: str, ours: str, theirs: str
) -> None:
    view = talk((0, "customer", asked), (5, "agent", ours), (9, "customer", theirs))
    assert await offered(playbook, view) != datetime(2026, 4, 8, 16, tzinfo=ZONE)
