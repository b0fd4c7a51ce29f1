"""Timers are columns: rows wait with a `wake_at`, and are moved to jobs once their time has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    DateTime,
    Integer,
    Row,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    func,
    literal,
    select,
    union_all,
    update,
)

from motbot.ports.jobs import Job, JobKind
from motbot.storage.arming import Armed
from motbot.storage.tables import conversations, moments, promises, reviews, whispers
from motbot.storage.upkeep import upkeep

_NOW = bindparam("now", type_=DateTime(timezone=True))
_LIMIT = bindparam("limit", type_=Integer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A table whose rows wait: which job looks at a row, and under which lock."""

    table: Table
    kind: JobKind
    lock: str = ""
    """What the lock's name begins with; empty where the job runs under no lock."""
    lock_by: str = "id"
    """The column whose value ends the lock's name."""

    def moved(self, armed: Armed) -> Select[Any]:
        """Takes due rows' times away and puts their jobs; rows that another process moves are skipped."""
        columns = self.table.c
        due = select(columns.id).where(columns.wake_at <= _NOW).order_by(columns.wake_at).limit(_LIMIT)
        locked = due.with_for_update(skip_locked=True).cte(f"due_{self.table.name}")
        asleep = update(self.table).where(columns.id == locked.c.id).values(wake_at=None)
        moved = asleep.returning(columns.id, self._lock().label("lock")).cte(f"moved_{self.table.name}")
        return select(
            literal(self.kind.value).label("kind"),
            func.array_agg(moved.c.id).label("ids"),
            func.array_agg(moved.c.lock).label("locks"),
            armed(self.kind, moved.c.id, moved.c.lock),
        )

    def _lock(self) -> ColumnElement[str]:
        """The name of the lock of a row's job."""
        if not self.lock:
            return literal("", Text)
        return literal(self.lock, Text).concat(cast(self.table.c[self.lock_by], Text))


# A conversation's job only looks which of its clocks has come, and what it puts asks a coach: neither holds a lock.
# What one person is told about promises goes in order, so that it can be told together.
WAITING = (
    Waiting(table=conversations, kind=JobKind.FOLLOW_CONVERSATION),
    Waiting(table=moments, kind=JobKind.FOLLOW_MOMENT, lock="moment:"),
    Waiting(table=promises, kind=JobKind.FOLLOW_PROMISE, lock="promises:", lock_by="agent"),
    Waiting(table=whispers, kind=JobKind.SEND_WHISPER, lock="whisper:"),
    Waiting(table=reviews, kind=JobKind.REVIEW_THREAD, lock="review:"),
    Waiting(table=upkeep, kind=JobKind.UPKEEP, lock="upkeep:"),
)


def move_due(armed: Armed) -> CompoundSelect[Any]:
    """The statement that moves what is due by `now`, at most `limit` rows a table: kinds with the ids of their rows."""
    return union_all(*(waiting.moved(armed) for waiting in WAITING))


def jobs_of(rows: Iterable[Row[Any]]) -> list[Job]:
    """The jobs that `move_due` has put."""
    return [
        Job(kind=JobKind(row.kind), subject=subject, lock=lock)
        for row in rows
        for subject, lock in zip(row.ids or (), row.locks or (), strict=True)
    ]


def earliest() -> Select[Any]:
    """The statement that gives the earliest time any row waits for: one look at the end of each index."""
    firsts = (
        select(func.min(waiting.table.c.wake_at)).where(waiting.table.c.wake_at.is_not(None)).scalar_subquery()
        for waiting in WAITING
    )
    return select(func.least(*firsts))


def woken(at: datetime | None) -> datetime | None:
    """A time of a column, in UTC whatever zone the database speaks."""
    return None if at is None else at.astimezone(UTC)


class Wakes:
    """Notes the times that one transaction saves."""

    def __init__(self) -> None:
        """Begin with none."""
        self.earliest: datetime | None = None

    def note(self, at: datetime | None) -> None:
        """Keep the earliest."""
        if at is not None and (self.earliest is None or at < self.earliest):
            self.earliest = at
