"""Two bots as processes of their own on one database: one stands still for longer than it keeps its jobs."""

import pytest

from tests.rig.crowd import assert_whole
from tests.rig.fleet import TAKEN_OVER_WITHIN, Fate, FleetTrial, run_fleet


@pytest.mark.timeout(300)
@pytest.mark.row("B6", "C1", trials=1)
async def test_work_of_a_process_that_stands_still_is_taken_over_and_nothing_is_lost_or_doubled() -> None:
    """They start at the same instant, on a database with nothing in it. More trials: `python -m tests.bench.fleet`."""
    trial = FleetTrial(misfortunes=1, listening=2, working=0, fates=(Fate.FROZEN,), frozen_s=13, rate=1.5)
    course = await run_fleet(trial)

    assert course.settled
    assert course.tally is not None
    assert_whole(course.tally)
    assert course.aside == 0
    # Seconds are the promise here.
    assert max(course.taken_over_s) <= TAKEN_OVER_WITHIN
