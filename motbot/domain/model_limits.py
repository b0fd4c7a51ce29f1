"""How much may be asked of a language model: requests and tokens a minute, money a day, calls at once.

All of it is arithmetic on a value, which one process keeps for itself and all processes keep together in the database.
A call is counted at its worst before it is made, and at what it took once it is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

WINDOW = 60
"""Seconds: what a minute's bound holds for, whenever that minute begins."""
_LOOK_AGAIN = timedelta(seconds=1)
"""When to ask again for a place that falls free whenever somebody is done."""
_LETTERS_A_TOKEN = 3


class Bound(StrEnum):
    """Which bound stands in the way of a call."""

    AT_ONCE = "at_once"
    REQUESTS = "requests"
    TOKENS = "tokens"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What may be asked; None bounds nothing."""

    at_once: int | None = None
    requests_a_minute: int | None = None
    tokens_a_minute: int | None = None
    money_a_day: float | None = None
    """In the currency of the price table."""

    @property
    def is_open(self) -> bool:
        """Whether nothing is bounded."""
        return self == Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a call takes."""

    tokens: int = 0
    money: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A call that is under way, as far as anybody knows."""

    call: str
    until: datetime
    """Its place falls free then by itself: whoever made it may be dead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """What was asked within one second."""

    at: int
    """Seconds since 1970."""
    requests: int = 0
    tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What was asked lately."""

    minute: tuple[Second, ...] = ()
    """The last minute, oldest first; a second in which nothing was asked is missing."""
    day: date = date.min
    money: float = 0.0
    """What has been spent on that day, calls under way at their worst."""
    running: tuple[Running, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserved:
    """A call that may be made, with what was counted for it."""

    call: str
    second: int
    day: date
    load: Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """A call that may not be made now."""

    bound: Bound
    wait: timedelta | None = None
    """When to ask again; None where that is no use today, or ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A call that somebody would like to make. Its name is told to nobody else, and never used twice."""

    call: str
    load: Load = field(default_factory=Load)
    """What it takes at worst."""
    lease: timedelta = timedelta(minutes=1)
    """After so long it is over, or whoever made it is dead."""


def reserve(
    ledger: Ledger, bounds: Bounds, wanted: Wanted, *, now: datetime, day: date
) -> tuple[Ledger, Reserved] | Denied:
    """Count a call that is to be made, or say what stands in its way.

    Args:
        ledger: what was asked lately.
        bounds: what may be asked.
        wanted: the call.
        now: aware.
        day: the day it is where the money is counted.
    """
    kept = _lately(ledger, now, day)
    denied = _denied(kept, bounds, wanted.load, now)
    if denied is not None:
        return denied
    second = int(now.timestamp())
    minute = _with(kept.minute, second, requests=1, tokens=wanted.load.tokens)
    running = (*kept.running, Running(call=wanted.call, until=now + wanted.lease))
    counted = replace(kept, minute=minute, money=kept.money + wanted.load.money, running=running)
    return counted, Reserved(call=wanted.call, second=second, day=kept.day, load=wanted.load)


def settle(ledger: Ledger, reserved: Reserved, took: Load) -> Ledger:
    """Count what a call took in place of its worst, and give its place free.

    A call that is never settled stays counted at its worst, for its provider may well have been paid.
    """
    minute = _with(ledger.minute, reserved.second, tokens=took.tokens - reserved.load.tokens, anew=False)
    same_day = ledger.day == reserved.day
    money = max(0.0, ledger.money + took.money - reserved.load.money) if same_day else ledger.money
    running = tuple(one for one in ledger.running if one.call != reserved.call)
    return replace(ledger, minute=minute, money=money, running=running)


def tokens_at_most(*texts: str) -> int:
    """How many tokens texts are, on the high side: of ASCII's letters three are one, every other character is one."""
    ascii_only = sum(len(text.encode("ascii", "ignore")) for text in texts)
    return sum(map(len, texts)) - ascii_only + -(-ascii_only // _LETTERS_A_TOKEN)


def _lately(ledger: Ledger, now: datetime, day: date) -> Ledger:
    """Without what is over. A clock that stands behind another's forgets nothing: what lies ahead still counts."""
    oldest = int(now.timestamp()) - WINDOW
    minute = tuple(one for one in ledger.minute if one.at >= oldest)
    running = tuple(one for one in ledger.running if one.until > now)
    if day <= ledger.day:
        return replace(ledger, minute=minute, running=running)
    return Ledger(minute=minute, day=day, running=running)


def _denied(ledger: Ledger, bounds: Bounds, load: Load, now: datetime) -> Denied | None:
    """The bound that stands in the way longest."""
    found = [
        _money(ledger, bounds, load),
        _a_minute(ledger.minute, bounds.tokens_a_minute, load.tokens, now, Bound.TOKENS),
        _a_minute(ledger.minute, bounds.requests_a_minute, 1, now, Bound.REQUESTS),
        _at_once(ledger.running, bounds.at_once, now),
    ]
    standing = [one for one in found if one is not None]
    for one in standing:
        if one.wait is None:
            return one
    return max(standing, key=lambda one: one.wait or timedelta(0), default=None)


def _money(ledger: Ledger, bounds: Bounds, load: Load) -> Denied | None:
    if bounds.money_a_day is None or ledger.money + load.money <= bounds.money_a_day:
        return None
    # Calls under way may turn out to have cost less than their worst.
    return Denied(bound=Bound.MONEY, wait=_LOOK_AGAIN if ledger.running and _may_fit(load, bounds) else None)


def _may_fit(load: Load, bounds: Bounds) -> bool:
    return bounds.money_a_day is not None and load.money <= bounds.money_a_day


def _a_minute(minute: Iterable[Second], at_most: int | None, wanted: int, now: datetime, bound: Bound) -> Denied | None:
    """Denied until enough of the last minute has gone by; for good where even an empty minute has no room."""
    if at_most is None:
        return None
    if wanted > at_most:
        return Denied(bound=bound)
    seconds = tuple(minute)
    took = [one.tokens if bound is Bound.TOKENS else one.requests for one in seconds]
    over = sum(took) + wanted - at_most
    if over <= 0:
        return None
    for second, amount in zip(seconds, took, strict=True):
        over -= amount
        if over <= 0:
            free = second.at + WINDOW + 1 - now.timestamp()
            return Denied(bound=bound, wait=max(timedelta(seconds=free), timedelta(milliseconds=10)))
    return Denied(bound=bound, wait=timedelta(seconds=WINDOW))


def _at_once(running: tuple[Running, ...], at_most: int | None, now: datetime) -> Denied | None:
    if at_most is None or len(running) < at_most:
        return None
    first = min(one.until for one in running)
    return Denied(bound=Bound.AT_ONCE, wait=min(_LOOK_AGAIN, first - now))


def _with(
    minute: tuple[Second, ...], at: int, *, requests: int = 0, tokens: int = 0, anew: bool = True
) -> tuple[Second, ...]:
    """The minute with more in one of its seconds; one that it does not hold any more is left out unless `anew`."""
    known = {one.at: one for one in minute}
    if at not in known and not anew:
        return minute
    before = known.get(at, Second(at=at))
    known[at] = replace(before, requests=before.requests + requests, tokens=max(0, before.tokens + tokens))
    return tuple(known[one] for one in sorted(known))
