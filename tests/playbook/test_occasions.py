"""What takes place sets the time for a wish, what is asked twice over is said once, and a wish names its thing."""

import re

import pytest

from motbot.domain.expectation import Assessment, ExpectationKind
from motbot.domain.language import Language
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, says, talk


def wishes(found: Assessment) -> list[str]:
    return [one.text for one in found.of_kind(ExpectationKind.EXPLICIT)]


@pytest.mark.parametrize(
    ("text", "said", "asked"),
    [
        (
            "Can you send us the report? Our board meets at three.",
            "In time: their board meets at three",
            "meets at three",
        ),
        (
            "We reopen on Friday and our owner comes at ten, so I'd like to know which chairs are ready.",
            "In time: they reopen on Friday and their owner comes at ten",
            "comes at ten",
        ),
        (
            "The auditors arrive on Friday at nine. Can you ship our order?",
            "In time: the auditors arrive",
            "arrive on Friday",
        ),
        ("能把报表发给我们吗？董事会三点开会。", "赶得上：董事会三点开会", "三点开会"),
        (
            "餐具有消息了吗？我们周五上午新店开业，总部领导十点到。",
            "赶得上：周五上午新店开业，总部领导十点到",
            "十点到",
        ),
    ],
)
async def test_what_takes_place_is_what_a_wish_has_to_be_in_time_for(
    playbook: Playbook, text: str, said: str, asked: str
) -> None:
    found = await assess(playbook, says(text))
    assert any(one.startswith(said) for one in wishes(found)), wishes(found)
    assert not re.search(f", and [^.]*{asked}", await reply(playbook, says(text)))
    confirmed = (await playbook.coach.confirmer.confirm(says(text), found, Language.EN)).draft.reply
    assert asked not in confirmed


@pytest.mark.parametrize(
    "text",
    [
        "Can you ship our order? I need it by Friday.",
        "Can you extend the parking? Our meeting lasts until three on Friday.",
        "I'm off from tomorrow for two weeks. Can somebody take over the tender for me?",
        "Our board meets at three.",
        "能把报表发我吗？周五之前要。",
        "下午四点前能把报表发给董事会吗？",
        "我明天开始休假两周，投标能不能请人接一下？",
    ],
)
async def test_a_bound_or_a_span_of_time_is_no_occasion(playbook: Playbook, text: str) -> None:
    found = wishes(await assess(playbook, says(text)))
    assert not [one for one in found if one.startswith(("In time: ", "赶得上："))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Any news on the lobby chairs? I'd like to know where we stand.", "how things stand with the lobby chairs"),
        ("We would like to know how it looks. What is the status of the permit?", "how things stand with the permit"),
        ("上次订的餐具有消息了吗？我想知道现在什么情况。", "上次订的餐具的进展"),
    ],
)
async def test_what_is_asked_twice_over_is_said_once(playbook: Playbook, text: str, expected: str) -> None:
    (wish,) = wishes(await assess(playbook, says(text)))
    assert expected in wish
    said = await reply(playbook, says(text))
    assert expected.replace("their", "your") in said
    assert "where you stand" not in said
    assert "什么情况" not in said


@pytest.mark.parametrize(
    "text",
    [
        "Any news on the lobby chairs? I'd like to know where the tables stand.",
        "Any news on the lobby chairs? I'd like to know where they are made.",
        "餐具有消息了吗？我想知道桌子现在什么情况。",
    ],
)
async def test_what_is_asked_of_another_thing_stands_beside_it(playbook: Playbook, text: str) -> None:
    assert len(wishes(await assess(playbook, says(text)))) > 1


@pytest.mark.parametrize(
    ("ours", "then", "wish", "said"),
    [
        (
            "I can't change the date. Shall I send a confirmation of the order?",
            "I see. A confirmation might do it. Can I have it today?",
            "To know whether they can have the confirmation today",
            "whether you can have the confirmation today",
        ),
        (
            "日期改不了，给您一份盖章的订单确认函行吗？",
            "明白了，有确认函可能就行。今天能给我吗？",
            "知道确认函今天能不能给我",
            "确认函今天能不能给您",
        ),
    ],
)
async def test_what_would_do_is_named_in_the_wish_that_takes_it_up(
    playbook: Playbook, ours: str, then: str, wish: str, said: str
) -> None:
    view = talk((0, "customer", "日期能改吗？"), (3, "agent", ours), (9, "customer", then))
    assert wish in wishes(await assess(playbook, view))
    assert said in await reply(playbook, view)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("This might do it. Can I have it today?", "To know whether they can have it today"),
        ("One way would work. Can I have it today?", "To know whether they can have it today"),
        (
            "The weather could be great. Can I have that table outside?",
            "To know whether they can have that table outside",
        ),
        ("A colleague could help. Can you give me that number?", "Give them that number"),
        ("周五也行。今天能给我吗？", "知道今天能不能给我"),
        ("有确认函就行。发票今天能开吗？", "知道发票今天能不能开"),
    ],
)
async def test_nothing_is_named_that_they_have_not_named(playbook: Playbook, text: str, wish: str) -> None:
    assert wish in wishes(await assess(playbook, says(text)))


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("报价单王芳也能看吗？", "知道报价单王芳能不能也看"),
        ("退款也可以走公司账户吗？", "知道退款可不可以也走公司账户"),
        ("大家也都能参加吗？", "知道大家能不能也都参加"),
        ("二楼也有会议室吗？", "知道二楼是不是也有会议室"),
        ("报价单王芳能看吗？", "知道报价单王芳能不能看"),
    ],
)
async def test_a_chinese_question_keeps_its_words_in_order(playbook: Playbook, text: str, wish: str) -> None:
    assert wishes(await assess(playbook, says(text))) == [wish]
