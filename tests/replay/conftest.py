"""What replays share: the playground's database server, which each would start anew, and the playbook."""

import asyncio
from collections.abc import Iterator

import pytest

from motbot.settings.loading import load_playground_settings
from motbot.storage.embedded import Embedded, EmbeddedServer
from motbot.use_cases.coaching import Coaching
from motbot.wiring import playground_folder
from tests.replay.only_next import shipped_coaching


@pytest.fixture(scope="session", autouse=True)
def server() -> Iterator[None]:
    """The server that every replay joins."""
    with EmbeddedServer(source=Embedded(folder=playground_folder(), root_allowed=True, database="postgres")):
        yield


@pytest.fixture(scope="session")
def coaching() -> Coaching:
    """The playbook, read once."""
    return asyncio.run(shipped_coaching(load_playground_settings({})))
