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
    bindparam,
    func,
    literal,
    select,
    union_all,
    update,
)

from motbot.ports.jobs import Job, JobKind
from motbot.storage.arming import Armed
from motbot.storage.tables import conversations, moments, whispers

_NOW = bindparam("now", type_=DateTime(timezone=True))
_LIMIT = bindparam("limit", type_=Integer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A table whose rows wait: which job looks at a row, and under which lock."""

    table: Table
    kind: JobKind
    lock: str = ""
    """Prefix of the row's id; empty where the job runs under no lock."""

    def job(self, subject: int) -> Job:
        """The job that looks at one row."""
        return Job(kind=self.kind, subject=subject, lock=f"{self.lock}{subject}" if self.lock else "")

    def moved(self, armed: Armed) -> Select[Any]:
        """Takes due rows' times away and puts their jobs; rows that another process moves are skipped."""
        columns = self.table.c
        due = select(columns.id).where(columns.wake_at <= _NOW).order_by(columns.wake_at).limit(_LIMIT)
        locked = due.with_for_update(skip_locked=True).cte(f"due_{self.table.name}")
        asleep = update(self.table).where(columns.id == locked.c.id).values(wake_at=None)
        moved = asleep.returning(columns.id).cte(f"moved_{self.table.name}")
        lock: ColumnElement[str] = literal(self.lock).concat(moved.c.id) if self.lock else literal("")
        return select(
            literal(self.kind.value).label("kind"),
            func.array_agg(moved.c.id).label("ids"),
            armed(self.kind, moved.c.id, lock),
        )


# A conversation's job asks the coach, and nothing that waits for a coach holds a lock.
WAITING = (
    Waiting(table=conversations, kind=JobKind.COACH_MOMENT),
    Waiting(table=moments, kind=JobKind.FOLLOW_MOMENT, lock="moment:"),
    Waiting(table=whispers, kind=JobKind.SEND_WHISPER, lock="whisper:"),
)


def move_due(armed: Armed) -> CompoundSelect[Any]:
    """The statement that moves what is due by `now`, at most `limit` rows a table: kinds with the ids of their rows."""
    return union_all(*(waiting.moved(armed) for waiting in WAITING))


def jobs_of(rows: Iterable[Row[Any]]) -> list[Job]:
    """The jobs that `move_due` has put."""
    waiting = {one.kind.value: one for one in WAITING}
    return [waiting[row.kind].job(subject) for row in rows for subject in row.ids or ()]


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
