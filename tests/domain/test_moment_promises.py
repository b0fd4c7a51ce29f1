"""A moment waits for what was promised in it: Confirm comes with the last that is kept, else after the usual rest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.expectation import Assessment, Draft, Provenance, Signal
from motbot.domain.moment import CloseReason, Due, Moment, Stage
from motbot.domain.policy import Pace
from motbot.domain.promise import Promise, PromiseState, Strength

PACE = Pace()
REST = PACE.confirm_after
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=9)
MADE_BY = Provenance(coach="playbook", revision="r1")
FRESH = Moment(
    id=7,
    team="T1",
    channel="C1",
    conversation=1,
    customer="U1",
    focus=("1.0",),
    assessment=Assessment(is_moment=True),
    provenance=MADE_BY,
    opened_at=NOON,
    last_at=NOON,
    draft=Draft(reply="Yes.", why="Offer"),
)
ACTING = FRESH.answered(by="A1", at=NOON, rest=REST, promised=True)
CONFIRMING = ACTING.confirm_prompted(at=NOON)
CLOSED = ACTING.closed(reason=CloseReason.CONFIRMED_BY_CUSTOMER, at=NOON)


def promise(state: PromiseState, *, moment: int = 7) -> Promise:
    over = state in {PromiseState.KEPT, PromiseState.WITHDRAWN}
    return Promise(
        id=1,
        team="T1",
        channel="C1",
        conversation=1,
        moment=moment,
        agent="A1",
        said_by="A1",
        lines=("2.0",),
        what="report",
        words="I will send it",
        strength=Strength.FIRM,
        due=LATER,
        provenance=MADE_BY,
        state=state,
        made_at=NOON,
        ended_at=NOON if over else None,
    )


@pytest.mark.parametrize("state", list(PromiseState))
def test_a_moment_waits_for_what_is_tracked_in_it_and_still_open(state: PromiseState) -> None:
    tracked = {PromiseState.ACCEPTED, PromiseState.MOVED, PromiseState.BROKEN}

    assert ACTING.waits_for([promise(state)]) is (state in tracked)
    assert not ACTING.waits_for([promise(state, moment=8)])
    assert not ACTING.waits_for([replace(promise(PromiseState.BROKEN), ended_at=NOON)])


def test_with_the_last_promise_kept_confirm_is_due_at_once_but_not_as_said_by_done() -> None:
    now = ACTING.released(kept=True, at=LATER, rest=REST)

    assert now.due(LATER, PACE) == (Due.CONFIRM,)
    assert (now.stage, now.done_at) == (Stage.ACTING, None)


def test_with_nothing_kept_confirm_comes_after_the_usual_rest() -> None:
    now = ACTING.released(kept=False, at=LATER, rest=REST)

    assert (now.stage, now.confirm_at) == (Stage.OFFERED, LATER + REST)


@pytest.mark.parametrize("moment", [FRESH, CONFIRMING, CLOSED])
@pytest.mark.parametrize("kept", [True, False])
def test_a_moment_that_nobody_has_answered_or_that_is_further_on_is_not_released(moment: Moment, *, kept: bool) -> None:
    assert moment.released(kept=kept, at=LATER, rest=REST) == moment


def test_more_that_is_promised_takes_the_question_back() -> None:
    now = CONFIRMING.resumed()

    assert (now.stage, now.confirm_asked_at) == (Stage.ACTING, None)
    assert not now.times(PACE)
    for other in (FRESH, ACTING, CLOSED):
        assert other.resumed() == other


def test_what_is_tracked_after_done_takes_done_back() -> None:
    now = replace(ACTING, done_at=NOON, confirm_at=NOON).resumed()

    assert (now.stage, now.done_at, now.confirm_at) == (Stage.ACTING, None, None)


def test_after_not_quite_the_time_of_the_old_answer_holds_no_more() -> None:
    asked = replace(CONFIRMING, assessment=replace(CONFIRMING.assessment, reply_by=NOON), nudged_at=NOON)

    now = asked.reopened(at=LATER)

    assert now.assessment.reply_by is None
    assert not now.times(PACE)


def test_not_quite_leads_back_to_explore_with_nothing_of_the_old_answer() -> None:
    now = replace(CONFIRMING, unanswered=("abc",), done_at=NOON).reopened(at=LATER)

    assert (now.stage, now.draft, now.unanswered, now.answered_at, now.done_at) == (
        Stage.EXPLORING,
        None,
        (),
        None,
        None,
    )
    assert (now.assessment.signals, now.last_at) == ((Signal.NOT_QUITE,), LATER)
    assert not now.times(PACE)
    assert now.reopened(at=LATER) == now
    assert CLOSED.reopened(at=LATER) == CLOSED
