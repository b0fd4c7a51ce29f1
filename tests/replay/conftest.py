"""Keeps the playground's database server running between replays, which would each start it anew."""

from collections.abc import Iterator

import pytest

from motbot.storage.embedded import Embedded, EmbeddedServer
from motbot.wiring import playground_folder


@pytest.fixture(scope="session", autouse=True)
def server() -> Iterator[None]:
    """The server that every replay joins."""
    with EmbeddedServer(source=Embedded(folder=playground_folder(), root_allowed=True, database="postgres")):
        yield
