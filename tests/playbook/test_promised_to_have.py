"""Promises put as what the customer will have, or has by then: "you have it by three", 三点前到您手上."""

import pytest

from motbot.domain.promise import Strength
from motbot.playbook import Playbook
from motbot.ports.due_times import DueTimes
from tests.playbook.promised import read
from tests.playbook.talks import MORNING, ZONE, talk


@pytest.mark.parametrize(
    "text",
    [
        "You have it by three",
        "You will have it by three.",
        "You shall have it by three.",
        "You're going to have it by three.",
        "You should have it by three.",
        "Sure, you have them by three.",
        "You're getting it by three.",
        "You'll be getting it by three.",
        "You'll find it in your inbox by three.",
        "By three you have it.",
        "By three you'll have it.",
        "It'll be with you by three.",
        "It's with you by three.",
        "It's yours by three.",
        "Yours by three.",
        "It reaches you by three.",
        "All of it is there by three.",
        "The chairs are with you by three.",
        "The list is in your inbox by three.",
        "You have the chairs by three.",
        "You get the report at three.",
        "Expect them by three.",
        "You can count on it by three.",
        "I'm running it for you now: you have it by three.",
        "三点前到您手上",
        "三点前您就有了。",
        "您三点前能收到。",
        "三点前您那边就能看到了。",
        "报告三点前在您邮箱里。",
        "这份报告下午三点进您邮箱。",
        "三点您就可以来取了。",
        "我正在给您跑：三点前您就能收到。",
    ],
)
async def test_what_the_customer_has_by_then_is_promised_for_then(
    playbook: Playbook, due_times: DueTimes, text: str
) -> None:
    (found,) = (await read(playbook, talk((0, "agent", text)))).promises
    assert found.strength is Strength.FIRM
    assert due_times.resolve(found.due_words, said_at=MORNING, zone=ZONE).at == MORNING.replace(hour=15)


@pytest.mark.parametrize("text", ["You'll get it tomorrow.", "明天您就能收到", "退款明天到您账上。"])
async def test_a_day_is_enough_of_a_time(playbook: Playbook, text: str) -> None:
    (found,) = (await read(playbook, talk((0, "agent", text)))).promises
    assert found.strength is Strength.FIRM


async def test_a_little_while_is_no_time(playbook: Playbook) -> None:
    (found,) = (await read(playbook, talk((0, "agent", "一会儿就发到您邮箱")))).promises
    assert (found.strength, found.due_words) == (Strength.VAGUE, "一会儿")


@pytest.mark.parametrize(
    "text",
    [
        "You have it already.",
        "You had it by three.",
        "Do you have it by three?",
        "You have until three.",
        "You have to send it by three.",
        "You have a meeting at three.",
        "You have the right to cancel by Friday.",
        "You have three chairs.",
        "You need it by three.",
        "You want it by three, right?",
        "If you have it by three, please send it.",
        "You should have sent it by Friday.",
        "The report is ready.",
        "您三点前能收到吗？",
        "您三点前要拿到报告。",
        "您想三点前拿到。",
        "您希望明天能收到。",
        "您昨天收到的那份。",
        "您明天收到了吗？",
        "您手上有三份。",
    ],
)
async def test_what_they_have_need_or_ask_is_no_promise(playbook: Playbook, text: str) -> None:
    assert (await read(playbook, talk((0, "agent", text)))).promises == ()
