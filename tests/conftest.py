"""What all tests share: a real PostgreSQL, and a store on it."""

import logging
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog
from hypothesis import settings

from motbot.engine.arming import armed
from motbot.storage.database import Database, make_engine
from motbot.storage.store import PostgresStore
from tests.fakes.clock import FakeClock
from tests.fakes.database import TestServer, choose_folder, make_empty, shared_server
from tests.rig.recording import add_options, install, trials_of

_FOLDER = pytest.StashKey[object]()
_WAITING = ("scenarios", "browser", "replay", "use_cases", "reviews", "engine")
"""Folders of tests that wait more than they count."""

# Compiled once, not by every worker and by every process that a test starts; git and the wheel leave it out.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Whatever the terminal speaks that the tests are started at; those of another language say so themselves.
os.environ["MOTBOT_LANGUAGE"] = "en"

# How long one example takes says more of the machine than of the code.
settings.register_profile("motbot", deadline=None)
settings.load_profile("motbot")


def _is_worker(config: pytest.Config) -> bool:
    """Whether this process is one that pytest-xdist has started."""
    return hasattr(config, "workerinput")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the fault rig's rows be chosen."""
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Choose the folder of this run's server, once for all workers."""
    install(config)
    if not _is_worker(config):
        config.stash[_FOLDER] = choose_folder()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the folder away; the last worker has stopped the server."""
    if not _is_worker(config):
        shutil.rmtree(str(config.stash[_FOLDER]), ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits for processes and browsers: at the end a worker would wait for it alone."""
    items.sort(key=lambda item: _WAITING.index(name) if (name := item.path.parent.name) in _WAITING else len(_WAITING))


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A command that ran within the process has set up the log of the whole process."""
    yield
    if structlog.is_configured():
        structlog.reset_defaults()
        logging.captureWarnings(capture=False)
        root = logging.getLogger()
        root.handlers[:] = [handler for handler in root.handlers if type(handler).__module__ != "motbot.log"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[TestServer]:
    """The embedded server that all tests share; started by the first test that asks."""
    with shared_server() as server:
        yield server


@pytest.fixture(scope="session")
def worker_database(postgres: TestServer) -> str:
    """The database of this worker, with the schema."""
    return postgres.new_database()


@pytest.fixture
async def database(worker_database: str) -> AsyncIterator[Database]:
    """An empty database with the schema."""
    make_empty(worker_database)
    engine = make_engine(worker_database)
    yield Database(engine=engine, durable=engine, conninfo=worker_database, where="tests")
    await engine.dispose()


@pytest.fixture
def store(database: Database) -> PostgresStore:
    """A store in an empty database."""
    return PostgresStore(engine=database.engine, armed=armed)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at T0."""
    return FakeClock()


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> int:
    """How often a test of a row tries it in this run, as its mark says."""
    mark = request.node.get_closest_marker("row")
    return trials_of(mark, long=request.config.getoption("--long-rows"))
