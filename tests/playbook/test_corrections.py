"""A customer corrects what they asked for: what they want instead stands in its place."""

import pytest

from motbot.domain.expectation import Assessment, ExpectationKind
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, talk


def wishes(found: Assessment) -> list[str]:
    return [one.text for one in found.of_kind(ExpectationKind.EXPLICIT)]


@pytest.mark.parametrize(
    ("asked", "ours", "then", "expected"),
    [
        (
            "Could you send us the report for the whole year?",
            "Sure, I'll send you the report by 16:00.",
            "No, not the whole year - only October",
            ["The report: not the whole year - only October"],
        ),
        (
            "Could you send us the report for the whole year? And can you add Ann to the list?",
            "Sure, I will see to both by 16:00.",
            "Never mind the rest, just the report",
            ["Never mind the rest, just the report"],
        ),
        (
            "Could you send us the report for the whole year?",
            "Sure, I'll send you the report by 16:00.",
            "Not the whole year, only October. And can you remove Bob?",
            ["The report: not the whole year, only October", "Bob removed"],
        ),
        (
            "Could you send me the invoices for the whole year as one PDF?",
            "Sure, I'm on it.",
            "Sorry, not the whole year, only Q3 please",
            ["The invoices as one PDF: not the whole year, only Q3"],
        ),
        (
            "Could you send us the tickets from Berlin to Paris?",
            "Yes, you have them by 16:00.",
            "Oh wait, not Berlin, just Munich please",
            ["The tickets to Paris: not Berlin, just Munich"],
        ),
        (
            "能把全年的销售报表发给我们吗？",
            "好的，全年的报表已经发给您了。",
            "不是全年的，只要十月份的",
            ["销售报表：不是全年的，只要十月份的"],
        ),
        (
            "能把全年的销售报表发给我们吗？",
            "好的，我今天16:00前发给您。",
            "不用了，只要十月份的就行",
            ["不用了，只要十月份的就行"],
        ),
        (
            "能给我们装十台打印机吗？",
            "可以，周四给您装。",
            "不用十台，五台就行",
            ["装打印机：不用十台，五台就行"],
        ),
        (
            "先给我装十台",
            "好的，明天安排。",
            "旧的不用搬了，只要装五台",
            ["旧的不用搬了，只要装五台"],
        ),
        (
            "下周三给我们送十箱矿泉水",
            "好的，没问题。",
            "改成二十箱，周五送",
            ["送矿泉水：改成二十箱", "周五送"],
        ),
        (
            "Please send us 10 chairs on Thursday.",
            "Sure.",
            "Make that 20, on Friday.",
            ["Chairs on Thursday: make that 20", "On Friday"],
        ),
        (
            "We need lunch for 12 on Thursday.",
            "On it.",
            "Change that to 15 please.",
            ["Lunch on Thursday: change that to 15"],
        ),
    ],
)
async def test_a_correction_takes_the_place_of_the_wish_it_corrects(
    playbook: Playbook, asked: str, ours: str, then: str, expected: list[str]
) -> None:
    view = talk((0, "customer", asked), (3, "agent", ours), (9, "customer", then))
    assert wishes(await assess(playbook, view)) == expected


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("Could you send us the report for the whole year?", "No, not the whole year, only October"),
        ("能把全年的销售报表发给我们吗？", "不是全年的，只要十月份的"),
    ],
)
async def test_a_correction_before_our_answer_does_so_as_well(playbook: Playbook, asked: str, then: str) -> None:
    view = talk((0, "customer", asked), (1, "customer", then), burst=2)
    (wish,) = wishes(await assess(playbook, view))
    assert then.removeprefix("No, ") in wish
    assert "send" not in await reply(playbook, view)


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ("Could you send us the report for the whole year?", "We did not get the whole year, only October came."),
        ("能把全年的销售报表发给我们吗？", "没收到全年的，只收到十月份的"),
    ],
)
async def test_who_complains_still_wants_what_they_asked_for(playbook: Playbook, asked: str, then: str) -> None:
    view = talk((0, "customer", asked), (1, "customer", then), burst=2)
    assert any(
        one in {"The report for the whole year", "全年的销售报表"} for one in wishes(await assess(playbook, view))
    )
