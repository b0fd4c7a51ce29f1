"""The life of a moment: what each step changes, and what can never happen in any order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.expectation import Assessment, Draft, Expectation, ExpectationKind, Provenance, Urgency
from motbot.domain.expected import EXPECTED_AT_MOST, together
from motbot.domain.moment import CloseReason, Due, Moment, Stage, Suppressed
from motbot.domain.policy import Pace

PACE = Pace()
REST = PACE.confirm_after
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PLAYBOOK = Provenance(coach="playbook", revision="r1")
ASSESSED = Assessment(is_moment=True, urgency=Urgency.NORMAL)


def after(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def fresh() -> Moment:
    return Moment(
        team="T1",
        channel="C1",
        conversation=1,
        customer="U1",
        focus=("1.0",),
        assessment=ASSESSED,
        provenance=PLAYBOOK,
        opened_at=NOON,
        last_at=NOON,
    )


def answer(moment: Moment, *, at: datetime = NOON, by: str = "A1", promised: bool = False) -> Moment:
    return moment.answered(by=by, at=at, rest=REST, promised=promised)


def again(moment: Moment, *, at: datetime = NOON, focus: tuple[str, ...] = ("2.0",)) -> Moment:
    return moment.asked_again(assessment=ASSESSED, provenance=PLAYBOOK, focus=focus, at=at)


def at_stage(stage: Stage) -> Moment:
    match stage:
        case Stage.EXPLORING:
            return fresh()
        case Stage.OFFERED:
            return answer(fresh())
        case Stage.ACTING:
            return answer(fresh(), promised=True)
        case Stage.CONFIRMING:
            return answer(fresh()).confirm_prompted(at=NOON)
        case Stage.CLOSED:
            return answer(fresh()).closed(reason=CloseReason.CONFIRMED_BY_CUSTOMER, at=NOON)


STEP: dict[str, Callable[[Moment, datetime], Moment]] = {
    "answered": lambda moment, at: answer(moment, at=at),
    "answered by a colleague": lambda moment, at: answer(moment, at=at, by=""),
    "promised": lambda moment, at: answer(moment, at=at, promised=True),
    "asked again": lambda moment, at: again(moment, at=at),
    "stirred": lambda moment, at: moment.stirred(at=at, rest=REST),
    "claimed": lambda moment, _: moment.claimed(by="A2"),
    "done": lambda moment, at: moment.done(by="A1", at=at),
    "confirm prompted": lambda moment, at: moment.confirm_prompted(at=at),
    "closed": lambda moment, at: moment.closed(reason=CloseReason.UNCONFIRMED, at=at),
    "held back": lambda moment, at: replace(moment, nudge_at=at),
    "offered to all": lambda moment, at: replace(moment, escalate_at=at),
    "later": lambda moment, at: replace(moment, later_at=at),
}
"""What can happen to a moment; the last three are what the use cases set beside its own steps."""


E_, O_, A_, C_, X_ = Stage.EXPLORING, Stage.OFFERED, Stage.ACTING, Stage.CONFIRMING, Stage.CLOSED
STAGES = (E_, O_, A_, C_, X_)
TRANSITIONS: dict[str, tuple[Stage, ...]] = {
    # from:                   exploring, offered, acting, confirming, closed
    "answered": (O_, O_, O_, C_, X_),
    "answered by a colleague": (O_, O_, O_, C_, X_),
    "promised": (A_, A_, A_, C_, X_),
    "asked again": (E_, E_, E_, E_, E_),
    "stirred": (E_, O_, A_, C_, X_),
    "claimed": (E_, O_, A_, C_, X_),
    "done": (A_, A_, A_, A_, X_),
    "confirm prompted": (C_, C_, C_, C_, X_),
    "closed": (X_, X_, X_, X_, X_),
}


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [(name, before, found) for name, row in TRANSITIONS.items() for before, found in zip(STAGES, row, strict=True)],
)
def test_each_step_leads_to_the_stage_of_the_table(name: str, before: Stage, expected: Stage) -> None:
    assert STEP[name](at_stage(before), after(1)).stage is expected


@pytest.mark.parametrize("name", sorted(set(TRANSITIONS) - {"asked again", "closed"}))
def test_nothing_but_a_newer_request_changes_a_closed_moment(name: str) -> None:
    over = at_stage(Stage.CLOSED)

    assert STEP[name](over, after(1)) == over


# ---- asking again


def test_newer_words_start_over_and_keep_what_the_agent_told() -> None:
    before = replace(
        answer(fresh(), promised=True).done(by="A1", at=after(1)),
        draft=Draft(reply="r", why="w"),
        draft_provenance=PLAYBOOK,
        known=("stock is back",),
        suppressed=Suppressed.ANSWERED,
    )

    asked = again(before, at=after(2))

    assert asked.stage is Stage.EXPLORING
    assert not asked.is_answered
    cleared = (asked.draft, asked.draft_provenance, asked.suppressed, asked.done_at, asked.confirm_at)
    assert cleared == (None, None, None, None, None)
    assert (asked.agent, asked.known, asked.last_at) == ("A1", ("stock is back",), after(2))


def test_a_closed_moment_that_turns_out_not_to_be_over_is_open_again() -> None:
    over = at_stage(Stage.CONFIRMING).closed(reason=CloseReason.UNCONFIRMED, at=after(1))

    asked = again(over, at=after(2))

    assert asked.is_open
    assert (asked.closed_at, asked.close_reason, asked.confirm_asked_at) == (None, None, None)


def test_the_newest_words_stand_last_and_no_message_stands_twice() -> None:
    asked = again(replace(fresh(), focus=("1.0", "2.0", "3.0")), focus=("2.0", "4.0"))

    assert asked.focus == ("1.0", "3.0", "2.0", "4.0")


def test_an_expectation_that_the_agent_marked_as_wrong_stays_away() -> None:
    right, wrong = (Expectation(kind=ExpectationKind.IMPLICIT, text=text, cue="c") for text in ("a", "b"))
    found = replace(ASSESSED, expectations=(right, wrong))

    asked = replace(fresh(), wrong=("b",)).asked_again(
        assessment=found, provenance=PLAYBOOK, focus=("2.0",), at=after(1)
    )

    assert asked.assessment.expectations == (right,)


@pytest.mark.parametrize(
    ("marked", "found"),
    [("通过API导出", "通过 API 导出"), ('The "North" export runs', "The “North” export runs"), ("• a", "a")],
)
def test_what_was_marked_as_wrong_before_words_were_typeset_stays_away_too(marked: str, found: str) -> None:
    one = Expectation(kind=ExpectationKind.IMPLICIT, text=found, cue="c")
    asked = replace(fresh(), wrong=(marked,)).asked_again(
        assessment=replace(ASSESSED, expectations=(one,)), provenance=PLAYBOOK, focus=("2.0",), at=after(1)
    )

    assert asked.assessment.expectations == ()


def test_late_words_do_not_make_a_moment_look_older() -> None:
    assert again(replace(fresh(), last_at=after(3)), at=after(1)).last_at == after(3)


# ---- who is responsible


def test_the_agent_who_answers_becomes_responsible_and_a_colleague_does_not() -> None:
    taken = fresh().claimed(by="A1")

    assert answer(taken, by="").agent == "A1"
    assert answer(taken, by="A2").agent == "A2"
    assert answer(fresh(), by="").agent == ""


def test_a_claim_is_remembered_as_taken_by_hand() -> None:
    assert not answer(fresh()).taken
    assert fresh().claimed(by="A2").taken


# ---- any order of events


@settings(deadline=None, max_examples=120)
@given(st.lists(st.tuples(st.sampled_from(sorted(STEP)), st.integers(-120, 600)), max_size=14))
def test_no_order_of_events_breaks_the_life_of_a_moment(script: list[tuple[str, int]]) -> None:
    moment, now = fresh(), NOON
    for name, minutes in script:
        now += timedelta(minutes=max(minutes, 0))
        before, at = moment, now + timedelta(minutes=min(minutes, 0))
        moment = STEP[name](moment, at).armed(PACE)
        times = moment.times(PACE)

        assert moment.wake_at == min(times.values(), default=None)
        assert moment.version == before.version + 1
        assert moment.last_at >= before.last_at
        assert moment.confirm_count - before.confirm_count in {0, 1}
        assert moment.is_open == (moment.closed_at is None) == (moment.close_reason is None)
        assert moment.is_open or not times
        assert not {Due.CONFIRM, Due.CLOSE} <= set(times)
        assert not moment.is_answered or not {Due.NUDGE, Due.ESCALATE} & set(times)
        assert Due.CONFIRM not in times or moment.answered_at is not None
        assert Due.CLOSE not in times or moment.confirm_asked_at is not None
        assert moment.is_open or before.is_open or moment.close_reason
        for due, when in times.items():
            assert due in moment.due(when, PACE)
            assert due not in moment.due(when - timedelta(microseconds=1), PACE)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["answered", "promised", "answered by a colleague", "stirred"]), st.integers(0, 2880)
        ),
        max_size=12,
    )
)
def test_confirm_is_never_due_before_the_last_words_have_rested(script: list[tuple[str, int]]) -> None:
    moment = answer(fresh())
    last = NOON
    for name, minutes in script:
        at = NOON + timedelta(minutes=minutes)
        last = max(last, at)
        moment = STEP[name](moment, at)

        assert moment.times(PACE) == {Due.CONFIRM: last + REST}


# ---- everything expected since it was opened


def wish(text: str) -> Expectation:
    return Expectation(kind=ExpectationKind.IMPLICIT, text=text, cue="c")


def test_what_was_expected_before_stays_expected_and_comes_first() -> None:
    assert together((wish("a"),), (wish("b"),)) == (wish("a"), wish("b"))
    assert together((), (wish("b"),)) == (wish("b"),)


def test_a_wish_that_is_said_again_is_expected_once() -> None:
    assert together((wish("It's there"),), (wish("IT\u2019S  there"), wish("b"))) == (wish("It's there"), wish("b"))


def test_of_too_many_wishes_the_first_and_the_newest_stay() -> None:
    joined = together(tuple(wish(f"old {number}") for number in range(12)), (wish("new"),))

    assert len(joined) == EXPECTED_AT_MOST
    assert (joined[0], joined[-1]) == (wish("old 0"), wish("new"))


def test_newer_words_are_added_to_what_is_expected_without_what_the_agent_marked_as_wrong() -> None:
    before = replace(fresh(), expected=(wish("a"),), wrong=("b",))
    found = replace(ASSESSED, expectations=(wish("b"), wish("c")))

    asked = before.asked_again(assessment=found, provenance=PLAYBOOK, focus=("2.0",), at=after(1))

    assert asked.expected == (wish("a"), wish("c"))
