"""The machine's clock is set forward and back by seconds and days: no timer is early by it, and each fires once."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from motbot.playground.changes import Change
from tests.rig.conftest import OpenCrowd
from tests.rig.town import Town, key_of, request

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
REST = timedelta(hours=4)
"""From an answer to the question whether it was confirmed."""


@pytest.mark.row("C1", trials=30, long=300)
async def test_a_clock_that_is_set_lets_no_question_be_asked_early_or_twice(crowd: OpenCrowd, trials: int) -> None:
    random, town = Random(13), Town(channels=6, customers=1)
    asked: dict[str, int] = Counter()
    early: list[str] = []
    async with crowd(town) as people:
        slack, clock = people.stage.workspace, people.stage.clock
        roots = [slack.post(town.customer(number), town.channel(number), request(number)) for number in range(6)]
        await people.stage.passes(timedelta(minutes=1))
        for number, root in enumerate(roots):
            slack.post(town.agent(number), town.channel(number), "Here is the invoice.", thread_ts=root)
        await people.stage.rests()
        due = clock.now() + REST

        def noted(change: Change) -> None:
            if change.by_bot and change.kind == "posted":
                asked[key_of(change.payload)] += 1
                early.extend([key_of(change.payload)] if clock.now() < due else [])

        slack.on_change(noted)
        for _ in range(trials):
            step = timedelta(seconds=random.choice((1, 60, 3600, 86_400)) * random.uniform(-1, 0.02))
            clock._now += step
            await people.stage.bot.wake()
            await people.stage.rests()
            if random.random() < 0.2:
                clock._now = due - timedelta(seconds=1)
        clock._now = due - timedelta(seconds=1)
        await people.stage.bot.wake()
        await people.stage.rests()
        assert early == []
        await people.stage.passes(timedelta(days=1))

    assert set(asked.values()) == {1}
    assert len([key for key in asked if key.startswith("confirm:")]) == len(roots)
