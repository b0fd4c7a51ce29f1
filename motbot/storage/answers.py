"""Answers of a coach, kept so that a crash does not pay twice."""

from datetime import datetime

from sqlalchemy import Text, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.expectation import Assessed, Drafted
from motbot.domain.promise import ReadReply
from motbot.storage.codec import codec
from motbot.storage.statements import Statement
from motbot.storage.tables import answers

_KINDS: dict[str, type[Assessed | Drafted | ReadReply]] = {"assessed": Assessed, "drafted": Drafted, "read": ReadReply}
_ONE = Statement(select(answers).where(answers.c.key == bindparam("wanted", type_=Text)))
_NEW = Statement(insert(answers).on_conflict_do_nothing(), columns=[one.name for one in answers.columns])


class PostgresAnswers:
    """The answers within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def get(self, key: str) -> Assessed | Drafted | ReadReply | None:
        """The answer to exactly this question by exactly this revision."""
        row = await _ONE.row(self._connection, {"wanted": key})
        return None if row is None else codec(_KINDS[row.kind]).load(row.value)

    async def put(self, key: str, answer: Assessed | Drafted | ReadReply, at: datetime) -> None:
        """Keep it; the first answer stays where two processes asked at once."""
        name, kind = next((name, kind) for name, kind in _KINDS.items() if type(answer) is kind)
        row = {"kind": name, "value": codec(kind).dump(answer)}
        await _NEW.rows(self._connection, {"key": key, "at": at, **row})
