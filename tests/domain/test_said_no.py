"""A no of ours is told from what only sounds like one, and is about what was asked before it."""

import pytest

from motbot.domain.message import Line
from motbot.domain.people import Side
from motbot.domain.said_no import left_of, noes, noes_about, things, told_of
from tests.domain.finds import a_line

ASKED = [("Can you ship our order on Sunday?", "1"), ("What does the crate cost?", "1")]
ASKED_ZH = [("订单周日能发货吗", "1"), ("木箱多少钱一个", "1")]


def ours(text: str, ts: str = "2") -> Line:
    return a_line(ts, text, Side.AGENT)


@pytest.mark.parametrize(
    "text",
    [
        "We can't ship on Sunday.",
        "Sorry, Sunday isn't possible.",
        "I'm afraid we don't deliver at the weekend",
        "Unfortunately we are not able to do that.",
        "抱歉，周日发不了货",
        "这个我们做不到",
        "周日没法安排",
        "不支持退款。",
        "I'm sorry that we can't ship on Sunday",
        "We really won't do that.",
        "Sunday shipping is not available.",
        "很抱歉我们不能退款",
    ],
)
def test_a_no_is_heard(text: str) -> None:
    assert list(noes(text))


@pytest.mark.parametrize(
    "text",
    [
        "I can't find your order, what is its number?",
        "I can't say yet when it comes.",
        "We can't ship before Monday.",
        "We can't do it unless you confirm.",
        "Can't we ship it on Saturday?",
        "Don't worry, it is on its way.",
        'They wrote: "we can\'t ship on Sunday"',
        "我这边还不能确定",
        "没法确定具体时间",
        "周五前发不了的话我会告诉您",
        "不客气",
        "Done. You will not get the newsletter any more.",
        "We won't send you the newsletter again.",
        "You won't be charged for the return.",
        "We won't charge you for the return.",
        "The delivery won't be late.",
        "Sorry that the badge reader isn't working.",
        "I see that the app cannot export your list.",
        "Tell me if the reader can't take your badge",
        "It was late because the truck couldn't pass",
        "发票开不了是系统问题，已经修好了",
        "我去问下能不能周日发",
        "抱歉，看到您这边无法导出，是哪个版本",
        "是因为昨天那辆车送不了",
        "退货不会收您费用",
    ],
)
def test_what_only_sounds_like_a_no_is_none(text: str) -> None:
    assert not list(noes(text))


@pytest.mark.parametrize(
    ("asked", "no", "left"),
    [
        (ASKED, "We can't ship on Sunday.", (1,)),
        (ASKED_ZH, "周日发不了货。", (1,)),
        (ASKED, "That is not possible.", (0, 1)),
        (ASKED[:1], "That is not possible.", ()),
        (ASKED_ZH[:1], "这个做不到。", ()),
        (ASKED, "The crate is 40.", (0, 1)),
    ],
)
def test_what_we_have_said_no_to_is_left_no_more(asked: list[tuple[str, str]], no: str, left: tuple[int, ...]) -> None:
    assert left_of(asked, [ours(no)]) == left


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (
            "The app can't export our list. Can you fix the export?",
            "So the app cannot export the list. Since when?",
        ),
        ("Please don't share our list", "We won't share your list."),
        ("名单导不出来，开不了发票，帮忙看下发票", "发票开不了，您用的哪个版本"),
    ],
)
def test_a_fault_or_a_wish_in_their_own_words_is_no_refusal_of_ours(fault: str, answer: str) -> None:
    theirs = a_line("1", fault, Side.CUSTOMER)

    assert left_of([(fault, "1")], [theirs, ours(answer)]) == (0,)
    assert left_of([(fault, "1")], [ours(answer)]) == ()


@pytest.mark.parametrize(
    ("asks", "answer"),
    [
        ("Can't you ship our order on Sunday", "We can't ship on Sunday."),
        ("Can't you ship our order on Sunday?", "We can't ship on Sunday."),
        ("周日发不了货吗", "周日发不了货"),
        ("能不能周日发货", "周日不能发货"),
    ],
)
def test_a_no_to_what_was_asked_with_a_not_in_it_is_one(asks: str, answer: str) -> None:
    assert left_of([(asks, "1")], [a_line("1", asks, Side.CUSTOMER), ours(answer)]) == ()


def test_a_no_says_nothing_of_what_is_asked_after_it() -> None:
    assert left_of([("Can you ship it on Sunday?", "3")], [ours("We can't ship on Sunday.", "2")]) == (0,)


def test_a_limit_that_we_have_told_is_known_by_what_it_is_about() -> None:
    limit = "Shipping on Sundays is not possible"
    assert told_of(limit, noes_about([ours("We can't ship on Sunday")])) == things("ship Sunday")
    assert not told_of(limit, noes_about([ours("We can't paint it blue")]))


def test_of_a_long_talk_full_of_noes_only_the_newest_are_looked_at() -> None:
    lines = [ours(f"We can't ship crate{at} on Sunday. " * 20, str(1000 + at)) for at in range(100)]

    about = noes_about(lines)

    assert len(about) < len(lines)
    assert "99" in about[-1]
