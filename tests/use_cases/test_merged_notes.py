"""What one person is told of promises within a minute, or in the night, is one message."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.events import Act
from motbot.domain.expectation import Urgency
from motbot.domain.nudge import NotePurpose, PromiseNote
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.messenger import Verb
from tests.use_cases.due_notes import MORNING, NIGHT, at_times, due_in, purposes
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, SOON, TEAM, Talk


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


async def test_fifty_that_fell_due_while_we_were_away_are_one_message(talk: Talk) -> None:
    for number in range(50):
        await due_in(talk, timedelta(hours=1, minutes=number), number=number)
    talk.clock.move(timedelta(hours=5))

    await talk.passes(timedelta(seconds=30))

    (note,) = talk.notes(ALICE)
    assert (note.purpose, len(note.items), note.more) == (NotePurpose.LATE, 12, 38)
    assert [item.what for item in note.items] == [f"report {number}" for number in range(12)]


async def test_nobody_gets_two_messages_within_a_minute(talk: Talk) -> None:
    for number in range(20):
        await due_in(talk, timedelta(minutes=10, seconds=13 * number), number=number)

    await talk.passes(timedelta(hours=1))

    at = at_times(talk)
    assert len(at) > 2
    assert min(later - one for one, later in pairwise(at)) >= timedelta(minutes=1)
    told = {item.promise for note in talk.notes(ALICE) for item in note.items}
    assert len(told) == 20


async def test_each_person_gets_their_own(talk: Talk) -> None:
    for number, agent in enumerate([ALICE, BEN]):
        await due_in(talk, timedelta(hours=4), number=number, agent=agent)

    await talk.passes(timedelta(hours=2))

    assert [note.items[0].what for note in talk.notes(ALICE)] == ["report 0"]
    assert [note.items[0].what for note in talk.notes(BEN)] == ["report 1"]


# ---- held back


async def test_what_falls_due_in_quiet_hours_is_said_in_the_morning_in_one_message(talk: Talk) -> None:
    talk.clock.set(NIGHT)
    for number in range(3):
        await due_in(talk, timedelta(minutes=30 + 40 * number), number=number, reminded=False)

    await talk.passes(timedelta(hours=20))

    (note,) = talk.notes(ALICE)
    assert (note.purpose, len(note.items), at_times(talk)) == (NotePurpose.LATE, 3, [MORNING])


async def test_what_was_settled_in_the_night_is_not_said_in_the_morning(talk: Talk) -> None:
    talk.clock.set(NIGHT)
    first, second = [await due_in(talk, timedelta(minutes=30), number=number, reminded=False) for number in range(2)]
    await talk.passes(timedelta(hours=1))
    await talk.presses(ALICE, Act.KEPT, first)

    await talk.passes(timedelta(hours=20))

    (note,) = talk.notes(ALICE)
    assert [item.promise for item in note.items] == [second.id]


async def test_a_message_that_has_nothing_left_to_say_is_not_sent(talk: Talk) -> None:
    talk.clock.set(NIGHT)
    promise = await due_in(talk, timedelta(minutes=30), reminded=False)
    await talk.passes(timedelta(hours=1))
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-05T12:00")

    await talk.passes(timedelta(hours=20))

    assert not talk.notes(ALICE)


async def test_somebody_who_has_muted_us_hears_of_it_when_the_mute_is_over(talk: Talk) -> None:
    until = talk.clock.now() + timedelta(hours=5)
    async with talk.store.begin() as tx:
        await tx.people.mute(TEAM, ALICE, until)
    await due_in(talk, timedelta(hours=1), reminded=False)

    await talk.passes(timedelta(hours=6))

    assert (purposes(talk), at_times(talk)) == ([NotePurpose.LATE], [until])


async def test_what_somebody_has_asked_to_be_reminded_of_comes_although_they_have_muted_us(talk: Talk) -> None:
    start = talk.clock.now()
    async with talk.store.begin() as tx:
        await tx.people.mute(TEAM, ALICE, start + timedelta(hours=5))
    await due_in(talk, timedelta(hours=2))

    await talk.passes(timedelta(minutes=90))

    assert (purposes(talk), at_times(talk)) == ([NotePurpose.REMINDER], [start + timedelta(hours=1)])


async def test_what_a_held_back_message_had_no_room_for_comes_up_when_the_rest_is_settled(talk: Talk) -> None:
    async with talk.store.begin() as tx:
        await tx.people.mute(TEAM, ALICE, talk.clock.now() + timedelta(hours=5))
    promises = [
        await due_in(talk, timedelta(hours=2, seconds=number), number=number, reminded=False) for number in range(20)
    ]
    await talk.passes(timedelta(hours=3))
    for one in (*promises[:12], promises[15]):
        await talk.presses(ALICE, Act.KEPT, one)

    await talk.passes(timedelta(hours=6))

    (note,) = talk.notes(ALICE)
    assert [item.promise for item in note.items] == [one.id for one in (*promises[12:15], *promises[16:])]
    assert (note.purpose, note.more) == (NotePurpose.LATE, 0)


async def test_a_held_back_message_is_not_sent_once_all_of_it_is_settled_seen_or_unseen(talk: Talk) -> None:
    async with talk.store.begin() as tx:
        await tx.people.mute(TEAM, ALICE, talk.clock.now() + timedelta(hours=5))
    promises = [await due_in(talk, timedelta(hours=2), number=number, reminded=False) for number in range(14)]
    await talk.passes(timedelta(hours=3))
    for one in reversed(promises):
        await talk.presses(ALICE, Act.KEPT, one)

    await talk.passes(timedelta(hours=6))

    assert not talk.notes(ALICE)


async def test_how_many_more_a_message_has_counts_down_as_they_are_settled(talk: Talk) -> None:
    promises = [await due_in(talk, timedelta(hours=2), number=number, reminded=False) for number in range(20)]
    await talk.passes(timedelta(hours=3))
    (note,) = talk.notes(ALICE)
    assert note.more == 8
    hidden = [one for one in promises if one.id not in {item.promise for item in note.items}]
    for one in hidden[:5]:
        await talk.presses(ALICE, Act.KEPT, one)
    assert [one.more for one in talk.notes(ALICE)] == [3]

    for one in hidden[5:]:
        await talk.presses(ALICE, Act.MOVED, one, value="2026-03-05T12:00")
    assert [one.more for one in talk.notes(ALICE)] == [3]
    for one in hidden[5:]:
        await talk.presses(ALICE, Act.CANNOT, one)

    assert [one.more for one in talk.notes(ALICE)] == [0]


async def test_a_reminder_that_was_held_back_and_dropped_is_given_when_its_time_holds_again(talk: Talk) -> None:
    promise = await due_in(talk, timedelta(hours=6), remind_after=timedelta(hours=1))
    talk.messenger.fail_next(SlackRateLimited(retry_after=3600.0), verb=Verb.POST)
    await talk.passes(timedelta(hours=1, minutes=5))
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T16:00")
    assert (await talk.promise()).due == promise.due

    await talk.passes(timedelta(hours=4, minutes=50))

    assert purposes(talk) == [NotePurpose.REMINDER]


async def test_what_a_message_whose_fate_is_unknown_takes_in_later_is_told_in_one_of_its_own(talk: Talk) -> None:
    await due_in(talk, timedelta(hours=2), number=1, remind_after=timedelta(hours=1))
    await due_in(talk, timedelta(hours=3), number=2, remind_after=timedelta(minutes=70))
    talk.messenger.fail_next(SlackUnclear("the answer was lost"), verb=Verb.POST, after=True)
    talk.messenger.fail_next(SlackUnclear("no answer"), verb=Verb.FIND, times=1000)

    await talk.passes(timedelta(minutes=110))

    assert len(talk.seen_by(ALICE)) == 2


async def test_what_comes_while_slack_bids_us_wait_is_one_message_and_not_tried_sooner(talk: Talk) -> None:
    start = talk.clock.now()
    for number in range(3):
        await due_in(talk, timedelta(hours=5), number=number, remind_after=timedelta(minutes=60 + 5 * number))
    talk.messenger.fail_next(SlackRateLimited(retry_after=1200.0), verb=Verb.POST)

    await talk.passes(timedelta(hours=2))

    (note,) = talk.notes(ALICE)
    assert (len(note.items), at_times(talk)) == (3, [start + timedelta(minutes=80)])


# ---- asked


async def asked(talk: Talk, *words: str) -> None:
    """Alice promises things that nobody had asked for."""
    for one in words:
        await talk.says(ALICE, one)
    await talk.passes(SOON)


async def test_promises_that_no_card_shows_are_asked_about_in_one_message(talk: Talk) -> None:
    await asked(talk, "I will send the report by 15:00.", "I will fix the login by 17:00.")

    (note,) = talk.notes(ALICE)
    assert (note.purpose, [item.what for item in note.items]) == (NotePurpose.ASK, ["send the report", "fix the login"])


async def test_a_promise_is_asked_about_once(talk: Talk) -> None:
    await asked(talk, "I will send the report by 15:00.")
    await talk.passes(timedelta(minutes=10))

    await talk.reads()
    await asked(talk, "As I said, I will send the report by 15:00.")

    assert len([one for one in talk.seen_by(ALICE) if isinstance(one.nudge, PromiseNote)]) == 1


async def test_what_is_tracked_before_it_was_asked_about_needs_no_question(talk: Talk) -> None:
    talk.clock.set(NIGHT)
    await asked(talk, "I will send the report by tomorrow 15:00.")
    await talk.presses(ALICE, Act.TRACK, await talk.promise())

    await talk.passes(timedelta(hours=10))

    assert not talk.notes(ALICE)


async def test_over_the_daily_cap_nobody_is_asked_but_what_was_accepted_is_reminded_of(talk: Talk) -> None:
    for number in range(40):
        await due_in(talk, timedelta(hours=1, minutes=4 * number), number=number)
    await talk.passes(timedelta(hours=6))
    given = len(talk.seen_by(ALICE))
    assert given > 40

    await asked(talk, "I will fix the login by 19:00.")
    assert len(talk.seen_by(ALICE)) == given
    await due_in(talk, timedelta(hours=1), number=90)
    await talk.passes(timedelta(hours=2))

    assert len(talk.seen_by(ALICE)) == given + 2


async def test_a_reminder_that_comes_with_a_question_names_the_message(talk: Talk) -> None:
    await due_in(talk, timedelta(seconds=2 * SOON.total_seconds() + 20))

    await asked(talk, "I will fix the login by 17:00.")
    await talk.passes(SOON)

    (note,) = talk.notes(ALICE)
    assert (note.purpose, len(note.items)) == (NotePurpose.REMINDER, 2)


async def test_a_late_promise_in_something_critical_is_said_even_at_night(talk: Talk) -> None:
    ts = await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    talk.clock.set(NIGHT)
    moment = await talk.moment(ts)
    async with talk.store.begin() as tx:
        await tx.moments.save(replace(moment, assessment=replace(moment.assessment, urgency=Urgency.CRITICAL)))
    await talk.says(ALICE, "I will fix it by midnight.", thread=ts)
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())

    await talk.passes(timedelta(hours=3))

    assert NotePurpose.LATE in purposes(talk)
    assert max(at_times(talk)) < MORNING
