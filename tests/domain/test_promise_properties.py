"""Whatever happens to a promise, in any order and at any time: one right state, and no reminder too many."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.due import Doubt
from motbot.domain.expectation import Provenance
from motbot.domain.policy import Keeping
from motbot.domain.promise import TRACKED, Promise, PromiseDue, PromiseState, Strength, Withdrawn

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SOON = timedelta(minutes=1)

Step = tuple[str, int, int]
"""A verb, how many minutes later it happens, and how many minutes ahead a time it names lies."""

VERBS = (
    "track", "fix", "untrack", "move", "move_by_words", "keep", "cannot", "not_a_promise", "taken_back",
    "channel_gone", "wake", "wake", "wake",
)  # fmt: skip
steps = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 400), st.integers(-60, 600)), max_size=25)
dues = st.one_of(st.none(), st.integers(1, 600))
keepings = st.builds(Keeping, late_after=st.sampled_from([timedelta(0), timedelta(minutes=30)]))


@dataclass(slots=True)
class Played:
    """Every state a promise went through, and what was sent on its way."""

    states: list[Promise]
    reminded: Counter[datetime] = field(default_factory=Counter)
    reminded_after_end: int = 0
    late_told: Counter[datetime] = field(default_factory=Counter)


def found(due: int | None, doubt: Doubt | None) -> Promise:
    return Promise(
        team="T",
        channel="C",
        conversation=1,
        agent="A1",
        said_by="A1",
        lines=("1",),
        what="the report",
        words="I'll send the report",
        strength=Strength.FIRM,
        due=None if due is None else T0 + timedelta(minutes=due),
        doubt=doubt,
        provenance=Provenance(coach="playbook", revision="r"),
        made_at=T0,
    )


def changed(promise: Promise, verb: str, at: datetime, due: datetime, grace: timedelta) -> Promise:
    """One verb, as a click, a line or a deletion brings it about."""
    remind_at = at + (due - at) / 2 if due > at else None
    match verb:
        case "track":
            return promise.tracked(at=at, remind_at=remind_at)
        case "fix":
            return promise.fixed(due=due, at=at, remind_at=remind_at)
        case "untrack":
            return promise.untracked()
        case "move" | "move_by_words":
            return promise.moved(due=due, at=at, remind_at=remind_at, by_hand=verb == "move", grace=grace)
        case "keep":
            return promise.kept(at=at, grace=grace)
        case _:
            return promise.over(why=Withdrawn(verb), at=at, grace=grace)


def woken(promise: Promise, at: datetime, keeping: Keeping, played: Played) -> Promise:
    """What the timer does: the state decides, so that waking too early or twice changes nothing."""
    match promise.asks_for(at, keeping):
        case PromiseDue.REMIND:
            assert promise.due is not None
            played.reminded[promise.due.astimezone(UTC)] += 1
            played.reminded_after_end += not promise.is_tracked
            return replace(promise, reminded_for=promise.due)
        case PromiseDue.BREAK:
            return promise.broken(at=at)
        case PromiseDue.LAPSE:
            return promise.over(why=Withdrawn.LAPSED, at=at)
        case None:
            return promise


def play(first: Promise, script: list[Step], keeping: Keeping) -> Played:
    played, at = Played([first]), T0
    for verb, later, ahead in script:
        at += timedelta(minutes=later)
        now = played.states[-1]
        if verb == "wake":
            now = woken(now, at, keeping, played)
        else:
            now = changed(now, verb, at, at + timedelta(minutes=ahead), keeping.late_after)
        played.states.append(now.armed(keeping))
    return played


@pytest.mark.row("D1", trials=600, long=10_000)
@given(due=dues, doubt=st.sampled_from([None, None, *Doubt]), script=steps, keeping=keepings)
def test_any_order_of_events_leaves_a_promise_in_one_right_state(
    due: int | None, doubt: Doubt | None, script: list[Step], keeping: Keeping
) -> None:
    for before, now in pairwise(play(found(due, doubt), script, keeping).states):
        assert now.is_open == (now.ended_at is None)
        assert (now.kept_at is not None) == (now.state is PromiseState.KEPT)
        assert (now.withdrawn is not None) <= (now.ended_at is not None)
        assert (now.state is PromiseState.WITHDRAWN) <= (now.withdrawn is not None)
        assert (now.state is PromiseState.BROKEN) <= (now.broken_at is not None)
        assert (now.state in TRACKED) <= (now.due is not None and now.doubt is None)
        assert before.broken_at in {None, now.broken_at}
        if not before.is_open:
            assert replace(now, version=0, wake_at=None) == replace(before, version=0, wake_at=None)


@settings(deadline=None, max_examples=600)
@given(due=dues, script=steps, keeping=keepings)
def test_no_due_time_is_reminded_of_twice_and_nothing_that_is_over(
    due: int | None, script: list[Step], keeping: Keeping
) -> None:
    played = play(found(due, None), script, keeping)

    assert played.reminded_after_end == 0
    assert all(count == 1 for count in played.reminded.values())


@settings(deadline=None, max_examples=600)
@given(due=dues, script=steps, keeping=keepings)
def test_nothing_is_asked_for_before_the_facts_it_follows_from(
    due: int | None, script: list[Step], keeping: Keeping
) -> None:
    for now in play(found(due, None), script, keeping).states:
        times = now.times(keeping)

        assert bool(times) == now.is_open
        assert all(at >= now.made_at for at in times.values())
        if now.due is not None:
            late = {PromiseDue.BREAK, PromiseDue.LAPSE}
            assert all(at >= now.due for one, at in times.items() if one in late)
            assert PromiseDue.REMIND not in times or times[PromiseDue.REMIND] < now.due


@pytest.mark.row("C1", trials=300, long=10_000)
@given(due=dues, script=steps, keeping=keepings)
def test_a_timer_that_comes_twice_or_too_early_changes_nothing(
    due: int | None, script: list[Step], keeping: Keeping
) -> None:
    now = play(found(due, None), script, keeping).states[-1]
    asked = min(now.times(keeping).values(), default=T0)
    played = Played([])

    early = woken(now, asked - SOON, keeping, played)
    once = woken(now, asked, keeping, played)
    twice = woken(once, asked, keeping, played)

    assert early == now
    assert twice == once or once.asks_for(asked, keeping) is not None


@settings(deadline=None, max_examples=300)
@given(due=dues, script=steps, keeping=keepings)
def test_every_open_promise_ends_by_itself_when_its_timers_fire(
    due: int | None, script: list[Step], keeping: Keeping
) -> None:
    now = play(found(due, None), script, keeping).states[-1]
    played = Played([])
    for _ in range(4):
        at = min(now.times(keeping).values(), default=None)
        now = woken(now, at, keeping, played) if at else now

    assert not now.is_open
