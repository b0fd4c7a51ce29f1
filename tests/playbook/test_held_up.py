"""Who names the promised thing waits for that: what was asked in passing, and settled, is not told again beside it."""

import pytest

from motbot.domain.expectation import ExpectationKind, Signal
from motbot.playbook import Playbook
from tests.playbook.talks import assess, talk


@pytest.mark.parametrize(
    ("asked", "told", "held_up", "gone"),
    [
        (
            "Can your crew paint the fence on Tuesday instead?",
            "Moved: the crew comes on Tuesday. I'll also send the colour certificate to your landlord by 10:40.",
            "Landlord says nothing came. He won't sign without that certificate.",
            "fence",
        ),
        (
            "能不能改到周二来刷围栏？",
            "改好了，师傅周二到。色卡证明我 10:40 前发给房东。",
            "房东说色卡证明没有收到，说好 10:40 的",
            "围栏",
        ),
    ],
)
async def test_a_settled_question_is_not_told_again_beside_a_promise_that_is_held_up(
    playbook: Playbook, asked: str, told: str, held_up: str, gone: str
) -> None:
    view = talk((0, "customer", asked), (5, "agent", told), (8, "customer", "👍"), (300, "customer", held_up))

    found = await assess(playbook, view)

    assert Signal.BROKEN_PROMISE in found.signals
    assert not [one.text for one in found.of_kind(ExpectationKind.EXPLICIT) if gone in one.text]


@pytest.mark.parametrize(
    ("asked", "told", "chased", "still"),
    [
        ("Can you paint the fence on Tuesday?", "I'll let you know by 10:40.", "You promised to tell me!", "fence"),
        ("能不能周二来刷围栏？", "我 10:40 前告诉您。", "说好的呢？", "围栏"),
    ],
)
async def test_who_names_nothing_still_waits_for_what_was_asked(
    playbook: Playbook, asked: str, told: str, chased: str, still: str
) -> None:
    view = talk((0, "customer", asked), (5, "agent", told), (300, "customer", chased))

    found = await assess(playbook, view)

    assert [one.text for one in found.of_kind(ExpectationKind.EXPLICIT) if still in one.text]
