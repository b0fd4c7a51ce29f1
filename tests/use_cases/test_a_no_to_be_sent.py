"""A friendly no waits to be sent until words of our side have said it, in whatever words."""

import pytest

from motbot.domain.events import Act
from motbot.domain.promise import Mending, Withdrawn
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, CARLA, FAILS, SOON, Talk


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("I have to tell you early: this cannot be done.", True),
        ("Sorry, I can't send the report today after all.", True),
        ("抱歉，report 今天发不了。", True),
        ("The report is on its way to our printer.", False),
        ("Sorry, we can't come by on Friday.", False),
        ("抱歉，周五我们来不了。", False),
    ],
)
async def test_the_no_to_be_sent_stands_there_until_it_was_said(talk: Talk, said: str, *, is_told: bool) -> None:
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    await talk.says(ALICE, "I will send the report by 15:00.")
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    await talk.presses(ALICE, Act.CANNOT, await talk.promise())
    await talk.passes(SOON)
    await talk.says(ALICE, said)
    await talk.passes(SOON)

    first = (await talk.promises())[0]
    assert (first.withdrawn, first.mending) == (Withdrawn.CANNOT, None if is_told else Mending.CANNOT)
    assert bool(talk.card(ALICE).promises[0].reply) is not is_told
