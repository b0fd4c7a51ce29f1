"""What came in from Slack, stored before it is acknowledged."""

from collections.abc import Mapping
from datetime import UTC, datetime
from json import dumps
from typing import Any

from sqlalchemy import BigInteger, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.errors import BadInput
from motbot.ports.records import InboxRow
from motbot.storage.clean import clean, clean_text
from motbot.storage.columns import locking
from motbot.storage.statements import Statement
from motbot.storage.tables import inbox, inbox_aside

ASIDE_AT_MOST = 100_000
"""Characters kept of a payload that could not be understood."""

_OWN = inbox.c.id == bindparam("wanted", type_=BigInteger)
_ONE = locking(select(inbox).where(_OWN))
_FINISHED = Statement(
    update(inbox).where(_OWN, inbox.c.done_at.is_(None)).returning(inbox.c.id), columns=["done_at", "wanted"]
)


class PostgresInbox:
    """The inbox within one transaction."""

    def __init__(self, *, connection: AsyncConnection, locks: bool) -> None:
        """Take the transaction's connection."""
        self._connection = connection
        self._locks = locks

    async def get(self, inbox_id: int) -> InboxRow | None:
        """One row, locked for this transaction; None when it is gone."""
        row = await _ONE[self._locks].row(self._connection, {"wanted": inbox_id})
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

    async def finish(self, inbox_id: int, at: datetime) -> bool:
        """It is taken in by this transaction; False where another one has, or it is gone."""
        return await _FINISHED.row(self._connection, {"wanted": inbox_id, "done_at": at}) is not None

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
