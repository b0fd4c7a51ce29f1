"""An hour without a day of its own lies on the day that the same sentence has just named."""

from datetime import datetime

import pytest

from motbot.playbook import Playbook
from tests.playbook.talks import ZONE
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
