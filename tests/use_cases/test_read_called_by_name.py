"""A review knows whom our words called by a plain name, as it was heard when they were said."""

import pytest

from motbot.domain.people import Person, PersonKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, SOON, SUPPORT, TEAM, Talk
from tests.use_cases.test_read_thread import BRIDGED, read


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    return Talk(database, store, read=plain, policy=BRIDGED)


@pytest.mark.parametrize(
    ("called", "words"), [("Ben Agent", "Ben, can you take this?"), ("王小明", "小王，你能接一下吗")]
)
async def test_who_was_asked_by_name_is_whom_the_words_are_for(talk: Talk, called: str, words: str) -> None:
    talk.directory.add(Person(id=BEN, team=TEAM, kind=PersonKind.MEMBER, name=called, names=(called,)))
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    ts = await talk.says(ALICE, words, thread=root)
    await talk.passes(SOON)

    found = await read(talk, root)

    assert {line.ts: line.addressed for line in found.view.lines} == {root: (), ts: (BEN,)}


async def test_words_that_were_changed_since_call_nobody(talk: Talk) -> None:
    talk.directory.add(Person(id=BEN, team=TEAM, kind=PersonKind.MEMBER, name="Ben Agent", names=("Ben Agent",)))
    root = await talk.says(CARLA, "It fails.")
    ts = await talk.says(ALICE, "Ben, can you take this?", thread=root)
    await talk.passes(SOON)
    talk.threads.edit(SUPPORT, ts, "It works again, Carla.")

    found = await read(talk, root)

    assert found.view.lines[-1].addressed == ()
