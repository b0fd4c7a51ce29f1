"""The scene of the two promises shows each thing that can become of a promise."""

import pytest

from motbot.playground.page.scenes import Turn
from motbot.use_cases.coaching import Coaching
from tests.replay.only_next import CONFIRMED, only_next, shipped_scenes

REASON = "the spare part is still on the road"


@pytest.mark.thorough
async def test_the_two_promises_are_kept_and_moved_and_the_outcome_is_confirmed_at_last(
    worker_database: str, coaching: Coaching
) -> None:
    scene = shipped_scenes()["two-promises-en"]
    turns = [step for step in scene.steps if isinstance(step, Turn)]
    moved = next(at for at, turn in enumerate(turns) if turn.fills)

    async with only_next(worker_database, scene, coaching) as play:
        told = [words async for words in play.stops()]

        assert len(told) == len(turns) + 1
        assert REASON not in told[moved]
        assert REASON in told[moved + 1]
        assert "15:45" in told[moved + 1]
        assert told[-1].count("Kept: ") >= 2
        assert CONFIRMED["en"] not in told[-2]
        assert CONFIRMED["en"] in play.seen("card:")
        kinds = {str(one["metadata"]["event_payload"]["key"]).split(":")[0] for one in play.messages()}
        assert {"card", "note", "confirm", "not_quite"} <= kinds
        assert len(list(play.messages("note:reminder:"))) == 2
