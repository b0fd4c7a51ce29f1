"""Promises that tell of something asked, and needs that are nobody's promise."""

import pytest

from motbot.domain.promise import Strength
from motbot.playbook import Playbook
from tests.playbook.promised import read
from tests.playbook.talks import talk


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("我三点前告诉您几点到。", "三点前"),
        ("我会在下午五点前告诉您还缺哪些材料。", "在下午五点前"),
        ("明天上午给您答复什么时候能发货。", "明天上午"),
        ("我两点前跟您确认一下几点能送到。", "两点前"),
        ("什么时候送到，我四点前告诉您。", "四点前"),
        ("11 点准时交车。", "11 点"),
    ],
)
async def test_a_promise_to_tell_something_may_hold_a_question(playbook: Playbook, text: str, due: str) -> None:
    (found,) = (await read(playbook, talk((0, "agent", text)))).promises
    assert (found.strength, found.due_words) == (Strength.FIRM, due)


@pytest.mark.parametrize(
    "text", ["您几点到？", "几点到您告诉我。", "什么时候方便告诉您？", "您哪天要？", "需要几点前告诉您？"]
)
async def test_a_question_is_no_promise(playbook: Playbook, text: str) -> None:
    assert (await read(playbook, talk((0, "agent", text)))).promises == ()


@pytest.mark.parametrize(
    "text",
    ["桌布今天必须到。", "这批货明天一定要到。", "材料明天中午前务必交齐。", "The cloths have to arrive by noon."],
)
async def test_what_only_has_to_be_is_nobodys_promise(playbook: Playbook, text: str) -> None:
    assert (await read(playbook, talk((0, "agent", text)))).promises == ()


async def test_a_need_beside_a_promise_leaves_the_promise(playbook: Playbook) -> None:
    (found,) = (await read(playbook, talk((0, "agent", "桌布今天必须到，我三点前告诉您结果。")))).promises
    assert found.words == "我三点前告诉您结果"


async def test_what_we_say_we_have_to_do_is_ours(playbook: Playbook) -> None:
    (found,) = (await read(playbook, talk((0, "agent", "我们明天上午一定要给您送到。")))).promises
    assert found.strength is Strength.FIRM


@pytest.mark.parametrize(
    "text",
    [
        "我们周日不发货。",
        "周末仓库不送货。",
        "晚上十点后我们不接单。",
        "节假日我们不营业。",
        "We never ship on Sundays.",
    ],
)
async def test_what_we_do_not_do_on_some_days_is_no_promise(playbook: Playbook, text: str) -> None:
    assert (await read(playbook, talk((0, "agent", text)))).promises == ()


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Our engineer drops by at 10 tomorrow.", "at 10 tomorrow"),
        ("Ben stops by on Friday at noon.", "on Friday at noon"),
        ("我尽量今天弄好。", "今天"),
    ],
)
async def test_who_comes_when_and_what_is_tried_by_when_are_promises(playbook: Playbook, text: str, due: str) -> None:
    (found,) = (await read(playbook, talk((0, "agent", text)))).promises
    assert found.due_words == due
