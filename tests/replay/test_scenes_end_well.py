"""Every shipped scene plays by Next alone, with the real bot, to an outcome that the customer has confirmed."""

import pytest

from motbot.playground.page.scenes import Turn
from motbot.use_cases.coaching import Coaching
from tests.replay.only_next import CONFIRMED, only_next, shipped_scenes

pytestmark = pytest.mark.thorough

SCENES = shipped_scenes()
TO_BE_DONE = {"track_promise", "fix_promise", "not_a_promise", "kept_promise", "move_promise", "confirmed"}


@pytest.mark.parametrize("name", SCENES)
async def test_a_scene_ends_confirmed_with_no_promise_open_and_nothing_shown_to_the_customer(
    worker_database: str, coaching: Coaching, name: str
) -> None:
    scene = SCENES[name]
    turns = [step for step in scene.steps if isinstance(step, Turn)]

    async with only_next(worker_database, scene, coaching) as play:
        told = [words async for words in play.stops()]

        assert play.state["hint"] == ""
        assert len(told) == len(turns) + 1
        assert len(list(play.messages("card:"))) == 1
        assert CONFIRMED[scene.lang] in play.seen("card:")
        assert play.buttons() & TO_BE_DONE == set()
        slack = play.playground.server.workspace
        assert slack.refused == []
        strangers = [user.id for user in slack.users.values() if user.team_id != slack.team.id]
        assert [slack.of_bot_visible_to(user) for user in strangers] == [[] for _ in strangers]


def test_there_are_as_many_scenes_in_each_language_and_they_tell_the_same_stories() -> None:
    stories = {
        language: [
            (name.removesuffix(f"-{language}"), [type(step).__name__ for step in scene.steps])
            for name, scene in SCENES.items()
            if scene.lang == language
        ]
        for language in ("en", "zh")
    }

    assert stories["en"] == stories["zh"]
    assert len(stories["en"]) == 7
