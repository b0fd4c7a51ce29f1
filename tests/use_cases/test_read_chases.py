"""Where the customer only asks after what they had asked for before, a review knows that it is expected there too."""

from dataclasses import replace

import pytest

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind
from motbot.domain.message import ConversationView
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.coach import ScriptedAssessor, a_moment
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, CARLA, SOON, Talk
from tests.use_cases.test_read_thread import BRIDGED, read


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    return Talk(database, store, read=plain, policy=BRIDGED)


def of_the_first_line(view: ConversationView) -> Assessment:
    """A chase: what is asked for stands in the first line."""
    first = view.lines[0]
    asked = Expectation(kind=ExpectationKind.EXPLICIT, text=first.text, quote=first.text, source=first.ts)
    return replace(a_moment(view), expectations=(asked,))


async def test_what_is_only_chased_is_known_at_the_chase_too(talk: Talk) -> None:
    root = await talk.says(CARLA, "It fails.")
    await talk.passes(SOON)
    await talk.says(ALICE, "We look into it.", thread=root)
    await talk.passes(SOON)
    assert isinstance(talk.coach.assessor, ScriptedAssessor)
    talk.coach.assessor.rule = of_the_first_line
    chase = await talk.says(CARLA, "Any news?", thread=root)
    await talk.passes(SOON)

    found = await read(talk, root)

    assert [(one.text, one.source, one.again) for one in found.expectations] == [("It fails.", root, (chase,))]
