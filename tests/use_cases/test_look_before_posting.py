"""Tests of sending from a restored copy: what was sent after the copy was made is found, not sent again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.errors import SlackUnclear
from motbot.use_cases.look_before_posting import LookBeforePosting
from tests.fakes.clock import T0, FakeClock
from tests.fakes.messenger import FakeMessenger, Verb
from tests.fakes.samples import CARD


@pytest.fixture
def slack(clock: FakeClock) -> FakeMessenger:
    return FakeMessenger(clock=clock)


async def test_a_message_that_is_there_is_brought_up_to_date_and_not_posted_again(
    slack: FakeMessenger, clock: FakeClock
) -> None:
    place = await slack.post(to="U1", nudge=CARD, key="card:7:U1")
    clock.move(timedelta(hours=3))
    newer = replace(CARD, reply="Hello")

    again = await LookBeforePosting(messenger=slack, since=T0).post(to="U1", nudge=newer, key="card:7:U1")

    assert again == place
    assert [shown.nudge for shown in slack.seen_by("U1")] == [newer]


async def test_a_message_that_is_not_there_is_posted_once(slack: FakeMessenger) -> None:
    looks = LookBeforePosting(messenger=slack, since=T0)

    for _ in range(2):
        await looks.post(to="U1", nudge=CARD, key="card:7:U1")

    assert len(slack.seen_by("U1")) == 1


async def test_nothing_is_posted_where_slack_does_not_say_what_is_there(slack: FakeMessenger) -> None:
    slack.fail_next(SlackUnclear(), verb=Verb.FIND)

    with pytest.raises(SlackUnclear):
        await LookBeforePosting(messenger=slack, since=T0).post(to="U1", nudge=CARD, key="card:7:U1")

    assert slack.seen_by("U1") == []


async def test_what_is_looked_for_may_be_as_old_as_the_copy(slack: FakeMessenger, clock: FakeClock) -> None:
    looks = LookBeforePosting(messenger=slack, since=T0)
    place = await slack.post(to="U1", nudge=CARD, key="card:7:U1")
    clock.move(timedelta(days=2))

    assert await looks.find(to="U1", key="card:7:U1", since=clock.now()) == place
    await looks.update(place=place, nudge=CARD, key="card:7:U1")
    await looks.delete(place=place)
    assert slack.seen_by("U1") == []
