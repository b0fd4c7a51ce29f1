"""What stands in the database that an operator wants to see, counted and never listed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from motbot.domain.moment import Stage
from motbot.domain.nudge import WhisperState
from motbot.ports.jobs import JobKind
from motbot.storage.faults import passing_faults
from motbot.storage.wakes import earliest, woken

OTHER = "other"
"""Whatever this version has no name for."""
LAST = timedelta(hours=1)

# Whoever waits longest has the lowest number: only of that one is looked up since when.
_JOBS = text("""
    SELECT waiting.kind, waiting.jobs, extract(epoch FROM now() - min(event.at)) AS age
      FROM (SELECT task_name AS kind, count(*) AS jobs, min(id) AS oldest
              FROM procrastinate_jobs WHERE status = 'todo' GROUP BY task_name) AS waiting
      LEFT JOIN procrastinate_events AS event ON event.job_id = waiting.oldest
     GROUP BY waiting.kind, waiting.jobs
""")
_ASIDE = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
_PAYLOADS_ASIDE = text("SELECT count(*) FROM inbox_aside")
_MOMENTS = text("SELECT stage, count(*) AS moments FROM moments WHERE is_open GROUP BY stage")
_PROMISES = text("""
    SELECT CASE WHEN due IS NULL THEN 'never' WHEN due < :now THEN 'late' ELSE 'later' END AS due, count(*) AS promises
      FROM promises WHERE is_open GROUP BY 1
""")
_OUTBOX = text("SELECT state, count(*) AS whispers FROM whispers WHERE wake_at IS NOT NULL GROUP BY state")
_VERDICTS = text("""
    SELECT coalesce((value ->> 'is_moment')::boolean, false) AS is_moment,
           coalesce(value ->> 'urgency', 'none') AS urgency,
           count(*) AS verdicts
      FROM verdicts WHERE at > :since GROUP BY 1, 2
""")
_SWEEP = text("SELECT min(wake_at) FROM upkeep WHERE name = 'sweep'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """The figures, each by its labels; what is missing is nought."""

    jobs: Mapping[str, int] = field(default_factory=dict)
    oldest: Mapping[str, float] = field(default_factory=dict)
    """Seconds, by kind."""
    aside: int = 0
    payloads_aside: int = 0
    moments: Mapping[str, int] = field(default_factory=dict)
    promises: Mapping[str, int] = field(default_factory=dict)
    """By `late`, `later` and `never`."""
    outbox: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Of the last hour, by `moment` or `no_moment`, and urgency."""
    next_timer: datetime | None = None
    next_sweep: datetime | None = None


class PostgresBacklog:
    """Reads it; changes nothing."""

    def __init__(self, *, engine: AsyncEngine) -> None:
        """Take the database."""
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def read(self, now: datetime) -> Backlog:
        """Count everything as it stands. Raises StorageUnavailable, also where a table is missing or not to be read."""
        with passing_faults(also_lasting=True):
            async with self._engine.connect() as connection:
                return await _read(connection, now)


async def _read(connection: AsyncConnection, now: datetime) -> Backlog:
    jobs = (await connection.execute(_JOBS)).all()
    kinds = {kind.value for kind in JobKind}
    verdicts = (await connection.execute(_VERDICTS, {"since": now - LAST})).all()
    return Backlog(
        jobs=_summed(((row.kind, row.jobs) for row in jobs), kinds),
        oldest={_known(row.kind, kinds): max(0.0, float(row.age or 0)) for row in jobs},
        aside=int(await connection.scalar(_ASIDE) or 0),
        payloads_aside=int(await connection.scalar(_PAYLOADS_ASIDE) or 0),
        moments=_summed((await connection.execute(_MOMENTS)).all(), {stage.value for stage in Stage}),
        promises=_summed((await connection.execute(_PROMISES, {"now": now})).all(), {"late", "later", "never"}),
        outbox=_summed((await connection.execute(_OUTBOX)).all(), {state.value for state in WhisperState}),
        verdicts={("moment" if row.is_moment else "no_moment", row.urgency): row.verdicts for row in verdicts},
        next_timer=woken((await connection.execute(earliest())).scalar_one()),
        next_sweep=await connection.scalar(_SWEEP),
    )


def _summed(rows: Any, known: set[str]) -> dict[str, int]:
    """Pairs of a label and a number, every known label with one."""
    summed = dict.fromkeys(sorted(known), 0)
    for label, number in rows:
        key = _known(label, known)
        summed[key] = summed.get(key, 0) + int(number)
    return summed


def _known(label: str, known: set[str]) -> str:
    return label if label in known else OTHER
