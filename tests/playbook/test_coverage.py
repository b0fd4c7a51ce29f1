"""Which wishes an answer leaves open: only those that nothing of ours touches."""

import pytest

from motbot.domain.expectation import Expectation
from motbot.playbook import Playbook
from tests.playbook.promised import read, wish
from tests.playbook.talks import talk

LIMIT = wish("Rate limit of 5k", "raise our rate limit to 5k")
HOSTS = wish("Two addresses allowlisted", "add the two new IPs I mailed you")
WHEN = wish("To know when it is done", "when will it be done?")
INVOICE_ZH = wish("发票抬头改成上海分公司", "发票抬头要改成上海分公司")
SEND_ZH = wish("什么时候能寄到", "什么时候能寄到")
ASKED = "Can you raise our rate limit to 5k and add the two new IPs I mailed you? When will it be done?"
ASKED_ZH = "发票抬头要改成上海分公司，什么时候能寄到？"


@pytest.mark.parametrize(
    ("reply", "open_ones"),
    [
        ("Sure, both will be done today!", []),
        ("The rate limit is at 5k now.", [HOSTS]),
        ("Done.", []),
        ("The rate limit is at 5k, and the IPs follow by 3pm.", []),
        ("Got it, thanks!", [LIMIT, HOSTS, WHEN]),
        ("Let me check.", [LIMIT, HOSTS, WHEN]),
    ],
)
async def test_a_wish_is_open_only_where_nothing_of_ours_touches_it(
    playbook: Playbook, reply: str, open_ones: list[Expectation]
) -> None:
    view = talk((0, "customer", ASKED), (5, "agent", reply))
    reading = await read(playbook, view, expected=(LIMIT, HOSTS, WHEN))
    assert list(reading.unanswered) == [one.mark for one in open_ones]


@pytest.mark.parametrize(
    ("reply", "open_ones"),
    [
        ("抬头已经改好了。", [SEND_ZH]),
        ("抬头已经改好，周五前寄到。", []),
        ("收到，我们看一下哈。", [INVOICE_ZH, SEND_ZH]),
    ],
)
async def test_the_same_holds_in_chinese(playbook: Playbook, reply: str, open_ones: list[Expectation]) -> None:
    view = talk((0, "customer", ASKED_ZH), (5, "agent", reply))
    reading = await read(playbook, view, expected=(INVOICE_ZH, SEND_ZH))
    assert list(reading.unanswered) == [one.mark for one in open_ones]


async def test_all_our_words_since_the_wish_count(playbook: Playbook) -> None:
    view = talk((0, "customer", ASKED), (5, "agent", "The rate limit is at 5k now."), (9, "agent", "IPs added by 9:10"))
    assert (await read(playbook, view, expected=(LIMIT, HOSTS, WHEN))).unanswered == ()


async def test_what_was_said_before_a_wish_answers_nothing(playbook: Playbook) -> None:
    late = wish("Rate limit of 5k", source="1001.000000")
    view = talk((0, "agent", "Your rate limit is 5k."), (5, "customer", "Make it 5k"), (9, "agent", "Noted."))
    assert (await read(playbook, view, expected=(late,))).unanswered == (late.mark,)


async def test_the_only_wish_is_answered_by_whatever_is_more_than_a_nod(playbook: Playbook) -> None:
    view = talk((0, "customer", ASKED), (5, "agent", "You have it as of ten past nine."))
    assert (await read(playbook, view, expected=(LIMIT,))).unanswered == ()
