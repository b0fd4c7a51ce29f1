"""What somebody sets for themselves holds at once and for them alone; what waits for their quiet hours follows."""

from datetime import UTC, datetime, time, timedelta

import pytest

from motbot.domain.errors import SlackUnclear
from motbot.domain.language import Language
from motbot.domain.nudge import NudgeKind, Whisper
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, Limits, Pace
from motbot.domain.preferences import NOTHING_SET, Amount, Preferences, StepWish
from motbot.domain.welcome import Welcome
from motbot.storage.store import PostgresStore
from motbot.use_cases.personal_directory import PersonalDirectory
from motbot.use_cases.set_preferences import SetPreferences
from tests.fakes.clock import FakeClock
from tests.fakes.directory import FakeDirectory

ANN, BO, GUEST = "UANN", "UBO", "UGUEST"
EVENING = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
CHOSEN = Preferences(language=Language.ZH, offer=StepWish(amount=Amount.FEWER))


@pytest.fixture
def slack() -> FakeDirectory:
    members = [Person(id=one, team="T1", kind=PersonKind.MEMBER, locale="en-US", zone="UTC") for one in (ANN, BO)]
    guest = Person(id=GUEST, team="T1", kind=PersonKind.GUEST)
    return FakeDirectory(people=[*members, guest], channels=[ChannelPolicy(id="C1", agents=frozenset({ANN, BO}))])


@pytest.fixture
def directory(slack: FakeDirectory, store: PostgresStore) -> PersonalDirectory:
    return PersonalDirectory(directory=slack, store=store)


@pytest.fixture
def setting(store: PostgresStore, directory: PersonalDirectory, clock: FakeClock) -> SetPreferences:
    return SetPreferences(
        store=store, directory=directory, clock=clock, limits=Limits(), pace=Pace(), remembering=directory
    )


async def waiting(store: PostgresStore, until: datetime) -> int:
    """A message to Ann that quiet hours hold back; its id."""
    welcome = Welcome(language=Language.EN, events_days=1, moments_days=1, sheets_days=1)
    row = Whisper(key="w", team="T1", to=ANN, moment=0, nudge=welcome, created_at=EVENING, wake_at=until)
    async with store.begin() as tx:
        return (await tx.whispers.save(row)).id


async def wakes(store: PostgresStore, whisper: int) -> datetime | None:
    async with store.begin() as tx:
        row = await tx.whispers.get(whisper)
    return row.wake_at if row else None


async def test_it_holds_at_once_and_for_nobody_else(setting: SetPreferences, directory: PersonalDirectory) -> None:
    assert (await directory.person(ANN)).preferences == NOTHING_SET
    assert await setting(user=ANN, wanted=CHOSEN)

    assert (await directory.person(ANN)).preferences == CHOSEN
    assert (await directory.person(BO)).preferences == NOTHING_SET


async def test_another_process_knows_of_it_within_a_minute(
    setting: SetPreferences, slack: FakeDirectory, store: PostgresStore
) -> None:
    passed = [0.0]
    elsewhere = PersonalDirectory(directory=slack, store=store, monotonic=lambda: passed[0])
    await elsewhere.person(ANN)
    await setting(user=ANN, wanted=CHOSEN)
    assert (await elsewhere.person(ANN)).preferences == NOTHING_SET

    passed[0] = 60.0

    assert (await elsewhere.person(ANN)).preferences == CHOSEN


async def test_a_guest_has_no_settings_and_of_somebody_unknown_nothing_is_kept(
    setting: SetPreferences, slack: FakeDirectory, store: PostgresStore
) -> None:
    assert not await setting(user=GUEST, wanted=CHOSEN)
    slack.outage = True
    with pytest.raises(SlackUnclear):
        await setting(user=ANN, wanted=CHOSEN)

    async with store.begin() as tx:
        assert [await tx.preferences.get("T1", one) for one in (GUEST, ANN)] == [NOTHING_SET] * 2


async def test_nudges_that_were_brought_back_stay_so_when_something_else_is_set(
    setting: SetPreferences, directory: PersonalDirectory, clock: FakeClock
) -> None:
    await setting.bring_back(user=ANN, step=NudgeKind.EXPLORE)
    await setting(user=ANN, wanted=CHOSEN)
    own = (await directory.person(ANN)).preferences

    assert own.explore == StepWish(afresh_at=clock.now())
    assert own.offer == StepWish(amount=Amount.FEWER)


async def test_bringing_back_what_was_wanted_less_wants_it_as_usual(
    setting: SetPreferences, directory: PersonalDirectory
) -> None:
    await setting(user=ANN, wanted=CHOSEN)
    await setting.bring_back(user=ANN, step=NudgeKind.OFFER)

    assert (await directory.person(ANN)).preferences.offer.amount is Amount.NORMAL


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ((time(0), time(0)), EVENING),
        ((time(21), time(23)), EVENING + timedelta(hours=1)),
        ((time(20), time(10)), MORNING + timedelta(hours=2)),
    ],
)
async def test_what_waits_for_the_end_of_quiet_hours_follows_the_new_ones(
    *,
    setting: SetPreferences,
    store: PostgresStore,
    clock: FakeClock,
    hours: tuple[time, time],
    expected: datetime,
) -> None:
    clock.set(EVENING)
    whisper = await waiting(store, MORNING)

    await setting(user=ANN, wanted=Preferences(quiet_from=hours[0], quiet_to=hours[1]))

    assert await wakes(store, whisper) == expected


async def test_what_silence_holds_back_still_waits_for_its_end(
    setting: SetPreferences, store: PostgresStore, clock: FakeClock
) -> None:
    clock.set(EVENING)
    whisper = await waiting(store, MORNING)
    async with store.begin() as tx:
        await tx.people.mute("T1", ANN, EVENING + timedelta(hours=3))

    await setting(user=ANN, wanted=Preferences(quiet_from=time(0), quiet_to=time(0)))

    assert await wakes(store, whisper) == EVENING + timedelta(hours=3)
