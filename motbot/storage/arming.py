"""What storage asks of the engine: an expression that puts one job for every row a statement selects."""

from typing import Any, Protocol

from sqlalchemy import ColumnElement

from motbot.ports.jobs import JobKind


class Armed(Protocol):
    """Puts jobs in the statement that selects it, and so in that statement's commit."""

    def __call__(
        self, kind: JobKind | ColumnElement[str], subject: ColumnElement[int], lock: ColumnElement[str]
    ) -> ColumnElement[Any]:
        """An aggregate over the selected rows: each row's `subject` becomes a job; an empty `lock` means none.

        The kind is one for all, or the column that names each row's own.
        """
        ...
