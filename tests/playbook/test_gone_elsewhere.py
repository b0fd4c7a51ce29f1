"""Who was let wait and has found help elsewhere gets one honest word: an apology, an open door and no promise."""

import re

import pytest

from motbot.domain.expectation import ExpectationKind, Signal
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playbook import Playbook
from tests.playbook.talks import assess, reply, talk

ASKED, ASKED_ZH = "Can you hold a table for six tonight?", "今晚能留一张六人桌吗？"
OURS, OURS_ZH = "I'll check and tell you by 10:20.", "我去问，10:20 前告诉您。"
TOO_LATE = (
    (ASKED, OURS, "thanks, but too late, I've booked elsewhere"),
    (ASKED, OURS, "Too late, we went with another restaurant."),
    (ASKED, OURS, "It's too late now, we've ordered from another supplier."),
    (ASKED_ZH, OURS_ZH, "谢谢，不过太晚了，我们已经订了别家"),
    (ASKED_ZH, OURS_ZH, "来不及了，我们找了别的餐厅"),
)


def gone(asked: str, ours: str, then: str) -> ConversationView:
    return talk((0, "customer", asked), (10, "agent", ours), (120, "customer", then))


@pytest.mark.parametrize(("asked", "ours", "then"), TOO_LATE)
async def test_the_draft_is_sorry_once_leaves_the_door_open_and_promises_nothing(
    playbook: Playbook, asked: str, ours: str, then: str
) -> None:
    view = gone(asked, ours, then)
    found = await assess(playbook, view)
    draft = (await playbook.coach.drafter.draft(view, found, Language.EN)).draft

    assert len(re.findall("sorry|抱歉|对不起", draft.reply)) == 1
    assert re.search("another time|next time|whenever|以后|下次", draft.reply)
    assert not re.search(r"I'll|I'm on it|by \d|我来|\d 前", draft.reply)
    assert draft.commitments == ()
    assert draft.why


@pytest.mark.parametrize(("asked", "ours", "then"), TOO_LATE)
async def test_what_they_no_longer_want_leaves_the_card(playbook: Playbook, asked: str, ours: str, then: str) -> None:
    found = await assess(playbook, gone(asked, ours, then))

    assert found.is_moment
    assert not [one for one in found.expectations if one.quote and one.quote in asked]
    assert len(found.of_kind(ExpectationKind.IMPLICIT)) == 1
    assert found.explore_questions == ()
    assert Signal.NOT_QUITE not in found.signals


@pytest.mark.parametrize(
    ("asked", "ours", "then"),
    [
        (ASKED, "Yes, we can.", "Thanks, but we've decided on another company."),
        (ASKED, "Yes, we can.", "never mind, we found another place"),
        (ASKED_ZH, "可以的。", "不用了，已经在别处订好了"),
        (ASKED_ZH, "可以的。", "已经不需要了，我们选了另一家公司"),
    ],
)
async def test_who_goes_elsewhere_although_we_were_in_time_asks_nothing_and_confirms_nothing(
    playbook: Playbook, asked: str, ours: str, then: str
) -> None:
    found = await assess(playbook, talk((0, "customer", asked), (1, "agent", ours), (3, "customer", then)))

    assert not found.is_moment
    assert Signal.CONFIRMED_BY_CUSTOMER not in found.signals


@pytest.mark.parametrize(
    ("asked", "ours", "then", "wish"),
    [
        (ASKED, OURS, "Too late, we went with another restaurant. Could you take us on Friday?", "take us on Friday"),
        (ASKED_ZH, OURS_ZH, "来不及了，我们订了别家。周五能留一张吗？", "周五能留一张"),
    ],
)
async def test_who_asks_for_something_else_in_its_place_is_answered(
    playbook: Playbook, asked: str, ours: str, then: str, wish: str
) -> None:
    view = gone(asked, ours, then)
    found = await assess(playbook, view)

    assert [one for one in found.of_kind(ExpectationKind.EXPLICIT) if wish in one.quote]
    assert re.search(r"by \d|\d 前", await reply(playbook, view))


@pytest.mark.parametrize("text", ["We found another error in the export", "我想找另一家供应商，你们有推荐吗？"])
async def test_another_of_something_else_is_no_farewell(playbook: Playbook, text: str) -> None:
    view = gone(ASKED, OURS, text)
    assert re.search(r"by \d|\d 前", await reply(playbook, view))


@pytest.mark.parametrize(
    "text",
    ["The window in 5 doesn't close. We've booked with another hotel for tomorrow.", "窗户关不严。明天我们订了别家。"],
)
async def test_a_fault_beside_it_is_a_request(playbook: Playbook, text: str) -> None:
    assert (await assess(playbook, talk((0, "customer", text)))).is_moment
