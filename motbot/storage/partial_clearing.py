"""Erases what a conversation holds of some of its people; what it holds of the others stays as it is."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.blanking import without_words
from motbot.domain.expectation import Assessment
from motbot.domain.moment import Moment
from motbot.domain.promise import Promise
from motbot.ports.records import Feedback, Verdict
from motbot.storage.clearing import Clearing
from motbot.storage.codec import codec
from motbot.storage.tables import feedback, lines, moments, promises, verdicts


class PartialClearing:
    """Within one transaction, on a conversation whose row the caller has locked."""

    def __init__(self, *, connection: AsyncConnection, now: datetime) -> None:
        """Take the transaction's connection, and when it happens."""
        self._connection = connection
        self._clearing = Clearing(connection=connection, now=now)

    async def of_accounts(self, conversation: int, accounts: Collection[str]) -> Mapping[str, int]:
        """Their lines, the moments that they asked for, the promises that they made; gives how much of what."""
        stamps = await self._lines(conversation, accounts)
        asked = await self._moments(conversation, accounts, stamps)
        return Counter(
            {
                "lines": len(stamps),
                "moments": len(asked),
                "promises": await self._promises(conversation, accounts, asked),
                "verdicts": await self._verdicts(conversation, asked, stamps),
                "feedback": await self._feedback(asked),
            }
        )

    async def _lines(self, conversation: int, accounts: Collection[str]) -> set[str]:
        """Gives where their lines stood, those included that were taken back already."""
        theirs = or_(
            lines.c.value["line"]["author"].astext.in_(accounts), lines.c.value["author"]["user"].astext.in_(accounts)
        )
        found = (
            await self._connection.execute(select(lines).where(lines.c.conversation == conversation, theirs))
        ).all()
        for row in found:
            await self._clearing.blank_line(row)
        return {row.ts for row in found}

    async def _moments(self, conversation: int, accounts: Collection[str], stamps: set[str]) -> list[int]:
        """Gives the moments that they asked for; of others only what rests on their words goes."""
        asked = []
        for row in await self._rows(moments, conversation):
            moment = codec(Moment).load(row.value)
            if moment.customer in accounts or (not moment.is_open and stamps.intersection(moment.focus)):
                asked.append(row.id)
                await self._save(moments, row, codec(Moment).dump(without_words(moment)), agent="", customer="")
                continue
            left = replace(
                moment,
                assessment=_without(moment.assessment, stamps),
                expected=tuple(one for one in moment.expected if one.source not in stamps),
                known=() if moment.agent in accounts else moment.known,
            )
            if left != moment:
                await self._save(moments, row, codec(Moment).dump(left))
        return asked

    async def _promises(self, conversation: int, accounts: Collection[str], asked: Collection[int]) -> int:
        """Theirs, and those that were made to them."""
        count = 0
        for row in await self._rows(promises, conversation):
            promise = codec(Promise).load(row.value)
            if promise.agent in accounts or promise.said_by in accounts or promise.moment in asked:
                count += 1
                await self._save(promises, row, codec(Promise).dump(without_words(promise)), agent="", wake_at=None)
        return count

    async def _verdicts(self, conversation: int, asked: Collection[int], stamps: set[str]) -> int:
        count = 0
        for row in await self._rows(verdicts, conversation):
            verdict = codec(Verdict).load(row.value)
            if verdict.moment in asked or stamps.intersection(verdict.focus):
                count += 1
                await self._save(verdicts, row, codec(Verdict).dump(without_words(verdict)))
        return count

    async def _feedback(self, asked: Iterable[int]) -> int:
        """What others wrote of their requests."""
        found = (await self._connection.execute(select(feedback).where(feedback.c.moment.in_(list(asked))))).all()
        for row in found:
            stored = codec(Feedback).load(row.value)
            value = stored.value if stored.act == "draft" else ""
            document = codec(Feedback).dump(replace(without_words(stored), user=stored.user, value=value))
            await self._save(feedback, row, document)
        return len(found)

    async def _rows(self, table: Table, conversation: int) -> list[Row[Any]]:
        query = select(table).where(table.c.conversation == conversation).order_by(table.c.id).with_for_update()
        return list(await self._connection.execute(query))

    async def _save(self, table: Table, row: Row[Any], document: dict[str, Any], **columns: object) -> None:
        values = {"value": document, **columns}
        await self._connection.execute(update(table).where(table.c.id == row.id).values(values))


def _without(assessment: Assessment, stamps: set[str]) -> Assessment:
    """What does not rest on these words."""
    return replace(assessment, expectations=tuple(one for one in assessment.expectations if one.source not in stamps))
