"""What was found in a contact comes to the same facts every time, and a mark goes only as far as it is carried."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.contacts import Contact, contacts_of
from motbot.domain.expectation import Provenance, Urgency
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise, Strength
from motbot.domain.scoring import Depth, Fault, Repair
from motbot.llm.contact_facts import Grounded, counted_urgency, facts_of, held_back, is_late, was_broken
from motbot.llm.sheet_shapes import ContactJudged, Merit, Reach
from tests.llm.conftest import T0, a_line, a_view
from tests.llm.sheets import CONTACTS, EMPTY, VIEW

EVERYTHING = frozenset({Merit.CERTAIN, Merit.WORK, Merit.CHECK})
UNANSWERED = CONTACTS[2]


def depth(found: Grounded, *, reach: Reach = Reach.ANSWERED, contact: Contact = CONTACTS[0]) -> Depth:
    judged = ContactJudged.model_validate(EMPTY | {"reach": reach.value})
    return facts_of(judged, found, contact=contact, view=VIEW, within=ReplyWithin()).depth


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Grounded(), Depth.ANSWERED),
        (Grounded(merits=frozenset({Merit.CERTAIN, Merit.CHECK})), Depth.ANSWERED),
        (Grounded(serves_unsaid=True), Depth.ANSWERED),
        (Grounded(merits=frozenset({Merit.CERTAIN}), serves_unsaid=True), Depth.EXCEEDED),
        (Grounded(merits=frozenset({Merit.CERTAIN, Merit.WORK})), Depth.EXCEEDED),
        (Grounded(merits=frozenset({Merit.WAY_ON})), Depth.EXCEEDED),
        (Grounded(merits=EVERYTHING), Depth.EXCEEDED),
        (Grounded(merits=EVERYTHING, serves_unsaid=True), Depth.DELIGHTED),
        (Grounded(merits=EVERYTHING, serves_unsaid=True, asked=3, unanswered=1), Depth.ANSWERED),
        (Grounded(merits=EVERYTHING, serves_unsaid=True, expects=False), Depth.SEEN),
    ],
)
def test_the_highest_score_takes_every_merit_at_once(found: Grounded, expected: Depth) -> None:
    assert depth(found) is expected


@pytest.mark.parametrize(("reach", "expected"), [(Reach.EMPTY, Depth.EMPTY), (Reach.SEEN, Depth.SEEN)])
def test_what_answers_nothing_goes_no_deeper_for_its_merits(reach: Reach, expected: Depth) -> None:
    assert depth(Grounded(merits=EVERYTHING, serves_unsaid=True), reach=reach) is expected


def test_nobody_has_answered_whatever_the_model_says() -> None:
    assert depth(Grounded(merits=EVERYTHING), contact=UNANSWERED) is Depth.SILENT


def test_harm_weighs_only_where_it_presses() -> None:
    judged = ContactJudged.model_validate(EMPTY | {"harm": True})
    harms = [
        facts_of(judged, Grounded(urgency=urgency), contact=CONTACTS[0], view=VIEW, within=ReplyWithin()).harms
        for urgency in (Urgency.NORMAL, Urgency.HIGH)
    ]

    assert harms == [False, True]


def test_nothing_is_repaired_where_nothing_broke() -> None:
    judged = ContactJudged.model_validate(EMPTY)
    found = Grounded(merits=frozenset({Merit.OWNS_UP, Merit.CERTAIN}))

    assert facts_of(judged, found, contact=CONTACTS[0], view=VIEW, within=ReplyWithin()).repair is Repair.NONE


@pytest.mark.parametrize(
    ("urgency", "minutes", "late"),
    [
        (Urgency.CRITICAL, 10, False),
        (Urgency.CRITICAL, 11, True),
        (Urgency.HIGH, 60, False),
        (Urgency.HIGH, 61, True),
        # The channel's clock shows 17:00 on a Monday: an hour is left of that working day.
        (Urgency.NORMAL, 60, False),
        (Urgency.NORMAL, 61, True),
        (Urgency.LOW, 61, False),
        (Urgency.NONE, 100_000, False),
    ],
)
def test_lateness_is_read_from_the_clock(urgency: Urgency, minutes: int, late: bool) -> None:
    asked, said = a_line("1.0", "Please"), a_line("2.0", "Here", side=Side.AGENT, author="U2")
    view = a_view(asked, replace(said, at=T0 + timedelta(minutes=minutes)))
    answered = contacts_of(view.lines)[0]

    assert is_late(urgency, answered, view, ReplyWithin()) is late


def test_who_speaks_first_is_never_late() -> None:
    view = a_view(a_line("1.0", "Your order ships today.", side=Side.AGENT, author="U2"))

    assert not is_late(Urgency.CRITICAL, contacts_of(view.lines)[0], view, ReplyWithin())


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ({"urgency": "high"}, Urgency.HIGH),
        ({"urgency": "none"}, Urgency.NORMAL),
        ({"urgency": "high", "expects": False}, Urgency.NONE),
    ],
)
def test_something_expected_is_never_without_urgency(given: dict[str, object], counted: Urgency) -> None:
    assert counted_urgency(ContactJudged.model_validate(EMPTY | given)) is counted


@pytest.mark.parametrize(
    ("score", "seen", "lacking", "faults", "held"),
    [
        (3, "E1 E2 E3", "", (), 3),
        (3, "E1 E2 E3", "E4", (), 2),
        (3, "E1", "", (), 1),
        (2, "E1 E2", "E3 E4", (), 2),
        (1, "", "", (), 1),
        (0, "", "E1 E2 E3", (), 0),
        (-1, "", "", (), -1),
        (-2, "", "E1", (), -1),
        (-3, "", "E1 E2", (), -2),
        (-3, "", "", (Fault.BLAME,), -3),
    ],
)
def test_a_mark_is_held_back_to_what_carries_it(
    score: int, seen: str, lacking: str, faults: tuple[Fault, ...], held: int
) -> None:
    assert held_back(score, seen=seen.split(), lacking=lacking.split(), faults=frozenset(faults)) == held


@pytest.mark.parametrize(
    ("broken", "ended", "expected"), [(None, None, False), (-1, None, True), (1, None, False), (-9, -5, False)]
)
def test_a_tracked_promise_is_broken_for_whoever_writes_after_its_time(
    broken: int | None, ended: int | None, expected: bool
) -> None:
    promise = Promise(
        team="T1",
        channel="C1",
        conversation=1,
        agent="U2",
        said_by="U2",
        lines=("0.5",),
        what="a price",
        words="a price by noon",
        strength=Strength.FIRM,
        provenance=Provenance(coach="model", revision="r"),
        made_at=T0 - timedelta(hours=10),
        broken_at=None if broken is None else T0 + timedelta(hours=broken),
        ended_at=None if ended is None else T0 + timedelta(hours=ended),
    )

    assert was_broken(CONTACTS[0], [promise]) is expected
