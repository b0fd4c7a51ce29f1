"""Puts jobs from plain SQL, so that a change of state and the job it needs are one commit."""

from typing import Any

from sqlalchemy import ColumnElement, DateTime, Integer, case, cast, func, literal, null
from sqlalchemy.types import Text, UserDefinedType
from typing_extensions import override

from motbot.ports.jobs import JobKind

SUBJECT = "subject"
"""The one argument of every job of ours."""


_PRIORITY = {
    JobKind.SEND_WHISPER: 3,
    JobKind.DRAFT_REPLY: 2,
    JobKind.CONFIRM_OUTCOME: 2,
    JobKind.MEND_PROMISE: 2,
    JobKind.REVIEW_THREAD: 2,
    JobKind.FOLLOW_CONVERSATION: 2,
    JobKind.COACH_MOMENT: 1,
    JobKind.TRACK_PROMISES: 1,
}
"""What is nearest to the agent first: under a backlog a finished card does not wait behind events yet to be read.

Following a conversation only puts the next job: a burst that is over does not wait for it.
"""


class _JobToDefer(UserDefinedType[Any]):
    """Procrastinate's row type for a job to put."""

    cache_ok = True

    @override
    def get_col_spec(self, **_kw: Any) -> str:
        """Its name in the schema."""
        return "procrastinate_job_to_defer_v1"


def armed(
    kind: JobKind | ColumnElement[str], subject: ColumnElement[int], lock: ColumnElement[str]
) -> ColumnElement[Any]:
    """An aggregate that puts one job for every selected row; an empty `lock` means none."""
    args = func.jsonb_build_object(SUBJECT, subject)
    if isinstance(kind, JobKind):
        return deferred(task=literal(kind.value), lock=lock, args=args, priority=_PRIORITY.get(kind, 0))
    priority = case({one.value: rank for one, rank in _PRIORITY.items()}, value=kind, else_=0)
    return deferred(task=kind, lock=lock, args=args, priority=priority)


def deferred(
    *,
    task: ColumnElement[str],
    lock: ColumnElement[str],
    args: ColumnElement[Any],
    at: ColumnElement[Any] | None = None,
    priority: ColumnElement[int] | int = 0,
) -> ColumnElement[Any]:
    """An aggregate that puts a job for every selected row, not before `at`.

    Each task has a queue of its own name: a process fetches only what it knows, so that an older one leaves the work
    of a newer one alone.
    """
    when = null() if at is None else at
    row = func.row(
        cast(task, Text),
        cast(task, Text),
        cast(priority, Integer),
        func.nullif(cast(lock, Text), ""),
        cast(null(), Text),
        args,
        cast(when, DateTime(timezone=True)),
    )
    return func.procrastinate_defer_jobs_v1(func.array_agg(cast(row, _JobToDefer())))
