"""Time on the open playground goes on, can be put forward, and lets every timer on the way fire at its own moment."""

import asyncio
from datetime import datetime, timedelta

from motbot.domain.errors import StorageUnavailable
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace
from motbot.replay.moving_clock import MovingClock, PlaygroundClock
from tests.fakes.clock import T0, FakeClock


class Sleeper:
    """A bot that only sleeps: `timers` are when it wakes, `woken` when it did; both its store and itself."""

    def __init__(self, clock: MovingClock, *timers: datetime) -> None:
        self._clock = clock
        self.timers = list(timers)
        self.woken: list[datetime] = []
        self.away = False
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    @property
    def store(self) -> "Sleeper":
        return self

    async def next_wake(self) -> datetime | None:
        if self.away:
            raise StorageUnavailable
        await self.may_answer.wait()
        return min(self.timers, default=None)

    async def is_idle(self) -> bool:
        if self.away:
            raise StorageUnavailable
        return True

    async def wake(self) -> None:
        if self.away:
            raise StorageUnavailable
        self.woken.append(self._clock.now())
        self.timers = [at for at in self.timers if at > self._clock.now()]


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def control(*timers: timedelta) -> tuple[PlaygroundClock, Sleeper, MovingClock]:
    """The page's clock control over a bot that wakes so long after T0."""
    clock = MovingClock(real=FakeClock())
    moving = PlaygroundClock(clock=clock, workspace=Workspace(two_companies(), now=clock.now))
    bot = Sleeper(clock, *(T0 + timer for timer in timers))
    moving.follow(bot)  # type: ignore[arg-type] # it has the two questions of a store that are asked
    return moving, bot, clock


def test_it_goes_on_as_the_machines_clock_does_from_where_it_was_put() -> None:
    real = FakeClock()
    clock = MovingClock(real=real)

    clock.forward(T0 + minutes(10))
    real.move(minutes(5))

    assert clock.now() == T0 + minutes(15)


def test_it_never_goes_back() -> None:
    clock = MovingClock(real=FakeClock())

    clock.forward(T0 - minutes(10))

    assert clock.now() == T0


async def test_every_timer_on_the_way_fires_at_its_own_moment() -> None:
    moving, bot, clock = control(minutes(3), minutes(7), minutes(30))

    await moving.move(minutes(10))

    assert bot.woken == [T0 + minutes(3), T0 + minutes(7), T0 + minutes(10)]
    assert clock.now() == T0 + minutes(10)
    assert await moving.next_timer() == T0 + minutes(30)


async def test_it_moves_before_the_bot_is_there() -> None:
    clock = MovingClock(real=FakeClock())
    moving = PlaygroundClock(clock=clock, workspace=Workspace(two_companies(), now=clock.now))

    await moving.move(minutes(10))

    assert moving.now() == T0 + minutes(10)
    assert await moving.next_timer() is None


async def test_it_moves_while_the_database_is_away() -> None:
    moving, bot, clock = control(minutes(3))
    bot.away = True

    await moving.move(minutes(10))

    assert clock.now() == T0 + minutes(10)
    assert await moving.next_timer() is None


async def test_a_bot_that_stops_is_waited_for_with_its_last_answer_and_asked_nothing_more() -> None:
    moving, bot, _ = control(minutes(3))
    bot.may_answer.clear()
    last = asyncio.create_task(moving.next_timer())
    await asyncio.sleep(0)

    leaving = asyncio.create_task(moving.let_go())
    await asyncio.sleep(0)
    has_left = leaving.done()
    bot.may_answer.set()
    await leaving

    assert not has_left
    assert await last == T0 + minutes(3)
    assert await moving.next_timer() is None
