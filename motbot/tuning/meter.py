"""Adds up what the model's calls for each case took: tokens, seconds and money."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from motbot.domain.prediction import Spent
from motbot.domain.prices import Price, price_of
from motbot.llm.calls import Call

_Calls = ContextVar[list[Call] | None]


@dataclass(frozen=True, slots=True)
class Meter:
    """Hears of every call, and knows by the context for which case it was made."""

    model: str = ""
    """As it is called in the config: a server may give it another name."""
    prices: Mapping[str, Price] = field(default_factory=dict)
    _calls: _Calls = field(default_factory=lambda: ContextVar("calls", default=None))

    def hear(self, call: Call) -> None:
        """Note a call that is over."""
        calls = self._calls.get()
        if calls is not None:
            calls.append(call)

    @contextmanager
    def case(self) -> Iterator[list[Call]]:
        """All calls made in this context, by tasks that are begun in it too."""
        calls: list[Call] = []
        token = self._calls.set(calls)
        try:
            yield calls
        finally:
            self._calls.reset(token)

    def spent(self, calls: Sequence[Call], *, wall: float) -> Spent:
        """What they took together; without any call, the seconds on the wall."""
        costs = [self._cost(one) for one in calls]
        new = [cost for call, cost in zip(calls, costs, strict=True) if not call.remembered]
        return Spent(
            calls=len(calls),
            cached=sum(one.remembered for one in calls),
            prompt_tokens=sum(one.prompt_tokens for one in calls),
            cached_tokens=sum(one.cached_tokens for one in calls),
            completion_tokens=sum(one.completion_tokens for one in calls),
            seconds=sum(one.latency_ms for one in calls) / 1000 if calls else wall,
            cost=_together(costs),
            paid=_together(new),
        )

    def _cost(self, call: Call) -> float | None:
        price = price_of(self.model, self.prices) or price_of(call.model, self.prices)
        if price is None:
            return None
        return price.of(
            prompt_tokens=call.prompt_tokens,
            cached_tokens=call.cached_tokens,
            completion_tokens=call.completion_tokens,
        )


def _together(costs: Sequence[float | None]) -> float | None:
    """Their sum; None where one of them is not known."""
    known = [one for one in costs if one is not None]
    return sum(known) if len(known) == len(costs) else None
