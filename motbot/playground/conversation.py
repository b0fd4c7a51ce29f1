"""One channel or direct message: its members and its messages, indexed so that long histories stay fast."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from motbot.playground.spec import JSON


class MessageRef(NamedTuple):
    """Where a message is."""

    channel: str
    ts: str


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of time in Slack's words; a message exactly on an edge counts only when `inclusive`."""

    oldest: str = "0"
    latest: str | None = None
    inclusive: bool = False

    def cut(self, stamps: list[str]) -> tuple[int, int]:
        """Return the slice of the sorted `stamps` that lies inside."""
        after, before = (bisect_left, bisect_right) if self.inclusive else (bisect_right, bisect_left)
        low = after(stamps, stamp_key(self.oldest), key=stamp_key) if self.oldest != "0" else 0
        high = before(stamps, stamp_key(self.latest), key=stamp_key) if self.latest else len(stamps)
        return low, high


def stamp_key(ts: str) -> tuple[int, int]:
    """Return a sort key of a ts; callers may write fewer than six decimals, as Slack allows."""
    seconds, _, micros = ts.partition(".")
    return int(seconds or 0), int((micros + "000000")[:6])


@dataclass(kw_only=True, eq=False)
class Conversation:
    """A channel, a private channel or the bot's direct message with one person."""

    id: str
    kind: str
    """`channel`, `group` or `im`, as Slack's `channel_type` says it."""
    name: str = ""
    members: dict[str, None] = field(default_factory=dict)
    teams: tuple[str, ...] = ()
    is_ext_shared: bool = False
    is_archived: bool = False
    created: int = 0
    messages: dict[str, JSON] = field(default_factory=dict)
    roots: list[str] = field(default_factory=list)
    threads: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_im(self) -> bool:
        """Whether this is the bot's direct message with somebody."""
        return self.kind == "im"

    @property
    def is_private(self) -> bool:
        """Whether only members may know that it exists."""
        return self.kind != "channel"

    def add(self, message: JSON) -> None:
        """Store a message whose ts is new here."""
        ts = message["ts"]
        parent = message.get("thread_ts")
        self.messages[ts] = message
        if parent is not None and parent != ts:
            self.threads.setdefault(parent, []).append(ts)
        if parent in (None, ts) or message.get("subtype") == "thread_broadcast":
            self.roots.append(ts)

    def remove(self, ts: str) -> JSON:
        """Take a message away and return it; a parent with replies must be turned into a tombstone instead."""
        message = self.messages.pop(ts)
        self._forget_stamp(self.roots, ts)
        parent = message.get("thread_ts")
        if parent in self.threads:
            self._forget_stamp(self.threads[parent], ts)
            if not self.threads[parent]:
                del self.threads[parent]
        return message

    @staticmethod
    def _forget_stamp(stamps: list[str], ts: str) -> None:
        place = bisect_left(stamps, stamp_key(ts), key=stamp_key)
        if place < len(stamps) and stamps[place] == ts:
            del stamps[place]

    def rendered(self, ts: str, *, metadata: bool = True) -> JSON:
        """Return the message as the Web API shows it, a parent with its thread's figures.

        Stored messages are replaced, never changed in place, so a shallow copy is enough.
        """
        message = dict(self.messages[ts])
        if not metadata:
            message.pop("metadata", None)
        replies = self.threads.get(ts)
        if replies:
            authors = list(dict.fromkeys(self._author(reply) for reply in replies))
            message |= {
                "thread_ts": ts,
                "reply_count": len(replies),
                "reply_users": authors,
                "reply_users_count": len(authors),
                "latest_reply": replies[-1],
                "is_locked": False,
                "subscribed": False,
            }
        return message

    def _author(self, ts: str) -> str:
        message = self.messages[ts]
        return str(message.get("user") or message.get("bot_id") or "")

    def walk(self) -> Iterator[JSON]:
        """Yield every message, replies included, oldest first."""
        yield from self.messages.values()
