"""A conversation has two clocks: when a coach is to judge what customers say, and when what we say is to be read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.conversation import Conversation, Look
from motbot.domain.people import Side
from motbot.domain.policy import Pace

PACE = Pace()
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
QUIET = Conversation(id=1, team="T1", channel="C1", root_ts="1.0", opened_at=NOON, last_at=NOON)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def asked(one: Conversation = QUIET, *, now: datetime = NOON) -> Conversation:
    return one.heard_customer(author="U1", at=now, now=now, pace=PACE, at_once=False)


def said(one: Conversation = QUIET, *, now: datetime = NOON) -> Conversation:
    return one.heard_ours(author="A1", side=Side.AGENT, at=now).to_read(now=now, pace=PACE)


def test_what_we_say_is_read_once_it_has_been_quiet() -> None:
    assert said().read_at == said().wake_at == NOON + PACE.quiet


def test_each_further_message_puts_the_reading_off_within_bounds() -> None:
    one = said()
    for second in range(1, 20):
        one = said(one, now=after(second))
        assert one.read_at is not None
        assert after(second) <= one.read_at <= max(after(second), NOON + PACE.burst_at_most)

    assert one.unread_since == NOON


def test_it_wakes_for_whatever_comes_first() -> None:
    one = said(asked(now=after(1)))
    assert (one.coach_at, one.read_at) == (after(4), after(3))
    assert one.wake_at == after(3)
    assert one.due(after(3)) == (Look.READ,)

    left = one.seen_to((Look.READ,))

    assert (left.read_at, left.unread_since, left.wake_at) == (None, None, after(4))
    assert left.due(after(4)) == (Look.JUDGE,)


def test_what_is_due_together_is_done_together() -> None:
    one = said(asked())

    assert set(one.due(after(3))) == {Look.JUDGE, Look.READ}
    assert one.seen_to(tuple(Look)).wake_at is None


def test_being_judged_leaves_our_words_to_be_read() -> None:
    judged = said(asked()).judged()

    assert (judged.coach_at, judged.read_at, judged.wake_at) == (None, after(3), after(3))


def test_nothing_is_due_before_its_time() -> None:
    assert said(asked()).due(after(2)) == ()


def test_our_words_do_not_wake_a_coach_whose_job_is_under_way() -> None:
    one = said(asked().seen_to((Look.JUDGE,)), now=after(1))

    assert one.coach_at is None
    assert one.due(after(4)) == (Look.READ,)


@pytest.mark.parametrize("heard_since", [False, True])
def test_a_row_from_before_there_were_two_clocks_keeps_its_time(heard_since: bool) -> None:
    old = replace(QUIET, pending_since=NOON, ready_at=after(3), wake_at=after(3))
    one = said(old, now=after(1)) if heard_since else old

    assert Look.JUDGE in one.due(after(5))
    assert Look.JUDGE not in one.due(after(2))


def test_a_row_from_before_there_were_two_clocks_is_judged_when_its_timer_has_fired() -> None:
    old = replace(QUIET, pending_since=NOON, ready_at=after(3), wake_at=None)

    assert old.due(after(3)) == (Look.JUDGE,)


def test_a_row_that_waits_for_nothing_is_due_for_nothing() -> None:
    assert QUIET.due(after(9999)) == ()


@given(st.lists(st.sampled_from(["asked", "said", "judged", "judge", "read", "put off"]), max_size=20))
def test_it_always_wakes_at_the_earlier_of_its_clocks(steps: list[str]) -> None:
    one = QUIET
    for number, step in enumerate(steps):
        now = after(number)
        match step:
            case "asked":
                one = asked(one, now=now)
            case "said":
                one = said(one, now=now)
            case "judged":
                one = one.judged()
            case "put off":
                one = one.coached_at(now + PACE.later)
            case look:
                one = one.seen_to((Look(look),))
        clocks = [at for at in (one.coach_at, one.read_at) if at is not None]
        assert one.wake_at == min(clocks, default=None)
        assert set(one.times().values()) == set(clocks)
