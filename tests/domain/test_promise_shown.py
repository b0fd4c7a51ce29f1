"""What our own words show to be done in time is not broken, and what was never said is still to be said."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motbot.domain.expectation import Draft
from motbot.domain.promise import Evidence, Mending, Promise, PromiseDue, PromiseState, Withdrawn
from tests.domain.promises import DUE, HOUR, KEEPING, T0, tracked


def shown(at: datetime, promise: Promise | None = None) -> Promise:
    evidence = Evidence(promise=7, source=f"{at.timestamp():.6f}", words="Here it is.")
    return replace(promise or tracked(), evidence=evidence)


@pytest.mark.parametrize(("hours", "in_time"), [(-1, False), (0, True), (5, True), (6, True), (6.01, False)])
def test_only_words_from_between_the_promise_and_its_time_show_that_it_was_kept(hours: float, *, in_time: bool) -> None:
    assert shown(T0 + timedelta(hours=hours)).shown_in_time() is in_time


def test_what_is_no_time_shows_nothing_and_the_grace_counts_as_in_time() -> None:
    assert not replace(tracked(), evidence=Evidence(promise=7, source="soon")).shown_in_time()
    assert not tracked().shown_in_time()
    assert shown(DUE + HOUR).shown_in_time(HOUR)


def test_once_asked_whether_it_was_kept_it_only_waits_to_lapse_and_is_not_broken() -> None:
    asked = shown(DUE - HOUR).asked_whether_kept()

    assert asked.looks_kept
    assert asked.times(KEEPING) == {PromiseDue.LAPSE: DUE + KEEPING.lapse_after}
    over = asked.over(why=Withdrawn.LAPSED, at=DUE + KEEPING.lapse_after)
    assert (over.state, over.broken_at) == (PromiseState.WITHDRAWN, None)


def test_without_the_words_that_showed_it_what_was_asked_about_is_broken_after_all() -> None:
    asked = replace(shown(DUE - HOUR).asked_whether_kept(), evidence=None)

    assert not asked.looks_kept
    assert asked.asks_for(DUE + HOUR, KEEPING) is PromiseDue.BREAK
    assert asked.broken(at=DUE + HOUR).broken_at == DUE


def test_what_was_called_broken_is_looked_at_again_when_words_from_before_turn_up() -> None:
    late = shown(DUE - HOUR, tracked().broken(at=DUE))
    assert late.asks_for(DUE + HOUR, KEEPING) is PromiseDue.BREAK

    asked = late.asked_whether_kept()

    assert (asked.state, asked.broken_at) == (PromiseState.ACCEPTED, None)
    assert shown(DUE + HOUR, tracked().broken(at=DUE)).asks_for(DUE + 2 * HOUR, KEEPING) is None


def test_words_that_show_nothing_are_not_asked_about() -> None:
    assert tracked().asked_whether_kept() == tracked()


def test_kept_before_its_time_takes_the_breach_of_that_time_back_and_no_other() -> None:
    late = tracked().broken(at=DUE)
    assert late.kept(at=DUE - HOUR).broken_at is None
    assert late.kept(at=DUE + HOUR).broken_at == DUE

    moved = late.moved(due=DUE + 3 * HOUR, at=DUE + HOUR, remind_at=None, by_hand=True)

    assert moved.kept(at=DUE + 2 * HOUR).broken_at == DUE


def test_what_was_asked_about_and_then_moved_or_given_up_was_late() -> None:
    asked = shown(DUE - HOUR).asked_whether_kept()

    assert asked.moved(due=DUE + 3 * HOUR, at=DUE + HOUR, remind_at=None, by_hand=True).broken_at == DUE
    assert asked.over(why=Withdrawn.CANNOT, at=DUE + HOUR).broken_at == DUE


def test_undoing_leaves_no_message_to_be_sent() -> None:
    mending = replace(tracked(), mending=Mending.MOVE, reason="ill", draft=Draft(reply="Later.", why=""))

    undone = mending.untracked()

    assert (undone.mending, undone.reason, undone.draft) == (None, "", None)


def test_a_reminder_that_was_never_sent_is_given_when_its_time_holds_again() -> None:
    held = replace(tracked(), reminded_for=DUE)
    moved = held.moved(due=DUE + HOUR, at=T0, remind_at=DUE, by_hand=True)
    assert PromiseDue.REMIND not in back(moved).times(KEEPING)

    assert PromiseDue.REMIND in back(moved.untold(DUE)).times(KEEPING)
    assert moved.untold(None) == moved
    assert moved.untold(T0) == moved


def back(promise: Promise) -> Promise:
    return promise.moved(due=DUE, at=T0 + HOUR, remind_at=DUE - HOUR, by_hand=True)
