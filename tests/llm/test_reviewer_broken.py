"""A promise that was broken before is repaired, repeated or left as far as words show it."""

import pytest

from motbot.domain.contacts import contacts_of
from motbot.domain.people import Side
from motbot.domain.scoring import Fault, Repair, Ruling
from tests.llm.conftest import AskingWith, a_line, a_view
from tests.llm.sheets import (
    EMPTY,
    PROMISED,
    ask_about,
)

BROKEN_VIEW = a_view(
    a_line("1.0", "Where is my badge?"),
    a_line("2.0", "You get it today by 12:00.", side=Side.AGENT, author="U2"),
    a_line("3.0", "It is 14:00?"),
    a_line("4.0", "I missed it, my mistake. It is at the desk now, with the lift card.", side=Side.AGENT, author="U2"),
)
CHASED = EMPTY | {"contact": 2, "urgency": "high", "broken_words": "You get it today by 12:00", "broken_line": "L2"}
OWNED = {"words": "I missed it, my mistake", "line": "L4", "merit": "owns_up"}
DELIVERED = {"words": "It is at the desk now", "line": "L4", "merit": "owner_and_time"}
ADDED = {"words": "with the lift card", "line": "L4", "merit": "work_taken_off"}


@pytest.mark.parametrize(
    ("merits", "repair", "score"),
    [
        ([OWNED, DELIVERED], Repair.FULL, 1),
        ([OWNED, DELIVERED, ADDED], Repair.MORE, 2),
        ([OWNED], Repair.PARTLY, 0),
        ([DELIVERED], Repair.PARTLY, 0),
    ],
)
async def test_a_broken_promise_is_repaired_as_far_as_our_words_do(
    asking: AskingWith, merits: list[dict[str, str]], repair: Repair, score: int
) -> None:
    contacts = contacts_of(BROKEN_VIEW.lines)[1:]

    got = await ask_about(asking, CHASED | {"merits": merits}, view=BROKEN_VIEW, contacts=contacts)

    assert got.part.facts.repair is repair
    assert got.part.overall == Ruling(score=score, rule=9)


async def test_a_promise_that_a_later_contact_shows_broken_is_broken_where_it_was_made(asking: AskingWith) -> None:
    made = EMPTY | {"promises": [PROMISED | {"words": "You get it today", "due_words": "", "fate": "kept"}]}

    got = await ask_about(asking, made, CHASED, view=BROKEN_VIEW, contacts=contacts_of(BROKEN_VIEW.lines))

    assert [one.fate.value for one in got.part.promises] == ["broken"]


async def test_a_broken_promise_needs_words_from_before_the_chase(asking: AskingWith) -> None:
    invented = CHASED | {"broken_words": "It is at the desk now", "merits": [OWNED, DELIVERED]}

    got = await ask_about(asking, invented, view=BROKEN_VIEW, contacts=contacts_of(BROKEN_VIEW.lines)[1:])

    assert got.part.facts.repair is Repair.NONE
    assert "ungrounded_quote" in got.dropped


async def test_a_repeated_promise_is_a_fault_only_where_one_was_broken(asking: AskingWith) -> None:
    again = {"words": "It is at the desk now", "line": "L4", "why": "", "fault": "repeated"}

    got = await ask_about(
        asking, CHASED | {"faults": [again]}, view=BROKEN_VIEW, contacts=contacts_of(BROKEN_VIEW.lines)[1:]
    )

    assert got.part.facts.faults == {Fault.REPEATED}
    assert got.part.overall == Ruling(score=-2, rule=2)
