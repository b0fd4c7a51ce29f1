"""Tests of how much may be asked of a model: no bound is ever passed, and what is not used comes back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.model_limits import (
    WINDOW,
    Bound,
    Bounds,
    Denied,
    Ledger,
    Load,
    Reserved,
    Wanted,
    reserve,
    settle,
    tokens_at_most,
)

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Counting:
    """A ledger with its bounds and a clock."""

    def __init__(self, **bounds: float) -> None:
        self.bounds = Bounds(**bounds)  # type: ignore[arg-type] # by name
        self.ledger = Ledger()
        self.now = T0
        self._made = 0

    def ask(self, *, tokens: int = 0, money: float = 0.0) -> Reserved | Denied:
        self._made += 1
        wanted = Wanted(call=str(self._made), load=Load(tokens=tokens, money=money))
        found = reserve(self.ledger, self.bounds, wanted, now=self.now, day=self.now.date())
        if isinstance(found, Denied):
            return found
        self.ledger, reserved = found
        return reserved

    def settle(self, reserved: Reserved | Denied, *, tokens: int = 0, money: float = 0.0) -> None:
        assert isinstance(reserved, Reserved)
        self.ledger = settle(self.ledger, reserved, Load(tokens=tokens, money=money))


def test_without_bounds_everything_is_let_through() -> None:
    counting = Counting()

    assert counting.bounds.is_open
    assert all(isinstance(counting.ask(tokens=10**9, money=1e6), Reserved) for _ in range(100))


def test_a_minute_takes_as_many_requests_as_it_may_and_the_next_waits_until_the_first_is_a_minute_old() -> None:
    counting = Counting(requests_a_minute=2)
    counting.ask()
    counting.now += 20 * SECOND
    counting.ask()

    denied = counting.ask()

    assert denied == Denied(bound=Bound.REQUESTS, wait=41 * SECOND)
    counting.now += 41 * SECOND
    assert isinstance(counting.ask(), Reserved)
    assert isinstance(counting.ask(), Denied)


def test_tokens_count_at_their_worst_until_they_are_known() -> None:
    counting = Counting(tokens_a_minute=1000)
    first = counting.ask(tokens=900)

    assert isinstance(counting.ask(tokens=200), Denied)

    counting.settle(first, tokens=300)
    assert isinstance(counting.ask(tokens=700), Reserved)
    assert isinstance(counting.ask(tokens=1), Denied)


def test_a_request_that_no_minute_has_room_for_is_not_told_to_wait() -> None:
    assert Counting(tokens_a_minute=1000).ask(tokens=1001) == Denied(bound=Bound.TOKENS)


def test_a_days_money_is_spent_once_and_comes_anew_at_midnight() -> None:
    counting = Counting(money_a_day=1.0)
    for _ in range(4):
        counting.settle(counting.ask(money=0.25), money=0.25)

    assert counting.ask(money=0.25) == Denied(bound=Bound.MONEY)

    counting.now += timedelta(hours=15)
    assert isinstance(counting.ask(money=0.25), Reserved)


def test_money_that_calls_under_way_may_give_back_is_waited_for() -> None:
    counting = Counting(money_a_day=1.0)
    first = counting.ask(money=0.9)

    assert counting.ask(money=0.5) == Denied(bound=Bound.MONEY, wait=SECOND)

    counting.settle(first, money=0.1)
    assert isinstance(counting.ask(money=0.5), Reserved)


def test_what_was_asked_before_midnight_is_not_given_back_to_the_new_day() -> None:
    counting = Counting(money_a_day=1.0)
    counting.now = datetime(2026, 3, 2, 23, 59, 59, tzinfo=UTC)
    late = counting.ask(money=1.0)
    counting.now += 2 * SECOND
    counting.ask(money=0.5)

    counting.settle(late, money=0.0)

    assert counting.ledger.day == date(2026, 3, 3)
    assert counting.ledger.money == 0.5


def test_places_are_given_free_by_whoever_is_done() -> None:
    counting = Counting(at_once=2)
    first = counting.ask()
    counting.ask()

    assert counting.ask() == Denied(bound=Bound.AT_ONCE, wait=SECOND)

    counting.settle(first)
    assert isinstance(counting.ask(), Reserved)


def test_the_place_of_a_process_that_died_falls_free_by_itself_and_its_worst_stays_counted() -> None:
    counting = Counting(at_once=1, money_a_day=1.0)
    counting.ask(money=0.4)

    counting.now += timedelta(seconds=59)
    assert isinstance(counting.ask(), Denied)
    counting.now += 2 * SECOND
    assert isinstance(counting.ask(), Reserved)
    assert counting.ledger.money == 0.4


def test_a_call_that_is_settled_after_its_place_fell_free_gives_nobody_elses_place_away() -> None:
    counting = Counting(at_once=1)
    slow = counting.ask()
    counting.now += timedelta(minutes=2)
    counting.ask()

    counting.settle(slow)

    assert isinstance(counting.ask(), Denied)


def test_a_clock_that_stands_behind_the_others_brings_no_spent_money_back() -> None:
    counting = Counting(money_a_day=1.0, requests_a_minute=1)
    counting.now += timedelta(days=1)
    counting.settle(counting.ask(money=1.0), money=1.0)

    counting.now -= timedelta(seconds=30) + timedelta(hours=9, minutes=30)

    assert counting.ask(money=0.5) == Denied(bound=Bound.MONEY)


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("abcdef", 2), ("你好吗", 3), ("ab你", 2), ("é" * 5, 5)])
def test_tokens_are_guessed_on_the_high_side(text: str, tokens: int) -> None:
    assert tokens_at_most(text) == tokens


ASKS = st.lists(
    st.tuples(
        st.floats(0, 40),  # seconds since the one before
        st.integers(0, 120),  # tokens at worst
        st.one_of(st.none(), st.integers(0, 120)),  # tokens in the end; None: never settled
    ),
    max_size=60,
)


@given(asks=ASKS, requests=st.integers(1, 5), tokens=st.integers(100, 300))
def test_no_minute_whenever_it_begins_holds_more_than_it_may(
    asks: list[tuple[float, int, int | None]], requests: int, tokens: int
) -> None:
    counting = Counting(requests_a_minute=requests, tokens_a_minute=tokens)
    made: list[tuple[datetime, int]] = []
    for pause, worst, took in asks:
        counting.now += timedelta(seconds=pause)
        found = counting.ask(tokens=min(worst, tokens))
        if isinstance(found, Reserved):
            used = found.load.tokens if took is None else min(took, found.load.tokens)
            made.append((counting.now, used))
            if took is not None:
                counting.settle(found, tokens=used)

    for begin, _ in made:
        within = [used for at, used in made if begin <= at < begin + timedelta(seconds=WINDOW)]
        assert len(within) <= requests
        assert sum(within) <= tokens


@given(asks=ASKS, requests=st.integers(1, 5))
def test_whoever_waits_as_long_as_they_are_told_gets_through(
    asks: list[tuple[float, int, int | None]], requests: int
) -> None:
    counting = Counting(requests_a_minute=requests, tokens_a_minute=150)
    for pause, worst, _ in asks:
        counting.now += timedelta(seconds=pause)
        found = counting.ask(tokens=worst)
        waits = 0
        while isinstance(found, Denied):
            assert found.wait is not None
            counting.now += found.wait
            found, waits = counting.ask(tokens=worst), waits + 1
        assert waits <= 2
