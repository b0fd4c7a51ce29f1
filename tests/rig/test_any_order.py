"""Events come twice, out of order and late: what the agents see in the end is as if they had come in order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest

from tests.fakes.database import make_empty
from tests.rig.conftest import OpenCrowd
from tests.rig.crowd import Crowd
from tests.rig.town import Town, numbers_in, request
from tests.scenarios.town import offline

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
Tell = Callable[[], None]
A_TALK = 500
"""Requests of one talk: hours go by in it, and of words that come a day late nobody is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """What happened around one request, and what must come of it."""

    number: int
    kind: str
    """stays, is edited, or is deleted."""
    events: tuple[Tell, ...]


def told(people: Crowd, number: int, random: Random) -> Told:
    """A request that stays, is edited, or is deleted; nothing of it has reached the bot yet."""
    slack, town, stage = people.stage.workspace, people.town, people.stage
    who, where, ts = town.customer(number), town.channel(number), slack.stamps.next()
    kind = random.choice(("stays", "is edited", "is deleted"))
    first = request(number)
    events: list[Tell] = [lambda: stage.tells(who, ts, first, to=where)]
    if kind == "is edited":
        later = f"{first} Please hurry, it is number E{number}."
        events.append(lambda: stage.tells_of_edit(who, ts, later, to=where))
    if kind == "is deleted":
        event = {"type": "message", "subtype": "message_deleted", "channel": where, "deleted_ts": ts}
        events.append(lambda: stage.tells_event(event | {"ts": slack.stamps.next(), "event_ts": slack.stamps.next()}))
    return Told(number, kind, tuple(events))


@pytest.mark.row("D1", trials=24, long=5000)
async def test_twice_in_any_order_and_late_the_agents_see_what_was_last_said(
    crowd: OpenCrowd, worker_database: str, trials: int
) -> None:
    random = Random(7)
    for begun in range(0, trials, A_TALK):
        make_empty(worker_database)
        await _one_talk(crowd, min(A_TALK, trials - begun), random)


async def _one_talk(crowd: OpenCrowd, requests: int, random: Random) -> None:
    async with crowd(Town(channels=10, customers=-(-requests // 10)), coaching=offline()) as people:
        stories = [told(people, number, random) for number in range(requests)]
        mail = [event for story in stories for event in story.events for _ in range(random.choice((1, 1, 2)))]
        random.shuffle(mail)
        people.has_said(requests)
        for count, event in enumerate(mail):
            event()
            if count % 20 == 0:
                await people.calm()
                await people.stage.passes(timedelta(minutes=random.choice((0, 1, 10))))
        found = await people.settles()

        shown = [
            message
            for number in range(people.town.channels)
            for message in people.stage.workspace.dm(people.town.agent(number))
        ]
        edited = {number for message in shown if "Please hurry" in str(message) for number in numbers_in(message)}

    gone = {story.number for story in stories if story.kind == "is deleted"}
    assert set(found.lost) == gone
    assert (found.doubled, found.misplaced, found.seen_by_customers) == (0, 0, 0)
    assert edited == {story.number for story in stories if story.kind == "is edited"}
