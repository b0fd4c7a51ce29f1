"""One reader for all tests of due times, since making one compiles its grammar."""

import pytest

from motbot.due_times import DueReader
from motbot.ports.due_times import DueConventions


@pytest.fixture(scope="session")
def reader() -> DueReader:
    return DueReader(conventions=DueConventions())
