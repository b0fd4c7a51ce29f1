"""An hour without a day of its own lies on the day that the same sentence has just named."""

from datetime import datetime

import pytest

from motbot.playbook import Playbook
from tests.playbook.talks import ZONE, assess, says, talk
from tests.playbook.test_an_hour_that_passed import said_at

MONDAY = "2026-04-13T09:30"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("We reopen on Thursday and our owner comes at ten, so I'd like to know where we stand.", "2026-04-16T10:00"),
        ("The fair begins tomorrow, and we have to be ready by eight. Can you send the plan?", "2026-04-14T08:00"),
        ("我们周五上午新店开业，总部领导十点到，餐具到哪了？", "2026-04-17T10:00"),
        ("明天有客人参观，两点开始，样品能寄到吗？", "2026-04-14T14:00"),
    ],
)
def test_an_hour_lies_on_the_day_that_was_just_named(playbook: Playbook, text: str, meant: str) -> None:
    deadline = playbook.first_look.reader.read(said_at(text, MONDAY)).deadline

    assert deadline is not None
    assert (deadline.at, deadline.to_the_minute) == (datetime.fromisoformat(meant).replace(tzinfo=ZONE), True)


@pytest.mark.parametrize(
    "text",
    [
        "The order from Thursday is wrong and my board meets at three, can you check?",
        "You promised it on Thursday, and now my board meets at three. Where is it?",
        "上周四的账单不对，我三点要给董事会看，麻烦查一下",
    ],
)
def test_a_day_that_is_over_lends_an_hour_nothing(playbook: Playbook, text: str) -> None:
    deadline = playbook.first_look.reader.read(said_at(text, MONDAY)).deadline

    assert deadline is not None
    assert deadline.at == datetime(2026, 4, 13, 15, tzinfo=ZONE)


OWED = {
    "en": ("Any news on the lobby chairs? We reopen on Friday and our owner comes at ten.", "Friday", "at ten"),
    "zh": ("上次订的餐具有消息了吗？我们周五上午新店开业，总部领导十点到，我心里得有个数。", "周五", "十点"),
}


@pytest.mark.parametrize("language", OWED)
async def test_the_hour_is_told_with_the_day_it_lies_on(playbook: Playbook, language: str) -> None:
    text, day, hour = OWED[language]
    assert [one for one in (await assess(playbook, says(text))).expectations if day in one.text and hour in one.text]


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "I'll ask the warehouse by 16:00 today. Would twenty do?", "Twenty would do for the opening."),
        ("zh", "今天16:00前我把到货安排发给您。开业当天先有一百套，够用吗？", "可以，开业先用一百套。"),
    ],
)
async def test_the_hour_they_named_stands_beside_their_answer_to_our_question(
    playbook: Playbook, language: str, ours: str, theirs: str
) -> None:
    text, day, hour = OWED[language]
    view = talk((0, "customer", text), (5, "agent", ours), (9, "customer", theirs))

    assert [one for one in (await assess(playbook, view)).expectations if day in one.text and hour in one.text]


async def test_an_hour_that_their_answer_moves_is_told_as_they_moved_it(playbook: Playbook) -> None:
    text, day, _ = OWED["en"]
    view = talk(
        (0, "customer", text), (5, "agent", "When do you open?"), (9, "customer", "We open on Saturday now, at noon.")
    )
    told = " ".join(one.text for one in (await assess(playbook, view)).expectations)

    assert "Saturday" in told
    assert day not in told
