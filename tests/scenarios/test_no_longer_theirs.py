"""Whoever may see a sheet no more sees none of it from then on, wherever on its road it happens."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.errors import ModelUnavailable
from motbot.domain.language import Language
from motbot.domain.policy import ChannelPolicy
from motbot.domain.review import Failure
from motbot.slack.sheet_refs import COMMENT, GO_NEXT, GO_OVERVIEW
from motbot.slack.sheet_wording import sheet_wording
from tests.scenarios.conftest import Staged
from tests.scenarios.inside import reviews_of, talked
from tests.scenarios.knocking import REMARKED, Door
from tests.scenarios.roles import AGENTS, LEADS, PUBLIC, Role, policies, the_workspace
from tests.scenarios.stage import Stage
from tests.scenarios.town import Model

NOTHING = sheet_wording(Language.EN).failed[Failure.NOT_YOURS]
READING = sheet_wording(Language.EN).reading.splitlines()[0]


@pytest.fixture
async def stage(staged: Staged, model: Model) -> AsyncIterator[Stage]:
    coaching, spec = model.coaching(), the_workspace()
    async with staged(coaching=coaching, policies=policies(), workspace=spec) as opened:
        yield opened


@pytest.fixture
def door(stage: Stage) -> Door:
    return Door(stage)


def window(stage: Stage, user: str) -> str:
    """What somebody's window shows."""
    return str([view["blocks"] for view in stage.workspace.views_of(user)])


def told(stage: Stage, user: str) -> list[str]:
    """The messages about sheets that somebody has."""
    return [note.text for note in stage.notes(user) if note.key.startswith("sheet:")]


async def asks(door: Door, user: str, root: str) -> None:
    """Somebody asks for the sheet of the thread."""
    await door.chooses(user, PUBLIC.id, root)


async def reviewed(stage: Stage, door: Door, user: str = Role.LEAD) -> int:
    """Somebody has asked, and has the sheet; gives its number."""
    await asks(door, user, await talked(stage, PUBLIC))
    assert PUBLIC.word in window(stage, user)
    return (await reviews_of(stage, PUBLIC))[0].id


async def configured_anew(stage: Stage, given: Sequence[ChannelPolicy]) -> None:
    """The bot is started again, with another config."""
    await stage.bot_stops()
    stage._wiring = replace(stage._wiring, policies=given)
    await stage.bot_starts()
    await stage.rests()


def without_leads() -> tuple[ChannelPolicy, ...]:
    """The config that no longer names the group of leads."""
    return tuple(replace(one, leads=tuple(lead for lead in one.leads if lead != LEADS)) for one in policies())


@pytest.mark.parametrize("user", [Role.LEAD, Role.TRAINER, Role.SPEAKER])
async def test_who_leaves_while_it_is_read_is_shown_and_told_nothing(
    stage: Stage, door: Door, model: Model, user: Role
) -> None:
    root = await talked(stage, PUBLIC)
    model.reviewer.hold()
    door.held = 1
    await asks(door, user, root)
    assert READING in window(stage, user)

    stage.workspace.leave(user, PUBLIC.id)
    await stage.rests(but=1)
    model.reviewer.release()
    await stage.rests()

    assert NOTHING in window(stage, user)
    assert PUBLIC.word not in window(stage, user)
    assert told(stage, user) == []


async def test_who_is_made_a_guest_or_deactivated_while_it_is_read_is_shown_and_told_nothing(
    stage: Stage, door: Door, model: Model
) -> None:
    root = await talked(stage, PUBLIC)
    model.reviewer.hold()
    door.held = 1
    for user in (Role.LEAD, Role.TRAINER):
        await asks(door, user, root)

    stage.workspace.change_user(Role.LEAD, is_ultra_restricted=True)
    stage.workspace.deactivate(Role.TRAINER)
    await stage.rests(but=1)
    model.reviewer.release()
    await stage.passes_until(stage.clock.now())

    for user in (Role.LEAD, Role.TRAINER):
        assert PUBLIC.word not in window(stage, user)
        assert told(stage, user) == []
    stage.workspace.views.clear(Role.LEAD)


@pytest.mark.parametrize("user", [Role.LEAD, Role.SPEAKER])
async def test_who_leaves_before_opening_a_sheet_finds_nothing_and_it_is_on_no_list(
    stage: Stage, door: Door, user: Role
) -> None:
    review = await reviewed(stage, door)
    assert PUBLIC.name in (await door.opens_home(user)).seen
    stage.workspace.leave(user, PUBLIC.id)
    await stage.rests()

    opened = await door.presses_note(user, review)

    assert NOTHING in opened.seen
    for knock in (opened, await door.types(user, "mine"), await door.opens_home(user)):
        assert PUBLIC.word not in knock.shown
        assert PUBLIC.name not in knock.shown


@pytest.mark.parametrize("user", [Role.LEAD, Role.SPEAKER])
async def test_who_leaves_with_the_sheet_open_is_shown_nothing_more_of_it(stage: Stage, door: Door, user: Role) -> None:
    review = await reviewed(stage, door, user)
    stage.workspace.leave(user, PUBLIC.id)
    await stage.rests()

    for action, page in ((GO_NEXT, 1), (GO_OVERVIEW, 0)):
        assert PUBLIC.word not in (await door.presses(user, action, review, page=page)).shown


async def test_who_leads_no_more_by_the_config_sees_nothing_and_the_agent_still_does(stage: Stage, door: Door) -> None:
    review = await reviewed(stage, door)

    await configured_anew(stage, without_leads())

    assert NOTHING in (await door.presses_note(Role.LEAD, review)).seen
    assert NOTHING in (await door.presses(Role.LEAD, GO_NEXT, review, page=1)).seen
    assert PUBLIC.name not in (await door.opens_home(Role.LEAD)).seen
    assert PUBLIC.word in (await door.presses_note(Role.SPEAKER, review)).seen


async def test_a_window_that_waits_over_a_new_config_shows_what_that_allows(
    stage: Stage, door: Door, model: Model
) -> None:
    root = await talked(stage, PUBLIC)
    model.reviewer.down = ModelUnavailable("not now")
    await asks(door, Role.LEAD, root)
    await asks(door, Role.SPEAKER, root)
    model.reviewer.down = None

    await configured_anew(stage, without_leads())
    await stage.passes(timedelta(minutes=1))

    assert NOTHING in window(stage, Role.LEAD)
    assert PUBLIC.word not in window(stage, Role.LEAD)
    assert PUBLIC.word in window(stage, Role.SPEAKER)
    assert told(stage, Role.LEAD) == []


async def test_whom_a_user_group_loses_sees_nothing_and_whom_it_gains_sees_the_sheet(stage: Stage, door: Door) -> None:
    review = await reviewed(stage, door)
    assert NOTHING in (await door.presses_note(Role.COLLEAGUE, review)).seen

    stage.workspace.set_user_group(LEADS, [Role.COLLEAGUE])
    await stage.rests()

    assert NOTHING in (await door.presses_note(Role.LEAD, review)).seen
    assert PUBLIC.word in (await door.presses_note(Role.COLLEAGUE, review)).seen


async def test_whom_a_user_group_has_lost_is_not_told_that_the_sheet_is_there_nor_what_is_said_of_it(
    stage: Stage, door: Door, model: Model
) -> None:
    root = await talked(stage, PUBLIC)
    model.reviewer.hold()
    door.held = 1
    await asks(door, Role.LEAD, root)
    stage.workspace.views.clear(Role.LEAD)
    stage.workspace.set_user_group(LEADS, [Role.COLLEAGUE])
    await stage.rests(but=1)
    model.reviewer.release()
    door.held = 0
    await stage.rests()
    review = (await reviews_of(stage, PUBLIC))[0].id

    assert not (await door.submits(Role.SPEAKER, COMMENT, review, REMARKED)).answer

    assert told(stage, Role.LEAD) == []
    assert len(told(stage, Role.SPEAKER)) == 1


async def test_an_agent_whom_the_group_loses_still_sees_the_sheet_about_them(stage: Stage, door: Door) -> None:
    review = await reviewed(stage, door)

    stage.workspace.set_user_group(AGENTS, [Role.SILENT])
    await stage.rests()

    assert PUBLIC.word in (await door.presses_note(Role.SPEAKER, review)).seen
    assert NOTHING in (await door.presses_note(Role.SILENT, review)).seen
