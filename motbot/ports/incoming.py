"""The repositories of what came in: events, the lines they said, and the conversations those belong to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from motbot.domain.conversation import Conversation
from motbot.ports.records import InboxRow, KnownLine, StoredLine


class Inbox(Protocol):
    """What came in."""

    async def get(self, inbox_id: int) -> InboxRow | None:
        """One row, locked for this transaction; None when it is gone."""
        ...

    async def finish(self, inbox_id: int, at: datetime) -> bool:
        """It is taken in by this commit; False where another one has taken it in, or it is gone. Locks the row."""
        ...

    async def set_aside(self, *, team: str, reason: str, body: Mapping[str, Any] | str, at: datetime) -> None:
        """Keep what could not be understood, for the operator."""
        ...

    async def count_aside(self) -> int:
        """How many payloads lie aside."""
        ...


class Lines(Protocol):
    """What is said in watched channels."""

    async def get(self, team: str, channel: str, ts: str) -> StoredLine | None:
        """One message."""
        ...

    async def put(self, stored: StoredLine) -> bool:
        """Store a message, or its newer text; False when exactly this was there already."""
        ...

    async def remove(self, team: str, channel: str, ts: str) -> None:
        """Erase a message's text; the row stays, marked as removed, so that a late copy of it stays out."""
        ...

    async def of_conversation(self, conversation: int) -> Sequence[StoredLine]:
        """All lines, oldest first, at most the newest 200."""
        ...

    async def mark_judged(self, team: str, channel: str, focus: Sequence[str], verdict: int) -> None:
        """The lines have been judged by this verdict."""
        ...

    async def mark_read(self, team: str, channel: str, read: Mapping[str, str]) -> None:
        """Lines (`ts` to text) have been read for promises; one whose text has changed meanwhile has not."""
        ...

    async def newest_ts(self, team: str, channel: str) -> str:
        """`ts` of the newest message known of the channel; empty when there is none."""
        ...

    async def known(self, team: str, channel: str, since: str) -> Sequence[KnownLine]:
        """What is known of the channel since a `ts`, and however old where a moment is open; nothing taken back."""
        ...


class Conversations(Protocol):
    """Conversations; `get` and `recent` lock the rows they return."""

    async def get(self, conversation: int) -> Conversation | None:
        """One conversation, locked."""
        ...

    async def recent(self, team: str, channel: str, since: datetime) -> Sequence[Conversation]:
        """Conversations of a channel with a sign of life since then, locked."""
        ...

    async def by_root(self, team: str, channel: str, root_ts: str) -> Conversation | None:
        """The conversation that a message at the channel's root opened, locked."""
        ...

    async def save(self, conversation: Conversation) -> Conversation:
        """Store it; gives it back with its id."""
        ...
