"""What came in from Slack, stored before it is acknowledged."""

from collections.abc import Mapping
from datetime import UTC, datetime
from json import dumps
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.errors import BadInput
from motbot.ports.records import InboxRow
from motbot.storage.clean import clean, clean_text
from motbot.storage.tables import inbox, inbox_aside

ASIDE_AT_MOST = 100_000
"""Characters kept of a payload that could not be understood."""


class PostgresInbox:
    """The inbox within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def get(self, inbox_id: int) -> InboxRow | None:
        """One row, locked for this transaction; None when it is gone."""
        found = await self._connection.execute(select(inbox).where(inbox.c.id == inbox_id).with_for_update())
        row = found.one_or_none()
        if row is None:
            return None
        return InboxRow(
            id=row.id,
            team=row.team,
            event_id=row.event_id,
            body=row.body,
            received_at=row.received_at.astimezone(UTC),
            done=row.done_at is not None,
        )

    async def finish(self, inbox_id: int, at: datetime) -> None:
        """It has been taken in."""
        await self._connection.execute(update(inbox).where(inbox.c.id == inbox_id).values(done_at=at))

    async def set_aside(self, *, team: str, reason: str, body: Mapping[str, Any] | str, at: datetime) -> None:
        """Keep what could not be understood, for the operator; the beginning of it where it is huge."""
        row = {"team": clean_text(team), "reason": clean_text(reason), "body": _as_text(body), "at": at}
        await self._connection.execute(insert(inbox_aside).values(row))

    async def count_aside(self) -> int:
        """How many payloads lie aside."""
        return (await self._connection.execute(select(func.count()).select_from(inbox_aside))).scalar_one()


def _as_text(body: Mapping[str, Any] | str) -> str:
    """The payload as it may be stored, whatever it is."""
    if isinstance(body, str):
        return clean_text(body[:ASIDE_AT_MOST])
    try:
        return dumps(clean(body), ensure_ascii=False, default=str)[:ASIDE_AT_MOST]
    except BadInput as too_deep:
        return str(too_deep)
