"""What our own words show to be done in time is not called late because nobody has pressed a button."""

from datetime import timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.moment import Stage
from motbot.domain.nudge import NotePurpose
from motbot.domain.policy import Keeping
from motbot.domain.promise import Promise, PromiseState, Withdrawn
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.list_promises import ListPromises
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, CARLA, FAILS, LEAD, SOON, SUPPORT, Talk

DONE = "Here is the report."
UNTIL_LATE = timedelta(hours=6)
"""From 10:00 in Berlin until an hour after what was promised for 15:00."""


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises, and their delivery, are found."""
    return Talk(database, store, read=plain)


async def tracked(talk: Talk) -> Promise:
    """Carla asks in a thread, and Alice tracks what she promises for 15:00."""
    root = await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    await talk.says(ALICE, "I will send the report by 15:00.", thread=root)
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    return await talk.promise()


async def delivered(talk: Talk, *, after: timedelta = timedelta(hours=2)) -> tuple[Promise, str]:
    """Two hours later, before she is reminded, Alice delivers and forgets to press Kept; gives the message as well."""
    promise = await tracked(talk)
    await talk.passes(after)
    ts = await talk.says(ALICE, DONE, thread=(await talk.moment(promise.lines[0])).focus[0])
    await talk.passes(SOON)
    return await talk.promise(), ts


def purposes(talk: Talk) -> list[NotePurpose]:
    return [note.purpose for note in talk.notes(ALICE)]


def confirms(talk: Talk) -> int:
    return len([one for one in talk.seen_by(ALICE) if one.key.startswith("confirm:")])


async def test_its_agent_is_asked_whether_it_was_kept_and_it_is_not_broken(talk: Talk) -> None:
    await delivered(talk)

    await talk.passes(UNTIL_LATE)

    now = await talk.promise()
    assert (now.state, now.broken_at, now.looks_kept) == (PromiseState.ACCEPTED, None, True)
    assert NotePurpose.LATE not in purposes(talk)
    (asked,) = talk.notes(ALICE)
    assert (asked.items[0].evidence, asked.items[0].looks_kept) == (DONE, True)


async def test_what_was_done_after_the_reminder_is_asked_about_anew_and_once(talk: Talk) -> None:
    await delivered(talk, after=timedelta(hours=4, minutes=30))

    await talk.passes(UNTIL_LATE)

    assert purposes(talk) == [NotePurpose.REMINDER, NotePurpose.LOOKS_KEPT]
    assert talk.notes(ALICE)[-1].items[0].evidence == DONE


async def test_kept_pressed_after_its_time_was_kept_in_time(talk: Talk) -> None:
    promise, _ = await delivered(talk)
    await talk.passes(UNTIL_LATE)

    await talk.presses(ALICE, Act.KEPT, promise)

    now = await talk.promise()
    assert now.kept_at is not None
    assert now.due is not None
    assert (now.state, now.kept_at < now.due, now.broken_at) == (PromiseState.KEPT, True, None)


async def test_a_lead_does_not_see_it_as_late(talk: Talk) -> None:
    await delivered(talk)
    await talk.passes(UNTIL_LATE)

    lists = ListPromises(store=talk.store, directory=talk.directory, clock=talk.clock)

    assert not (await lists(user=LEAD, channel=SUPPORT)).late_here


async def test_confirm_comes_after_one_more_rest_though_nobody_presses_anything(talk: Talk) -> None:
    promise, _ = await delivered(talk)
    await talk.passes(timedelta(hours=3))
    assert confirms(talk) == 0

    await talk.passes(timedelta(hours=4))

    assert (await talk.moment(promise.lines[0])).stage is Stage.CONFIRMING
    assert confirms(talk) == 1


async def test_confirm_comes_at_once_when_its_agent_says_that_it_was_kept(talk: Talk) -> None:
    promise, _ = await delivered(talk)
    await talk.passes(timedelta(hours=3))

    await talk.presses(ALICE, Act.KEPT, promise)
    await talk.passes(timedelta(0))

    assert confirms(talk) == 1


async def test_where_the_words_that_showed_it_are_taken_back_it_is_late_after_all(talk: Talk) -> None:
    promise, ts = await delivered(talk)
    await talk.passes(timedelta(hours=3, minutes=30))
    assert (await talk.promise()).looks_kept

    await talk.edits(ALICE, ts, "Sorry, that was the wrong file.")
    await talk.passes(SOON)

    now = await talk.promise()
    assert (now.state, now.broken_at) == (PromiseState.BROKEN, promise.due)
    assert purposes(talk)[-1] is NotePurpose.LATE


async def test_what_was_delivered_in_time_and_only_read_later_is_broken_no_more(talk: Talk) -> None:
    promise = await tracked(talk)
    root = (await talk.moment(promise.lines[0])).focus[0]
    assert promise.due is not None
    await talk.passes(promise.due - talk.clock.now() - timedelta(seconds=1))
    await talk.says(ALICE, DONE, thread=root)
    await talk.passes(timedelta(seconds=1, milliseconds=500))
    assert (await talk.promise()).state is PromiseState.BROKEN

    await talk.passes(SOON)

    now = await talk.promise()
    assert (now.state, now.broken_at) == (PromiseState.ACCEPTED, None)
    assert purposes(talk)[-1] is NotePurpose.LATE  # said once is enough; the message shows what looks done
    assert talk.notes(ALICE)[-1].items[0].looks_kept


async def test_words_written_after_its_time_show_that_it_was_late(talk: Talk) -> None:
    promise = await tracked(talk)
    root = (await talk.moment(promise.lines[0])).focus[0]
    await talk.passes(UNTIL_LATE)
    await talk.says(ALICE, DONE, thread=root)
    await talk.passes(SOON)

    await talk.presses(ALICE, Act.KEPT, promise)

    now = await talk.promise()
    assert (now.state, now.broken_at) == (PromiseState.KEPT, promise.due)


async def test_what_nobody_ever_confirms_lapses_unbroken(talk: Talk) -> None:
    await delivered(talk)

    await talk.passes(Keeping().lapse_after + timedelta(days=1))

    now = await talk.promise()
    assert (now.is_open, now.withdrawn, now.broken_at) == (False, Withdrawn.LAPSED, None)


async def test_it_is_asked_about_once_however_often_it_is_looked_at(talk: Talk) -> None:
    promise, _ = await delivered(talk)
    await talk.passes(UNTIL_LATE)

    await talk.handlers[JobKind.FOLLOW_PROMISE](promise.id)
    await talk.passes(timedelta(days=1))

    assert len(purposes(talk)) == 1
