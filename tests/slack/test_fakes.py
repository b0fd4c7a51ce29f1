"""The fakes that other floors test with behave as the real ports do."""

from datetime import timedelta

import pytest

from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.ports.slack import Directory, Messenger
from tests.fakes.directory import FakeDirectory
from tests.fakes.messenger import FakeMessenger, Verb
from tests.slack.rig import ALICE, BEN, SUPPORT, T0, HandClock, card, prompt


@pytest.fixture
def fake(clock: HandClock) -> FakeMessenger:
    return FakeMessenger(clock=clock)


async def test_a_post_is_seen_found_updated_and_deleted(fake: FakeMessenger) -> None:
    messenger: Messenger = fake
    place = await messenger.post(to=ALICE, nudge=card(), key="k")
    await messenger.update(place=place, nudge=prompt(), key="k")
    assert [shown.nudge for shown in fake.seen_by(ALICE)] == [prompt()]
    assert await messenger.find(to=ALICE, key="k", since=T0) == place
    assert await messenger.find(to=BEN, key="k", since=T0) is None
    assert await messenger.find(to=ALICE, key="k", since=T0 + timedelta(hours=1)) is None
    await messenger.delete(place=place)
    await messenger.delete(place=place)

    assert fake.seen_by(ALICE) == []
    assert await messenger.find(to=ALICE, key="k", since=T0) is None


async def test_no_two_messages_share_a_stamp_even_when_time_stands_still(fake: FakeMessenger) -> None:
    places = [await fake.post(to=ALICE, nudge=card(), key=str(number)) for number in range(3)]

    assert len({place.ts for place in places}) == 3


async def test_a_failure_strikes_before_or_after_the_post(fake: FakeMessenger) -> None:
    fake.fail_next(SlackRateLimited(retry_after=3))
    fake.fail_next(SlackUnclear(), after=True)
    with pytest.raises(SlackRateLimited):
        await fake.post(to=ALICE, nudge=card(), key="k")
    assert fake.seen_by(ALICE) == []
    with pytest.raises(SlackUnclear):
        await fake.post(to=ALICE, nudge=card(), key="k")

    assert len(fake.seen_by(ALICE)) == 1
    assert [call.verb for call in fake.calls] == [Verb.POST, Verb.POST]


async def test_a_failure_of_one_verb_waits_for_that_verb(fake: FakeMessenger) -> None:
    fake.fail_next(SlackUnclear(), verb=Verb.FIND)
    await fake.post(to=ALICE, nudge=card(), key="k")

    with pytest.raises(SlackUnclear):
        await fake.find(to=ALICE, key="k", since=T0)


async def test_who_cannot_be_written_to_is_refused(fake: FakeMessenger) -> None:
    fake.unreachable[ALICE] = "user_disabled"

    with pytest.raises(SlackRefused, match="user_disabled"):
        await fake.post(to=ALICE, nudge=card(), key="k")


async def test_the_directory_knows_whom_the_test_named() -> None:
    fake = FakeDirectory(
        people=[Person(id=ALICE, team="T1", kind=PersonKind.MEMBER)],
        channels=[ChannelPolicy(id=SUPPORT, agents=frozenset({ALICE}))],
    )
    directory: Directory = fake
    fake.join(SUPPORT, BEN)
    assert (await directory.person(ALICE)).kind is PersonKind.MEMBER
    assert (await directory.person(BEN)).kind is PersonKind.UNKNOWN
    assert await directory.members(SUPPORT) == {ALICE, BEN}
    assert list(await directory.watched()) == [SUPPORT]
    fake.leave(SUPPORT, BEN)
    fake.outage = True
    directory.forget(ALICE)

    assert (await directory.person(ALICE)).kind is PersonKind.UNKNOWN
    assert fake.forgotten == [ALICE]
    with pytest.raises(SlackUnclear):
        await directory.members(SUPPORT)
