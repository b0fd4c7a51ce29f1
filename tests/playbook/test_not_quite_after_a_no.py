"""Once everything they asked for was refused, a draft that is wanted anew offers none of it again."""

from dataclasses import replace

import pytest

from motbot.domain.expectation import Assessment, Signal
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.refused import without_no_said
from motbot.playbook import Playbook
from tests.playbook.talks import assess, talk

SHIPS = "Shipping on Sundays is not possible. Saturday shipping can be booked until Friday noon."
SHIPS_ZH = "周日不能发货。周六发货需要周五中午前预订，当天即可送到。"
ASKED, NO = "Can you ship our order on Sunday?", "Sorry, we can't ship on Sunday."
ASKED_ZH, NO_ZH = "订单周日能发货吗？", "抱歉，周日我们发不了货。"


async def pressed_not_quite(playbook: Playbook, view: ConversationView) -> str:
    """The draft for the customer's first words after the agent has said that our answer does not do."""
    first = replace(view, lines=view.lines[:1], focus=(view.lines[0].ts,))
    found: Assessment = replace(await assess(playbook, first), signals=(Signal.NOT_QUITE,))
    again = replace(view, focus=first.focus)
    return (await playbook.coach.drafter.draft(again, without_no_said(found, again), Language.EN)).draft.reply


@pytest.mark.parametrize(
    ("asked", "no", "facts", "offers"),
    [
        (ASKED, NO, "", ("another way", "possible instead")),
        (ASKED, NO, SHIPS, ("Saturday shipping can be booked",)),
        ("We'd like to pay in three instalments.", "Sorry, we can't do instalments.", "", ("another way", "instead")),
        (ASKED_ZH, NO_ZH, "", ("别的办法", "还能怎么办")),
        (ASKED_ZH, NO_ZH, SHIPS_ZH, ("周六发货",)),
    ],
)
async def test_what_was_refused_is_not_offered_and_another_way_is(
    playbook: Playbook, asked: str, no: str, facts: str, offers: tuple[str, ...]
) -> None:
    said = await pressed_not_quite(playbook, talk((0, "customer", asked), (5, "agent", no), facts=facts))

    assert any(words in said for words in offers), said
    assert "unday" not in said
    assert "周日" not in said
    assert "you'd like us to" not in said


@pytest.mark.parametrize(
    ("asked", "ours", "said_back"),
    [
        ("Can you ship our order on Sunday and add a gift card?", "We can't ship on Sunday.", "add a gift card"),
        ("三楼的灯坏了，能免费升级套房吗？", "免费升级不行。", "三楼的灯坏了"),
    ],
)
async def test_what_was_not_refused_is_still_offered(playbook: Playbook, asked: str, ours: str, said_back: str) -> None:
    assert said_back in await pressed_not_quite(playbook, talk((0, "customer", asked), (5, "agent", ours)))


@pytest.mark.parametrize(
    ("asked", "no", "facts", "refused"),
    [
        (
            "Can we get a late check-out at 2 pm?",
            "Sorry, a late check-out isn't possible today.",
            "Late check-out until 14:00 is possible on request. Luggage can stay at the desk.",
            "14:00",
        ),
        ("两点退房可以吗？", "今天两点退房不行。", "可申请延迟到 14:00 退房。行李可以寄存在前台。", "14:00"),
        ("能免费升级套房吗？", "免费升级套房不行。", "升级套房每晚 300 元。会员可以免费升级套房。", "会员"),
    ],
)
async def test_a_fact_that_promises_the_refused_thing_is_no_other_way(
    playbook: Playbook, asked: str, no: str, facts: str, refused: str
) -> None:
    said = await pressed_not_quite(playbook, talk((0, "customer", asked), (5, "agent", no), facts=facts))
    assert refused not in said
