"""Every kind of person tries to set what every kind of channel knows: only its leads who are in it can, or see any."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from motbot.domain.knowledge_page import Unkept
from motbot.domain.language import Language
from motbot.slack.knowledge_refs import LIMIT, OPEN, KnowledgeFrame
from motbot.slack.knowledge_wording import knowledge_wording
from tests.fakes.database import make_empty
from tests.scenarios.opening import open_stage
from tests.scenarios.roles import ARCHIVED, OTHERS, PRIVATE, PUBLIC, ROOMS, SHARED, Role, policies, the_workspace
from tests.scenarios.stage import Stage
from tests.scenarios.town import OURS, offline

pytestmark = [pytest.mark.thorough, pytest.mark.asyncio(loop_scope="module")]

LEADS = {(Role.LEAD, room.id) for room in (PUBLIC, PRIVATE, SHARED, ARCHIVED, OTHERS)} | {
    (Role.LEAD_ELSEWHERE, OTHERS.id)
}
"""Who leads which channel, is a full member and in it: the oracle of these tests."""
SAY = knowledge_wording(Language.EN)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(worker_database: str) -> AsyncIterator[Stage]:
    """Everybody and every channel, and nothing was said yet."""
    make_empty(worker_database)
    spec = the_workspace()
    async with open_stage(database=worker_database, coaching=offline(), policies=policies(), workspace=spec) as opened:
        yield opened
        for user in opened.workspace.users:
            opened.workspace.views.clear(user)


async def test_a_sent_window_is_stored_for_a_lead_who_is_there_and_tells_all_others_the_same(stage: Stage) -> None:
    refusals = set()
    for user in Role:
        for room in ROOMS:
            answer = await _sends(stage, user, room.id)
            if (user, room.id) in LEADS:
                assert answer == {}, (user, room.name)
            else:
                refusals.add(json.dumps(answer["view"]["blocks"]))

    assert len(refusals) == 1
    assert SAY.unkept[Unkept.NOT_YOURS] in refusals.pop()
    async with stage.bot.store.begin() as tx:
        held = await tx.knowledge.in_force(OURS)
    assert {(limit.rule, one.channel) for one in held for limit in one.limits} == LEADS


async def test_a_channel_opens_for_its_leads_alone(stage: Stage) -> None:
    slack = stage.workspace
    for user in Role:
        for room in (PUBLIC, OTHERS):
            slack.views.clear(user)
            await _presses(stage, user, room.id)
            await stage.until(lambda who=user: "One moment" not in _shown(stage, who) != "")  # type: ignore[misc]
            shown = _shown(stage, user)
            assert (room.name in shown) == (SAY.add_limit in shown) == ((user, room.id) in LEADS), (user, room.name)


def _shown(stage: Stage, user: str) -> str:
    views = stage.workspace.views_of(user)
    return json.dumps(views[-1], ensure_ascii=False) if views else ""


async def _sends(stage: Stage, user: str, channel: str) -> dict[str, dict[str, object]]:
    """A limit for a channel, in a window that nobody has opened."""
    typed = {"rule": str(user), "words": "fix*", "instead": "", "above": "", "sooner_than": ""}
    values = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in typed.items()}
    values |= {"kind": {"kind": {"type": "static_select", "selected_option": {"value": "sla"}}}}  # type: ignore[dict-item]
    view = {
        "id": stage.workspace.next_id("V"),
        "type": "modal",
        "hash": "1.x",
        "callback_id": LIMIT,
        "private_metadata": KnowledgeFrame(channel=channel, is_lead=True).metadata,
        "blocks": [],
        "state": {"values": values},
    }
    return await stage.workspace.delivery.ask(
        "interactive", _from(stage, user) | {"type": "view_submission", "view": view}
    )


async def _presses(stage: Stage, user: str, channel: str) -> None:
    """The button of a Home tab, for any channel."""
    action = {"type": "button", "action_id": OPEN, "block_id": "b", "value": channel}
    pressed = {
        "type": "block_actions",
        "trigger_id": stage.workspace.triggers.issue(user),
        "container": {"type": "view", "view_id": "V0"},
        "actions": [action | {"action_ts": stage.workspace.stamps.next()}],
    }
    await stage.workspace.delivery.ask("interactive", _from(stage, user) | pressed)


def _from(stage: Stage, user: str) -> dict[str, object]:
    return {
        "team": {"id": OURS},
        "user": {"id": user, "team_id": OURS},
        "api_app_id": stage.workspace.app.app_id,
        "trigger_id": "forged",
    }
