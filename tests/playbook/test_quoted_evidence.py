"""What the playbook quotes as evidence stands in the conversation, so that nothing it found is taken out again."""

import pytest

from motbot.domain.checks import checked
from motbot.domain.expectation import ExpectationKind, Signal
from motbot.playbook import Playbook
from tests.playbook.talks import assess, talk

LONG_EN = (
    "Hello Ms Ortega, the driver has reached the second number and has put more ice in, it now reads 9.6 degrees. "
    "The other van is with you before 11:20. I will send you the deviation report by 10:40."
)
LONG_ZH = (
    "王老师，司机的第二个号码打通了，已经加了冰排，现在 9.6 度，还在往下降。备用车 11:20 前到。"
    "偏差报告我 10:40 前发给您。"
)


@pytest.mark.parametrize(
    ("told", "chased", "quoted"),
    [
        (LONG_EN, "Where is the deviation report?", "I will send you the deviation report by 10:40"),
        (LONG_ZH, "偏差报告呢？说好 10:40 的。", "偏差报告我 10:40 前发给您"),
    ],
)
async def test_of_a_long_message_the_sentence_with_the_promise_is_quoted(
    playbook: Playbook, told: str, chased: str, quoted: str
) -> None:
    view = talk((0, "customer", chased), (5, "agent", told), (300, "customer", chased))

    found, dropped = checked(await assess(playbook, view), view)

    assert dropped == ()
    unsaid = found.of_kind(ExpectationKind.IMPLICIT)
    assert any(quoted in one.cue for one in unsaid), unsaid


@pytest.mark.parametrize(
    ("told", "chased", "begins"),
    [
        (
            "I will look into the missing pallets and the damaged film and send you the list with photographs by 10:40",
            "Still waiting for the photographs",
            "I will look into the missing pallets",
        ),
        (
            "我会把昨晚夜班拍的所有照片连同缺的托盘和破损的膜逐一核对清楚之后再跟仓库和车队确认一遍然后 10:40 前发给您",
            "照片呢？",
            "我会把昨晚夜班拍的所有照片",
        ),
    ],
)
async def test_a_promise_that_is_one_long_sentence_is_quoted_from_its_beginning_without_dots(
    playbook: Playbook, told: str, chased: str, begins: str
) -> None:
    view = talk((0, "customer", "?"), (5, "agent", told), (300, "customer", chased))

    found, dropped = checked(await assess(playbook, view), view)

    assert dropped == ()
    cues = [one.cue for one in found.of_kind(ExpectationKind.IMPLICIT)]
    assert any(begins in cue and "…" not in cue for cue in cues), cues


@pytest.mark.parametrize(
    ("told", "said", "is_chase"),
    [
        ("I'll send you the offer by 10:40.", "Where is the offer?", True),
        ("I'll send you the offer by 10:40.", "Where's the entrance to your building?", False),
        ("报价单 10:40 前发给您。", "报价单在哪儿？", True),
        ("报价单 10:40 前发给您。", "你们的入口在哪儿？", False),
    ],
)
async def test_who_asks_where_the_promised_thing_is_chases_it_and_who_asks_for_a_place_does_not(
    playbook: Playbook, told: str, said: str, is_chase: bool
) -> None:
    view = talk((0, "customer", "?"), (5, "agent", told), (300, "customer", said))

    assert (Signal.BROKEN_PROMISE in (await assess(playbook, view)).signals) is is_chase
