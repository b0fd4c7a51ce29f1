"""Leads set what their channel knows in Slack, agents propose it from a card: the next card goes by it."""

import json
from datetime import timedelta
from typing import Any

import pytest

from motbot.domain.events import Act
from motbot.playground.spec import JSON
from motbot.slack.interactions import KNOWN, REPLY
from motbot.slack.knowledge_refs import (
    ACCEPT,
    BACK,
    CHANGE,
    DECLINE,
    FACTS,
    HISTORY,
    KEEP_FACT,
    LIMIT,
    MENU,
    OPEN,
    PROMOTE,
    KnowledgeFrame,
)
from motbot.slack.knowledge_wording import EN
from motbot.slack.sheet_refs import SHEET
from tests.scenarios.knocking import Door
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, COLLEAGUE, GUEST, LEAD, OURS, SUPPORT, Model

FAILS = "The export has been failing since this morning, can you fix it?"
SHIPS = "We ship on Mondays only."
LIMITED = {"kind": "sla", "rule": "Repairs are never promised within the hour.", "words": "fix*", "sooner_than": "1h"}


async def test_a_fact_that_a_lead_sets_is_what_the_next_request_is_read_by(stage: Stage, model: Model) -> None:
    await opens_channel(stage)
    await pressing(stage, LEAD, FACTS)
    assert "Support hours" in shown(stage, LEAD)
    await stage.submits(LEAD, top(stage, LEAD), {"facts": f"- {SHIPS}\n{SHIPS}\nReturns <!channel> are *free*."})
    await stage.until(lambda: SHIPS in shown(stage, LEAD))
    await stage.until(lambda: "2 added" in json.dumps(stage.workspace.home(LEAD), ensure_ascii=False))
    await stage.asks(CARLA, FAILS)

    seen = model.assessor.seen[-1].facts
    assert seen.splitlines() == [
        "Support hours: Monday to Friday, 09:00 to 18:00.",
        SHIPS,
        "Returns <!channel> are *free*.",
    ]
    assert "<!channel>" not in shown(stage, LEAD)


async def test_what_was_set_survives_a_restart_and_reaches_a_process_that_runs_already(
    stage: Stage, model: Model
) -> None:
    await sets_facts(stage, SHIPS)
    await stage.bot_stops()
    await stage.bot_starts()
    await stage.asks(CARLA, FAILS)

    assert SHIPS in model.assessor.seen[-1].facts


async def test_a_sheet_judges_by_what_was_known_when_the_agent_answered(stage: Stage, model: Model) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.asks(ALICE, "I'll look into it.", thread=root)
    await stage.passes(timedelta(days=1))
    await sets_facts(stage, SHIPS)

    await Door(stage).chooses(LEAD, SUPPORT, root)
    await stage.until(lambda: bool(model.reviewer.asked))

    assert model.reviewer.asked[-1].view.facts.startswith("Support hours")
    assert SHIPS not in model.reviewer.asked[-1].view.facts


async def test_the_second_of_two_leads_at_the_same_window_loses_nothing(stage: Stage) -> None:
    await opens_channel(stage)
    await pressing(stage, LEAD, FACTS)
    window = top(stage, LEAD)
    # The same lead on another computer, whose windows the first one does not see.
    await sends(stage, LEAD, FACTS, {"facts": "Closed in August."})
    await stage.submits(LEAD, window, {"facts": SHIPS})

    told = shown(stage, LEAD)
    assert EN.meanwhile.strip() in told
    assert "＋ Closed in August." in told
    assert f"Closed in August.\\n{SHIPS}" in told
    await stage.submits(LEAD, top(stage, LEAD), {})
    await stage.until(lambda: EN.add_limit in shown(stage, LEAD) and SHIPS in shown(stage, LEAD))
    assert "Closed in August." in shown(stage, LEAD)


async def test_a_limit_is_checked_beside_its_fields_then_warned_of_and_taken_away(stage: Stage) -> None:
    await opens_channel(stage)
    await pressing(stage, LEAD, LIMIT)
    wrong = LIMITED | {"words": "", "sooner_than": "soon", "above": "1,000"}
    answer = await stage.workspace.submit_view(LEAD, top(stage, LEAD), wrong)
    assert set(answer["errors"]) == {"sooner_than", "above"}
    await stage.submits(LEAD, top(stage, LEAD), LIMITED | {"above": ""})
    await stage.until(lambda: LIMITED["rule"] in shown(stage, LEAD) and len(stage.workspace.views_of(LEAD)) == 1)

    mark = next(value for value in values(stage, LEAD) if value.startswith(CHANGE)).partition(":")[2]
    await stage.workspace.press(LEAD, top(stage, LEAD), MENU, f"{CHANGE}:{mark}")
    await stage.until(lambda: EN.limit_title in shown(stage, LEAD))
    assert "Repairs are never promised" in shown(stage, LEAD)
    await stage.submits(LEAD, top(stage, LEAD), LIMITED | {"sooner_than": "2h"})
    await stage.until(lambda: "sooner than 2h" in shown(stage, LEAD))

    await pressing(stage, LEAD, HISTORY)
    first = min(int(value) for value in values(stage, LEAD, BACK))
    await stage.workspace.press(LEAD, top(stage, LEAD), BACK, None, block_id=block_of(stage, LEAD, str(first)))
    await stage.until(lambda: "back to an earlier state" in shown(stage, LEAD))


async def test_an_agents_words_become_a_fact_once_a_lead_says_so(stage: Stage, model: Model) -> None:
    await types_known(stage, "Carla's export runs on server 12 since 2019.\nExports run at night.")
    card = stage.card(ALICE)
    await stage.workspace.press(ALICE, card.where, KEEP_FACT)
    await stage.until(lambda: EN.promote_label in shown(stage, ALICE))
    assert "“Carla”" in shown(stage, ALICE)
    assert EN.propose in shown(stage, ALICE)
    await stage.submits(ALICE, top(stage, ALICE), {"facts": "Carla's exports run at night."})
    assert "Still in it: “Carla”" in shown(stage, ALICE)
    await stage.submits(ALICE, top(stage, ALICE), {"facts": "Exports run at night."})
    assert "The leads of #support-customer" in shown(stage, ALICE)
    assert title(stage, ALICE) == EN.proposed_title
    await stage.until(lambda: EN.proposed_as_fact.strip() in stage.card(ALICE).text)
    assert KEEP_FACT not in stage.card(ALICE).buttons

    await opens_home(stage, LEAD)
    assert "Exports run at night." in home(stage, LEAD)
    await stage.workspace.press(LEAD, "home", ACCEPT)
    await stage.until(lambda: EN.promote_label in shown(stage, LEAD))
    await stage.submits(LEAD, top(stage, LEAD), {})
    assert title(stage, LEAD) == EN.kept_title
    await stage.until(lambda: EN.accept not in home(stage, LEAD))
    await stage.until(lambda: EN.kept_as_fact.strip() in stage.card(ALICE).text)
    await stage.asks(CARLA, "And what about the other export?")

    assert model.assessor.seen[-1].facts.endswith("\nExports run at night.")


async def test_what_is_true_today_alone_is_asked_about_once_before_it_is_told_for_good(
    stage: Stage, model: Model
) -> None:
    await opens_channel(stage)
    await pressing(stage, LEAD, FACTS)
    await stage.submits(LEAD, top(stage, LEAD), {"facts": "The line is down this morning."})
    assert EN.of_today.format(words="“this morning”") in shown(stage, LEAD)
    async with stage.bot.store.begin() as tx:
        assert await tx.knowledge.last() == 0
    await stage.submits(LEAD, top(stage, LEAD), {})
    await stage.until(lambda: len(stage.workspace.views_of(LEAD)) == 1)
    await stage.asks(CARLA, FAILS)

    assert model.assessor.seen[-1].facts.endswith("\nThe line is down this morning.")


async def test_what_a_lead_declines_is_gone(stage: Stage, model: Model) -> None:
    await types_known(stage, "Exports run at night.")
    await stage.workspace.press(ALICE, stage.card(ALICE).where, KEEP_FACT)
    await stage.until(lambda: EN.promote_label in shown(stage, ALICE))
    await stage.submits(ALICE, top(stage, ALICE), {})
    await opens_home(stage, LEAD)
    await stage.workspace.press(LEAD, "home", DECLINE)
    await stage.until(lambda: EN.decline not in home(stage, LEAD))
    await stage.until(lambda: EN.not_kept_as_fact in stage.card(ALICE).text)
    assert EN.proposed_as_fact.strip() not in stage.card(ALICE).text
    assert LEAD not in str(stage.workspace.dm(ALICE))
    await stage.asks(CARLA, "And what about the other export?")

    assert "at night" not in model.assessor.seen[-1].facts


@pytest.mark.parametrize("user", [ALICE, BEN, GUEST, COLLEAGUE])
async def test_whoever_leads_nothing_sees_no_part_and_their_forged_windows_change_nothing(
    stage: Stage, user: str
) -> None:
    if user != GUEST:  # the tab that says nothing would count as something shown to a guest
        await opens_home(stage, user)
        assert EN.home_title not in home(stage, user)
    for callback, fields in ((FACTS, {"facts": "Mine."}), (LIMIT, LIMITED), (PROMOTE, {"facts": "Mine."})):
        answer = await sends(stage, user, callback, fields)
        assert "Mine." not in json.dumps(answer)
        assert answer["response_action"] == "update"
    async with stage.bot.store.begin() as tx:
        assert await tx.knowledge.last() == 0
        assert await tx.knowledge.in_force(OURS) == []


async def opens_home(stage: Stage, user: str) -> None:
    """Let somebody open the Home tab."""
    stage.workspace.open_home(user)
    await stage.until(lambda: stage.workspace.home(user) is not None)


async def opens_channel(stage: Stage, user: str = LEAD) -> None:
    """Let a lead open what their channel knows."""
    await opens_home(stage, user)
    await stage.workspace.press(user, "home", OPEN)
    await stage.until(lambda: EN.edit_facts in shown(stage, user))


async def sets_facts(stage: Stage, *facts: str) -> None:
    """Let a lead set the facts."""
    await opens_channel(stage)
    await pressing(stage, LEAD, FACTS)
    await stage.submits(LEAD, top(stage, LEAD), {"facts": "\n".join(facts)})
    await stage.until(lambda: len(stage.workspace.views_of(LEAD)) == 1)
    stage.workspace.views.clear(LEAD)


async def types_known(stage: Stage, note: str) -> None:
    """Let the agent on duty type what our side knows on the card of a request."""
    await stage.asks(CARLA, FAILS)
    window = await stage.opens(ALICE, stage.card(ALICE), Act.EDIT)
    await stage.submits(ALICE, window, {REPLY: "I am on it.", KNOWN: note})
    await stage.until(lambda: KEEP_FACT in stage.card(ALICE).buttons)


async def pressing(stage: Stage, user: str, action: str) -> None:
    """Let somebody press a button of their topmost window that opens another one."""
    before = len(stage.workspace.views_of(user))
    await stage.workspace.press(user, top(stage, user), action)
    await stage.until(lambda: len(stage.workspace.views_of(user)) > before and SHEET not in callback(stage, user))


async def sends(stage: Stage, user: str, what: str, fields: dict[str, str]) -> JSON:
    """A window that is sent without ever having been opened, for the support channel."""
    frame = KnowledgeFrame(channel=SUPPORT, name="support-customer", moment=1, is_lead=True)
    state: JSON = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in fields.items()}
    state |= {"kind": {"kind": {"type": "static_select", "selected_option": {"value": "sla"}}}}
    view = {
        "id": stage.workspace.next_id("V"),
        "type": "modal",
        "hash": "1.x",
        "callback_id": what,
        "private_metadata": frame.metadata,
        "blocks": [],
        "state": {"values": state},
    }
    payload: dict[str, Any] = {
        "type": "view_submission",
        "team": {"id": OURS},
        "user": {"id": user, "team_id": OURS},
        "api_app_id": stage.workspace.app.app_id,
        "trigger_id": "forged",
        "view": view,
    }
    answer = await stage.workspace.delivery.ask("interactive", payload)
    await stage.rests()
    return answer


def top(stage: Stage, user: str) -> str:
    """The id of somebody's topmost window."""
    return str(stage.workspace.views_of(user)[-1]["id"])


def shown(stage: Stage, user: str) -> str:
    """All that somebody's topmost window says."""
    views = stage.workspace.views_of(user)
    return json.dumps(views[-1], ensure_ascii=False) if views else ""


def title(stage: Stage, user: str) -> str:
    """What stands above somebody's topmost window."""
    return str(stage.workspace.views_of(user)[-1]["title"]["text"])


def home(stage: Stage, user: str) -> str:
    """All that somebody's Home tab says."""
    return json.dumps(stage.workspace.home(user), ensure_ascii=False)


def callback(stage: Stage, user: str) -> str:
    """What somebody's topmost window is for; that of a sheet while it is still loading."""
    return str(stage.workspace.views_of(user)[-1]["callback_id"])


def values(stage: Stage, user: str, action: str = MENU) -> list[str]:
    """What the controls of an action in the topmost window carry."""
    found: list[str] = []
    for block in stage.workspace.views_of(user)[-1]["blocks"]:
        for element in (*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else ())):
            if element.get("action_id") == action:
                found += [option["value"] for option in element.get("options", ())] or [element["value"]]
    return found


def block_of(stage: Stage, user: str, value: str) -> str:
    """The id of the block whose button carries this."""
    for block in stage.workspace.views_of(user)[-1]["blocks"]:
        if any(element.get("value") == value for element in block.get("elements", ())):
            return str(block["block_id"])
    raise AssertionError(value)
