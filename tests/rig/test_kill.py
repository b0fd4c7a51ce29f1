"""The trial by kill -9, short: the bot as a process of its own, killed three times while customers write."""

import pytest

from tests.rig.killing import Trial, run_trial


@pytest.mark.timeout(300)
async def test_no_request_is_lost_and_none_is_shown_twice_however_often_the_bot_is_killed() -> None:
    course, _ = await run_trial(Trial(events=120, kills=3, rate=30, fault_every=20, channels=30, settle_within=200))

    assert course.settled, course.open_work
    found = course.tally
    assert found is not None
    assert found.lost == ()
    assert (found.doubled, found.misplaced, found.others, found.seen_by_customers) == (0, 0, 0, 0)
    assert course.set_aside == 0
