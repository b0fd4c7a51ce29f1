"""A tracked promise is reminded of before it falls due, and called late once, and quietly, when its time has passed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from motbot.domain.events import Act
from motbot.domain.nudge import NotePurpose, PromiseNote
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import Keeping
from motbot.domain.promise import Promise, PromiseState, Withdrawn
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.promised import a_tracked_promise, plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, LEAD, PEOPLE, POLICY, SOON, TEAM, Talk

NIGHT = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


async def due_in(
    talk: Talk, after: timedelta, *, number: int = 1, agent: str = ALICE, reminded: bool = True
) -> Promise:
    """A tracked promise, to be reminded of half-way or not at all."""
    now = talk.clock.now()
    remind_at = now + after / 2 if reminded else None
    return await a_tracked_promise(talk.store, agent=agent, due=now + after, at=now, number=number, remind_at=remind_at)


def purposes(talk: Talk, user: str = ALICE) -> list[NotePurpose]:
    return [note.purpose for note in talk.notes(user)]


def at_times(talk: Talk, user: str = ALICE) -> list[datetime]:
    return [one.at for one in talk.seen_by(user) if isinstance(one.nudge, PromiseNote)]


# ---- reminded, and late


async def test_its_agent_is_reminded_once_and_told_once_that_its_time_has_passed(talk: Talk) -> None:
    promise = await due_in(talk, timedelta(hours=4))
    start = talk.clock.now()

    await talk.passes(timedelta(days=2))

    assert purposes(talk) == [NotePurpose.REMINDER, NotePurpose.LATE]
    assert at_times(talk) == [start + timedelta(hours=2), start + timedelta(hours=4)]
    now = await talk.promise()
    assert (now.state, now.broken_at, now.told_late_for) == (PromiseState.BROKEN, promise.due, promise.due)


async def test_the_reminder_shows_what_it_has_become_when_its_time_has_passed(talk: Talk) -> None:
    await due_in(talk, timedelta(hours=4))

    await talk.passes(timedelta(hours=5))

    assert [note.items[0].state for note in talk.notes(ALICE)] == [PromiseState.BROKEN, PromiseState.BROKEN]


async def test_what_was_promised_for_the_same_night_is_reminded_of_in_that_night_and_called_late_in_the_morning(
    talk: Talk,
) -> None:
    talk.clock.set(NIGHT)
    await due_in(talk, timedelta(hours=2))

    await talk.passes(timedelta(hours=3))
    assert (purposes(talk), at_times(talk)) == ([NotePurpose.REMINDER], [NIGHT + timedelta(hours=1)])

    await talk.passes(timedelta(hours=9))
    assert purposes(talk) == [NotePurpose.REMINDER, NotePurpose.LATE]


async def test_a_job_that_runs_again_says_nothing_twice(talk: Talk) -> None:
    promise = await due_in(talk, timedelta(hours=4))
    await talk.passes(timedelta(hours=2))

    for _ in range(3):
        await talk.handlers[JobKind.FOLLOW_PROMISE](promise.id)
        await talk.rests()
    await talk.passes(timedelta(hours=2))
    for _ in range(3):
        await talk.handlers[JobKind.FOLLOW_PROMISE](promise.id)
        await talk.rests()

    assert purposes(talk) == [NotePurpose.REMINDER, NotePurpose.LATE]


async def test_a_kept_promise_is_not_reminded_of(talk: Talk) -> None:
    await talk.presses(ALICE, Act.KEPT, await due_in(talk, timedelta(hours=4)))

    await talk.passes(timedelta(days=10))

    assert not talk.notes(ALICE)


async def test_a_moved_promise_is_reminded_of_before_its_new_time(talk: Talk) -> None:
    promise = await due_in(talk, timedelta(hours=4))
    await talk.passes(timedelta(hours=3))
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")

    await talk.passes(timedelta(hours=4, minutes=30))

    assert purposes(talk) == [NotePurpose.REMINDER, NotePurpose.REMINDER]
    assert talk.notes(ALICE)[1].items[0].moved


async def test_a_late_promise_that_nobody_touches_lapses_and_stays_broken(talk: Talk) -> None:
    promise = await due_in(talk, timedelta(hours=4))

    await talk.passes(timedelta(days=8))

    now = await talk.promise()
    assert (now.state, now.is_open, now.withdrawn, now.broken_at) == (
        PromiseState.BROKEN,
        False,
        Withdrawn.LAPSED,
        promise.due,
    )
    assert purposes(talk) == [NotePurpose.REMINDER, NotePurpose.LATE]


async def test_a_promise_that_nobody_accepts_lapses_in_silence(talk: Talk) -> None:
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    await talk.says(ALICE, "I will send the report by 15:00.")

    await talk.passes(timedelta(days=9))

    assert (await talk.promise()).withdrawn is Withdrawn.LAPSED
    assert not talk.notes(ALICE)


async def test_a_reminder_comes_though_it_looks_done_and_shows_the_words(talk: Talk) -> None:
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    await talk.says(ALICE, "I will send the report by 15:00.")
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    await talk.says(ALICE, "Here is the report.")

    await talk.passes(timedelta(hours=4, minutes=30))

    (note,) = talk.notes(ALICE)
    assert (note.purpose, note.items[0].evidence) == (NotePurpose.REMINDER, "Here is the report.")


# ---- who is told


async def test_of_an_agent_who_has_left_the_channel_whoever_is_on_duty_takes_it_over_once(talk: Talk) -> None:
    promise = await due_in(talk, timedelta(hours=4), agent=BEN)
    talk.directory.leave(promise.channel, BEN)

    await talk.passes(timedelta(days=1))

    assert not talk.notes(BEN)
    assert purposes(talk, ALICE) == [NotePurpose.REMINDER, NotePurpose.LATE]
    assert ((await talk.promise()).agent, (await talk.promise()).said_by) == (ALICE, BEN)


async def test_a_stand_in_is_not_reminded_in_their_own_quiet_hours_of_what_another_had_promised(talk: Talk) -> None:
    start = talk.clock.now()
    noon_in_shanghai = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    at_nine_there = noon_in_shanghai - timedelta(hours=3)
    promise = await a_tracked_promise(
        talk.store, agent=BEN, due=noon_in_shanghai, at=start, number=1, remind_at=at_nine_there
    )
    talk.directory.leave(promise.channel, BEN)

    await talk.passes(timedelta(hours=30))

    assert at_times(talk) == [datetime(2026, 3, 3, 7, 0, tzinfo=UTC)]
    assert purposes(talk) == [NotePurpose.LATE]


async def test_a_stand_in_is_reminded_by_day_of_what_falls_due_by_day(talk: Talk) -> None:
    start = talk.clock.now()
    due = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    promise = await a_tracked_promise(
        talk.store, agent=BEN, due=due, at=start, number=1, remind_at=datetime(2026, 3, 3, 5, 0, tzinfo=UTC)
    )
    talk.directory.leave(promise.channel, BEN)

    await talk.passes(timedelta(hours=30))

    assert purposes(talk) == [NotePurpose.REMINDER, NotePurpose.LATE]
    assert datetime(2026, 3, 3, 7, 0, tzinfo=UTC) <= at_times(talk)[0] < due


async def test_without_anybody_on_duty_the_lead_takes_it_over(database: Database, store: PostgresStore) -> None:
    talk = Talk(database, store, policy=replace(POLICY, on_duty=()))
    await due_in(talk, timedelta(hours=4), agent=BEN)
    talk.directory.add(Person(id=BEN, team=TEAM, kind=PersonKind.GONE))

    await talk.passes(timedelta(hours=2))

    assert purposes(talk, LEAD) == [NotePurpose.REMINDER]


async def test_where_everybody_has_left_nobody_is_told_and_the_promise_is_broken_all_the_same(talk: Talk) -> None:
    promise = await due_in(talk, timedelta(hours=4))
    talk.directory.leave(promise.channel, ALICE, LEAD)

    await talk.passes(timedelta(hours=6))

    assert not talk.messenger.messages
    assert (await talk.promise()).state is PromiseState.BROKEN


async def test_an_agent_who_leaves_before_the_message_is_sent_is_stood_in_for(talk: Talk) -> None:
    talk.clock.set(NIGHT)
    await due_in(talk, timedelta(minutes=30), agent=ALICE, reminded=False)
    await talk.passes(timedelta(hours=1))
    talk.directory.leave("C1", ALICE)

    await talk.passes(timedelta(hours=20))

    assert not talk.notes(ALICE)
    assert purposes(talk, LEAD) == [NotePurpose.LATE]


async def test_somebody_whom_slack_refuses_to_write_to_is_not_tried_for_ever(talk: Talk) -> None:
    talk.messenger.unreachable[ALICE] = "cannot_dm_bot"
    await due_in(talk, timedelta(hours=1))

    await talk.passes(timedelta(days=2))

    assert len(talk.messenger.calls) == 2


async def test_while_the_channel_is_not_watched_nobody_is_told_and_nothing_is_forgotten(
    database: Database, store: PostgresStore
) -> None:
    talk = Talk(database, store, policy=replace(POLICY, id="C9"))
    await due_in(talk, timedelta(hours=1))
    await talk.passes(timedelta(hours=2, minutes=30))
    assert not talk.messenger.messages
    assert (await talk.promise()).state is PromiseState.BROKEN

    talk.directory.watch(POLICY)
    await talk.passes(timedelta(hours=1))

    assert purposes(talk) == [NotePurpose.LATE]


async def test_an_unwatched_channels_promises_lapse_too(database: Database, store: PostgresStore) -> None:
    talk = Talk(database, store, policy=replace(POLICY, id="C9"))
    await due_in(talk, timedelta(hours=1))

    await talk.passes(Keeping().lapse_after + timedelta(hours=3))

    assert not (await talk.promise()).is_open


async def test_the_logs_hold_no_words(talk: Talk) -> None:
    with structlog.testing.capture_logs() as logs:
        await due_in(talk, timedelta(hours=1), agent=BEN)
        talk.directory.leave("C1", BEN)
        await talk.passes(timedelta(hours=2))

    assert any(entry["event"] == "promise.handed_over" for entry in logs)
    assert "report" not in str(logs)
    assert PEOPLE[0].name not in str(logs)
