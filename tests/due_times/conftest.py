"""One reader for all tests of due times, since making one compiles its grammar."""

import pytest

from motbot.domain.due import DueConventions
from motbot.due_times import DueReader


@pytest.fixture(scope="session")
def reader() -> DueReader:
    return DueReader(conventions=DueConventions())
