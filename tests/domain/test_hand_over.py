"""A request that goes from one agent to another: when that is so, and what the taker is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.departments import Department, department_asking, department_of
from motbot.domain.expectation import Assessment, Provenance, Urgency
from motbot.domain.hand_over import PLEDGES_AT_MOST, story_of
from motbot.domain.message import Line
from motbot.domain.moment import HAND_OVERS_AT_MOST, Moment
from motbot.domain.people import Side
from motbot.domain.promise import Promise, PromiseState, Strength

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
REST = timedelta(hours=4)
PLAYBOOK = Provenance(coach="playbook", revision="r1")
ANN, BEN, CLEO = "A1", "A2", "A3"
FRESH = Moment(
    id=7,
    team="T1",
    channel="C1",
    conversation=1,
    customer="U1",
    focus=("1.0",),
    assessment=Assessment(is_moment=True, urgency=Urgency.NORMAL),
    provenance=PLAYBOOK,
    opened_at=NOON,
    last_at=NOON,
)


def answered(moment: Moment, by: str) -> Moment:
    return moment.answered(by=by, at=NOON, rest=REST, promised=False).handed_over(at=NOON)


def a_promise(number: int) -> Promise:
    return Promise(
        id=number,
        team="T1",
        channel="C1",
        conversation=1,
        moment=7,
        agent=ANN,
        said_by=ANN,
        lines=("2.0",),
        what=f"thing {number}",
        words=f"thing {number}",
        strength=Strength.FIRM,
        due=NOON,
        provenance=PLAYBOOK,
        state=PromiseState.ACCEPTED,
        made_at=NOON,
    )


def test_whoever_answers_first_takes_it_from_nobody_even_where_another_had_the_card() -> None:
    routed = replace(FRESH, agent=ANN)

    assert answered(routed, BEN).hand_overs == ()
    assert answered(routed, BEN).held_by == BEN


def test_whoever_answers_after_another_takes_it_over_and_is_to_be_told() -> None:
    over = answered(answered(FRESH, ANN), BEN)

    assert [(one.giver, one.taker) for one in over.hand_overs] == [(ANN, BEN)]
    assert over.to_be_told == over.hand_overs[-1]


def test_whoever_has_had_it_before_needs_no_story() -> None:
    back = answered(answered(answered(FRESH, ANN), BEN), ANN)

    assert len(back.hand_overs) == 2
    assert back.to_be_told is None


def test_a_colleague_who_answers_takes_nothing_over() -> None:
    assert answered(answered(FRESH, ANN), "").hand_overs == ()


def test_it_also_goes_over_when_another_claims_it_or_is_given_it() -> None:
    given = replace(answered(FRESH, ANN), agent=CLEO).handed_over(at=NOON)
    claimed = answered(FRESH, ANN).claimed(by=CLEO).handed_over(at=NOON)

    assert given.hand_overs == claimed.hand_overs != ()


def test_of_an_endless_to_and_fro_the_newest_are_kept() -> None:
    moment = FRESH
    for turn in range(3 * HAND_OVERS_AT_MOST):
        moment = answered(moment, (ANN, BEN)[turn % 2])

    assert len(moment.hand_overs) == HAND_OVERS_AT_MOST


def test_the_story_is_what_was_asked_what_the_giver_said_last_and_what_is_promised() -> None:
    lines = (
        Line(ts="1.0", at=NOON, side=Side.CUSTOMER, author="U1", text="Where is the parcel?"),
        Line(ts="2.0", at=NOON, side=Side.AGENT, author=ANN, text="I am looking."),
        Line(ts="3.0", at=NOON, side=Side.AGENT, author=ANN, text="It stands at the depot."),
        Line(ts="4.0", at=NOON, side=Side.AGENT, author=BEN, text="Over to me."),
    )
    promises = [*map(a_promise, range(1, 6)), a_promise(6).kept(at=NOON)]

    story = story_of(FRESH, lines, promises, giver=ANN, zone=UTC)

    assert (story.giver, story.asked, story.said) == (ANN, "Where is the parcel?", "It stands at the depot.")
    assert [one.what for one in story.pledges] == [f"thing {number}" for number in range(1, PLEDGES_AT_MOST + 1)]
    assert story_of(FRESH, lines[:1], (), giver=ANN, zone=UTC).said == ""


def test_the_story_tells_what_was_asked_last_however_much_was_asked_before() -> None:
    moment = replace(FRESH, focus=("1.0", "2.0", "3.0"))
    texts = (
        "The export has failed again. " * 4,
        "No, last week was wrong for us. " * 2,
        "Please send this week's by three.",
    )
    lines = [
        Line(ts=f"{place}.0", at=NOON, side=Side.CUSTOMER, author="U1", text=text)
        for place, text in enumerate(texts, start=1)
    ]

    assert story_of(moment, lines, (), giver=ANN, zone=UTC).asked.endswith(texts[-1])


@pytest.mark.parametrize(
    ("text", "addressed", "said"),
    [
        ("@U0BEN can you take this?", ("U0BEN",), ""),
        ("@U0BEN 这件事你能接手吗？", ("U0BEN",), ""),
        ("@U1 it stands at the depot.", ("U1",), "@U1 it stands at the depot."),
        ("@U0BEN will call you.", ("U0BEN",), "@U0BEN will call you."),
    ],
)
def test_calling_a_colleague_is_nothing_that_we_have_said_to_the_customer(
    text: str, addressed: tuple[str, ...], said: str
) -> None:
    lines = (
        Line(ts="1.0", at=NOON, side=Side.CUSTOMER, author="U1", text="Where is the parcel?"),
        Line(ts="2.0", at=NOON, side=Side.AGENT, author=ANN, text=text, addressed=addressed),
    )

    assert story_of(FRESH, lines, (), giver=ANN, zone=UTC).said == said


def test_a_promise_that_is_taken_over_keeps_its_time_and_who_said_it() -> None:
    taken = a_promise(1).taken_over(by=BEN)

    assert (taken.agent, taken.given_by, taken.said_by, taken.due) == (BEN, ANN, ANN, NOON)
    assert a_promise(1).taken_over(by=ANN) == a_promise(1)
    assert a_promise(1).kept(at=NOON).taken_over(by=BEN).agent == ANN


def test_a_department_is_known_by_its_members_where_it_asks() -> None:
    finance = Department(name="Finance", members=frozenset({"U1"}))
    events = Department(name="Events", members=frozenset({"U2"}), channels=frozenset({"C2"}))

    assert department_of("U1", "C1", (events, finance)) == "Finance"
    assert department_of("U2", "C1", (events, finance)) == ""
    assert department_of("U2", "C2", (events, finance)) == "Events"


def test_a_conversation_is_asked_for_by_the_first_who_asks_for_a_department() -> None:
    finance = Department(name="Finance", members=frozenset({"U1"}))
    said = [
        Line(ts=f"{place}.0", at=NOON, side=side, author=author, text="words")
        for place, (side, author) in enumerate(
            ((Side.AGENT, "U1"), (Side.CUSTOMER, "U2"), (Side.CUSTOMER, "U1")),
        )
    ]

    assert department_asking(said, "C1", (finance,)) == "Finance"
    assert department_asking(said[:2], "C1", (finance,)) == ""
    assert department_asking(said, "C1", ()) == ""
