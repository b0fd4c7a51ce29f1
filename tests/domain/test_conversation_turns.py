"""When a burst is ready to be judged, and what words of our own side change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.conversation import Conversation
from motbot.domain.people import Side
from motbot.domain.policy import Pace

PACE = Pace()
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def after(minutes: float = 0, *, seconds: float = 0) -> datetime:
    return NOON + timedelta(minutes=minutes, seconds=seconds)


def conversation(*, opened: datetime = NOON, number: int = 1) -> Conversation:
    return Conversation(id=number, team="T1", channel="C1", root_ts=f"{number}.0", opened_at=opened, last_at=opened)


def asked(by: str, *, at: datetime = NOON, number: int = 1) -> Conversation:
    fresh = conversation(opened=at, number=number)
    return fresh.heard_customer(author=by, at=at, now=at, pace=PACE, at_once=False)


def answered(one: Conversation, by: str, at: datetime, side: Side = Side.AGENT) -> Conversation:
    return one.heard_ours(author=by, side=side, at=at)


def heard(one: Conversation, *, now: datetime, at: datetime | None = None, at_once: bool = False) -> Conversation:
    return one.heard_customer(author="U1", at=at or now, now=now, pace=PACE, at_once=at_once)


def test_a_single_message_is_judged_once_it_has_been_quiet() -> None:
    one = heard(conversation(), now=NOON)

    assert one.pending_since == NOON
    assert one.ready_at == one.wake_at == NOON + PACE.quiet


PATIENT = replace(PACE, while_answering=timedelta(seconds=25))


def patiently(one: Conversation, *, now: datetime, at_once: bool = False) -> Conversation:
    return one.heard_customer(author="U1", at=now, now=now, pace=PATIENT, at_once=at_once)


def test_words_that_come_while_an_agent_is_answering_may_wait_longer() -> None:
    live = answered(patiently(conversation(), now=NOON).judged(), "A1", after(seconds=20))

    assert patiently(live, now=after(seconds=40)).ready_at == after(seconds=65)


def test_turns_with_an_agent_are_judged_together_after_four_silences_at_the_latest() -> None:
    one = answered(patiently(conversation(), now=NOON).judged(), "A1", after(seconds=5))
    for turn in range(1, 8):
        one = patiently(answered(one, "A1", after(seconds=20 * turn)), now=after(seconds=20 * turn + 10))

    assert one.pending_since == after(seconds=30)
    assert one.ready_at == after(seconds=150)


def test_words_that_an_agent_has_answered_wait_for_the_next_ones() -> None:
    live = answered(patiently(conversation(), now=NOON).judged(), "A1", after(seconds=20))
    asks = patiently(live, now=after(seconds=40))
    told = answered(asks, "A1", after(seconds=60))

    assert told.left_to_agent(now=after(seconds=60), pace=PATIENT).ready_at == after(seconds=85)
    assert told.left_to_agent(now=after(seconds=60), pace=PATIENT).wake_at == after(seconds=85)
    assert told.left_to_agent(now=after(seconds=60), pace=PACE) == told


def test_the_first_words_critical_ones_and_those_after_a_rest_wait_no_longer_than_ever() -> None:
    first = patiently(conversation(), now=NOON)
    live = answered(first.judged(), "A1", after(seconds=20))

    assert first.ready_at == NOON + PACE.quiet
    assert patiently(live, now=after(seconds=40), at_once=True).ready_at == after(seconds=40)
    assert patiently(live, now=after(10)).ready_at == after(10) + PACE.quiet


def test_each_message_of_a_burst_puts_the_judgement_off() -> None:
    one = heard(heard(conversation(), now=NOON), now=after(seconds=2))

    assert one.pending_since == NOON
    assert one.ready_at == after(seconds=5)


def test_a_burst_without_an_end_is_judged_when_its_first_message_is_old_enough() -> None:
    one = conversation()
    for second in range(12):
        one = heard(one, now=after(seconds=second))

    assert one.ready_at == NOON + PACE.burst_at_most


def test_a_burst_older_than_its_bound_is_ready_now_and_never_in_the_past() -> None:
    one = heard(heard(conversation(), now=NOON), now=after(5))

    assert one.ready_at == after(5)


def test_a_critical_message_is_ready_at_once() -> None:
    one = heard(heard(conversation(), now=NOON), now=after(seconds=1), at_once=True)

    assert one.ready_at == one.wake_at == after(seconds=1)


def test_a_message_that_reaches_us_late_waits_from_its_arrival() -> None:
    one = heard(conversation(opened=after(-120)), at=after(-120), now=NOON)

    assert one.ready_at == NOON + PACE.quiet
    assert one.last_at == after(-120)


def test_a_late_message_does_not_make_the_conversation_look_older() -> None:
    one = heard(heard(conversation(), now=after(5)), at=after(1), now=after(6))

    assert one.last_at == after(5)


def test_every_change_of_the_customers_words_raises_the_version_and_forgets_failed_tries() -> None:
    one = heard(replace(conversation(), attempts=4), now=NOON)

    assert (one.version, one.attempts) == (1, 0)
    assert heard(one, now=NOON).version == 2


def test_the_newest_customer_stands_last_and_only_once() -> None:
    one = conversation()
    for author in ("U1", "U2", "U1"):
        one = one.heard_customer(author=author, at=NOON, now=NOON, pace=PACE, at_once=False)

    assert one.customers == ("U2", "U1")


def test_a_judged_conversation_waits_for_nothing_and_keeps_its_version() -> None:
    one = heard(conversation(), now=NOON)
    judged = replace(one, attempts=3).judged()

    assert (judged.pending_since, judged.ready_at, judged.wake_at, judged.attempts) == (None, None, None, 0)
    assert judged.version == one.version
    assert judged.last_side is Side.CUSTOMER


@settings(deadline=None, max_examples=150)
@given(
    pauses=st.lists(st.floats(0, 8, allow_nan=False), min_size=1, max_size=15),
    lateness=st.integers(0, 7200),
    critical=st.integers(-20, 15),
)
def test_a_burst_is_ready_neither_in_the_past_nor_beyond_its_bounds(
    pauses: list[float], lateness: int, critical: int
) -> None:
    one, now = conversation(opened=after(-200)), NOON
    for number, pause in enumerate(pauses):
        now += timedelta(seconds=pause)
        one = heard(one, at=now - timedelta(seconds=lateness), now=now, at_once=number == critical)
        assert one.ready_at is not None
        assert one.pending_since is not None
        assert now <= one.ready_at <= now + PACE.quiet
        assert one.ready_at <= max(now, one.pending_since + PACE.burst_at_most)
        assert one.wake_at == one.ready_at


# ---- our side


def test_an_agents_reply_leaves_the_pending_words_pending() -> None:
    one = answered(asked("U1"), "A1", after(seconds=1))

    assert one.pending_since == NOON
    assert one.wake_at == NOON + PACE.quiet
    assert (one.last_agent, one.last_side, one.last_ours_at) == ("A1", Side.AGENT, after(seconds=1))
    assert one.version == asked("U1").version


def test_a_colleague_does_not_take_the_agents_place() -> None:
    one = answered(answered(asked("U1"), "A1", after(1)), "K1", after(2), Side.COLLEAGUE)

    assert one.last_agent == "A1"
    assert one.last_ours_at == after(2)


def test_an_agents_reply_that_reaches_us_late_takes_nobodys_place() -> None:
    one = answered(answered(asked("U1"), "A1", after(9)), "A2", after(3))

    assert one.last_agent == "A1"
    assert one.last_ours_at == after(9)
    assert one.last_at == after(9)


def test_a_late_reply_names_the_agent_where_none_was_known() -> None:
    one = answered(answered(asked("U1"), "K1", after(9), Side.COLLEAGUE), "A2", after(3))

    assert one.last_agent == "A2"
    assert one.last_side is Side.COLLEAGUE


def test_an_older_reply_does_not_end_the_waiting_of_newer_words() -> None:
    waits = heard(asked("U1"), now=after(5))

    assert answered(waits, "A1", after(2)).last_side is Side.CUSTOMER
