"""Which messages at a channel's root belong together."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.conversation import STILL_TALKING, Conversation, conversation_for_root
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


class Room:
    """A channel in which everybody writes at the root; `say` tells which conversation a message went to."""

    def __init__(self) -> None:
        self.all: list[Conversation] = []

    def say(self, author: str, at: datetime, *mentions: str, side: Side | None = None) -> int:
        side = side or (Side.AGENT if author.startswith("A") else Side.CUSTOMER)
        found = conversation_for_root(self.all, author=author, side=side, at=at, mentions=mentions, pace=PACE)
        if found is None:
            found = conversation(opened=at, number=len(self.all) + 1)
        else:
            self.all.remove(found)
        heard = (
            found.heard_ours(author=author, side=side, at=at)
            if side.is_ours
            else found.heard_customer(author=author, at=at, now=at, pace=PACE, at_once=False)
        )
        self.all.append(heard)
        return heard.id


# ---- grouping at the root


def test_the_first_message_of_a_channel_opens_a_conversation() -> None:
    assert conversation_for_root([], author="U1", side=Side.CUSTOMER, at=NOON, mentions=(), pace=PACE) is None


def test_three_messages_in_a_row_of_one_customer_are_one_conversation() -> None:
    room = Room()

    assert [room.say("U1", after(seconds=second)) for second in (0, 7, 15)] == [1, 1, 1]


def test_two_customers_who_write_in_turns_stay_apart() -> None:
    room = Room()

    told = [room.say(author, after(seconds=9 * turn)) for turn, author in enumerate(("U1", "U2", "U1", "U2", "U3"))]

    assert told == [1, 2, 1, 2, 3]


@pytest.mark.parametrize("side", [Side.UNKNOWN, Side.BOT, Side.OURSELVES, Side.CUSTOMER])
def test_whoever_is_not_of_our_side_joins_only_a_conversation_of_their_own(side: Side) -> None:
    room = [asked("U1")]

    assert conversation_for_root(room, author="U2", side=side, at=after(1), mentions=("U1",), pace=PACE) is None


def test_a_customer_goes_on_with_their_youngest_conversation() -> None:
    old, young = asked("U1", number=1), asked("U1", at=after(5), number=2)

    found = conversation_for_root([young, old], author="U1", side=Side.CUSTOMER, at=after(6), mentions=(), pace=PACE)

    assert found == young


@pytest.mark.parametrize(("minutes", "joins"), [(0, True), (14.9, True), (15, True), (15.1, False), (600, False)])
def test_a_conversation_stays_open_to_the_root_for_a_quarter_of_an_hour(minutes: float, joins: bool) -> None:
    found = conversation_for_root(
        [asked("U1")], author="U1", side=Side.CUSTOMER, at=after(minutes), mentions=(), pace=PACE
    )

    assert (found is not None) is joins


@pytest.mark.parametrize(("minutes", "joins"), [(-1, True), (-15, True), (-15.1, False), (-120, False)])
def test_a_late_message_does_not_join_what_was_opened_long_after_it_was_written(minutes: float, joins: bool) -> None:
    found = conversation_for_root(
        [asked("U1")], author="U1", side=Side.CUSTOMER, at=after(minutes), mentions=(), pace=PACE
    )

    assert (found is not None) is joins


def test_every_sign_of_life_keeps_a_conversation_open() -> None:
    room = Room()
    for minute in range(0, 60, 12):
        assert room.say("U1", after(minute)) == 1
        assert room.say("A1", after(minute + 6)) == 1


def test_an_agent_at_the_root_answers_the_only_customer_who_waits() -> None:
    room = Room()
    room.say("U1", NOON)

    assert room.say("A1", after(1)) == 1


def test_an_agent_answers_the_customer_they_mention_though_another_waits_longer() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("U2", after(1))
    room.say("U3", after(2))

    assert room.say("A1", after(3), "U2") == 2


def test_an_agent_may_mention_a_customer_who_does_not_wait() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("A1", after(1))
    room.say("U2", after(4))

    assert room.say("A1", after(9), "U1") == 1


def test_a_mention_of_somebody_unknown_here_decides_nothing() -> None:
    room = Room()
    room.say("U1", NOON)

    assert room.say("A1", after(1), "A2", "U9") == 1


def test_without_a_mention_the_customer_who_waits_longest_is_answered() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("U2", after(1))
    room.say("U3", after(2))

    assert [room.say(agent, after(3 + turn)) for turn, agent in enumerate(("A1", "A2", "A3"))] == [1, 2, 3]


def test_a_customer_who_asks_again_has_waited_from_their_first_words() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("U2", after(2))
    room.say("U1", after(5))

    assert room.say("A1", after(6)) == 1


def test_a_customer_who_has_been_answered_before_waits_from_their_newest_words() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("A1", after(1))
    room.say("U2", after(5))
    room.say("U1", after(9))

    assert room.say("A2", after(10)) == 2


def test_an_agent_who_answers_in_several_messages_goes_on_with_the_same_customer() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("A1", after(1))
    room.say("U2", after(1, seconds=10))

    assert room.say("A1", after(1, seconds=30)) == 1


def test_a_mention_counts_more_than_whom_the_agent_is_still_talking_to() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("A1", after(1))
    room.say("U2", after(1, seconds=10))

    assert room.say("A1", after(1, seconds=30), "U2") == 2


def test_an_agent_who_has_been_silent_for_a_while_turns_to_the_one_who_waits() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("A1", after(1))
    room.say("U2", after(4))

    assert room.say("A1", after(1) + STILL_TALKING + timedelta(minutes=2)) == 2


def test_an_agent_goes_on_where_they_spoke_last_when_nobody_waits() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("A1", after(1))
    room.say("U2", after(2))
    room.say("A2", after(3))

    assert room.say("A1", after(9)) == 1
    assert room.say("A2", after(9)) == 2


def test_an_agent_who_speaks_to_nobody_opens_a_conversation() -> None:
    room = Room()
    room.say("U1", NOON)
    room.say("A1", after(1))

    assert room.say("A2", after(2)) == 2


def test_a_colleagues_words_answer_the_one_who_waits_but_make_nobody_responsible() -> None:
    room = Room()
    room.say("U1", NOON)

    assert room.say("K1", after(1), side=Side.COLLEAGUE) == 1
    assert room.all[0].last_agent == ""
    assert room.all[0].last_side is Side.COLLEAGUE


def test_a_support_room_in_which_everybody_writes_at_the_root_is_told_apart() -> None:
    script = [
        ("U1", 0, (), 1),
        ("A1", 20, ("U1",), 1),
        ("U1", 33, (), 1),
        ("U1", 101, (), 1),
        ("A1", 195, (), 1),
        ("A1", 206, (), 1),
        ("U1", 306, (), 1),
        ("U2", 340, (), 2),
        ("U2", 344, (), 2),
        ("A1", 360, ("U1",), 1),
        ("U2", 372, (), 2),
        ("A2", 390, (), 2),
        ("A2", 399, (), 2),
        ("U1", 410, (), 1),
        ("A2", 420, (), 2),
        ("A1", 423, (), 1),
        ("U2", 470, (), 2),
        ("A2", 480, (), 2),
        ("U1", 3000, (), 3),
    ]
    room = Room()

    told = [room.say(author, after(seconds=second), *mentions) for author, second, mentions, _ in script]

    assert told == [expected for *_, expected in script]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["U1", "U2", "A1", "A2"]), st.integers(0, 1200)),
        min_size=1,
        max_size=25,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_conversations_are_given_decides_nothing(
    script: list[tuple[str, int]], random: Random
) -> None:
    first, second = Room(), Room()
    at = NOON
    for author, pause in script:
        at += timedelta(seconds=pause + 1)
        random.shuffle(second.all)
        assert first.say(author, at) == second.say(author, at)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["U1", "U2", "U3", "A1", "A2"]), st.integers(0, 1200)), max_size=30))
def test_root_messages_never_put_two_customers_into_one_conversation(script: list[tuple[str, int]]) -> None:
    room = Room()
    at = NOON
    for author, pause in script:
        at += timedelta(seconds=pause)
        room.say(author, at)

    assert all(len(one.customers) <= 1 for one in room.all)
