"""Presses and choices travel as Slack sends them."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.errors import CannotDo
from motbot.playground.workspace import Workspace
from tests.playground.rig import (
    ALICE,
    BEN,
    CARLA,
    JSON,
    SUPPORT,
    Ears,
    button,
    buttons,
    card,
    select,
)  # fmt: skip


async def test_a_press_names_the_message_the_button_and_the_person(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    channel, ts = await card(client)
    await slack.press(ALICE, (channel, ts), "go")

    request = ears.heard[-1]
    body = request.payload
    assert (request.type, body["type"]) == ("interactive", "block_actions")
    assert body["user"]["id"] == ALICE
    assert body["team"]["id"] == slack.team.id
    assert body["channel"] == {"id": channel, "name": "directmessage"}
    assert body["container"] == {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False}
    assert body["message"]["ts"] == ts
    assert body["actions"][0]["value"] == "v1"
    assert (body["actions"][0]["block_id"], body["actions"][0]["action_id"]) == ("row", "go")
    assert body["response_url"]


async def test_of_several_buttons_with_one_name_the_value_or_the_block_decides(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    rows = [{**buttons(button(value=f"v{n}")), "block_id": f"row{n}"} for n in range(3)]
    where = await card(client, *rows)
    await slack.press(ALICE, where, "go", "v2")
    await slack.press(ALICE, where, "go", block_id="row1")

    assert [request.payload["actions"][0]["value"] for request in ears.heard[-2:]] == ["v2", "v1"]


async def test_a_button_that_has_moved_meanwhile_is_still_meant_and_one_in_its_place_is_not(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    rows = [{**buttons(button(value=f"v{n}")), "block_id": f"row{n}"} for n in range(2)]
    channel, ts = await card(client, *rows)
    await client.chat_update(channel=channel, ts=ts, text="card", blocks=[{**rows[1], "block_id": "row0"}])

    await slack.press(ALICE, (channel, ts), "go", "v1", block_id="row1")
    with pytest.raises(CannotDo, match="there is no control go"):
        await slack.press(ALICE, (channel, ts), "go", "v0", block_id="row0")

    assert [request.payload["actions"][0]["value"] for request in ears.heard if request.type == "interactive"] == ["v1"]


async def test_a_press_on_an_ephemeral_carries_no_message(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    ts = (await client.chat_postEphemeral(channel=SUPPORT, user=ALICE, text="x", blocks=[buttons()]))["message_ts"]
    await slack.press(ALICE, (SUPPORT, ts), "go")

    body = ears.heard[-1].payload
    assert "message" not in body
    assert body["container"]["is_ephemeral"] is True
    assert body["container"]["message_ts"] == ts


async def test_a_customer_can_press_what_they_see_and_is_named_as_an_outsider(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    posted = await client.chat_postMessage(channel=SUPPORT, text="x", blocks=[buttons()])
    await slack.press(CARLA, (SUPPORT, posted["ts"]), "go")

    body = ears.heard[-1].payload
    assert body["user"]["team_id"] == "T0CUSTOMER"
    assert body["team"]["id"] == "T0OURTEAM"


@pytest.mark.parametrize(
    ("element", "choice"),
    [
        (select(), ("selected_option", select()["options"][1])),
        (select(kind="overflow"), ("selected_option", select()["options"][1])),
        ({"type": "users_select", "action_id": "reason"}, ("selected_user", "late")),
        ({"type": "conversations_select", "action_id": "reason"}, ("selected_conversation", "late")),
    ],
)
async def test_a_choice_is_sent_in_its_controls_own_field(
    slack: Workspace, client: AsyncWebClient, ears: Ears, element: JSON, choice: tuple[str, object]
) -> None:
    field, sent = choice
    where = await card(client, buttons(element))
    stored = slack.dm(ALICE)[0]["blocks"][0]["elements"][0]
    await slack.press(ALICE, where, "reason", "late")

    expected = stored["options"][1] if isinstance(sent, dict) else sent
    assert ears.heard[-1].payload["actions"][0][field] == expected


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("date", ("2028-02-29", "2027-02-29", "29.02.2028", "20280229", "+02028-02-29")),
        ("time", ("15:45", "24:00", "3:45", "15:45:00", "quarter to four")),
    ],
)
async def test_a_picker_gives_what_slacks_pickers_can_give(
    slack: Workspace, client: AsyncWebClient, ears: Ears, kind: str, values: tuple[str, ...]
) -> None:
    good, *bad = values
    where = await card(client, buttons({"type": f"{kind}picker", "action_id": "when"}))
    await slack.press(ALICE, where, "when", good)
    await slack.press(ALICE, where, "when", "")
    for value in bad:
        with pytest.raises(CannotDo, match="when takes a"):
            await slack.press(ALICE, where, "when", value)

    heard = [request.payload for request in ears.heard if request.type == "interactive"]
    pressed = [body["actions"][0][f"selected_{kind}"] for body in heard]
    assert pressed == [good, None]


async def test_several_options_can_be_ticked(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    where = await card(client, buttons(select(kind="checkboxes")))
    await slack.press(ALICE, where, "reason", ["wrong", "late"])

    sent = ears.heard[-1].payload
    assert [option["value"] for option in sent["actions"][0]["selected_options"]] == ["wrong", "late"]
    assert sent["state"]["values"]["row"]["reason"]["selected_options"] == sent["actions"][0]["selected_options"]


async def test_feedback_buttons_send_the_value_pressed(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    thumbs = {
        "type": "feedback_buttons",
        "action_id": "thumbs",
        "positive_button": {"text": {"type": "plain_text", "text": "Good"}, "value": "up"},
        "negative_button": {"text": {"type": "plain_text", "text": "Bad"}, "value": "down"},
    }
    where = await card(client, {"type": "context_actions", "elements": [thumbs]})
    await slack.press(ALICE, where, "thumbs", "down")

    assert ears.heard[-1].payload["actions"][0]["value"] == "down"
    with pytest.raises(CannotDo, match="no feedback button"):
        await slack.press(ALICE, where, "thumbs", "sideways")


async def test_what_is_not_there_cannot_be_pressed(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    where = await card(client, buttons(button(), select()))
    with pytest.raises(CannotDo, match="the controls here are: go, reason"):
        await slack.press(ALICE, where, "gone")
    with pytest.raises(CannotDo, match="has no option 'early'"):
        await slack.press(ALICE, where, "reason", "early")
    with pytest.raises(CannotDo, match="does not see"):
        await slack.press(BEN, where, "go")
    with pytest.raises(CannotDo, match="no view"):
        await slack.press(ALICE, "V0", "go")
