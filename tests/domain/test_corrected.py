"""What a customer takes back: only what they name and replace, and never where they complain or only answer us."""

from datetime import UTC, datetime

import pytest

from motbot.domain.corrected import left_over, taken_back
from motbot.domain.message import Line
from motbot.domain.people import Side

AT = datetime(2026, 4, 8, 10, 0, tzinfo=UTC)
REPORT = "Could you send us the report for the whole year?"
ANN = "And can you add Ann to the list?"
REPORT_ZH = "能把全年的销售报表发给我们吗？"
ANN_ZH = "另外把安娜加到名单里"


def said(side: Side, at: int, text: str) -> Line:
    return Line(ts=f"{at}.0", at=AT, side=side, author=side, text=text)


def left(asked: tuple[str, ...], then: str, ours: str = "Sure, by four. 好的，四点前。") -> list[str]:
    """What is left of things asked for in one line once our side has answered and the customer has gone on."""
    lines = [
        said(Side.CUSTOMER, 1, " ".join(asked)),
        said(Side.AGENT, 2, ours),
        said(Side.CUSTOMER, 3, then),
    ]
    gone = taken_back([(one, "1.0") for one in asked], lines)
    return [one for at, one in enumerate(asked) if at not in gone]


@pytest.mark.parametrize(
    "then",
    [
        "No, not the whole year - only October",
        "Sorry, not the whole year. Just October please.",
        "We don't need the whole year any more, just October",
        "Actually we only need October, not the whole year",
        "The whole year isn't needed, only October, ok?",
        "Forget the whole year, just send us October",
        "Never mind, just October please",
    ],
)
def test_a_correction_takes_back_the_wish_it_corrects_and_no_other(then: str) -> None:
    assert left((REPORT,), then) == []
    if "Never mind" not in then:
        assert left((REPORT, ANN), then) == [ANN]


@pytest.mark.parametrize(
    "then",
    [
        "不是全年的，只要十月份的",
        "不对，不是全年的。只要十月份的就行",
        "不用全年的了，给我们十月份的就行",
        "全年的就不用了，只要十月份的，可以吗？",
        "只要十月份的就好，全年的不用发了",
        "全年的算了只要十月份的",
        "不用了，只要十月份的就行",
    ],
)
def test_a_correction_in_chinese_does_so_too(then: str) -> None:
    assert left((REPORT_ZH,), then) == []
    if not then.startswith("不用了"):
        assert left((REPORT_ZH, ANN_ZH), then) == [ANN_ZH]


@pytest.mark.parametrize(
    ("asked", "then", "stays"),
    [
        ((REPORT, ANN), "Never mind the rest, just the report", [REPORT]),
        ((REPORT, ANN), "Forget everything else, we only need the report", [REPORT]),
        ((REPORT_ZH, ANN_ZH), "其他的不用了，只要报表就行", [REPORT_ZH]),
        ((REPORT_ZH, ANN_ZH), "别的都不用了，只要报表", [REPORT_ZH]),
    ],
)
def test_the_rest_is_everything_but_what_is_named(asked: tuple[str, ...], then: str, stays: list[str]) -> None:
    assert left(asked, then) == stays


@pytest.mark.parametrize(
    ("asked", "then", "ours"),
    [
        (REPORT, "We did not get the whole year, only October arrived", "Done."),
        (REPORT, "That's not the whole year, only October", "Here is the report."),
        (REPORT, "Not the whole year, only October", "Here is the report."),
        (REPORT, "Isn't it the whole year, just October?", "Sure."),
        (REPORT, "Not the summer sale, only the autumn one was good", "Sure."),
        (REPORT, "Never mind, just a moment", "Sure."),
        (REPORT, "Never mind, just by Friday please", "Shall I print it, too?"),
        (REPORT, "Not sure, just checking", "Sure."),
        (REPORT, "We need the whole year, not only October", "Sure."),
        (REPORT_ZH, "这不是全年的，只有十月份的", "已经发给您了。"),
        (REPORT_ZH, "没收到全年的，只收到十月份的", "已经发给您了。"),
        (REPORT_ZH, "不是全年的吗？只要十月份的？", "好的。"),
        (REPORT_ZH, "不是催你们，只要周五能到就行", "好的。"),
        (REPORT_ZH, "不用了，只要周五前发就行", "要不要一起打印？"),
        (REPORT_ZH, "不着急，周五前就行", "好的。"),
        (REPORT_ZH, "报表不用急，周五前给就行", "好的。"),
        (REPORT_ZH, "报表不要写错，只要抬头对就行", "好的。"),
        (REPORT_ZH, "报表不用太细，十页就行", "好的。"),
        (REPORT_ZH, "报表不用纸质的，电子的就行", "好的。"),
        ("请把空调修一下", "空调不用换，修好就行", "好的。"),
    ],
)
def test_a_complaint_a_question_and_an_answer_take_nothing_back(asked: str, then: str, ours: str) -> None:
    assert left((asked,), then, ours) == [asked]


def test_words_that_would_do_for_two_different_things_take_neither_back() -> None:
    asked = ("The report for the whole year", "A table for the whole year")
    assert left(asked, "Not the whole year, just October please") == list(asked)


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("Please cancel the room on Friday.", "We don't need the room on Friday, only Saturday"),
        ("Can you refund the ticket?", "I don't want a ticket, I just want the refund"),
        ("Please take Ann off the list.", "Forget Ann, just Ben please"),
        ("能帮我们退掉周五的房间吗？", "周五的房间不要了，周六的就行"),
        ("请取消周五的会", "周五的不要了，只要周六的"),
    ],
)
def test_who_wants_to_be_rid_of_a_thing_does_not_take_that_back_by_not_wanting_it(asked: str, then: str) -> None:
    assert left((asked,), then) == [asked]


@pytest.mark.parametrize(
    ("wish", "off", "thing"),
    [
        ("The report for the whole year", "the whole year", "The report"),
        ("Two technicians on Monday", "two", "Technicians on Monday"),
        ("A phone for one person", "one", "A phone for person"),
        ("The blue room for Friday", "the blue room", ""),
        ("全年的销售报表", "全年的", "销售报表"),
        ("装十台打印机", "十台", "装打印机"),
        ("知道可不可以退款", "退款", ""),
        ("送一个蛋糕", "蛋糕", ""),
        ("把发票发过来", "发票", ""),
    ],
)
def test_what_is_left_of_a_wish_is_a_thing_or_nothing(wish: str, off: str, thing: str) -> None:
    assert left_over(wish, off) == thing


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("Please send us 10 chairs on Thursday.", "Make that 20, on Friday."),
        ("Can I get ten chairs for Monday?", "Actually, can you make it twelve?"),
        ("We need lunch for 12 on Thursday.", "Sorry, we now only need 8."),
        ("先给我装十台", "旧的不用搬了，只要装五台"),
        ("下周三给我们送十箱矿泉水", "改成二十箱，周五送"),
        ("订十张桌子和二十把椅子", "改成十五张吧"),
    ],
)
def test_another_amount_takes_back_the_wish_that_named_the_first(asked: str, then: str) -> None:
    assert left((asked,), then) == []


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("Please send us 10 chairs and 4 tables.", "Make that 20."),
        ("Can you call us at 10?", "Make it 11 please."),
        ("Can you send someone to room 12?", "Make it 15 please."),
        ("Please send us 10 chairs.", "We only need 5 minutes of your time."),
        ("Please send us 10 chairs.", "Only 5 arrived."),
        ("Please send us 10 chairs.", "Make it 3pm."),
        ("订十张桌子和二十张椅子", "改成十五张吧"),
        ("订十张桌子", "再加五张"),
        ("给我们装十台电脑", "只要装五台显示器"),
        ("给我们发十台电脑", "你们只发了五台"),
        ("给我们发十台电脑", "改成十点吧"),
    ],
)
def test_an_amount_of_something_else_or_of_one_of_several_takes_back_nothing(asked: str, then: str) -> None:
    assert left((asked,), then) == [asked]
