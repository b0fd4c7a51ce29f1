"""Gives the rows' tests the scenarios' stage, and a crowd on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

import pytest

from motbot.playground.delivery import Timetable
from motbot.settings.tree import LimitsBranch
from motbot.use_cases.coaching import Coaching
from tests.rig.crowd import CALM_WITHIN, Crowd
from tests.rig.town import Town
from tests.scenarios.conftest import Staged, model, stage, staged
from tests.scenarios.town import Model

__all__ = ["model", "stage", "staged"]

OpenCrowd = Callable[..., AbstractAsyncContextManager[Crowd]]


@asynccontextmanager
async def _open(
    staged: Staged, town: Town, *, coaching: Coaching | None = None, timetable: Timetable | None = None
) -> AsyncIterator[Crowd]:
    """A crowd whose agents are never spared."""
    async with staged(
        coaching=coaching or Model().coaching(),
        workspace=town.spec(),
        policies=town.policies(),
        limits=LimitsBranch(daily_cap=10_000),
        timetable=timetable,
    ) as on_stage:
        on_stage.rest_within = CALM_WITHIN  # a crowd on a machine that is busy otherwise
        yield Crowd(town=town, stage=on_stage)


@pytest.fixture
def crowd(staged: Staged) -> OpenCrowd:
    """Opens a crowd."""
    return partial(_open, staged)
