"""What has happened lately, numbered, so that everybody who watches hears of it once and can catch up."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from motbot.playground.changes import Change
    from motbot.playground.spec import JSON
    from motbot.playground.workspace import Workspace

KEPT = 5_000
"""Notes kept for those who are behind; whoever is further behind takes everything anew."""
_KINDS = {"posted": "message", "edited": "message", "reaction": "message", "deleted": "message", "view": "views"}


@dataclass(frozen=True, kw_only=True)
class Note:
    """One thing that happened; what a person is told of it is looked up only when it is told."""

    seq: int
    kind: str
    channel: str = ""
    ts: str = ""
    user: str = ""
    payload: JSON = field(default_factory=dict)
    at: float = 0.0
    """On the workspace's monotonic clock."""


class Feed:
    """The notes of one workspace; memory is bounded by their number, however many watch and however slowly."""

    def __init__(self, workspace: Workspace, *, kept: int = KEPT) -> None:
        self._workspace = workspace
        self._notes: deque[Note] = deque(maxlen=kept)
        self._seen_rooms = set(workspace.conversations)
        self._news = asyncio.Event()
        self.seq = 0
        self.end = workspace.on_change(self._happened)
        """Stop listening to the workspace."""

    def add(self, kind: str, *, channel: str = "", ts: str = "", user: str = "", payload: JSON | None = None) -> None:
        """Note that something happened."""
        self.seq += 1
        at = self._workspace.monotonic()
        self._notes.append(
            Note(seq=self.seq, kind=kind, channel=channel, ts=ts, user=user, payload=payload or {}, at=at)
        )
        self.wake()

    def wake(self) -> None:
        """Let everybody who waits look again."""
        self._news.set()
        self._news = asyncio.Event()

    def after(self, seq: int) -> Sequence[Note] | None:
        """Return what happened after a number; None for a number that is too old, or not of this feed."""
        missed = self.seq - seq
        if missed < 0 or missed > len(self._notes):
            return None
        return tuple(islice(self._notes, len(self._notes) - missed, None))

    async def news(self) -> None:
        """Wait until something happens."""
        await self._news.wait()

    def _happened(self, change: Change) -> None:
        if change.channel:
            self._room_opened(change)
        kind = _KINDS.get(change.kind, change.kind)
        payload = change.payload if kind == "ephemeral" else {}
        self.add(kind, channel=change.channel, ts=change.ts, user=change.user, payload=payload)
        parent = change.payload.get("thread_ts")
        if kind == "message" and parent and parent != change.ts and change.kind in {"posted", "deleted"}:
            self.add("message", channel=change.channel, ts=parent)

    def _room_opened(self, change: Change) -> None:
        """A direct message has come into being: whoever is in it hears of the room before its first message."""
        if change.channel in self._seen_rooms:
            return
        self._seen_rooms.add(change.channel)
        for member in self._workspace.conversation(change.channel).members:
            self.add("membership", channel=change.channel, user=member)
