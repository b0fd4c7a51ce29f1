"""What the playbook's tests share: the project's own playbook, loaded once."""

import pytest

from motbot.domain.due import DueConventions
from motbot.due_times import DueReader
from motbot.playbook import Playbook
from motbot.ports.due_times import DueTimes
from tests.playbook.talks import FOLDER


@pytest.fixture(scope="session")
def due_times() -> DueTimes:
    """The project's own reading of times, with the conventions of the method."""
    return DueReader(conventions=DueConventions())


@pytest.fixture(scope="session")
def playbook(due_times: DueTimes) -> Playbook:
    """The playbook that ships with the project."""
    return Playbook.load(FOLDER, due_times=due_times)
