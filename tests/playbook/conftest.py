"""What the playbook's tests share: the project's own playbook, loaded once."""

import pytest

from motbot.playbook import Playbook
from tests.playbook.talks import FOLDER


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    """The playbook that ships with the project."""
    return Playbook.load(FOLDER)
