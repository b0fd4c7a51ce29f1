"""Tells the database's passing troubles from our mistakes, without ever quoting a statement or its values."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from motbot.catalogue import say
from motbot.domain.errors import StorageUnavailable

# Seen under an immediate restart: does not exist, refused, cannot connect now, reset. All four are operational errors,
# or an interface error where the driver noticed first. A unique violation is a race with another process: whoever
# tries again finds the other's row.
# Whatever lost patience is operational too, but for a transaction that was left idle.
_PASSING = (
    psycopg.OperationalError,
    psycopg.InterfaceError,
    errors.UniqueViolation,
    errors.IdleInTransactionSessionTimeout,
)


def is_passing(error: BaseException | None) -> bool:
    """Whether the same transaction may work later."""
    return isinstance(error, _PASSING)


@contextmanager
def passing_faults(*, also_lasting: bool = False) -> Iterator[None]:
    """Let the database's passing troubles come out as our own error.

    Args:
        also_lasting: likewise those that will not pass by themselves, such as a table that is missing: for whoever
            only looks how things stand, and goes on without.

    Raises:
        StorageUnavailable: the same may work later.
    """
    try:
        yield
    except (DBAPIError, psycopg.Error) as error:
        # SQLAlchemy wraps the driver's error; a statement that the driver runs itself lets it out as it is.
        cause = error.orig if isinstance(error, DBAPIError) else error
        if also_lasting or is_passing(cause) or (isinstance(error, DBAPIError) and error.connection_invalidated):
            raise StorageUnavailable(
                say("The database does not answer just now ({kind})", kind=_kind(cause))
            ) from error
        raise
    except PoolTimeout as error:
        raise StorageUnavailable(say("The database does not answer just now (no free connection)")) from error


def _kind(error: BaseException | None) -> str:
    """The error's type and SQLSTATE: its text may quote a value."""
    state = getattr(error, "sqlstate", None)
    return f"{type(error).__name__} {state}" if state else type(error).__name__
