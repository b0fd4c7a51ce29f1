"""The outbox: what each private message should show, and what Slack is known to show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, DateTime, Row, Select, Text, bindparam, func, literal, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.moment import Moment
from motbot.domain.notice import Notice
from motbot.domain.nudge import Card, Nudge, PromiseNote, Prompt, SheetNote, Summary, Whisper, WhisperState
from motbot.domain.welcome import Welcome
from motbot.storage.clean import clean
from motbot.storage.codec import codec, not_ours
from motbot.storage.columns import changed_row, locking, new_row
from motbot.storage.held import Held
from motbot.storage.statements import Statement
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

_WANTED = bindparam("wanted", type_=BigInteger)
_ONE = locking(select(whispers).where(whispers.c.id == _WANTED))
_BY_KEY = locking(select(whispers).where(whispers.c.key == bindparam("key", type_=Text)))
_OF_MOMENT = locking(
    select(whispers).where(whispers.c.moment == _WANTED).order_by(whispers.c.id)  # so that nobody locks crosswise
)
_COUNT = Statement(
    select(func.count())
    .select_from(whispers)
    .where(whispers.c.team == bindparam("team", type_=Text), whispers.c.to_user == bindparam("to", type_=Text))
    .where(whispers.c.is_given, whispers.c.created_at >= bindparam("since", type_=DateTime(timezone=True)))
)
# What a column says too is taken from the document as it will be.
_CHANGE = Statement(
    text("""
    UPDATE whispers
       SET value = value || changes,
           state = (value || changes)->>'state',
           is_given = (value || changes)->>'state' <> 'refused'
                      AND (coalesce((value || changes)->>'ts', '') <> ''
                           OR NOT coalesce(CAST((value || changes)->>'withdrawn' AS boolean), false)),
           wake_at = CASE WHEN changes ? 'wake_at' THEN CAST(changes->>'wake_at' AS timestamptz) ELSE wake_at END
      FROM (SELECT CAST(:changes AS jsonb) AS changes) AS given
     WHERE id = :changed
       AND (CAST(:version AS integer) IS NULL OR coalesce(CAST(value->>'version' AS integer), 1) = :version)
       AND (CAST(:attempts AS integer) IS NULL OR coalesce(CAST(value->>'attempts' AS integer), 0) = :attempts)
       AND (CAST(:ts AS text) IS NULL OR coalesce(value->>'ts', '') = :ts)
    RETURNING id
""").bindparams(bindparam("changes", type_=JSONB))
)
_FIELDS: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
_NEW = new_row(whispers)
_CHANGED = changed_row(whispers)


class PostgresWhispers:
    """The outbox within one transaction."""

    def __init__(
        self, *, connection: AsyncConnection, wakes: Wakes, held: Held[Whisper], moments: Held[Moment], locks: bool
    ) -> None:
        """Take the transaction's connection, where it notes the times it saves, and what it holds."""
        self._connection = connection
        self._wakes = wakes
        self._held = held
        self._moments = moments
        self._locks = locks

    async def get(self, whisper: int) -> Whisper | None:
        """One row, locked."""
        known = self._held.get(whisper)
        if known is not None:
            return known
        return self._kept(await _ONE[self._locks].row(self._connection, {"wanted": whisper}))

    async def by_key(self, key: str, *, moment: int = 0) -> Whisper | None:
        """One row by its key, locked; with the others of its moment, where that is told."""
        if moment:
            await self.of_moment(moment)
        known = self._held.among(lambda one: one.key == key)
        if known or moment:
            return known[0] if known else None
        return self._kept(await _BY_KEY[self._locks].row(self._connection, {"key": key}))

    async def of_moment(self, moment: int) -> Sequence[Whisper]:
        """Every private message of a moment, oldest first, locked; of a moment that is new there can be no others."""
        if not self._held.has_all(moment) and moment not in self._moments.new:
            rows = await _OF_MOMENT[self._locks].rows(self._connection, {"wanted": moment})
            self._held.keep_all(moment, [(row.id, read_whisper(row)) for row in rows])
        return self._held.among(lambda one: one.moment == moment)

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
        newest = select(whispers).where(*given).order_by(whispers.c.id.desc()).limit(1).with_for_update()
        return self._kept((await self._connection.execute(newest)).one_or_none())

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
            await _CHANGED.rows(self._connection, {**row, "changed": whisper.id})
            return self._held.keep(whisper.id, whisper)
        number = await _NEW.value(self._connection, row)
        return self._held.keep_new(number, replace(whisper, id=number))

    async def change(
        self, whisper: Whisper, changes: Mapping[str, object], *, if_version: bool = False, if_try: bool = False
    ) -> bool:
        """Change some fields of a row as it stands now, in one statement; False where it was not changed."""
        woken_at = changes.get("wake_at")
        self._wakes.note(woken_at if isinstance(woken_at, datetime) else None)
        given = {
            "changed": whisper.id,
            "changes": clean(_FIELDS.dump_python(dict(changes), mode="json")),
            "version": whisper.version if if_version else None,
            "attempts": whisper.attempts if if_try else None,
            "ts": whisper.ts if if_try else None,
        }
        return await _CHANGE.row(self._connection, given) is not None

    async def all_to(self, team: str, to: str) -> Sequence[Whisper]:
        """Read, without locking, every private message a person was given, the newest first, at most 500.

        Refused and never posted ones do not count.
        """
        given = (whispers.c.team == team, whispers.c.to_user == to, whispers.c.is_given)
        newest = select(whispers).where(*given).order_by(whispers.c.created_at.desc(), whispers.c.id.desc())
        return [read_whisper(row) for row in await self._connection.execute(newest.limit(_ALL_AT_MOST))]

    async def count_to(self, team: str, to: str, since: datetime) -> int:
        """How many new private messages a person has been given since; refused and never posted ones do not count."""
        given = {"team": team, "to": to, "since": since}
        return int(await _COUNT.value(self._connection, given))

    async def _all(self, query: Select[Any]) -> list[Whisper]:
        """Lock and read rows; by id, so that nobody locks crosswise."""
        ordered = query.order_by(whispers.c.id).with_for_update()
        return [self._held.keep(row.id, read_whisper(row)) for row in await self._connection.execute(ordered)]

    def _kept(self, row: Row[Any] | None) -> Whisper | None:
        """Read a row that was locked."""
        return None if row is None else self._held.keep(row.id, read_whisper(row))


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
