"""At the wire: the same words give one review with one set of scores, whoever asks and whatever people are called."""

import re
from dataclasses import replace

import pytest

from motbot.domain.review import Review
from tests.scenarios.conftest import Staged
from tests.scenarios.inside import reviews_of, talked
from tests.scenarios.knocking import Door
from tests.scenarios.roles import PUBLIC, SHARED, Role, Room, policies, the_workspace
from tests.scenarios.stage import SOON, Stage
from tests.scenarios.town import Model, offline

RENAMED = {"real_name": "Wilhelmina Ostrander", "name": "wilma"}


def judged(review: Review) -> object:
    """Every score of a sheet."""
    assert review.sheet
    parts = review.sheet.contacts
    marks = [(one.number, mark.step, mark.score) for one in parts for mark in one.marks]
    return review.sheet.overall, [one.overall for one in parts], marks


@pytest.mark.parametrize("room", [PUBLIC, SHARED], ids=["internal", "shared"])
@pytest.mark.parametrize("by_model", [True, False], ids=["model", "playbook"])
async def test_a_second_request_shows_the_first_sheet_also_after_people_have_other_names(
    staged: Staged, model: Model, room: Room, by_model: bool
) -> None:
    coaching = model.coaching() if by_model else offline()
    async with staged(coaching=coaching, policies=policies(), workspace=the_workspace()) as stage:
        door, root = Door(stage), await talked(stage, room, to=Role.SPEAKER)
        first = await door.chooses(Role.LEAD, room.id, root)
        again = await door.chooses(Role.LEAD, room.id, root)
        called = stage.workspace.users[Role.SPEAKER].name
        for user in (Role.SPEAKER, room.asker):
            stage.workspace.change_user(user, **RENAMED)
        await stage.rests()
        renamed = await door.chooses(Role.LEAD, room.id, root)
        by_another = await door.chooses(Role.TRAINER, room.id, root)

        assert room.word in first.seen
        assert f"@{called} " in first.seen
        assert shown(first.seen) == shown(again.seen)
        assert shown(first.seen) == shown(renamed.seen).replace(f"@{RENAMED['name']} ", f"@{called} ")
        assert room.word in by_another.seen
        assert len(await reviews_of(stage, room)) == 1
        assert not by_model or len(model.reviewer.asked) == 1


@pytest.mark.parametrize("by_model", [True, False], ids=["model", "playbook"])
async def test_one_more_line_gives_a_new_review_and_the_same_scores_for_what_was_there(
    staged: Staged, model: Model, by_model: bool
) -> None:
    coaching = model.coaching() if by_model else offline()
    async with staged(coaching=coaching, policies=policies(), workspace=the_workspace()) as stage:
        door, root = Door(stage), await talked(stage, PUBLIC, to=Role.SPEAKER)
        await door.chooses(Role.LEAD, PUBLIC.id, root)
        await says_more(stage, root)
        for user in (Role.SPEAKER, Role.ASKER):
            stage.workspace.change_user(user, **RENAMED)
        await stage.rests()
        await door.chooses(Role.LEAD, PUBLIC.id, root)

        after, before = await reviews_of(stage, PUBLIC)
        assert before.sheet
        assert after.sheet
        assert judged(before) == judged(
            replace(after, sheet=replace(after.sheet, contacts=after.sheet.contacts[:1], overall=before.sheet.overall))
        )
        assert before.sheet.content != after.sheet.content


def shown(seen: str) -> str:
    """What a window shows, without the ids that Slack gives its blocks."""
    return re.sub(r'"block_id": "b\d+"', "", seen)


async def says_more(stage: Stage, root: str) -> None:
    """The one who asked has another wish, and gets no answer yet."""
    await stage.says(Role.ASKER, "Could we also have the import back?", to=PUBLIC.id, thread=root)
    await stage.passes(SOON)
