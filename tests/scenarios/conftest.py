"""Gives each scenario an empty database and a stage on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import pytest

from tests.fakes.database import make_empty
from tests.scenarios.opening import open_stage
from tests.scenarios.stage import Stage
from tests.scenarios.town import Model

Staged = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def staged(worker_database: str) -> Staged:
    """Opens a stage as a scenario wants it."""
    make_empty(worker_database)
    return partial(open_stage, database=worker_database)


@pytest.fixture
def model() -> Model:
    """The scripted model of the `stage`."""
    return Model()


@pytest.fixture
async def stage(staged: Staged, model: Model) -> AsyncIterator[Stage]:
    """A stage with a scripted model, Alice on duty, at ten on a Monday morning in Berlin."""
    async with staged(coaching=model.coaching()) as opened:
        yield opened
