"""Reads what a report is counted from: one statement for each kind of row, all at one instant, nothing locked."""
# ruff: noqa: S608 - the statements are put together from our own words alone

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from motbot.domain.events import Act
from motbot.domain.expectation import ExpectationKind, NegativeType, Urgency
from motbot.domain.moment import CloseReason, Suppressed
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.domain.report import FirstAnswer
from motbot.domain.report_facts import MomentFact, NudgeFact, PromiseFact, ReportFacts, SheetFact, VerdictFact
from motbot.domain.usage import Usage
from motbot.storage.faults import passing_faults

_DRAFT = "draft"
"""The act that notes how much of a draft an agent's next reply holds."""
_NOTED: Mapping[str, Callable[[NudgeFact], NudgeFact]] = {
    Act.EDITED: lambda fact: replace(fact, edited=True),
    Act.NOT_HELPFUL: lambda fact: replace(fact, not_helpful=True),
    Act.WRONG: lambda fact: replace(fact, wrong=True),
}
_SAID_OF_CARDS = [_DRAFT, *map(str, _NOTED)]


def _within(when: str, of: str = "") -> str:
    """The span, the channels and the team that every statement is bound by; the words are ours alone."""
    return f"""(CAST(:team AS text) = '' OR {of}team = :team) AND {of}channel = ANY(:channels)
        AND (CAST(:since AS timestamptz) IS NULL OR {when} >= :since) AND {when} < :until"""


_OURS = "l.value->'line'->>'side' IN ('agent', 'colleague')"
_THEIRS = "l.value->'line'->>'side' IN ('customer', 'unknown')"
_STANDS = "l.conversation = m.conversation AND l.value->>'removed' IS DISTINCT FROM 'true'"

_MOMENTS = text(f"""
    SELECT m.channel, m.value->'assessment'->>'urgency' AS urgency, m.value->>'close_reason' AS closed, m.began,
        ARRAY(SELECT DISTINCT e->>'kind' FROM jsonb_array_elements(
            m.value->'expected' || (m.value->'assessment'->'expectations')) e) AS kinds,
        answer.texts,
        ARRAY(SELECT p.value->>'words' FROM promises p WHERE p.conversation = m.conversation
            AND p.value->>'withdrawn' IS DISTINCT FROM 'not_a_promise'
            AND p.value->>'withdrawn' IS DISTINCT FROM 'taken_back'
            AND EXISTS (SELECT FROM jsonb_array_elements_text(p.value->'lines') s WHERE s = ANY(answer.stamps))
        ) AS promised
    FROM moments m
    CROSS JOIN LATERAL (SELECT min(ts) AS ts FROM jsonb_array_elements_text(m.value->'focus') f(ts)) asked
    CROSS JOIN LATERAL (SELECT min(l.ts) AS ts FROM lines l WHERE {_STANDS} AND l.ts > asked.ts AND {_OURS}) first
    CROSS JOIN LATERAL (SELECT min(l.ts) AS ts FROM lines l WHERE {_STANDS} AND l.ts > first.ts AND {_THEIRS}) again
    CROSS JOIN LATERAL (
        SELECT array_agg(l.value->'line'->>'text' ORDER BY l.ts) AS texts, array_agg(l.ts) AS stamps
        FROM lines l WHERE {_STANDS} AND l.ts >= first.ts AND (again.ts IS NULL OR l.ts < again.ts) AND {_OURS}
    ) answer
    WHERE {_within("m.opened_at", "m.")}
    ORDER BY m.id
""")  # nosec B608

_VERDICTS = text(f"""
    SELECT channel, value->>'is_moment' = 'true' AS is_moment, value->>'shown' = 'true' AS shown,
        value->>'negative_type' AS negative_type, value->>'suppressed' AS suppressed
    FROM verdicts WHERE {_within("at")} ORDER BY id
""")  # nosec B608

_MADE = "CAST(value->>'made_at' AS timestamptz)"
_PROMISES = text(f"""
    SELECT channel, state, is_open, due, value->>'tracked_at' IS NOT NULL AS is_tracked,
        CAST(value->>'kept_at' AS timestamptz) AS kept_at, CAST(value->>'broken_at' AS timestamptz) AS broken_at,
        value->>'withdrawn' AS withdrawn
    FROM promises WHERE {_within(_MADE)} ORDER BY id
""")  # nosec B608

_CARDS = text(f"""
    SELECT m.id AS moment, m.channel, w.to_user, m.value->'draft_provenance' AS by
    FROM moments m JOIN whispers w ON w.moment = m.id
    WHERE w.value->'nudge'->>'$type' = 'card' AND w.is_given AND w.value->>'ts' <> '' AND {_within("m.opened_at", "m.")}
    ORDER BY m.id, w.id
""")  # nosec B608
"""Every card that was posted; what wrote the moment's draft, whether or not there is one now."""

_ACTS = text(f"""
    SELECT f.moment, f.user_id, f.value->>'act' AS act, f.value->>'value' AS value, f.value->'provenance' AS by
    FROM feedback f JOIN moments m ON m.id = f.moment
    WHERE f.value->>'act' = ANY(:acts) AND {_within("m.opened_at", "m.")} ORDER BY f.id
""")  # nosec B608

_SAID = r"CASE WHEN ts ~ '^\d{1,12}(\.\d+)?$' THEN to_timestamp(CAST(ts AS double precision)) ELSE asked_at END"
_SHEETS = text(
    f"""
    SELECT DISTINCT ON (conversation, channel, root) channel, at, agents, CAST(scores->>'0:' AS integer) AS score
    FROM (
        SELECT id, team, channel, agents, scores, {_SAID} AS at, conversation,
            CASE WHEN conversation = 0 THEN coalesce(nullif(value->>'thread_ts', ''), ts) ELSE '' END AS root
        FROM reviews WHERE state = 'ready' AND value->>'is_blind' IS DISTINCT FROM 'true'
    ) sheet
    WHERE {_within("at")} ORDER BY conversation, channel, root, id DESC
"""  # nosec B608
)


class PostgresReports:
    """The facts of reports, each time in a transaction of its own."""

    def __init__(self, *, engine: AsyncEngine) -> None:
        """Take the database."""
        self._engine = engine.execution_options(isolation_level="REPEATABLE READ")

    async def facts(
        self, team: str, channels: Collection[str], *, since: datetime | None, until: datetime
    ) -> ReportFacts:
        """What happened from `since` (None: ever) until just before `until`; an empty `team` stands for any.

        Raises:
            StorageUnavailable: the database does not answer just now.
        """
        bounds = {"team": team, "channels": sorted(channels), "since": since, "until": until, "acts": _SAID_OF_CARDS}
        with passing_faults():
            async with self._engine.begin() as connection:
                return ReportFacts(
                    moments=tuple([_moment(row) for row in await _rows(connection, _MOMENTS, bounds)]),
                    verdicts=tuple([_verdict(row) for row in await _rows(connection, _VERDICTS, bounds)]),
                    promises=tuple([_promise(row) for row in await _rows(connection, _PROMISES, bounds)]),
                    nudges=_nudges(await _rows(connection, _CARDS, bounds), await _rows(connection, _ACTS, bounds)),
                    sheets=tuple([_sheet(row) for row in await _rows(connection, _SHEETS, bounds)]),
                )


async def _rows(connection: AsyncConnection, statement: TextClause, bounds: dict[str, Any]) -> list[Row[Any]]:
    return list(await connection.execute(statement, bounds))


def _moment(row: Row[Any]) -> MomentFact:
    return MomentFact(
        channel=row.channel,
        urgency=Urgency(row.urgency),
        kinds=frozenset(map(ExpectationKind, row.kinds)),
        closed=CloseReason(row.closed) if row.closed else None,
        answer=tuple(row.texts or ()),
        promised=tuple(row.promised),
        began=FirstAnswer(row.began) if row.began else None,
    )


def _verdict(row: Row[Any]) -> VerdictFact:
    return VerdictFact(
        channel=row.channel,
        is_moment=row.is_moment,
        shown=row.shown,
        negative_type=NegativeType(row.negative_type) if row.negative_type else None,
        suppressed=Suppressed(row.suppressed) if row.suppressed else None,
    )


def _promise(row: Row[Any]) -> PromiseFact:
    return PromiseFact(
        channel=row.channel,
        state=PromiseState(row.state),
        is_open=row.is_open,
        is_tracked=row.is_tracked,
        due=_utc(row.due),
        kept_at=_utc(row.kept_at),
        broken_at=_utc(row.broken_at),
        withdrawn=Withdrawn(row.withdrawn) if row.withdrawn else None,
    )


def _nudges(cards: Iterable[Row[Any]], acts: Iterable[Row[Any]]) -> tuple[NudgeFact, ...]:
    """One fact for each card and each revision that wrote a draft for it.

    Joined here, where no plan can go wrong: on tables whose statistics were old, PostgreSQL took half a minute for it.
    """
    found: dict[tuple[int, str], NudgeFact] = {}
    channels: dict[tuple[int, str], str] = {}
    for card in cards:
        channels[card.moment, card.to_user] = card.channel
        if card.by:
            found.setdefault((card.moment, card.by["revision"]), _nudge(card.channel, card.by))
    for act in acts:
        channel = channels.get((act.moment, act.user_id))
        if channel is None or not act.by:
            continue
        key = (act.moment, act.by["revision"])
        if act.act == _DRAFT:
            found[key] = replace(found.get(key) or _nudge(channel, act.by), used=Usage(act.value))
        elif key in found:
            found[key] = _NOTED[act.act](found[key])
    return tuple(found[key] for key in sorted(found))


def _nudge(channel: str, by: Mapping[str, Any]) -> NudgeFact:
    return NudgeFact(channel=channel, coach=by["coach"], revision=by["revision"], model=by.get("model") or "")


def _sheet(row: Row[Any]) -> SheetFact:
    return SheetFact(channel=row.channel, at=row.at.astimezone(UTC), score=row.score, agents=frozenset(row.agents))


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None
