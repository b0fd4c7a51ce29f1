"""A message about promises reaches only who may see each of them at the moment it is sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.nudge import NotePurpose
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Promise
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.promised import a_tracked_promise
from tests.use_cases.talk import ALICE, LEAD, SUPPORT, TEAM, Talk

OTHER = "C2"
EVENING = timedelta(hours=11)
"""From the morning a talk begins to Alice's quiet hours."""


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """Two channels, both of which Alice is in, in the evening; what is said waits until the morning."""
    made = Talk(database, store)
    made.directory.watch(ChannelPolicy(id=OTHER, name="vip", agents=frozenset({ALICE}), leads=(LEAD,)))
    made.clock.move(EVENING)
    return made


async def due_tonight(talk: Talk, number: int, channel: str) -> Promise:
    now = talk.clock.now()
    due = now + timedelta(minutes=30 + number)
    return await a_tracked_promise(talk.store, agent=ALICE, due=due, at=now, number=number, channel=channel)


def shown(talk: Talk, user: str = ALICE) -> list[list[str]]:
    return [[item.what for item in note.items] for note in talk.notes(user)]


async def test_promises_of_a_channel_the_person_has_left_are_left_out_and_told_to_whoever_stands_in(
    talk: Talk,
) -> None:
    await due_tonight(talk, 1, SUPPORT)
    await due_tonight(talk, 2, OTHER)
    await talk.passes(timedelta(hours=2))
    talk.directory.leave(OTHER, ALICE)

    await talk.passes(timedelta(hours=14))

    assert shown(talk) == [["report 1"]]
    assert shown(talk, LEAD) == [["report 2"]]


async def test_a_message_that_is_there_already_loses_what_the_person_may_not_see_any_more(talk: Talk) -> None:
    first = await due_tonight(talk, 1, SUPPORT)
    await due_tonight(talk, 2, OTHER)
    await talk.passes(timedelta(hours=16))
    assert shown(talk) == [["report 1", "report 2"]]
    talk.directory.leave(OTHER, ALICE)

    async with talk.store.begin() as tx:
        (whisper,) = await tx.whispers.of_promise(first.id)
        await tx.whispers.save(replace(whisper, version=whisper.version + 1))
    await talk.handlers[JobKind.SEND_WHISPER](whisper.id)

    assert shown(talk) == [["report 1"]]


@pytest.mark.parametrize("kind", [PersonKind.GUEST, PersonKind.OUTSIDER, PersonKind.GONE])
async def test_nobody_but_a_full_member_is_sent_anything(talk: Talk, kind: PersonKind) -> None:
    await due_tonight(talk, 1, SUPPORT)
    await talk.passes(timedelta(hours=2))
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=kind))

    await talk.passes(timedelta(hours=14))

    assert not shown(talk)
    assert [note.purpose for note in talk.notes(LEAD)] == [NotePurpose.LATE]


async def test_what_slack_does_not_show_is_not_looked_at_again(talk: Talk) -> None:
    for number in range(15):
        await due_tonight(talk, number, SUPPORT)

    await talk.passes(timedelta(hours=16))

    (note,) = talk.notes(ALICE)
    assert (len(note.items), note.more) == (12, 3)
    assert len(talk.messenger.calls) == 1
