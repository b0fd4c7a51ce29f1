"""Agents are greeted once: who is, who never is, and what silence and quiet hours do to it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.errors import SlackUnclear
from motbot.domain.language import Language
from motbot.domain.nudge import Whisper, WhisperState
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, Limits
from motbot.domain.retention import Retention
from motbot.domain.welcome import Welcome
from motbot.storage.store import PostgresStore
from motbot.use_cases.send_whisper import EXPIRES, NOT_ALLOWED, SendWhisper
from motbot.use_cases.welcome_agents import WelcomeAgents
from motbot.use_cases.whispering import Whispering
from tests.fakes.clock import FakeClock
from tests.fakes.directory import FakeDirectory
from tests.fakes.messenger import FakeMessenger

ANN, BO, GUEST, OUTSIDER, COLLEAGUE = "UANN", "UBO", "UGUEST", "UOUT", "UCOL"
MEMBER = PersonKind.MEMBER
PEOPLE = (
    Person(id=ANN, team="T1", kind=MEMBER, locale="en-US", zone="UTC"),
    Person(id=BO, team="T1", kind=MEMBER, locale="zh-CN", zone="Asia/Shanghai"),
    Person(id=GUEST, team="T1", kind=PersonKind.GUEST),
    Person(id=OUTSIDER, team="T2", kind=PersonKind.OUTSIDER),
    Person(id=COLLEAGUE, team="T1", kind=MEMBER),
)
DESK = ChannelPolicy(id="C1", name="desk", agents=frozenset({ANN, BO, GUEST, OUTSIDER}), leads=(COLLEAGUE,))


@pytest.fixture
def directory() -> FakeDirectory:
    return FakeDirectory(people=PEOPLE, channels=[DESK])


@pytest.fixture
def welcome(store: PostgresStore, clock: FakeClock, directory: FakeDirectory) -> WelcomeAgents:
    return WelcomeAgents(
        store=store,
        directory=directory,
        clock=clock,
        whispering=Whispering(clock=clock),
        limits=Limits(),
        retention=Retention(moments=timedelta(days=30)),
    )


async def messages(store: PostgresStore, user: str) -> list[Whisper]:
    async with store.begin() as tx:
        return list(await tx.whispers.all_to("T1", user))


async def test_every_agent_is_welcomed_once_in_their_language_with_what_is_kept(
    store: PostgresStore, welcome: WelcomeAgents
) -> None:
    await welcome(0)
    await welcome(0)

    assert [one.nudge for one in await messages(store, ANN)] == [
        Welcome(language=Language.EN, events_days=7, moments_days=30, sheets_days=365)
    ]
    [to_bo] = await messages(store, BO)
    assert isinstance(to_bo.nudge, Welcome)
    assert to_bo.nudge.language is Language.ZH


async def test_two_processes_at_once_welcome_nobody_twice(store: PostgresStore, welcome: WelcomeAgents) -> None:
    await asyncio.gather(*(welcome(0) for _ in range(4)))

    assert [len(await messages(store, one)) for one in (ANN, BO)] == [1, 1]


async def test_guests_outsiders_and_colleagues_are_never_welcomed_whatever_the_config_says(
    store: PostgresStore, welcome: WelcomeAgents
) -> None:
    await welcome(0)

    for user in (GUEST, OUTSIDER, COLLEAGUE):
        assert await messages(store, user) == []


async def test_an_agent_who_is_not_in_the_channel_is_welcomed_when_they_come(
    store: PostgresStore, welcome: WelcomeAgents, directory: FakeDirectory
) -> None:
    directory.leave("C1", ANN)
    await welcome(0)
    assert await messages(store, ANN) == []

    directory.join("C1", ANN)
    await welcome(0)

    assert len(await messages(store, ANN)) == 1


async def test_it_waits_for_the_end_of_quiet_hours(
    store: PostgresStore, welcome: WelcomeAgents, clock: FakeClock
) -> None:
    clock.set(datetime(2026, 3, 2, 22, 0, tzinfo=UTC))
    await welcome(0)

    [message] = await messages(store, ANN)
    assert message.wake_at == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


async def test_somebody_slack_does_not_describe_now_is_welcomed_later_and_the_others_at_once(
    store: PostgresStore, welcome: WelcomeAgents, directory: FakeDirectory
) -> None:
    directory.add(Person(id=BO, team="T1", kind=PersonKind.UNKNOWN))
    with pytest.raises(SlackUnclear):
        await welcome(0)

    assert [len(await messages(store, one)) for one in (ANN, BO)] == [1, 0]


@pytest.mark.parametrize("still_there", [True, False])
async def test_at_sending_it_is_looked_at_again_and_it_never_comes_too_late(
    *, store: PostgresStore, welcome: WelcomeAgents, directory: FakeDirectory, clock: FakeClock, still_there: bool
) -> None:
    await welcome(0)
    if not still_there:
        directory.leave("C1", ANN)
    clock.move(EXPIRES * 3)
    messenger = FakeMessenger(clock=clock)
    [message] = await messages(store, ANN)
    await SendWhisper(store=store, directory=directory, messenger=messenger, clock=clock)(message.id)

    async with store.begin() as tx:
        row = await tx.whispers.get(message.id)
    assert row is not None
    expected = (WhisperState.SENT, "") if still_there else (WhisperState.REFUSED, NOT_ALLOWED)
    assert (row.state, row.refused) == expected
