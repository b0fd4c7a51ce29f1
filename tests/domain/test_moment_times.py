"""What a moment asks for and when: nudge, escalation, reminder, Confirm and its end, each from the state alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.expectation import Assessment, Provenance, Urgency
from motbot.domain.moment import CloseReason, Due, Moment, Stage
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


def test_a_time_to_reply_by_asks_to_be_seen_once_it_has_passed_unanswered() -> None:
    timed = replace(fresh(), assessment=replace(ASSESSED, reply_by=after(2)))
    shown = replace(timed, nudged_at=NOON)

    assert timed.times(PACE) == {}, "nobody is shown it"
    assert shown.times(PACE) == {Due.OVERDUE: after(2)}
    assert answer(shown).times(PACE) == {Due.CONFIRM: NOON + REST}
    assert replace(shown, is_overdue=True).times(PACE) == {}
    assert not again(replace(shown, is_overdue=True)).is_overdue


def test_a_fresh_moment_asks_for_nothing() -> None:
    assert fresh().times(PACE) == {}
    assert fresh().armed(PACE).wake_at is None


def test_a_moment_that_was_held_back_asks_for_its_nudge_until_it_is_answered() -> None:
    held = replace(fresh(), nudge_at=after(8))

    assert held.times(PACE) == {Due.NUDGE: after(8)}
    assert Due.NUDGE not in answer(held).times(PACE)
    assert Due.NUDGE not in held.done(by="A1", at=NOON).times(PACE)


def test_an_unclaimed_moment_is_escalated_and_a_claimed_one_is_not() -> None:
    offered = replace(fresh(), escalate_at=after(1))

    assert offered.times(PACE) == {Due.ESCALATE: after(1)}
    assert offered.claimed(by="A1").times(PACE) == {}


@pytest.mark.parametrize("by", ["A1", ""])
def test_an_answer_ends_the_escalation_also_for_what_is_asked_afterwards(by: str) -> None:
    waiting = replace(fresh(), escalate_at=after(1), nudge_at=after(1))

    asked = again(answer(waiting, by=by, at=after(2)), at=after(3))

    assert asked.times(PACE) == {}


def test_done_ends_the_nudge_and_the_escalation_also_for_what_is_asked_afterwards() -> None:
    waiting = replace(fresh(), escalate_at=after(1), nudge_at=after(1))

    assert again(waiting.done(by="A1", at=after(2)), at=after(3)).times(PACE) == {}


def test_the_answer_ends_the_reminder() -> None:
    reminded = replace(fresh(), later_at=after(0.5))

    assert reminded.times(PACE) == {Due.REMIND: after(0.5)}
    assert answer(reminded).later_at is None
    assert reminded.done(by="A1", at=NOON).later_at is None


def test_confirm_is_due_when_the_conversation_has_rested_after_the_answer() -> None:
    moment = answer(fresh(), at=after(1))

    assert moment.times(PACE) == {Due.CONFIRM: after(1) + REST}
    assert moment.due(after(1) + REST - timedelta(microseconds=1), PACE) == ()
    assert moment.due(after(1) + REST, PACE) == (Due.CONFIRM,)


def test_every_further_answer_puts_confirm_off() -> None:
    assert answer(answer(fresh(), at=after(1)), at=after(2)).confirm_at == after(2) + REST


def test_an_answer_that_reaches_us_late_does_not_bring_confirm_forward() -> None:
    moment = answer(answer(fresh(), at=after(5)), at=after(1))

    assert moment.answered_at == after(5)
    assert moment.confirm_at == after(5) + REST


def test_the_first_answer_stays_the_first_whatever_follows_it_and_in_whatever_order_they_reach_us() -> None:
    once = answer(fresh(), at=after(2))

    assert once.first_answered_at == after(2)
    assert answer(once, at=after(5)).first_answered_at == after(2)
    assert answer(once, at=after(1)).first_answered_at == after(1)
    assert once.done(by="A1", at=after(5)).first_answered_at == after(2)


def test_done_is_the_first_answer_where_there_was_none() -> None:
    assert fresh().done(by="A1", at=after(1)).first_answered_at == after(1)


def test_what_is_asked_anew_waits_for_a_first_answer_of_its_own() -> None:
    moment = again(answer(fresh(), at=after(1)), at=after(3))

    assert moment.first_answered_at is None
    assert answer(moment, at=after(4)).first_answered_at == after(4)
    assert answer(fresh(), at=after(1)).reopened(at=after(2)).first_answered_at is None


def test_when_an_older_moment_was_answered_first_is_not_made_up() -> None:
    older = replace(answer(fresh(), at=after(1)), first_answered_at=None)

    assert answer(older, at=after(5)).first_answered_at is None


def test_words_that_ask_for_nothing_new_put_confirm_off() -> None:
    moment = answer(fresh(), at=after(1)).stirred(at=after(3), rest=REST)

    assert moment.confirm_at == after(3) + REST
    assert moment.last_at == after(3)


def test_late_words_that_ask_for_nothing_new_do_not_bring_confirm_forward() -> None:
    moment = answer(fresh(), at=after(3)).stirred(at=after(1), rest=REST)

    assert moment.confirm_at == after(3) + REST
    assert moment.last_at == after(3)


def test_a_stirred_moment_that_nobody_has_answered_asks_for_no_confirm() -> None:
    assert fresh().stirred(at=after(1), rest=REST).times(PACE) == {}


@pytest.mark.parametrize("stage", [Stage.EXPLORING, Stage.CONFIRMING, Stage.CLOSED])
def test_confirm_is_due_only_between_an_answer_and_its_prompt(stage: Stage) -> None:
    assert Due.CONFIRM not in replace(at_stage(stage), confirm_at=NOON).times(PACE)


def test_done_brings_confirm_at_once() -> None:
    moment = fresh().done(by="A1", at=after(1))

    assert moment.due(after(1), PACE) == (Due.CONFIRM,)
    assert (moment.agent, moment.done_at, moment.answered_at) == ("A1", after(1), after(1))


def test_done_keeps_who_is_responsible_and_when_they_answered() -> None:
    moment = answer(fresh(), at=after(1), by="A1").done(by="A2", at=after(2))

    assert (moment.agent, moment.answered_at) == ("A1", after(1))


def test_a_prompted_moment_is_prompted_once_and_closes_after_its_rest() -> None:
    moment = answer(fresh()).confirm_prompted(at=after(4))

    assert moment.confirm_count == 1
    assert moment.times(PACE) == {Due.CLOSE: after(4) + PACE.close_after}


def test_an_answer_to_the_confirm_prompt_asks_for_no_second_one() -> None:
    moment = answer(answer(fresh()).confirm_prompted(at=after(4)), at=after(5), promised=True)

    assert moment.times(PACE) == {Due.CLOSE: after(4) + PACE.close_after}
    assert moment.answered_at == after(5)


def test_a_second_prompt_is_counted() -> None:
    moment = answer(again(answer(fresh()).confirm_prompted(at=after(4)), at=after(5)), at=after(6))

    assert moment.confirm_prompted(at=after(10)).confirm_count == 2


def test_a_closed_moment_keeps_no_timer() -> None:
    busy = replace(answer(fresh()), nudge_at=after(1), escalate_at=after(1), later_at=after(1)).armed(PACE)

    over = busy.closed(reason=CloseReason.DELETED, at=after(2))

    assert (over.closed_at, over.close_reason, over.is_open) == (after(2), CloseReason.DELETED, False)
    assert {over.nudge_at, over.escalate_at, over.later_at, over.confirm_at, over.wake_at} == {None}
    assert over.times(PACE) == {}


def test_what_is_due_follows_the_state_and_comes_in_a_fixed_order() -> None:
    moment = replace(fresh(), later_at=after(1), escalate_at=after(2), nudge_at=after(3))

    assert moment.due(after(2), PACE) == (Due.ESCALATE, Due.REMIND)
    assert moment.due(after(3), PACE) == (Due.NUDGE, Due.ESCALATE, Due.REMIND)


def test_arming_wakes_at_the_earliest_time_and_raises_the_version() -> None:
    moment = replace(fresh(), later_at=after(2), nudge_at=after(1), version=7).armed(PACE)

    assert (moment.wake_at, moment.version) == (after(1), 8)
