"""The door: what Slack sends is stored before it is acknowledged, and what makes no sense is laid aside."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.request.internals import build_normalized_headers, extract_content_type, parse_body
from slack_bolt.response import BoltResponse

from motbot.domain.errors import MotbotError, Retryable
from motbot.metrics import Metrics
from motbot.ports.clock import Clock
from motbot.slack.identity import Identity
from motbot.slack.interactions import CLOCK, NOTE, REASON, REPLY, WHICH
from motbot.slack.screening import Fate, Screened, keepable, screen
from motbot.slack.tongues import in_every_language
from motbot.slack.wording import wording

log = structlog.get_logger()

# What slack_bolt's own request parsing was seen to raise on payloads of an unexpected shape (1,942 of 6,000 made up).
_BOLT_TRIPS = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)

_NOBODY_LISTENS = 404
_BROKE = 500
_NOT_STORED = 503
"""Any status but 200 makes Bolt send no acknowledgement, so that Slack delivers again."""
TELL_EVERY = timedelta(minutes=1)
"""How often an outage of what stores is told."""


class Accept(Protocol):
    """Commits an event to the inbox with its job; False when its id is known already. Raises when it cannot."""

    async def __call__(self, team: str, event_id: str, body: Mapping[str, Any], /) -> bool:
        """Store it."""
        ...


class SetAside(Protocol):
    """Keeps a payload that could not be understood, for the operator. Raises when it cannot."""

    async def __call__(self, team: str, reason: str, body: Mapping[str, Any] | str, /) -> None:
        """Keep it."""
        ...


class Door:
    """Stands before Bolt: what comes is stored here first, and Bolt only sees what a person waits for an answer to."""

    def __init__(
        self,
        *,
        us: Identity,
        accept: Accept,
        set_aside: SetAside,
        watches: Callable[[str], bool],
        clock: Clock,
        metrics: Metrics,
        not_stored: Callable[[], None] | None = None,
    ) -> None:
        """Take who we are, where things are kept, which channels are watched, the clock, and where it is counted.

        `not_stored` hears of every payload that could not be stored although the same may work later.
        """
        self._us = us
        self._accept = accept
        self._set_aside = set_aside
        self._watches = watches
        self._clock = clock
        self._not_stored = not_stored
        self._told_at: datetime | None = None
        self._untold = 0
        self._metrics = metrics

    async def answer(self, app: AsyncApp, **given: Any) -> BoltResponse:
        """Commit what came, and only then say what to acknowledge it with; a status other than 200 sends nothing.

        What is stored never reaches Bolt as an event: nothing there listens to it, so neither an event unknown to it
        nor a refused token of ours keeps Slack from hearing that we have it. This is no Bolt middleware, because Bolt
        takes a payload apart before it calls the first one, and trips there over shapes it does not expect.

        Args:
            app: answers presses, sent modals, commands and what else a person waits for.
            given: what Bolt's request is made from: body, headers, mode, query.
        """
        try:
            body = _decoded(**given)
            screened = screen(body, us=self._us, watches=self._watches, received_at=self._now())
            request = AsyncBoltRequest(**given) if _is_for_bolt(screened, body) else None
        except _BOLT_TRIPS:
            kept = await self.lay_aside("Bolt cannot read it", given["body"])
            return BoltResponse(status=200 if kept else _NOT_STORED, body="")
        if not await self._took(screened, body):
            return _not_stored(screened)
        if screened.fate is Fate.CORRECT:
            return _to_be_corrected(screened.faults)
        return BoltResponse(status=200, body="") if request is None else await self._passed_on(app, request)

    async def lay_aside(self, reason: str, body: Mapping[str, Any] | str) -> bool:
        """Keep a payload that never became a request; False when that failed, so that it must not be acknowledged."""
        return await self._took(Screened(fate=Fate.ASIDE, team=self._us.team, reason=reason), body)

    async def _passed_on(self, app: AsyncApp, request: AsyncBoltRequest) -> BoltResponse:
        """Let Bolt answer. What breaks there is laid aside and not acknowledged: the person sees that it failed."""
        try:
            response = await app.async_dispatch(request)
        except _BOLT_TRIPS:
            response = BoltResponse(status=_BROKE, body="")
        if response.status == _BROKE:
            await self.lay_aside("Bolt could not answer it", request.body)
        # Nobody listens to it, or not in this shape: Slack need not hear of that.
        return BoltResponse(status=200, body="") if response.status == _NOBODY_LISTENS else response

    async def _took(self, screened: Screened, body: Mapping[str, Any] | str) -> bool:
        try:
            await self._take(screened, body)
        except MotbotError as trouble:
            self._tell(screened, trouble)
            self._metrics.payloads.labels("failed").inc()
            if self._not_stored is not None and isinstance(trouble, Retryable):
                self._not_stored()
            return False
        return True

    def _tell(self, screened: Screened, trouble: MotbotError) -> None:
        """Say it: of an outage once in a while, since Slack sends everything again and again."""
        self._untold += 1
        now = self._clock.now()
        is_news = self._told_at is None or abs(now - self._told_at) >= TELL_EVERY
        if is_news or not isinstance(trouble, Retryable):
            kind = type(trouble).__name__
            log.warning("slack payload not stored", event_id=screened.event_id, error=kind, payloads=self._untold)
            self._told_at, self._untold = now, 0

    async def _take(self, screened: Screened, body: Mapping[str, Any] | str) -> None:
        fate: str = screened.fate
        began = time.monotonic()
        if screened.fate is Fate.STORE and screened.body is not None:
            new = await self._accept(screened.team, screened.event_id, screened.body)
            fate = fate if new else "known"
        elif screened.fate is Fate.ASIDE:
            await self._set_aside(screened.team, screened.reason, keepable(body))
            log.warning("slack payload laid aside", reason=screened.reason)
        self._metrics.payloads.labels(fate).inc()
        if fate == Fate.STORE:
            self._metrics.stored.observe(time.monotonic() - began)
            self._tell_age(body)

    def _tell_age(self, body: Mapping[str, Any] | str) -> None:
        """How late Slack has told us, or we have stored it: a press tells no time."""
        happened = body.get("event_time") if isinstance(body, Mapping) else None
        if isinstance(happened, int | float):
            self._metrics.event_age.observe(max(0.0, self._clock.now().timestamp() - happened))

    def _now(self) -> str:
        return f"{self._clock.now().timestamp():.6f}"


def _decoded(*, body: Any, headers: Any = None, **_: Any) -> dict[str, Any]:
    """What came, out of the text that it is over HTTP. Raises one of `_BOLT_TRIPS`: it is no JSON object."""
    if isinstance(body, str):
        body = parse_body(body, extract_content_type(build_normalized_headers(headers)))
    if not isinstance(body, dict):
        raise TypeError("expected a JSON object")
    return body


def _is_for_bolt(screened: Screened, body: Mapping[str, Any]) -> bool:
    """Whether anybody waits for an answer of ours: nobody does for an event that is stored."""
    return screened.fate is Fate.PASS or (screened.fate is Fate.STORE and body.get("type") != "event_callback")


def _not_stored(screened: Screened) -> BoltResponse:
    """No acknowledgement; but a modal stays open and says so, since Slack delivers a sent modal only once."""
    body = screened.body or {}
    if screened.fate is not Fate.STORE or body.get("type") != "view_submission":
        return BoltResponse(status=_NOT_STORED, body="")
    fields = body["view"]["state"]["values"]
    block = next((name for name in (REPLY, CLOCK, REASON, WHICH) if name in fields), NOTE)
    return _to_be_corrected({block: in_every_language(wording, lambda say: say.not_saved)})


def _to_be_corrected(faults: Mapping[str, str]) -> BoltResponse:
    """The modal stays open, with what is wrong beside its fields."""
    return BoltResponse(
        status=200,
        headers={"content-type": ["application/json"]},
        body={"response_action": "errors", "errors": dict(faults)},
    )
