"""Tests of whose turn it is: order, bounds, patience, and what is told to whom."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime, timedelta

import pytest

from motbot.domain.errors import ModelRefused, ModelUnavailable, StorageUnavailable
from motbot.domain.model_limits import Bound, Bounds, Denied, Load, Reserved, Wanted
from motbot.domain.prices import Price
from motbot.llm.turns import Ask, Rules, Turn, Turns
from tests.fakes.clock import FakeClock

PRICE = Price(prompt=1_000_000.0, cached=0.0, completion=1_000_000.0)
"""A token costs one."""


class Fleet:
    """A ledger of all processes: denies what it is told to, once for each; remembers what it was asked."""

    def __init__(self, *denials: Denied | StorageUnavailable, settles: bool = True) -> None:
        self.denials = list(denials)
        self.asked: list[Wanted] = []
        self.settled: list[Load] = []
        self._settles = settles

    async def reserve(self, wanted: Wanted) -> Reserved | Denied:
        self.asked.append(wanted)
        if not self.denials:
            return Reserved(call=wanted.call, second=0, day=date(2026, 3, 2), load=wanted.load)
        denial = self.denials.pop(0)
        if isinstance(denial, StorageUnavailable):
            raise denial
        return denial

    async def settle(self, reserved: Reserved, took: Load) -> None:
        if not self._settles:
            raise StorageUnavailable
        self.settled.append(took)


class Desk:
    """Turns whose waits move the clock instead of taking time."""

    def __init__(
        self,
        *,
        at_once: int = 1,
        waiting_at_most: int | None = None,
        bounds: Bounds | None = None,
        fleet: Fleet | None = None,
    ) -> None:
        self.clock = FakeClock()
        self.waits: list[float] = []
        self.spent: list[date] = []
        self.served: list[str] = []
        self.turns = Turns(
            rules=Rules(at_once=at_once, waiting_at_most=waiting_at_most, bounds=bounds or Bounds(), price=PRICE),
            clock=self.clock,
            ledger=fleet,
            sleep=self._sleep,
            on_spent=self._hear,
        )

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.clock.move(timedelta(seconds=seconds))
        await asyncio.sleep(0)

    async def _hear(self, day: date) -> None:
        self.spent.append(day)

    def turn(self, share: str = "C1", **more: object) -> AbstractAsyncContextManager[Turn]:
        return self.turns.turn(Ask(share=share, **more))  # type: ignore[arg-type] # by name

    async def hold(self, share: str, until: asyncio.Event | None = None, **more: object) -> None:
        """Take a turn, and keep it until told."""
        async with self.turn(share, **more):
            self.served.append(share)
            if until is not None:
                await until.wait()


async def settled() -> None:
    """Let everything run that can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_as_many_are_served_at_once_as_may_be_and_the_others_in_fair_order() -> None:
    desk, go = Desk(at_once=2), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for share in ("noisy",) * 6 + ("quiet",):
            group.create_task(desk.hold(share, go))
        await settled()
        assert (desk.served, desk.turns.waiting) == (["noisy", "noisy"], 5)
        go.set()

    assert desk.served.index("quiet") <= 3
    assert desk.turns.waiting == 0


async def test_where_the_line_is_too_long_the_noisy_one_is_turned_away_and_the_quiet_one_served() -> None:
    desk, go = Desk(waiting_at_most=3), asyncio.Event()
    noisy = [asyncio.create_task(desk.hold("noisy", go)) for _ in range(4)]
    await settled()

    quiet = asyncio.create_task(desk.hold("quiet", go))
    await settled()
    go.set()
    ends = await asyncio.gather(*noisy, quiet, return_exceptions=True)

    assert [type(one) for one in ends] == [type(None)] * 3 + [ModelUnavailable, type(None)]


async def test_whoever_gives_up_waiting_leaves_their_place_to_others() -> None:
    desk, go = Desk(), asyncio.Event()
    first = asyncio.create_task(desk.hold("a", go))
    second, third = (asyncio.create_task(desk.hold(share, go)) for share in "bc")
    await settled()

    second.cancel()
    await settled()
    go.set()
    await asyncio.gather(first, third)

    assert desk.served == ["a", "c"]
    assert second.cancelled()


async def test_a_turn_that_comes_in_the_same_breath_as_its_end_is_not_lost() -> None:
    desk, go = Desk(), asyncio.Event()
    first = asyncio.create_task(desk.hold("a", go))
    second = asyncio.create_task(desk.hold("b", go))
    await settled()

    go.set()
    first.cancel()
    second.cancel()
    await asyncio.gather(first, second, return_exceptions=True)

    async with asyncio.timeout(5), desk.turn():
        pass


async def test_a_minutes_requests_are_waited_for_below_the_deadline() -> None:
    desk = Desk(bounds=Bounds(requests_a_minute=1))
    async with desk.turn():
        pass

    async with desk.turn(seconds=90.0):
        pass

    assert desk.waits == [61.0]


async def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    desk = Desk(bounds=Bounds(requests_a_minute=1))
    async with desk.turn():
        pass

    with pytest.raises(ModelUnavailable, match="`requests`"):
        async with desk.turn(seconds=45.0):
            pass

    assert desk.waits == []


async def test_who_comes_again_holds_no_jobs_place_for_long() -> None:
    desk = Desk(bounds=Bounds(requests_a_minute=1))
    async with desk.turn():
        pass

    with pytest.raises(ModelUnavailable):
        async with desk.turn(seconds=90.0, comes_again=True):
            pass


async def test_when_the_days_money_is_used_up_it_is_said_and_nobody_waits() -> None:
    desk = Desk(bounds=Bounds(money_a_day=100.0))
    async with desk.turn(prompt_tokens=60, completion_tokens=40) as turn:
        turn.used(prompt_tokens=60, cached_tokens=0, completion_tokens=40)

    with pytest.raises(ModelRefused, match="money"):
        async with desk.turn(prompt_tokens=1):
            pass

    assert desk.spent == [date(2026, 3, 2)]
    assert desk.waits == []


async def test_a_call_that_was_refused_costs_nothing_and_one_that_broke_off_its_worst() -> None:
    desk = Desk(bounds=Bounds(money_a_day=100.0))
    async with desk.turn(prompt_tokens=90) as turn:
        turn.refused()
    async with desk.turn(prompt_tokens=90) as turn:
        turn.used(prompt_tokens=0, cached_tokens=0, completion_tokens=0)

    with pytest.raises(ModelRefused):
        async with desk.turn(prompt_tokens=20):
            pass


async def test_nonsense_of_a_server_brings_no_money_back() -> None:
    desk = Desk(bounds=Bounds(money_a_day=100.0))
    async with desk.turn(prompt_tokens=90) as turn:
        turn.used(prompt_tokens=-5000, cached_tokens=-1, completion_tokens=95)

    with pytest.raises(ModelRefused):
        async with desk.turn(prompt_tokens=20):
            pass


async def test_a_request_larger_than_its_bound_is_refused_and_no_money_is_told_to_be_spent() -> None:
    desk = Desk(bounds=Bounds(tokens_a_minute=1000))

    with pytest.raises(ModelRefused, match="larger than the bound `tokens`"):
        async with desk.turn(prompt_tokens=1001):
            pass

    assert desk.spent == []


async def test_all_processes_are_asked_and_told_what_a_call_took() -> None:
    fleet = Fleet(Denied(bound=Bound.AT_ONCE, wait=timedelta(seconds=1)))
    desk = Desk(fleet=fleet)

    async with desk.turn(prompt_tokens=70, completion_tokens=30, seconds=45.0) as turn:
        turn.used(prompt_tokens=60, cached_tokens=10, completion_tokens=5)

    assert [one.load.tokens for one in fleet.asked] == [100, 100]
    assert fleet.asked[0].lease == timedelta(seconds=75)
    assert fleet.asked[0].call != fleet.asked[1].call
    assert fleet.settled == [Load(tokens=65, money=55.0)]
    assert desk.waits == [1.0]


async def test_what_all_processes_may_not_is_not_counted_here_either() -> None:
    fleet = Fleet(*[Denied(bound=Bound.REQUESTS, wait=timedelta(seconds=1))] * 3)
    desk = Desk(fleet=fleet, bounds=Bounds(requests_a_minute=1))

    async with desk.turn():
        pass

    assert desk.waits == [1.0, 1.0, 1.0]


async def test_while_the_ledger_does_not_answer_nobody_is_let_through() -> None:
    desk = Desk(fleet=Fleet(StorageUnavailable()))

    with pytest.raises(StorageUnavailable):
        async with desk.turn():
            pass

    async with asyncio.timeout(5), desk.turn():
        pass


async def test_an_answer_that_was_paid_for_is_kept_where_it_cannot_be_settled() -> None:
    async with Desk(fleet=Fleet(settles=False)).turn() as turn:
        turn.used(prompt_tokens=1, cached_tokens=0, completion_tokens=1)


async def test_a_days_money_begins_anew_at_the_zones_midnight() -> None:
    desk = Desk(bounds=Bounds(money_a_day=1.0))
    desk.clock.set(datetime(2026, 3, 2, 23, 59, tzinfo=UTC))
    async with desk.turn(prompt_tokens=1):
        pass
    desk.clock.move(timedelta(minutes=2))

    async with desk.turn(prompt_tokens=1):
        pass
