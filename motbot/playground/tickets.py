"""Short-lived things that Slack hands out: trigger ids, response URLs and socket tickets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from motbot.playground.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.conversation import MessageRef

TRIGGER_LIFE = 3.0
RESPONSE_LIFE = 30 * 60.0
RESPONSE_USES = 5
SOCKET_TICKET_LIFE = 30.0


@dataclass(kw_only=True)
class _Trigger:
    user: str
    made: float
    view: str | None = None
    used: bool = False


class Triggers:
    """Trigger ids: good for one use within three seconds of the monotonic clock."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._made: dict[str, _Trigger] = {}
        self._numbers = count(1)

    def issue(self, user: str, view: str | None = None) -> str:
        """Return a new trigger id for what `user` has just done, inside `view` if there."""
        trigger = f"{next(self._numbers)}.{len(self._made)}.{user.lower()}"
        self._made[trigger] = _Trigger(user=user, made=self._monotonic(), view=view)
        return trigger

    def redeem(self, trigger_id: str) -> tuple[str, str | None]:
        """Use up a trigger and return its person and the view it was pressed in."""
        trigger = self._made.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._monotonic() - trigger.made > TRIGGER_LIFE:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger.user, trigger.view


@dataclass(kw_only=True)
class ResponseUrl:
    """What one response URL may answer to."""

    user: str
    channel: str
    made: float
    original: MessageRef | None = None
    uses: int = 0


class ResponseUrls:
    """Response URLs: five uses within thirty minutes of the monotonic clock."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._made: dict[str, ResponseUrl] = {}
        self._numbers = count(1)
        self.base = "http://127.0.0.1/response/"
        """Set by the server once its port is known."""

    def issue(self, user: str, channel: str, original: MessageRef | None = None) -> str:
        """Return a new URL through which the app may answer `user` in `channel`."""
        key = f"{channel}-{next(self._numbers)}"
        self._made[key] = ResponseUrl(user=user, channel=channel, original=original, made=self._monotonic())
        return self.base + key

    def redeem(self, key: str) -> ResponseUrl:
        """Count one use and return what it may answer to."""
        url = self._made.get(key)
        if url is None:
            raise ApiError("invalid_url")
        if self._monotonic() - url.made > RESPONSE_LIFE:
            raise ApiError("expired_url")
        if url.uses >= RESPONSE_USES:
            raise ApiError("used_url")
        url.uses += 1
        return url


class SocketTickets:
    """Tickets in a websocket URL: good for one connection, and only for `life` seconds."""

    def __init__(self, monotonic: Callable[[], float], life: float = SOCKET_TICKET_LIFE) -> None:
        self._monotonic = monotonic
        self.life = life
        self._made: dict[str, float] = {}
        self._numbers = count(1)

    def issue(self) -> str:
        """Return a new ticket."""
        ticket = f"ticket-{next(self._numbers)}"
        self._made[ticket] = self._monotonic()
        return ticket

    def redeem(self, ticket: str) -> bool:
        """Use up a ticket; False when it is unknown, used or too old."""
        made = self._made.pop(ticket, None)
        return made is not None and self._monotonic() - made <= self.life
