"""Advice at the wire, with the whole bot behind it: it comes in two steps, and says where the model was silent."""

import json

from motbot.domain.errors import ModelUnavailable
from tests.scenarios.resting import FAILS
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, SUPPORT, Model


def seen(stage: Stage, user: str) -> str:
    """All that the topmost window of somebody says."""
    views = stage.workspace.views_of(user)
    return json.dumps(views[-1]["blocks"], ensure_ascii=False) if views else ""


async def test_what_is_typed_is_answered_by_the_model_first_without_and_then_with_a_reply(
    stage: Stage, model: Model
) -> None:
    model.drafter.hold()
    assert not await stage.workspace.slash(ALICE, SUPPORT, "/mot", "try The tulip export fails.")
    await stage.until(lambda: "being drafted" in seen(stage, ALICE))
    model.drafter.release()
    await stage.until(lambda: "report back by 17:00" in seen(stage, ALICE))

    assert "From the language model" in seen(stage, ALICE)
    assert stage.posts(ALICE) == 0


async def test_while_the_model_is_down_the_playbook_stands_in_and_says_so(stage: Stage, model: Model) -> None:
    model.assessor.down = ModelUnavailable()
    await stage.workspace.slash(ALICE, SUPPORT, "/mot", "try The tulip export fails, please mend it today.")
    await stage.until(lambda: "the playbook stands in" in seen(stage, ALICE))

    assert "From the playbook" in seen(stage, ALICE)


async def test_the_shortcut_leads_to_ones_own_card_and_posts_nothing(stage: Stage) -> None:
    ts = await stage.asks(CARLA, FAILS)
    posts, card = stage.posts(ALICE), stage.card(ALICE)
    await stage.workspace.shortcut(ALICE, SUPPORT, ts, "coach_message")
    await stage.until(lambda: "report back by 17:00" in seen(stage, ALICE))

    assert f"/archives/{card.channel}/p{card.ts.replace('.', '')}" in seen(stage, ALICE)
    assert stage.posts(ALICE) == posts
