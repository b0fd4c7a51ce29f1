"""Counts what a running bot does, around the ports it does it by: nothing else knows that it is counted."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import TypeVar

from motbot.domain.errors import MotbotError, SlackRateLimited, SlackRefused, SlackUnclear
from motbot.domain.nudge import Nudge, Place, PromiseNote, Prompt
from motbot.domain.prices import Price, price_of
from motbot.llm.calls import Call
from motbot.metrics import Metrics
from motbot.ports.jobs import JobKind
from motbot.ports.slack import Messenger

Work = Callable[[int], Awaitable[None]]
T = TypeVar("T")


def counted_jobs(work: Mapping[JobKind, Work], metrics: Metrics) -> dict[JobKind, Work]:
    """The same work by its kinds, each piece counted and timed."""
    return {kind: _counted(kind, one, metrics) for kind, one in work.items()}


def _counted(kind: JobKind, work: Work, metrics: Metrics) -> Work:
    async def counted(subject: int) -> None:
        began, outcome = time.monotonic(), "failed"
        try:
            await work(subject)
            outcome = "done"
        except asyncio.CancelledError:
            outcome = "cut_off"
            raise
        finally:
            metrics.jobs.labels(kind.value, outcome).inc()
            metrics.job_seconds.labels(kind.value).observe(time.monotonic() - began)

    return counted


class CountedMessenger:
    """A Messenger whose calls are counted by what they show and how they ended."""

    def __init__(self, *, messenger: Messenger, metrics: Metrics) -> None:
        """Take who sends, and where it is counted."""
        self._messenger = messenger
        self._metrics = metrics

    async def post(self, *, to: str, nudge: Nudge, key: str) -> Place:
        """Post it."""
        return await self._told(kind_of(nudge), "sent", self._messenger.post(to=to, nudge=nudge, key=key))

    async def update(self, *, place: Place, nudge: Nudge, key: str) -> None:
        """Make a message of ours show this nudge."""
        await self._told(kind_of(nudge), "updated", self._messenger.update(place=place, nudge=nudge, key=key))

    async def delete(self, *, place: Place) -> None:
        """Take a message of ours away."""
        await self._told("any", "deleted", self._messenger.delete(place=place))

    async def find(self, *, to: str, key: str, since: datetime) -> Place | None:
        """Look for a message of ours."""
        return await self._told("any", "looked_up", self._messenger.find(to=to, key=key, since=since))

    async def _told(self, kind: str, done: str, call: Awaitable[T]) -> T:
        outcome = "failed"
        try:
            result = await call
            outcome = done
        except MotbotError as trouble:
            outcome = _OUTCOMES.get(type(trouble), outcome)
            raise
        finally:
            self._metrics.whispers.labels(kind, outcome).inc()
        return result


_OUTCOMES: Mapping[type[MotbotError], str] = {
    SlackUnclear: "unsure",
    SlackRefused: "refused",
    SlackRateLimited: "put_off",
}


def kind_of(nudge: Nudge) -> str:
    """What a private message is, in one word: why it is there where that differs."""
    if isinstance(nudge, Prompt | PromiseNote):
        return nudge.purpose.value
    return type(nudge).__name__.lower()


def counted_calls(metrics: Metrics, prices: Mapping[str, Price]) -> Callable[[Call], None]:
    """What hears of every call of the model when it is over."""

    def count(call: Call) -> None:
        metrics.model_calls.labels(call.task, call.outcome).inc()
        metrics.model_seconds.labels(call.task).observe(call.latency_ms / 1000)
        tokens = {"prompt": call.prompt_tokens, "cached": call.cached_tokens, "completion": call.completion_tokens}
        for kind, number in tokens.items():
            metrics.model_tokens.labels(kind).inc(max(0, number))
        price = price_of(call.model, prices)
        if price is not None:
            metrics.model_money.inc(
                price.of(
                    prompt_tokens=call.prompt_tokens,
                    cached_tokens=call.cached_tokens,
                    completion_tokens=call.completion_tokens,
                )
            )

    return count
