"""Modals open by a fresh trigger, and the acknowledgement of a submission does what it says."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.errors import CannotDo, NotAnswered
from motbot.playground.workspace import Workspace
from tests.playground.rig import (
    ALICE,
    BEN,
    JSON,
    Ears,
    HandClock,
    answering,
    buttons,
    card,
    home,
    modal,
    opened,
    refused_with,
    section,
    text_input,
)  # fmt: skip


async def test_a_trigger_opens_one_view_within_three_seconds(
    slack: Workspace, client: AsyncWebClient, ears: Ears, clock: HandClock
) -> None:
    where = await card(client)
    await slack.press(ALICE, where, "go")
    await slack.press(ALICE, where, "go")
    good, late = [request.payload["trigger_id"] for request in ears.heard[-2:]]

    await client.views_open(trigger_id=good, view=modal())
    assert await refused_with(client.views_open(trigger_id=good, view=modal())) == "exchanged_trigger_id"
    clock.forward(3.1)
    assert await refused_with(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
    assert await refused_with(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"


async def test_a_submission_carries_what_was_typed_and_closes_the_modal(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    view = await opened(slack, client, ears, modal(text_input(), private_metadata="n1"))
    assert await slack.submit_view(ALICE, view["id"], {"note": "hello"}) == {}

    body = ears.heard[-1].payload
    assert body["type"] == "view_submission"
    assert body["view"]["state"]["values"]["note"]["typed"] == {"type": "plain_text_input", "value": "hello"}
    assert (body["view"]["callback_id"], body["view"]["private_metadata"]) == ("edit", "n1")
    assert body["view"]["hash"] == view["hash"]
    assert slack.views_of(ALICE) == []


async def test_fields_keep_their_initial_values_unless_touched(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    view = await opened(slack, client, ears, modal(text_input(initial_value="draft")))
    await slack.submit_view(ALICE, view["id"])

    assert ears.heard[-1].payload["view"]["state"]["values"]["note"]["typed"]["value"] == "draft"


async def test_a_modal_cannot_be_submitted_while_a_field_is_empty_or_wrong(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    view = await opened(slack, client, ears, modal(text_input(min_length=2, max_length=4)))
    with pytest.raises(CannotDo, match="must be filled in"):
        await slack.submit_view(ALICE, view["id"])
    with pytest.raises(CannotDo, match="at most 4"):
        await slack.submit_view(ALICE, view["id"], {"note": "hello"})
    with pytest.raises(CannotDo, match="at least 2"):
        await slack.submit_view(ALICE, view["id"], {"note": "h"})
    with pytest.raises(CannotDo, match="no control nonsense"):
        await slack.submit_view(ALICE, view["id"], {"nonsense": "h"})
    with pytest.raises(CannotDo, match="not the topmost"):
        await slack.submit_view(BEN, view["id"])


async def test_errors_keep_the_modal_open(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    view = await opened(slack, client, ears)
    ears.answer = answering({"response_action": "errors", "errors": {"note": "too vague"}})
    answer = await slack.submit_view(ALICE, view["id"], {"note": "hm"})

    assert answer["errors"] == {"note": "too vague"}
    assert [one["id"] for one in slack.views_of(ALICE)] == [view["id"]]


async def test_an_update_replaces_and_a_push_stacks_and_a_clear_closes_all(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    view = await opened(slack, client, ears)
    ears.answer = answering({"response_action": "update", "view": modal(text_input(), callback_id="second")})
    await slack.submit_view(ALICE, view["id"], {"note": "x"})
    assert [(one["id"], one["callback_id"]) for one in slack.views_of(ALICE)] == [(view["id"], "second")]

    ears.answer = answering({"response_action": "push", "view": modal(text_input(), callback_id="third")})
    await slack.submit_view(ALICE, view["id"], {"note": "x"})
    below, above = slack.views_of(ALICE)
    assert (above["callback_id"], above["root_view_id"], above["previous_view_id"]) == ("third", view["id"], view["id"])
    assert below["id"] == view["id"]

    ears.answer = answering({"response_action": "clear"})
    await slack.submit_view(ALICE, above["id"], {"note": "x"})
    assert slack.views_of(ALICE) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"unknown_block": "x"}},
        {"response_action": "errors"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "dance"},
    ],
)
async def test_an_acknowledgement_that_slack_would_not_take_fails_for_the_person(
    slack: Workspace, client: AsyncWebClient, ears: Ears, answer: JSON
) -> None:
    view = await opened(slack, client, ears)
    ears.answer = answering(answer)
    with pytest.raises(NotAnswered, match="refuses"):
        await slack.submit_view(ALICE, view["id"], {"note": "x"})
    assert len(slack.refused) == 1


async def test_closing_is_told_only_to_an_app_that_asked(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    quiet = await opened(slack, client, ears)
    await slack.close_view(ALICE, quiet["id"])
    assert ears.heard[-1].payload["type"] == "block_actions"

    loud = await opened(slack, client, ears, modal(notify_on_close=True))
    await slack.close_view(ALICE, loud["id"], all_views=True)
    body = ears.heard[-1].payload
    assert (body["type"], body["is_cleared"], body["view"]["id"]) == ("view_closed", True, loud["id"])
    assert slack.views_of(ALICE) == []


async def test_a_view_can_be_updated_by_id_by_name_and_only_with_the_right_hash(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    view = await opened(slack, client, ears, modal(external_id="e1"))
    updated = (await client.views_update(view_id=view["id"], hash=view["hash"], view=modal(callback_id="b")))["view"]
    assert updated["hash"] != view["hash"]

    stale = client.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    assert await refused_with(stale) == "hash_conflict"
    again = await client.views_update(view_id=view["id"], view=modal(external_id="e1", callback_id="c"))
    assert again["ok"] is True
    await client.views_update(external_id="e1", view=modal(callback_id="d"))
    assert slack.views_of(ALICE)[0]["callback_id"] == "d"
    assert await refused_with(client.views_update(view_id="V0", view=modal())) == "not_found"
    assert await refused_with(client.views_update(view_id=view["id"], view=home())) == "invalid_arguments"


async def test_what_was_typed_outlives_an_update(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    view = await opened(slack, client, ears, modal(text_input(), buttons()))
    slack.fill(ALICE, view["id"], {"note": "half a tho"})
    await slack.press(ALICE, view["id"], "go")
    pressed = ears.heard[-1].payload
    assert pressed["view"]["state"]["values"]["note"]["typed"]["value"] == "half a tho"
    assert pressed["container"] == {"type": "view", "view_id": view["id"]}
    assert "response_url" not in pressed

    await client.views_update(view_id=view["id"], view=modal(text_input()))
    await slack.submit_view(ALICE, view["id"])
    assert ears.heard[-1].payload["view"]["state"]["values"]["note"]["typed"]["value"] == "half a tho"


async def test_a_press_in_a_modal_may_push_at_most_two_more(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    view = await opened(slack, client, ears, modal(buttons()))
    for _ in range(2):
        await slack.press(ALICE, slack.views_of(ALICE)[-1]["id"], "go")
        trigger = ears.heard[-1].payload["trigger_id"]
        await client.views_push(trigger_id=trigger, view=modal(buttons()))
    assert len(slack.views_of(ALICE)) == 3
    assert slack.views_of(ALICE)[-1]["root_view_id"] == view["id"]

    await slack.press(ALICE, slack.views_of(ALICE)[-1]["id"], "go")
    trigger = ears.heard[-1].payload["trigger_id"]
    assert await refused_with(client.views_push(trigger_id=trigger, view=modal())) == "push_limit_reached"
    await slack.press(ALICE, await card(client), "go")
    trigger = ears.heard[-1].payload["trigger_id"]
    assert await refused_with(client.views_push(trigger_id=trigger, view=modal())) == "not_found"


async def test_a_bad_view_is_refused_and_costs_no_trigger(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    await slack.press(ALICE, await card(client), "go")
    trigger = ears.heard[-1].payload["trigger_id"]
    bad = modal(section("x" * 3001))

    assert await refused_with(client.views_open(trigger_id=trigger, view=bad)) == "invalid_arguments"
    assert slack.refused[0].payload == {"view": bad}
    assert (await client.views_open(trigger_id=trigger, view=modal()))["ok"] is True
