"""Whoever complains and says what is wrong, or what they want, is not asked what went wrong."""

import pytest

from motbot.playbook import Playbook
from tests.playbook.talks import assess, says

ASKED = ("What went wrong", "哪里没做好")


@pytest.mark.parametrize(
    "said",
    [
        "This is the THIRD time you charged us twice for the same order!!!",
        "Unacceptable! The cleaners left the windows open all night and our floor is soaked",
        "This is a joke. I want my deposit back today",
        "Worst caterer ever. We ordered forty meals and nine came.",
        "同一个订单你们又扣了两次款！！！这已经是第三次了，1840 块！",
        "气死了，保洁又把窗户开了一晚上，地板全泡了",
        "受够了，今天就要退押金",
        "太离谱了，订了四十份只来了九份",
    ],
)
async def test_a_complaint_that_says_what_is_wrong_is_not_asked_for_it(playbook: Playbook, said: str) -> None:
    assessment = await assess(playbook, says(said))

    assert assessment.is_moment
    assert not [one for one in assessment.explore_questions if one.startswith(ASKED) or ASKED[1] in one]


@pytest.mark.parametrize("said", ["This is ridiculous!", "I am fed up with you people", "太离谱了！", "我很失望"])
async def test_a_complaint_that_says_nothing_else_is_asked_for_it(playbook: Playbook, said: str) -> None:
    assessment = await assess(playbook, says(said))

    assert [one for one in assessment.explore_questions if one.startswith(ASKED) or ASKED[1] in one]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("同一个订单你们又扣了两次款！这已经是第三次了。你们那边到底有没有人看？", "扣了两次款"),
        ("房费刷了两遍。前台有人管吗？", "刷了两遍"),
        ("行，但凭证我今天必须看到。", "凭证我今天必须看到"),
        ("好的，不过合同要今天发我", "合同"),
    ],
)
async def test_what_is_wrong_or_wanted_stands_on_the_card_without_its_but(
    playbook: Playbook, said: str, told: str
) -> None:
    texts = [one.text for one in (await assess(playbook, says(said))).expectations]

    assert any(told in text for text in texts), texts
    assert not any(text.startswith(("但", "不过")) for text in texts), texts


@pytest.mark.parametrize("said", ["我们上周去了两次你们店，很满意", "收了两次快递，谢谢"])
async def test_what_was_done_twice_is_not_always_wrong(playbook: Playbook, said: str) -> None:
    assert not (await assess(playbook, says(said))).is_moment
