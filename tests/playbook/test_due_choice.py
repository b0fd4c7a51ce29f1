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


async def test_words_that_own_a_mistake_deliver_nothing(playbook: Playbook) -> None:
    said = talk((0, "agent", "我三点前把单号发您"), (60, "agent", "让您白等了，这是我的错。"))
    assert (await read(playbook, said)).evidence == ()
