"""Whose turn it is to ask the model: a fair line before it, and the bounds of this process and of all together."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import structlog

from motbot.catalogue import say
from motbot.domain.errors import ModelRefused, ModelUnavailable, StorageUnavailable
from motbot.domain.fair_line import FairLine, Waiting
from motbot.domain.model_limits import Bound, Bounds, Denied, Ledger, Load, Reserved, Wanted, reserve, settle
from motbot.domain.prices import Price
from motbot.ports.clock import Clock
from motbot.ports.model_ledger import ModelLedger

PATIENCE = 5.0
"""Seconds somebody who comes again waits for room below the bounds: later it costs nobody a place."""
_SHORTEST_WAIT = 0.02
_LEASE = timedelta(seconds=30)
"""Beyond its own time, a call's place is kept so long."""

log = structlog.get_logger()

OnSpent = Callable[[date], Awaitable[None]]
"""Hears that the money of a day is used up; more than once, in every process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request that is to be made."""

    share: str = ""
    """Whose share of what the model can do it takes: the channel's id."""
    prompt_tokens: int = 0
    """At most."""
    completion_tokens: int = 0
    """At most."""
    seconds: float = 60.0
    """How long it takes at most, waiting included."""
    comes_again: bool = False


class Turn:
    """The right to make one request."""

    def __init__(self, *, worst: Load, price: Price | None) -> None:
        """Take what it comes to at worst, which holds until somebody says better."""
        self.took = worst
        self._price = price

    def used(self, *, prompt_tokens: int, cached_tokens: int, completion_tokens: int) -> None:
        """What the server says that it took; a server that says nothing was hardly asked for nothing."""
        used = {"prompt_tokens": max(0, prompt_tokens), "completion_tokens": max(0, completion_tokens)}
        if tokens := sum(used.values()):
            money = self._price.of(**used, cached_tokens=max(0, cached_tokens)) if self._price else 0.0
            self.took = Load(tokens=tokens, money=money)

    def refused(self) -> None:
        """The server did not do it: nothing was taken but the request itself."""
        self.took = Load()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for the turns of one process."""

    at_once: int
    waiting_at_most: int | None = None
    """How long the line may be: whoever waits holds a job's place. None: as long as it likes."""
    bounds: Bounds = field(default_factory=Bounds)
    """Of this process alone."""
    price: Price | None = None
    """Of the model; None is not known, and then no money can be counted."""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    """Where a day's money begins anew at midnight."""


async def _nobody_hears(_day: date) -> None:
    """For whoever need not be told."""


class Turns:
    """Gives turns. One line a process: the order in it is fair, and so is who is turned away."""

    def __init__(
        self,
        *,
        rules: Rules,
        clock: Clock,
        ledger: ModelLedger | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        on_spent: OnSpent = _nobody_hears,
    ) -> None:
        """Take what holds here, and the ledger of all processes; None where those are not bounded together."""
        self._rules = rules
        self._clock = clock
        self._fleet = ledger
        self._sleep = sleep
        self._on_spent = on_spent
        self._own = Ledger()
        self._line = FairLine()
        self._numbers = itertools.count(1)
        self._called: dict[int, asyncio.Future[None]] = {}
        self._running = 0
        self._head = asyncio.Lock()

    @property
    def waiting(self) -> int:
        """How many wait in the line."""
        return len(self._line.waiting)

    @asynccontextmanager
    async def turn(self, ask: Ask) -> AsyncIterator[Turn]:
        """Wait for the turn of one request, and count what it takes.

        Raises:
            ModelUnavailable: too many wait, or no room below a bound in time; the same may work later.
            ModelRefused: the day's money is used up, or the request is larger than a bound.
            StorageUnavailable: the ledger of all processes does not answer.
        """
        await self._line_up(ask)
        try:
            worst = self._worst(ask)
            reserved = await self._admitted(ask, worst)
            turn = Turn(worst=worst, price=self._rules.price)
            try:
                yield turn
            finally:
                await self._settled(reserved, turn.took)
        finally:
            self._running -= 1
            self._call_next()

    async def _line_up(self, ask: Ask) -> None:
        """Wait until a place is free and nobody in the line is before us."""
        cost = max(1.0, float(ask.prompt_tokens + ask.completion_tokens))
        caller = Waiting(number=next(self._numbers), share=ask.share, cost=cost, comes_again=ask.comes_again)
        called = asyncio.get_running_loop().create_future()
        self._called[caller.number] = called
        self._line = self._line.joined(caller)
        self._call_next()
        self._shorten()
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled() and called.exception() is None:
                self._running -= 1  # our turn came in the same breath
            self._leave(caller.number)
            self._call_next()
            raise

    def _call_next(self) -> None:
        while self._running < self._rules.at_once and (caller := self._line.first) is not None:
            called = self._called.pop(caller.number)
            if called.done():  # given up in this very breath
                self._line = self._line.left(caller)
                continue
            self._line = self._line.served(caller)
            self._running += 1
            called.set_result(None)

    def _shorten(self) -> None:
        """Turn somebody away where the line is too long."""
        at_most = self._rules.waiting_at_most
        if at_most is None or len(self._line.waiting) <= at_most:
            return
        caller = self._line.to_turn_away
        if caller is None:
            return
        self._line = self._line.left(caller)
        called = self._called.pop(caller.number)
        if not called.done():
            log.info("model.turned_away", channel=caller.share, waiting=len(self._line.waiting))
            called.set_exception(
                ModelUnavailable(
                    say("Too many wait for the language model; raise `concurrency`, or let it be asked less.")
                )
            )

    def _leave(self, number: int) -> None:
        self._called.pop(number, None)
        for one in self._line.waiting:
            if one.number == number:
                self._line = self._line.left(one)

    def _worst(self, ask: Ask) -> Load:
        used = {"prompt_tokens": ask.prompt_tokens, "completion_tokens": ask.completion_tokens}
        price = self._rules.price
        return Load(tokens=sum(used.values()), money=price.of(**used, cached_tokens=0) if price else 0.0)

    async def _admitted(self, ask: Ask, worst: Load) -> tuple[Reserved, Reserved | None]:
        """Wait for room below the bounds, one after the other: whoever is next stays next."""
        waited, patience = 0.0, min(ask.seconds, PATIENCE) if ask.comes_again else ask.seconds
        async with self._head:
            while True:
                found = await self._reserved(ask, worst)
                if not isinstance(found, Denied):
                    return found
                if found.wait is None:
                    raise await self._refusal(found.bound)
                wait = max(_SHORTEST_WAIT, found.wait.total_seconds())
                if waited + wait > patience:
                    log.info("model.no_room", kind=found.bound, channel=ask.share)
                    raise ModelUnavailable(
                        say("The bound `{bound}` of the model's limits leaves no room just now.", bound=found.bound)
                    )
                waited += wait
                await self._sleep(wait)

    async def _reserved(self, ask: Ask, worst: Load) -> tuple[Reserved, Reserved | None] | Denied:
        wanted = Wanted(call=uuid4().hex, load=worst, lease=timedelta(seconds=ask.seconds) + _LEASE)
        now = self._clock.now()
        own = reserve(self._own, self._rules.bounds, wanted, now=now, day=self._day(now))
        if isinstance(own, Denied):
            return own
        fleet = await self._fleet.reserve(wanted) if self._fleet is not None else None
        if isinstance(fleet, Denied):
            return fleet
        # Nobody else reserves meanwhile, but somebody may have settled.
        again = reserve(self._own, self._rules.bounds, wanted, now=now, day=self._day(now))
        self._own, reserved = own if isinstance(again, Denied) else again
        return reserved, fleet

    async def _refusal(self, bound: Bound) -> ModelRefused:
        """Why it is no use to wait."""
        if bound is not Bound.MONEY:
            log.warning("model.larger_than_bound", kind=bound)
            return ModelRefused(
                say("One request is larger than the bound `{bound}` of the model's limits; raise it.", bound=bound)
            )
        log.warning("model.money_spent")
        await self._on_spent(self._day(self._clock.now()))
        return ModelRefused(say("The money that the model may cost in a day is used up; raise `money_a_day`, or wait."))

    async def _settled(self, reserved: tuple[Reserved, Reserved | None], took: Load) -> None:
        own, fleet = reserved
        self._own = settle(self._own, own, took)
        if fleet is None or self._fleet is None:
            return
        try:
            await self._fleet.settle(fleet, took)
        except StorageUnavailable:
            log.warning("model.not_settled")  # the answer is worth more; it stays counted at its worst

    def _day(self, now: datetime) -> date:
        return now.astimezone(self._rules.zone).date()
