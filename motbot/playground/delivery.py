"""What the app has been sent and has not acknowledged yet, and when it is sent again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Protocol

from motbot.playground.errors import NotAnswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from motbot.playground.spec import JSON

ACK_TIMEOUT = 3.0
REMEMBERED_EVENTS = 20_000


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """When an unacknowledged event is sent again: `delays` between attempts; `endless` repeats the last one."""

    delays: tuple[float, ...] = (3.0, 3.0, 3.0)
    endless: bool = False

    def delay_after(self, attempt: int) -> float | None:
        """Return the seconds until the attempt after number `attempt` (0 is the first), None when there is none."""
        if attempt < len(self.delays):
            return self.delays[attempt]
        return self.delays[-1] if self.endless and self.delays else None


SLACK_TIMETABLE = Timetable(delays=(ACK_TIMEOUT, 60.0, 300.0))
"""Slack's own: nearly at once after the three seconds, then a minute, then five."""


@dataclass(kw_only=True, eq=False)
class Envelope:
    """One thing sent to the app; `ids` are all the envelope ids it travelled under."""

    kind: str
    """`events_api`, `interactive` or `slash_commands`."""
    payload: object
    ids: list[str] = field(default_factory=list)
    attempt: int = 0
    reason: str = ""
    due: float | None = None
    answer: asyncio.Future[object] | None = None

    @property
    def event_id(self) -> str | None:
        """The event's own id, which stays the same over all attempts."""
        given = self.payload.get("event_id") if isinstance(self.payload, dict) else None
        return given if isinstance(given, str) else None


class Transport(Protocol):
    """A way to the app: Socket Mode or HTTP."""

    def offer(self, envelope: Envelope) -> bool:
        """Start sending; False when there is no way to the app at the moment."""
        ...


class NoTransport:
    """The way to an app that is not there."""

    def offer(self, envelope: Envelope) -> bool:  # noqa: ARG002 - the port's signature
        """Send nothing."""
        return False


class Delivery:
    """Sends envelopes over a transport, counts what is unacknowledged and sends events again when due."""

    def __init__(self, *, monotonic: Callable[[], float], timetable: Timetable) -> None:
        self._monotonic = monotonic
        self.timetable = timetable
        self.transport: Transport = NoTransport()
        self.ack_timeout = ACK_TIMEOUT
        self.lose_acks = 0
        """How many of the next acknowledgements get lost on the way."""
        self.lost: list[Envelope] = []
        """Events that were given up after the last attempt."""
        self.acknowledged = 0
        self._numbers = count(1)
        self._waiting: dict[int, Envelope] = {}
        self._by_id: dict[str, Envelope] = {}
        self._events: OrderedDict[str, object] = OrderedDict()
        self._drained = asyncio.Event()
        self._drained.set()

    @property
    def unacked(self) -> int:
        """How many envelopes are neither acknowledged nor given up."""
        return len(self._waiting)

    @property
    def waiting(self) -> Iterable[Envelope]:
        """The envelopes that are neither acknowledged nor given up."""
        return tuple(self._waiting.values())

    async def drained(self) -> None:
        """Wait until nothing is unacknowledged."""
        await self._drained.wait()

    def send_event(self, payload: object) -> Envelope:
        """Send an event; it is sent again until acknowledged or given up."""
        envelope = Envelope(kind="events_api", payload=payload)
        if envelope.event_id is not None:
            self._remember(envelope.event_id, payload)
        self._hold(envelope)
        self._attempt(envelope)
        return envelope

    def duplicate(self, event_id: str, times: int = 1) -> None:
        """Send an event that was already sent, under a new envelope id and with retry_attempt 0."""
        payload = self._events[event_id]
        for _ in range(times):
            self.send_event(payload)

    async def ask(self, kind: str, payload: JSON) -> JSON:
        """Send an interaction or a command and return what the app acknowledged it with."""
        envelope = Envelope(kind=kind, payload=payload, answer=asyncio.get_running_loop().create_future())
        self._hold(envelope)
        try:
            if not self._offer(envelope):
                raise NotAnswered("no connection to the app is open")
            async with asyncio.timeout(self.ack_timeout):
                answer = await envelope.answer  # type: ignore[misc]
        except TimeoutError as error:
            raise NotAnswered(f"not acknowledged within {self.ack_timeout:g} s") from error
        finally:
            self._release(envelope)
        return _as_payload(answer)

    def acknowledge(self, envelope_id: str, payload: object = None) -> bool:
        """Take an acknowledgement, from whichever connection; False when it is unknown, late or lost on the way."""
        envelope = self._by_id.get(envelope_id)
        if envelope is None:
            return False
        if self.lose_acks > 0:
            self.lose_acks -= 1
            return False
        self.acknowledged += 1
        self._release(envelope)
        if envelope.answer is not None and not envelope.answer.done():
            envelope.answer.set_result(payload)
        return True

    def refuse(self, envelope_id: str, reason: str, *, final: bool = False) -> None:
        """Take note that the app refused an envelope; `final` means it asked not to be sent it again."""
        envelope = self._by_id.get(envelope_id)
        if envelope is None:
            return
        envelope.reason = reason
        if envelope.answer is not None and not envelope.answer.done():
            envelope.answer.set_exception(NotAnswered(reason))
        elif final:
            self._give_up(envelope)

    def redeliver_due(self) -> int:
        """Send again every event whose time has come, and return how many."""
        now = self._monotonic()
        due = [envelope for envelope in self._waiting.values() if envelope.due is not None and envelope.due <= now]
        for envelope in due:
            self._retry(envelope)
        return len(due)

    async def keep_redelivering(self, every: float) -> None:
        """Look for due events every so many seconds, until cancelled."""
        while True:
            await asyncio.sleep(every)
            self.redeliver_due()

    def _retry(self, envelope: Envelope) -> None:
        if self.timetable.delay_after(envelope.attempt) is None:
            self._give_up(envelope)
            return
        envelope.attempt += 1
        envelope.reason = envelope.reason or "timeout"
        self._attempt(envelope)

    def _attempt(self, envelope: Envelope) -> None:
        # Slack is known to send a retry under the same envelope id and under a new one: do both in turn.
        if envelope.attempt == 0 or envelope.attempt % 2 == 0:
            self._new_id(envelope)
        # After the last attempt the app still has the usual time to acknowledge.
        delay = self.timetable.delay_after(envelope.attempt)
        envelope.due = self._monotonic() + (self.ack_timeout if delay is None else delay)
        self._offer(envelope)

    def _offer(self, envelope: Envelope) -> bool:
        if not envelope.ids:
            self._new_id(envelope)
        return self.transport.offer(envelope)

    def _new_id(self, envelope: Envelope) -> None:
        envelope.ids.append(f"{next(self._numbers):08x}-play-ground")
        self._by_id[envelope.ids[-1]] = envelope

    def _hold(self, envelope: Envelope) -> None:
        self._waiting[id(envelope)] = envelope
        self._drained.clear()

    def _release(self, envelope: Envelope) -> None:
        self._waiting.pop(id(envelope), None)
        for envelope_id in envelope.ids:
            self._by_id.pop(envelope_id, None)
        if not self._waiting:
            self._drained.set()

    def _give_up(self, envelope: Envelope) -> None:
        self.lost.append(envelope)
        self._release(envelope)

    def _remember(self, event_id: str, payload: object) -> None:
        self._events[event_id] = payload
        while len(self._events) > REMEMBERED_EVENTS:
            self._events.popitem(last=False)


def _as_payload(answer: object) -> JSON:
    """Return an acknowledgement's payload as JSON; Slack reads a plain string as a message's text."""
    if isinstance(answer, str):
        return {"text": answer} if answer else {}
    return answer if isinstance(answer, dict) else {}
