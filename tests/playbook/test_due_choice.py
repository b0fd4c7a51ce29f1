"""The time of a promise is the one it is promised for, not one it only tells of."""

import pytest

from motbot.playbook import Playbook
from tests.playbook.promised import read
from tests.playbook.talks import talk


@pytest.mark.parametrize(
    ("text", "due_words"),
    [
        ("I'll tell you by 16:00 today which chairs can be with you on Wednesday.", "by 16:00 today"),
        ("I'll let you know by noon whether it ships on Friday.", "by noon"),
        ("I'll send it tomorrow, by 17:00 at the latest.", "tomorrow, by 17:00 at the latest"),
        ("By 14:30 you'll know from me what can be done by Friday.", "By 14:30"),
    ],
)
async def test_a_time_that_is_only_told_of_is_not_the_promises(playbook: Playbook, text: str, due_words: str) -> None:
    found = await read(playbook, talk((0, "agent", text)))
    assert [one.due_words for one in found.promises] == [due_words]


@pytest.mark.parametrize(
    ("text", "due_words"),
    [
        ("The van comes on Friday at nine, it is done by noon.", "on Friday at nine, it is done by noon"),
        ("周五上午9点到，12点前做完。", "周五上午9点到，12点前"),
        ("师傅明天上午 10 点到，13:00 前装好。", "明天上午 10 点到，13:00 前"),
    ],
)
async def test_an_hour_lies_on_the_day_that_the_sentence_named_before(
    playbook: Playbook, text: str, due_words: str
) -> None:
    found = await read(playbook, talk((0, "agent", text)))
    assert found.promises[-1].due_words == due_words


@pytest.mark.parametrize(
    ("text", "due_words"),
    [
        ("He comes tomorrow at nine, and I'll call you by five today.", "by five today"),
        ("He comes on Friday at nine. I'll call you by noon.", "by noon"),
        ("师傅明天上午 9 点到，今天 17:00 前我给您电话。", "今天 17:00 前"),
        ("师傅周五下午 3 点到，我 12 点前给您电话。", "12 点前"),
    ],
)
async def test_an_hour_of_another_day_keeps_its_own(playbook: Playbook, text: str, due_words: str) -> None:
    found = await read(playbook, talk((0, "agent", text)))
    assert found.promises[-1].due_words == due_words


async def test_words_that_own_a_mistake_deliver_nothing(playbook: Playbook) -> None:
    said = talk((0, "agent", "我三点前把单号发您"), (60, "agent", "让您白等了，这是我的错。"))
    assert (await read(playbook, said)).evidence == ()
