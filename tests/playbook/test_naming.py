"""What a promise is called on the card: a deed or a thing, never half a sentence."""

import pytest

from motbot.playbook import Playbook
from motbot.playbook.naming import AT_MOST, called
from tests.playbook.labelled_replies import DATA, labelled
from tests.playbook.promised import read
from tests.playbook.talks import talk


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("I'll send you a list of spare codes by 11:30.", "send them a list of spare codes"),
        ("I'll also send you the list by tomorrow noon.", "send them the list"),
        ("The van will be at your door at 4 pm.", "the van at their door"),
        ("Your refund will be on your card by Friday.", "their refund on their card"),
        ("Our technician will reset the gateway by 15:00.", "our technician to reset the gateway"),
        ("Our team replies to them all on Friday, and Ben calls you at noon.", "Ben to call them"),
        ("My colleague will send you what I found by 3 pm.", "your colleague to send them what you found"),
        ("You'll receive the contract tomorrow.", "the contract"),
        ("Expect the draft on Monday.", "the draft"),
        ("The plumber is coming at 9 tomorrow.", "the plumber coming"),
        ("We're shipping the new build on Friday.", "shipping the new build"),
        ("I'll fix it today and will call you tomorrow at 10.", "call them"),
        ("By Friday: new invoice", "new invoice"),
        ("More news at 4 pm.", "More news"),
        ("我们的工程师15:00前把网关重置好。", "工程师把网关重置好"),
        ("我的同事小李明天联系您。", "同事小李联系对方"),
        ("我们这边的财务周五前退款给您。", "财务退款给对方"),
        ("我们的确会在周五前退款给您。", "退款给对方"),
        ("您明天就能收到合同。", "合同"),
        ("同时我会在四点前把合同发您。", "把合同发对方"),
        ("You have the chairs by three.", "the chairs"),
        ("You'll be receiving the parts on Friday.", "the parts"),
        ("I'm running it for you now: you have it by three.", "you have it by three"),
        ("On it: back to you by three.", "get back to them"),
        ("说明书我三点前发您。", "把说明书发对方"),
        ("说明书三点前我发您一份。", "把说明书发对方一份"),
        ("报价单、合同和说明书我今天下班前一起发您。", "把报价单、合同和说明书一起发对方"),
        ("几点到我三点前告诉您。", "几点到我三点前告诉您"),
        ("这份报告下午三点进您邮箱。", "这份报告进对方邮箱"),
    ],
)
async def test_a_promise_is_called_by_the_deed_or_the_thing(playbook: Playbook, text: str, what: str) -> None:
    found = (await read(playbook, talk((0, "agent", text)))).promises
    assert found[-1].what == what


@pytest.mark.parametrize(
    "text",
    [
        "You'll have it tomorrow morning",
        "It will be done today",
        "You'll hear from me by 2pm",
        "I'll do it by Friday",
        "您明天上午就能收到",
        "三点前发您",
        "我先看看，三点前给您",
    ],
)
async def test_where_the_deed_says_nothing_the_words_themselves_do(playbook: Playbook, text: str) -> None:
    (found,) = (await read(playbook, talk((0, "agent", f"{text}.")))).promises
    assert found.what == text


@pytest.mark.parametrize(
    ("deed", "name"),
    [
        (
            "write down which of the bills were paid twice and tell you what we can do about each of them",
            "write down which of the bills were paid twice",
        ),
        (
            "send the list, the contract and the steps for the team and a plan of the site",
            "send the list, the contract and the steps for the team",
        ),
        ("x" * 90, "x" * 59 + "…"),
    ],
)
def test_a_long_name_ends_where_something_else_begins(deed: str, name: str) -> None:
    assert called([deed], deed) == name


def test_of_several_deeds_as_many_are_named_as_fit() -> None:
    assert called(["find the cause of the outage", "mail it"], "") == "find the cause of the outage, mail it"
    assert called(["find the cause of the double booking"] * 2, "") == "find the cause of the double booking"
    assert called(["查清原因", "给您发方案"], "") == "查清原因，给对方发方案"


@pytest.mark.parametrize(
    ("deed", "name"), [("Ben replies to them", "Ben to reply to them"), ("Ana pushes it", "Ana to push it")]
)
def test_a_timetable_is_told_in_the_infinitive(deed: str, name: str) -> None:
    assert called([deed], deed) == name


async def test_no_name_is_long_or_ends_in_a_mark(playbook: Playbook) -> None:
    for reply in labelled(DATA / "dev.yaml"):
        for found in (await read(playbook, reply.view)).promises:
            assert 0 < len(found.what) <= AT_MOST
            assert found.what[-1] not in ".,;:!?。，；：！？"
