"""Erases the words and the people of one conversation, wholly, and leaves what reports count; nobody is waited for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Numeric, Row, Table, cast, delete, func, not_, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.blanking import without_words
from motbot.domain.conversation import Conversation
from motbot.domain.first_answer import first_answer
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.nudge import WhisperState
from motbot.domain.people import Author
from motbot.domain.promise import Promise
from motbot.ports.records import Feedback, StoredLine, Verdict
from motbot.storage.codec import codec
from motbot.storage.outbox_rows import blank_whisper, without_promises
from motbot.storage.tables import conversations, feedback, lines, moments, promises, verdicts, whispers

READ_AGAIN = timedelta(hours=1)
"""How far before a channel's newest message a gap may be read from at most."""
COUNTED_ACTS = ("draft", "edited", "not_helpful", "wrong")
"""What people did with cards, as far as reports count it."""
_USED = "draft"
"""The act whose value is a word of ours."""

_SETTLED = (WhisperState.SENT.value, WhisperState.REFUSED.value)

T = TypeVar("T")


class Clearing:
    """Within one transaction, on a conversation whose row the caller has locked.

    Rows that belong to it and are locked by somebody else make the statement fail at once: nobody waits for us, nor do
    we, so that no conversation is held up and nobody deadlocks. The caller tries again later.
    """

    def __init__(self, *, connection: AsyncConnection, now: datetime) -> None:
        """Take the transaction's connection, and when it happens."""
        self._connection = connection
        self._now = now

    async def conversation(self, conversation: int) -> None:
        """Erase all of it."""
        found = await self._locked(moments, conversation)
        promised = await self._locked(promises, conversation)
        await self._moments(found, await self._lines(conversation), promised)
        await self._promises(promised)
        await self._verdicts(conversation)
        ids = [row.id for row in found]
        await self._feedback(ids)
        await self._whispers(ids, [row.id for row in promised])
        await self._drop_lines(conversation)
        row = (await self._connection.execute(select(conversations).where(conversations.c.id == conversation))).one()
        blank = without_words(codec(Conversation).load(row.value))
        nothing = replace(blank, pending_since=None, ready_at=None, coach_at=None, unread_since=None, read_at=None)
        value = codec(Conversation).dump(replace(nothing, version=nothing.version + 1, wake_at=None))
        values = {"value": value, "wake_at": None, "cleared_at": self._now}
        await self._connection.execute(update(conversations).where(conversations.c.id == conversation).values(values))

    async def _locked(self, table: Table, conversation: int) -> Sequence[Row[Any]]:
        """The rows of a conversation in a table, locked or given up on at once."""
        query = select(table).where(table.c.conversation == conversation).order_by(table.c.id)
        return (await self._connection.execute(query.with_for_update(nowait=True))).all()

    async def _lines(self, conversation: int) -> list[Line]:
        """What stands of it."""
        query = select(lines.c.value).where(lines.c.conversation == conversation).order_by(lines.c.ts)
        stored = [codec(StoredLine).load(value) for value in (await self._connection.execute(query)).scalars()]
        return [one.line for one in stored if not one.removed]

    async def _moments(self, rows: Iterable[Row[Any]], said: Sequence[Line], promised: Iterable[Row[Any]]) -> None:
        """Leave what a report counts of each moment; how its answer began can be told only now."""
        made = [codec(Promise).load(row.value) for row in promised]
        for row in rows:
            moment = codec(Moment).load(row.value)
            began = row.began or first_answer(moment, said, made) or ""
            value = codec(Moment).dump(replace(without_words(moment), wake_at=None))
            values = {"value": value, "agent": "", "customer": "", "began": str(began), "wake_at": None}
            await self._connection.execute(update(moments).where(moments.c.id == row.id).values(values))

    async def _promises(self, rows: Iterable[Row[Any]]) -> None:
        for row in rows:
            value = codec(Promise).dump(replace(without_words(codec(Promise).load(row.value)), wake_at=None))
            values = {"value": value, "agent": "", "wake_at": None}
            await self._connection.execute(update(promises).where(promises.c.id == row.id).values(values))

    async def _verdicts(self, conversation: int) -> None:
        """Counted are all, with what came of them."""
        await self._rewrite(verdicts, verdicts.c.conversation == conversation, _blanked(Verdict))

    async def _feedback(self, of: Sequence[int]) -> None:
        """What was done with cards stays, without what was written and without who did it."""
        theirs = feedback.c.moment.in_(of)
        counted = feedback.c.value["act"].astext.in_(COUNTED_ACTS)
        await self._connection.execute(delete(feedback).where(theirs, not_(counted)))
        await self._rewrite(feedback, theirs, _blank_feedback)
        await self._connection.execute(update(feedback).where(theirs).values(user_id=""))

    async def _whispers(self, of: Sequence[int], promised: Sequence[int]) -> None:
        """Cards that were posted are counted; of a note that other promises stand in too, only ours go."""
        about = or_(whispers.c.moment.in_(of) if of else text("false"), whispers.c.promises.overlap(promised))
        locked = select(whispers).where(about).order_by(whispers.c.id).with_for_update(nowait=True)
        gone = []
        for row in (await self._connection.execute(locked)).all():
            others = set(row.promises) - set(promised)
            if (
                row.value["withdrawn"]
                and row.state not in _SETTLED
                and (row.value["ts"] or row.state != WhisperState.NEW.value)
            ):
                continue  # it is still to be taken out of Slack
            if others and row.moment not in of:
                value = without_promises(row, promised)
                await self._connection.execute(update(whispers).where(whispers.c.id == row.id).values(value=value))
            elif row.value["nudge"]["$type"] == "card" and row.is_given and row.value["ts"]:
                values = blank_whisper(row)
                await self._connection.execute(update(whispers).where(whispers.c.id == row.id).values(values))
            else:
                gone.append(row.id)
        await self._connection.execute(delete(whispers).where(whispers.c.id.in_(gone)))

    async def _drop_lines(self, conversation: int) -> None:
        """Every message goes; of the channel's newest ones it stays where they stood.

        From there a gap is read, with an overlap: what is not known there any more would be taken for new.
        """
        newest = select(func.max(lines.c.ts)).where(
            lines.c.team == conversations.c.team, lines.c.channel == conversations.c.channel
        )
        row = (
            await self._connection.execute(
                select(conversations.c.team, conversations.c.channel, newest.scalar_subquery().label("ts")).where(
                    conversations.c.id == conversation
                )
            )
        ).one()
        here = lines.c.conversation == conversation
        since = cast(row.ts or "0", Numeric) - READ_AGAIN.total_seconds()
        await self._connection.execute(delete(lines).where(here, cast(lines.c.ts, Numeric) < since))
        found = (await self._connection.execute(select(lines).where(here))).all()
        for left in found:
            await self.blank_line(left)

    async def blank_line(self, row: Row[Any]) -> None:
        """Of a message only where and when it stood; marked as taken back, so that nothing brings it to life again."""
        stored = codec(StoredLine).load(row.value)
        line = replace(stored.line, author="", text="", addressed=(), files=0)
        document = codec(StoredLine).dump(replace(stored, line=line, author=Author(), removed=True))
        del document["read"]
        same = (lines.c.team == row.team, lines.c.channel == row.channel, lines.c.ts == row.ts)
        await self._connection.execute(update(lines).where(*same).values(value=document))

    async def _rewrite(self, table: Table, wanted: Any, change: Callable[[Any], dict[str, Any]]) -> None:
        """Change the document of some rows."""
        found = select(table.c.id, table.c.value).where(wanted).with_for_update(nowait=True)
        for row in (await self._connection.execute(found)).all():
            await self._connection.execute(update(table).where(table.c.id == row.id).values(value=change(row.value)))


def _blanked(kind: type[T]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """A document of that kind without its words."""
    return lambda document: codec(kind).dump(without_words(codec(kind).load(document)))


def _blank_feedback(document: dict[str, Any]) -> dict[str, Any]:
    stored = codec(Feedback).load(document)
    return codec(Feedback).dump(replace(without_words(stored), value=stored.value if stored.act == _USED else ""))
