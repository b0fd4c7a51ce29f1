"""Somebody wants silence for a while: what waits for its end moves with it, and ends it comes by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.errors import SlackRateLimited
from motbot.domain.language import Language
from motbot.domain.nudge import NotePurpose
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import Limits, Pace
from motbot.domain.silence import NotSilenced
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.mute import Mute
from tests.fakes.messenger import Verb
from tests.use_cases.promised import a_tracked_promise, plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, SOON, SUPPORT, TEAM, Talk

HOUR = timedelta(hours=1)


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found; it is ten in the morning in Berlin."""
    return Talk(database, store, read=plain)


@pytest.fixture
def mute(talk: Talk) -> Mute:
    return Mute(store=talk.store, directory=talk.directory, clock=talk.clock, limits=Limits(), pace=Pace())


async def muted(talk: Talk, user: str) -> datetime | None:
    async with talk.store.begin() as tx:
        return await tx.people.muted_until(TEAM, user)


async def late(talk: Talk, *, after: timedelta, number: int = 1) -> None:
    """A promise of Alice's that falls due then, without a reminder."""
    now = talk.clock.now()
    await a_tracked_promise(talk.store, agent=ALICE, due=now + after, at=now, number=number, remind_at=None)


def times(talk: Talk, user: str = ALICE) -> list[datetime]:
    """When each of a person's messages came."""
    return [one.at for one in talk.seen_by(user)]


async def test_nothing_typed_is_the_rest_of_the_day_on_the_persons_own_clock(talk: Talk, mute: Mute) -> None:
    silence = await mute(user=BEN, typed="")

    assert silence.until == await muted(talk, BEN) == datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert (silence.language, silence.zone, silence.was) == (Language.ZH, "Asia/Shanghai", None)


async def test_a_person_without_a_clock_has_the_one_of_the_channel_they_typed_it_in(talk: Talk, mute: Mute) -> None:
    talk.directory.add(Person(id="U8", team=TEAM, kind=PersonKind.MEMBER))

    assert (await mute(user="U8", typed="until 15:00", channel=SUPPORT)).until == datetime(2026, 3, 2, 14, tzinfo=UTC)


async def test_nonsense_changes_nothing(talk: Talk, mute: Mute) -> None:
    before = (await mute(user=ALICE, typed="2h")).until
    silence = await mute(user=ALICE, typed="for ever and ever")

    assert (silence.refused, silence.until) == (NotSilenced.NONSENSE, None)
    assert await muted(talk, ALICE) == before


@pytest.mark.parametrize("verb", ["mute", "unmute"])
async def test_who_never_gets_a_nudge_has_nothing_to_silence(talk: Talk, mute: Mute, verb: str) -> None:
    talk.directory.add(Person(id="U8", team=TEAM, kind=PersonKind.GUEST))
    for user, why in (("U8", NotSilenced.NOT_A_MEMBER), (CARLA, NotSilenced.NOT_A_MEMBER), ("U7", NotSilenced.NOT_NOW)):
        silence = await (mute(user=user, typed="2h") if verb == "mute" else mute.lift(user=user))
        assert silence.refused is why
        assert await muted(talk, user) is None


async def test_what_has_waited_comes_when_it_is_lifted(talk: Talk, mute: Mute) -> None:
    await mute(user=ALICE, typed="5h")
    await late(talk, after=HOUR)
    await talk.passes(2 * HOUR)
    assert times(talk) == []

    lifted = talk.clock.now()
    silence = await mute.lift(user=ALICE)
    await talk.passes(SOON)

    assert (silence.until, silence.was) == (None, lifted + 3 * HOUR)
    assert times(talk) == [lifted]
    assert [note.purpose for note in talk.notes(ALICE)] == [NotePurpose.LATE]


async def test_what_has_waited_goes_on_waiting_where_the_silence_is_made_longer(talk: Talk, mute: Mute) -> None:
    start = talk.clock.now()
    await mute(user=ALICE, typed="2h")
    await late(talk, after=HOUR)
    await talk.passes(HOUR + SOON)
    silence = await mute(user=ALICE, typed="until 16:00")
    await talk.passes(8 * HOUR)

    assert silence.was == start + 2 * HOUR
    assert times(talk) == [silence.until]


async def test_what_has_waited_comes_after_days_of_silence_too_where_it_is_made_longer(talk: Talk, mute: Mute) -> None:
    await mute(user=ALICE, typed="2h")
    await late(talk, after=HOUR)
    await talk.passes(HOUR + SOON)
    silence = await mute(user=ALICE, typed="5d")
    await talk.passes(timedelta(days=6))

    assert times(talk) == [silence.until]


async def test_what_has_waited_comes_sooner_where_the_silence_is_made_shorter(talk: Talk, mute: Mute) -> None:
    await mute(user=ALICE, typed="8h")
    await late(talk, after=HOUR)
    await talk.passes(HOUR + SOON)
    silence = await mute(user=ALICE, typed="30m")
    await talk.passes(8 * HOUR)

    assert times(talk) == [silence.until]


async def test_lifted_in_the_night_it_is_the_night_that_holds_back(talk: Talk, mute: Mute) -> None:
    await mute(user=ALICE, typed="2d")
    await late(talk, after=HOUR)
    await talk.passes(12 * HOUR)
    await mute.lift(user=ALICE)
    await talk.passes(24 * HOUR)

    assert times(talk) == [datetime(2026, 3, 3, 7, 0, tzinfo=UTC)]


async def test_silence_in_the_night_outlives_the_morning(talk: Talk, mute: Mute) -> None:
    talk.clock.set(datetime(2026, 3, 2, 22, 0, tzinfo=UTC))
    await late(talk, after=HOUR / 2)
    await talk.passes(HOUR)
    silence = await mute(user=ALICE, typed="until 9:30")
    await talk.passes(24 * HOUR)

    assert times(talk) == [silence.until]


async def test_what_waits_for_slack_is_not_moved(talk: Talk, mute: Mute) -> None:
    start = talk.clock.now()
    await late(talk, after=HOUR)
    talk.messenger.fail_next(SlackRateLimited(retry_after=1200.0), verb=Verb.POST)
    await talk.passes(HOUR + SOON)
    await mute(user=ALICE, typed="5h")
    await talk.passes(3 * HOUR)

    assert times(talk) == [start + HOUR + timedelta(minutes=20)]


async def test_a_request_that_has_waited_for_the_only_agent_comes_when_silence_is_lifted(
    talk: Talk, mute: Mute
) -> None:
    await mute(user=ALICE, typed="5h")
    await mute(user=BEN, typed="5h")
    await talk.says(CARLA, FAILS)
    await talk.passes(HOUR)
    assert (times(talk), times(talk, BEN)) == ([], [])

    await mute.lift(user=ALICE)
    await talk.passes(SOON)

    assert len(times(talk)) == 1
    assert times(talk, BEN) == []


async def test_it_ends_by_itself(talk: Talk, mute: Mute) -> None:
    start = talk.clock.now()
    for user in (ALICE, BEN):
        await mute(user=user, typed="2h")
    await talk.says(CARLA, FAILS)
    await talk.passes(5 * HOUR)

    assert times(talk) == [start + 2 * HOUR]


@pytest.mark.parametrize("is_lifted", [False, True])
async def test_what_fell_late_in_a_silence_of_days_is_told_all_the_same(
    talk: Talk, mute: Mute, *, is_lifted: bool
) -> None:
    await mute(user=ALICE, typed="5 days")
    await late(talk, after=HOUR)
    await talk.passes(timedelta(days=3))
    assert not talk.notes(ALICE)

    if is_lifted:
        await mute.lift(user=ALICE)
    await talk.passes(timedelta(days=3))

    assert [one.purpose for one in talk.notes(ALICE)] == [NotePurpose.LATE]
