"""A question of disbelief is an objection to our answer: nobody wants to know whether we are kidding."""

import pytest

from motbot.domain.expectation import ExpectationKind, Signal
from motbot.domain.language import Language
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, says, talk

ANSWERED = (
    (0, "customer", "Third laptop ruined in the rain. I want my money back."),
    (5, "agent", "Sorry. Please fill in the claim form on our website."),
)
ANSWERED_IN_CHINESE = ((0, "customer", "第三台电脑报废了，我要退钱"), (5, "agent", "很抱歉，请在官网填写理赔表。"))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Are you kidding me?? I filled that form twice already!", "form twice"),
        ("Are you kidding me?", "money back"),
        ("Is this some kind of joke?", "money back"),
        ("Are you serious?", "money back"),
        ("Are you guys joking? When do I get the money?", "when they get the money"),
    ],
)
async def test_disbelief_is_no_wish_and_what_it_is_about_stands(playbook: Playbook, said: str, wanted: str) -> None:
    view = talk(*ANSWERED, (9, "customer", said))

    assessment = await assess(playbook, view)

    texts = [one.text for one in assessment.expectations]
    assert Signal.NOT_QUITE in assessment.signals
    assert any(wanted in text for text in texts), texts
    assert not any(word in text for text in texts for word in ("kidding", "joke", "joking", "serious"))
    said_back = await reply(playbook, view)
    assert not any(word in said_back for word in ("kidding", "joke", "joking", "serious"))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("你在逗我吗？？那张表我都填两遍了！", "填两遍"),
        ("逗我呢？", "退钱"),
        ("开玩笑吧？", "退钱"),
        ("你们认真的吗？", "退钱"),
        ("你们开什么玩笑？多久能退？", "多久能退"),
    ],
)
async def test_disbelief_is_no_wish_in_chinese(playbook: Playbook, said: str, wanted: str) -> None:
    assessment = await assess(playbook, talk(*ANSWERED_IN_CHINESE, (9, "customer", said)))

    texts = [one.text for one in assessment.expectations]
    assert assessment.language is Language.ZH
    assert Signal.NOT_QUITE in assessment.signals
    assert any(wanted in text for text in texts), texts
    assert not any(word in text for text in texts for word in ("逗我", "玩笑", "认真"))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Are you serious about the full refund for all three?", "full refund"),
        ("Do you sell a joke book for kids?", "joke book"),
        ("能带孩子过来玩吗？", "玩"),
        ("那边的人玩什么？", "玩什么"),
    ],
)
async def test_a_question_that_only_has_such_words_is_a_question(playbook: Playbook, said: str, wanted: str) -> None:
    assessment = await assess(playbook, talk((0, "customer", said)))

    assert assessment.is_moment
    assert any(wanted in one.text for one in assessment.expectations)


@pytest.mark.parametrize(
    ("text", "reproach"),
    [
        ("You charged us twice again! Does anybody over there even read this?", "read this"),
        ("The door is still stuck. Is anyone even listening?", "listening"),
        ("The door is still stuck. Do you guys actually check these messages?", "check"),
        ("你们又扣了两次款！到底有没有人看消息？", "有没有人"),
    ],
)
async def test_whether_anybody_reads_is_a_reproach_beside_what_is_wrong(
    playbook: Playbook, text: str, reproach: str
) -> None:
    found = await assess(playbook, says(text))
    assert [one.text for one in found.of_kind(ExpectationKind.EXPLICIT) if reproach in one.text] == []
    assert reproach not in await reply(playbook, says(text))


async def test_whether_somebody_reads_a_thing_of_theirs_is_a_question(playbook: Playbook) -> None:
    text = "The contract is signed. Does anybody in your team actually read the annex?"
    assert "annex" in str((await assess(playbook, says(text))).of_kind(ExpectationKind.EXPLICIT))
