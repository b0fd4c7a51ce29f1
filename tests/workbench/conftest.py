"""A deployment with an empty database, for whoever sits down at its desk."""

from pathlib import Path

import pytest

from motbot.storage.database import Database
from tests.workbench.rig import Deployment, deployed


@pytest.fixture
def deployment(tmp_path: Path, database: Database) -> Deployment:
    """The shipped prompts in a folder of one's own."""
    return deployed(tmp_path, database.conninfo)
