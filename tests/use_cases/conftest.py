"""Opens a talk as a test wants it."""

from collections.abc import Callable

import pytest

from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.talk import Talk, a_found, promising

Staged = Callable[..., Talk]
REPORT = a_found("I'll send the report by 15:00", "by 15:00", what="the report")


@pytest.fixture
def staged(database: Database, store: PostgresStore) -> Staged:
    """Opens a talk in an empty database."""
    return lambda **how: Talk(database, store, **how)


@pytest.fixture
def talk(staged: Staged) -> Talk:
    """A talk in which the model finds the promise of a report."""
    return staged(read=promising(REPORT))
