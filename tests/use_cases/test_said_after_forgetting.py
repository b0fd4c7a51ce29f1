"""The thread of somebody who is forgotten goes on: what our side says there is read."""

from tests.use_cases.forgetting import forgets
from tests.use_cases.talk import ALICE, CARLA, SUPPORT, TEAM, Talk
from tests.use_cases.test_forget import a_story


async def test_what_is_said_on_in_the_thread_of_somebody_forgotten_is_read_as_ever(talk: Talk) -> None:
    root = await a_story(talk)
    await forgets(talk, CARLA)

    ts = await talk.says(ALICE, "It is mended now.", thread=root)
    await talk.passes()

    async with talk.store.begin() as tx:
        line = await tx.lines.get(TEAM, SUPPORT, ts)
    assert line is not None
    assert line.read
