"""The outbox: what each private message should show, and what Slack is known to show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, Text, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.notice import Notice
from motbot.domain.nudge import Card, Nudge, PromiseNote, Prompt, SheetNote, Summary, Whisper, WhisperState
from motbot.domain.welcome import Welcome
from motbot.storage.codec import codec, not_ours
from motbot.storage.columns import laid_over
from motbot.storage.tables import whispers
from motbot.storage.wakes import Wakes, woken

# A card's fields hold a summary's: only a tag tells them apart for ever.
_TAGS: dict[str, type[Nudge]] = {
    "card": Card,
    "summary": Summary,
    "prompt": Prompt,
    "note": PromiseNote,
    "sheet": SheetNote,
    "notice": Notice,
    "welcome": Welcome,
}
_TAG = "$type"
_NOTES = 7_171_957
"""First number of the advisory locks of people who are given notes: any, as long as nobody else uses it."""
_ALL_AT_MOST = 500


class PostgresWhispers:
    """The outbox within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes) -> None:
        """Take the transaction's connection, and where it notes the times it saves."""
        self._connection = connection
        self._wakes = wakes

    async def get(self, whisper: int) -> Whisper | None:
        """One row, locked."""
        return await self._one(select(whispers).where(whispers.c.id == whisper))

    async def by_key(self, key: str) -> Whisper | None:
        """One row by its key, locked."""
        return await self._one(select(whispers).where(whispers.c.key == key))

    async def of_moment(self, moment: int) -> Sequence[Whisper]:
        """Every private message of a moment, oldest first, locked."""
        return await self._all(select(whispers).where(whispers.c.moment == moment))

    async def of_promise(self, promise: int) -> Sequence[Whisper]:
        """Every note that shows a promise, oldest first, locked; the people they are for are locked before them."""
        to = select(func.hashtext(whispers.c.team.concat(" ").concat(whispers.c.to_user)).label("person"))
        people = to.where(whispers.c.promises.contains([promise])).distinct().order_by("person").subquery()
        await self._connection.execute(select(func.pg_advisory_xact_lock(_NOTES, people.c.person)))
        return await self._all(select(whispers).where(whispers.c.promises.contains([promise])))

    async def last_note_to(self, team: str, to: str) -> Whisper | None:
        """The newest note about promises that a person was given, locked; refused and never posted ones do not count.

        Where there is none the person is locked all the same, so that two transactions do not both write the first.
        """
        person = func.hashtext(literal(f"{team} {to}", Text))
        await self._connection.execute(select(func.pg_advisory_xact_lock(_NOTES, person)))
        given = (whispers.c.team == team, whispers.c.to_user == to, whispers.c.is_note, whispers.c.is_given)
        return await self._one(select(whispers).where(*given).order_by(whispers.c.id.desc()).limit(1))

    async def save(self, whisper: Whisper) -> Whisper:
        """Store it; gives it back with its id."""
        row = {
            "team": whisper.team,
            "key": whisper.key,
            "to_user": whisper.to,
            "moment": whisper.moment,
            "state": whisper.state.value,
            "is_given": _is_given(whisper),
            "created_at": whisper.created_at,
            "wake_at": whisper.wake_at,
            "promises": list(whisper.promises),
            "is_note": isinstance(whisper.nudge, PromiseNote),
            "value": write_whisper(whisper),
        }
        self._wakes.note(whisper.wake_at)
        if whisper.id:
            await self._connection.execute(
                update(whispers).where(whispers.c.id == whisper.id).values(laid_over(whispers, row))
            )
            return whisper
        new = insert(whispers).values(row).returning(whispers.c.id)
        return replace(whisper, id=(await self._connection.execute(new)).scalar_one())

    async def all_to(self, team: str, to: str) -> Sequence[Whisper]:
        """Read, without locking, every private message a person was given, the newest first, at most 500.

        Refused and never posted ones do not count.
        """
        given = (whispers.c.team == team, whispers.c.to_user == to, whispers.c.is_given)
        newest = select(whispers).where(*given).order_by(whispers.c.created_at.desc(), whispers.c.id.desc())
        return [read_whisper(row) for row in await self._connection.execute(newest.limit(_ALL_AT_MOST))]

    async def count_to(self, team: str, to: str, since: datetime) -> int:
        """How many new private messages a person has been given since; refused and never posted ones do not count."""
        given = (whispers.c.team == team, whispers.c.to_user == to, whispers.c.is_given)
        query = select(func.count()).select_from(whispers).where(*given, whispers.c.created_at >= since)
        return (await self._connection.execute(query)).scalar_one()

    async def _all(self, query: Select[Any]) -> list[Whisper]:
        """Lock and read rows; by id, so that nobody locks crosswise."""
        ordered = query.order_by(whispers.c.id).with_for_update()
        return [read_whisper(row) for row in await self._connection.execute(ordered)]

    async def _one(self, query: Select[Any]) -> Whisper | None:
        """Lock and read a row."""
        row = (await self._connection.execute(query.with_for_update())).one_or_none()
        return None if row is None else read_whisper(row)


def _is_given(whisper: Whisper) -> bool:
    """Whether the person has got it, or will."""
    if whisper.state is WhisperState.REFUSED:
        return False
    return bool(whisper.ts) or not whisper.withdrawn


def write_whisper(whisper: Whisper) -> dict[str, Any]:
    """The document of a row, with the tag of its nudge."""
    document = codec(Whisper).dump(whisper)
    document["nudge"][_TAG] = next(tag for tag, kind in _TAGS.items() if type(whisper.nudge) is kind)
    return document


def read_whisper(row: Row[Any]) -> Whisper:
    """The value of a row; its number, its wake-up and its promises are what the columns say."""
    tag = row.value["nudge"][_TAG]
    if tag not in _TAGS:
        raise not_ours("Nudge", _TAG)
    kind: type[Any] = _TAGS[tag]
    nudge = codec(kind).load(row.value["nudge"])
    stored = codec(Whisper).load({**row.value, "nudge": nudge})
    return replace(stored, id=row.id, wake_at=woken(row.wake_at), promises=tuple(row.promises))
