"""Reads the conversations that people have said something of, with all that is stored of them; nothing is locked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from motbot.domain.events import Act
from motbot.domain.moment import Moment
from motbot.domain.promise import Promise
from motbot.domain.review import Rating, Remark, Review
from motbot.domain.usage import Usage
from motbot.ports.lived import Lived, Reviewed
from motbot.ports.records import Feedback, StoredLine, Verdict
from motbot.storage.codec import codec
from motbot.storage.faults import passing_faults

_ACTS = [Act.NOT_HELPFUL.value, Act.WRONG.value, Act.EDITED.value]
_USAGES = [Usage.EDITED.value, Usage.OWN.value]

_WANTED = text("""
    SELECT conversation, team, channel, review, max(at) AS at FROM (
        SELECT m.conversation, m.team, m.channel, 0 AS review, f.at FROM feedback f JOIN moments m ON m.id = f.moment
            WHERE f.value->>'act' = ANY(:acts) OR (f.value->>'act' = 'draft' AND f.value->>'value' = ANY(:usages))
        UNION ALL
        SELECT conversation, team, channel, 0, coalesce(CAST(value->>'broken_at' AS timestamptz), ended_at)
            FROM promises WHERE value->>'broken_at' IS NOT NULL OR value->>'withdrawn' = 'not_a_promise'
        UNION ALL
        SELECT p.conversation, p.team, p.channel, 0, CAST(p.value->>'made_at' AS timestamptz)
            FROM promises p WHERE p.value->>'moment' = '0' AND EXISTS (
                SELECT FROM verdicts v WHERE v.conversation = p.conversation AND v.value->>'is_moment' = 'false')
        UNION ALL
        SELECT v.conversation, v.team, v.channel, CASE v.conversation WHEN 0 THEN v.id ELSE 0 END, said.at
            FROM reviews v JOIN (
                SELECT review, at FROM ratings UNION ALL SELECT review, at FROM remarks WHERE value->>'kind' = 'dispute'
            ) said ON said.review = v.id WHERE v.state = 'ready'
    ) told
    WHERE (CAST(:team AS text) = '' OR team = :team) AND channel = ANY(:channels)
        AND (CAST(:since AS timestamptz) IS NULL OR at >= :since)
    GROUP BY conversation, team, channel, review ORDER BY max(at) DESC, conversation DESC, review LIMIT :at_most
""")
"""`review` is 0 but for the sheet of a conversation that the store does not know."""

_ROOTS = text("SELECT id, root_ts FROM conversations WHERE id = ANY(:ids)")
_LINES = text("""
    SELECT conversation, value, is_read FROM lines WHERE conversation = ANY(:ids) ORDER BY conversation, ts
""")
_MOMENTS = text("SELECT id, conversation, value FROM moments WHERE conversation = ANY(:ids) ORDER BY id")
_PROMISES = text("SELECT id, conversation, value FROM promises WHERE conversation = ANY(:ids) ORDER BY id")
_VERDICTS = text("SELECT id, conversation, value FROM verdicts WHERE conversation = ANY(:ids) ORDER BY id")
_FEEDBACK = text("""
    SELECT m.conversation, f.value FROM feedback f JOIN moments m ON m.id = f.moment
    WHERE m.conversation = ANY(:ids) ORDER BY f.id
""")
_REVIEWS = text("""
    SELECT id, conversation, value FROM reviews WHERE conversation = ANY(:ids) AND state = 'ready' ORDER BY id
""")
_RATINGS = text("""
    SELECT r.id, r.review, r.value FROM ratings r JOIN reviews v ON v.id = r.review
    WHERE v.conversation = ANY(:ids) AND (v.value->>'is_blind' IS DISTINCT FROM 'true' OR EXISTS (
        SELECT FROM marks_sent s WHERE s.review = r.review AND s.rater = r.rater))
    ORDER BY r.id
""")
_REMARKS = text("""
    SELECT r.id, r.review, r.value FROM remarks r JOIN reviews v ON v.id = r.review
    WHERE v.conversation = ANY(:ids) ORDER BY r.id
""")

_OF_CONVERSATIONS: Mapping[str, TextClause] = {
    "lines": _LINES,
    "moments": _MOMENTS,
    "promises": _PROMISES,
    "verdicts": _VERDICTS,
    "feedback": _FEEDBACK,
    "reviews": _REVIEWS,
}
_OF_REVIEWS: Mapping[str, TextClause] = {"ratings": _RATINGS, "remarks": _REMARKS}


class PostgresLived:
    """The conversations, each time in a transaction of its own."""

    def __init__(self, *, engine: AsyncEngine) -> None:
        """Take the database."""
        self._engine = engine.execution_options(isolation_level="REPEATABLE READ")

    async def since(
        self, channels: Collection[str], since: datetime | None, *, team: str = "", at_most: int = 1000
    ) -> Sequence[Lived]:
        """Conversations of which something was said or came to pass since then (None: ever), the newest such first.

        Raises:
            StorageUnavailable: the database does not answer just now.
        """
        bounds = {
            "team": team,
            "channels": sorted(channels),
            "since": since,
            "at_most": at_most,
            "acts": _ACTS,
            "usages": _USAGES,
        }
        with passing_faults():
            async with self._engine.begin() as connection:
                wanted = list(await connection.execute(_WANTED, bounds))
                rows = await _all(connection, [row.conversation for row in wanted if row.conversation])
        return [rows.lived(row) for row in wanted]


class _Rows:
    """The rows of all the conversations, by conversation."""

    def __init__(self, roots: dict[int, str], tables: dict[str, dict[int, list[Row[Any]]]]) -> None:
        self._roots = roots
        self._tables = tables

    def lived(self, wanted: Row[Any]) -> Lived:
        number = wanted.conversation
        return Lived(
            team=wanted.team,
            channel=wanted.channel,
            conversation=number,
            root=self._roots.get(number, ""),
            lines=tuple(
                replace(codec(StoredLine).load(row.value), read=row.is_read) for row in self._of("lines", number)
            ),
            moments=tuple(replace(codec(Moment).load(row.value), id=row.id) for row in self._of("moments", number)),
            promises=tuple(replace(codec(Promise).load(row.value), id=row.id) for row in self._of("promises", number)),
            verdicts=tuple(replace(codec(Verdict).load(row.value), id=row.id) for row in self._of("verdicts", number)),
            feedback=tuple(codec(Feedback).load(row.value) for row in self._of("feedback", number)),
            reviews=tuple(self._reviewed(row) for row in self._of("reviews", number)),
        )

    def _reviewed(self, row: Row[Any]) -> Reviewed:
        return Reviewed(
            review=replace(codec(Review).load(row.value), id=row.id),
            ratings=tuple(replace(codec(Rating).load(one.value), id=one.id) for one in self._of("ratings", row.id)),
            remarks=tuple(replace(codec(Remark).load(one.value), id=one.id) for one in self._of("remarks", row.id)),
        )

    def _of(self, table: str, number: int) -> list[Row[Any]]:
        return self._tables[table].get(number, [])


async def _all(connection: AsyncConnection, ids: Sequence[int]) -> _Rows:
    """Every row of these conversations, one statement for each kind."""
    given = {"ids": list(ids)}
    roots = {row.id: row.root_ts for row in await connection.execute(_ROOTS, given)}
    tables: dict[str, dict[int, list[Row[Any]]]] = {}
    for name, statement in _OF_CONVERSATIONS.items():
        tables[name] = _grouped(await connection.execute(statement, given), "conversation")
    for name, statement in _OF_REVIEWS.items():
        tables[name] = _grouped(await connection.execute(statement, given), "review")
    return _Rows(roots, tables)


def _grouped(rows: Iterable[Row[Any]], by: str) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(int(getattr(row, by)), []).append(row)
    return found
