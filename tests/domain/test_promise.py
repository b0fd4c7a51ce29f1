"""A promise's life: each verb leaves it in one right state, and nothing is asked for that is over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import Doubt
from motbot.domain.expectation import Draft
from motbot.domain.promise import (
    Evidence,
    Mending,
    Promise,
    PromiseDue,
    PromiseState,
    Withdrawn,
)
from tests.domain.promises import DUE, HOUR, KEEPING, T0, made, tracked


def test_a_promise_with_a_clear_time_is_tracked_by_one_click() -> None:
    now = made().tracked(at=T0, remind_at=DUE - HOUR, at_once=True)

    assert (now.state, now.tracked_at, now.at_once) == (PromiseState.ACCEPTED, T0, True)
    assert now.is_tracked
    assert now.times(KEEPING) == {PromiseDue.REMIND: DUE - HOUR, PromiseDue.BREAK: DUE}


@pytest.mark.parametrize("promise", [made(None), made(doubt=Doubt.DISAGREED), made(None, Doubt.PAST)])
def test_without_a_time_beyond_doubt_nothing_is_tracked(promise: Promise) -> None:
    assert not promise.can_be_tracked
    assert promise.tracked(at=T0, remind_at=None) == promise


@pytest.mark.parametrize("promise", [made(None), made(doubt=Doubt.DISAGREED), made(None, Doubt.PAST)])
def test_naming_the_hour_clears_the_doubt_and_tracks(promise: Promise) -> None:
    now = promise.fixed(due=DUE + HOUR, at=T0, remind_at=DUE)

    assert (now.state, now.due, now.doubt) == (PromiseState.ACCEPTED, DUE + HOUR, None)
    assert (now.by_hand, now.by_hand_at) == (True, T0)


@pytest.mark.parametrize("due", [T0, T0 - HOUR])
def test_a_time_that_is_over_changes_nothing(due: datetime) -> None:
    assert made().fixed(due=due, at=T0, remind_at=None) == made()
    assert tracked().moved(due=due, at=T0, remind_at=None, by_hand=True) == tracked()


def test_undo_leaves_the_promise_as_it_was_found() -> None:
    assert tracked().untracked() == made()


def test_a_time_that_the_customer_was_never_told_is_not_remembered_as_one_it_had() -> None:
    untold = replace(_moved(tracked(), DUE + HOUR), mending=Mending.MOVE)

    assert _moved(untold, DUE + 2 * HOUR).moved_from == (DUE,)
    assert _moved(untold.move_told(), DUE + 2 * HOUR).moved_from == (DUE, DUE + HOUR)


def test_what_the_customer_knows_of_is_the_time_told_last() -> None:
    untold = replace(_moved(tracked(), DUE + HOUR), mending=Mending.MOVE)

    assert (untold.as_told().due, untold.as_told().moved_from) == (DUE, ())
    assert untold.move_told().as_told() == untold.move_told()
    assert tracked().as_told() == tracked()


def _moved(promise: Promise, due: datetime) -> Promise:
    return promise.moved(due=due, at=T0, remind_at=None, by_hand=True)


def test_a_moved_promise_follows_its_new_time_and_remembers_the_old_one() -> None:
    now = tracked().moved(due=DUE + HOUR, at=T0 + HOUR, remind_at=DUE, by_hand=True)

    assert (now.state, now.moved_from, now.broken_at) == (PromiseState.MOVED, (DUE,), None)
    assert now.times(KEEPING) == {PromiseDue.REMIND: DUE, PromiseDue.BREAK: DUE + HOUR}


def test_a_move_to_the_same_instant_is_no_move() -> None:
    same = DUE.astimezone(ZoneInfo("Asia/Shanghai"))

    assert tracked().moved(due=same, at=T0, remind_at=None, by_hand=True) == tracked()


def test_a_move_told_after_the_old_time_leaves_the_breach_noted() -> None:
    late = tracked().moved(due=DUE + 2 * HOUR, at=DUE + HOUR, remind_at=None, by_hand=True)

    assert (late.state, late.broken_at) == (PromiseState.MOVED, DUE)
    assert late.kept(at=DUE + HOUR).broken_at == DUE


def test_within_the_grace_of_the_config_nothing_is_broken() -> None:
    grace = timedelta(minutes=10)

    assert tracked().kept(at=DUE + grace, grace=grace).broken_at is None
    assert tracked().kept(at=DUE + grace).broken_at == DUE
    assert tracked().times(replace(KEEPING, late_after=grace))[PromiseDue.BREAK] == DUE + grace


def test_a_promise_breaks_at_its_time_and_not_before() -> None:
    assert tracked().broken(at=DUE - HOUR) == tracked()
    now = tracked().broken(at=DUE)

    assert (now.state, now.broken_at) == (PromiseState.BROKEN, DUE)
    assert now.is_tracked
    assert now.times(KEEPING) == {PromiseDue.LAPSE: DUE + KEEPING.lapse_after}


def test_a_broken_promise_can_still_be_kept_moved_or_given_up() -> None:
    broken = tracked().broken(at=DUE)
    after = DUE + HOUR

    ends = (
        broken.kept(at=after),
        broken.moved(due=DUE + 2 * HOUR, at=after, remind_at=None, by_hand=True),
        broken.over(why=Withdrawn.CANNOT, at=after),
    )

    assert [end.state for end in ends] == [PromiseState.KEPT, PromiseState.MOVED, PromiseState.WITHDRAWN]
    assert {end.broken_at for end in ends} == {DUE}


def test_a_broken_promise_that_nobody_touches_stays_broken() -> None:
    lapsed = tracked().broken(at=DUE).over(why=Withdrawn.LAPSED, at=DUE + KEEPING.lapse_after)

    assert (lapsed.state, lapsed.withdrawn, lapsed.is_open) == (PromiseState.BROKEN, Withdrawn.LAPSED, False)


@pytest.mark.parametrize(
    "end", [lambda one: one.kept(at=T0), *(lambda one, why=why: one.over(why=why, at=T0) for why in Withdrawn)]
)
def test_what_is_over_asks_for_nothing_and_stays_over(end: Callable[[Promise], Promise]) -> None:
    over = end(tracked())

    assert over.times(KEEPING) == {}
    assert over.armed(KEEPING).wake_at is None
    assert over.tracked(at=T0, remind_at=None) == over
    assert over.fixed(due=DUE + HOUR, at=T0, remind_at=None) == over
    assert over.moved(due=DUE + HOUR, at=T0, remind_at=None, by_hand=True) == over
    assert over.broken(at=DUE + HOUR) == over
    assert over.kept(at=DUE) == over
    assert over.over(why=Withdrawn.CANNOT, at=DUE) == over


def test_saying_early_that_it_cannot_be_done_keeps_the_wish_for_the_message() -> None:
    wanted = replace(tracked(), mending=Mending.CANNOT, draft=Draft(reply="Sorry", why="early no"))

    assert wanted.over(why=Withdrawn.CANNOT, at=T0).mending is Mending.CANNOT
    assert wanted.over(why=Withdrawn.TAKEN_BACK, at=T0).mending is None
    assert wanted.kept(at=T0).draft is None


def test_a_move_by_words_wants_no_message_since_it_has_been_said() -> None:
    wanted = replace(tracked(), mending=Mending.MOVE)

    assert wanted.moved(due=DUE + HOUR, at=T0, remind_at=None, by_hand=False).mending is None
    assert wanted.moved(due=DUE + HOUR, at=T0, remind_at=None, by_hand=True).mending is Mending.MOVE


def test_evidence_for_the_old_time_is_none_for_the_new_one() -> None:
    seen = replace(tracked(), evidence=Evidence(promise=7, source="2", words="here it is"))

    assert seen.moved(due=DUE + HOUR, at=T0, remind_at=None, by_hand=True).evidence is None


def test_one_reminder_is_enough_for_a_due_time_even_if_it_comes_back() -> None:
    reminded = replace(tracked(), reminded_for=DUE)
    away = reminded.moved(due=DUE + HOUR, at=T0, remind_at=DUE, by_hand=True)
    back = away.moved(due=DUE, at=T0, remind_at=DUE - HOUR, by_hand=True)

    assert PromiseDue.REMIND not in reminded.times(KEEPING)
    assert PromiseDue.REMIND in away.times(KEEPING)
    assert PromiseDue.REMIND not in back.times(KEEPING)
    assert reminded.untracked().tracked(at=T0, remind_at=DUE - HOUR).times(KEEPING) == {PromiseDue.BREAK: DUE}


def test_after_a_downtime_nobody_is_reminded_of_what_is_already_over() -> None:
    assert tracked().asks_for(DUE - HOUR, KEEPING) is PromiseDue.REMIND
    assert tracked().asks_for(DUE, KEEPING) is PromiseDue.BREAK
    assert tracked().asks_for(T0, KEEPING) is None


def test_what_nobody_tracks_lapses_after_its_time() -> None:
    assert made().times(KEEPING) == {PromiseDue.LAPSE: DUE + KEEPING.lapse_after}
    assert made(None).times(KEEPING) == {PromiseDue.LAPSE: T0 + KEEPING.lapse_after}
    assert made(T0 - HOUR).times(KEEPING) == {PromiseDue.LAPSE: T0 + KEEPING.lapse_after}


def test_waiting_is_reckoned_in_real_time_across_a_clock_change() -> None:
    zone = ZoneInfo("America/New_York")
    due = datetime(2026, 10, 31, 12, 0, tzinfo=zone)
    at_noon = replace(tracked(), due=due)
    twice = replace(tracked(), due=datetime(2026, 11, 1, 1, 30, tzinfo=zone, fold=1))
    between = datetime(2026, 11, 1, 1, 45, tzinfo=zone)

    grace = replace(KEEPING, late_after=timedelta(days=1))
    assert at_noon.times(grace)[PromiseDue.BREAK] == datetime(2026, 11, 1, 16, 0, tzinfo=UTC)
    assert twice.broken(at=between) == twice
    assert twice.kept(at=between).broken_at is None
    assert twice.moved(due=twice.due or T0, at=T0, remind_at=None, by_hand=True) == twice
