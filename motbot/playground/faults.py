"""Scripted misfortune of the Web API: the next calls of a method answered late, wrongly, twice over or not at all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motbot.playground.spec import JSON


@dataclass(frozen=True, kw_only=True)
class RateLimited:
    """429 with Retry-After; the call is not carried out."""

    retry_after: int = 1


@dataclass(frozen=True, kw_only=True)
class Broken:
    """An HTTP error of Slack's; the call is not carried out."""

    status: int = 500


@dataclass(frozen=True, kw_only=True)
class HtmlPage:
    """200 with a web page instead of JSON, as proxies and maintenance pages do; the call is not carried out."""


@dataclass(frozen=True, kw_only=True)
class Failed:
    """An error code of Slack's, e.g. internal_error; the call is not carried out."""

    code: str = "internal_error"


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """The connection breaks without an answer; with `stored` only after the call was carried out."""

    stored: bool = True


@dataclass(frozen=True, kw_only=True)
class Hanging:
    """No answer before `Faults.release()`; with `stored` the call is carried out at once, else never."""

    stored: bool = False


@dataclass(frozen=True, kw_only=True)
class Slow:
    """An answer after so many seconds; the call is carried out at once."""

    seconds: float


Fault = RateLimited | Broken | HtmlPage | Failed | Dropped | Hanging | Slow


@dataclass(kw_only=True)
class _Planned:
    method: str
    fault: Fault
    times: int
    channel: str | None


@dataclass
class Faults:
    """The faults that are still to come, in the order they were planned."""

    _planned: list[_Planned] = field(default_factory=list)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    def plan(self, method: str, fault: Fault, *, times: int = 1, channel: str | None = None) -> None:
        """Let the next `times` calls of a method ("*" for any), in `channel` if given, meet a fault."""
        self._planned.append(_Planned(method=method, fault=fault, times=times, channel=channel))

    def clear(self) -> None:
        """Forget the faults that have not happened yet, and let go of the calls that hang."""
        self._planned.clear()
        self.release()

    def release(self) -> None:
        """Let go of the calls that hang now."""
        self._released.set()
        self._released = asyncio.Event()

    async def released(self) -> None:
        """Wait for the next `release()`."""
        await self._released.wait()

    def take(self, method: str, args: JSON) -> Fault | None:
        """Return the fault this call meets and count it."""
        for planned in self._planned:
            if planned.method in ("*", method) and planned.channel in (None, args.get("channel")):
                planned.times -= 1
                if planned.times <= 0:
                    self._planned.remove(planned)
                return planned.fault
        return None
