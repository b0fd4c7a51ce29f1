"""What people do on the page reaches the app as from Slack's own client, and comes back as it would there."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.spec import JSON
from tests.playground.page_rig import Opened, opened
from tests.playground.rig import (
    ALICE,
    CARLA,
    SUPPORT,
    T0,
    Ears,
    HandClock,
    answering,
    buttons,
    card,
    home,
    listening,
    modal,
    select,
    text_input,
)


@pytest.fixture
async def page(clock: HandClock) -> AsyncIterator[Opened]:
    async with opened(clock, explain=explained) as made:
        yield made


async def explained(channel: str, ts: str) -> JSON | None:
    """Explains messages of the shared channel only."""
    return {"title": ts} if channel == SUPPORT else None


@pytest.fixture
async def ears(page: Opened) -> AsyncIterator[Ears]:
    async with listening(page.server) as made:
        yield made


@pytest.fixture
def client(page: Opened) -> AsyncWebClient:
    app = page.slack.app
    return AsyncWebClient(token=app.bot_token, base_url=page.server.api_url, session=page.session)


def interactions(ears: Ears) -> list[JSON]:
    """What the app has heard of presses and shortcuts."""
    return [request.payload for request in ears.heard if request.type == "interactive"]


async def opened_modal(page: Opened, client: AsyncWebClient, ears: Ears, view: JSON) -> str:
    """Open a modal for Alice by way of a press on the page."""
    room, ts = await card(client)
    await page.act(ALICE, "press", channel=room, ts=ts, action_id="go", block_id="row")
    trigger = ears.heard[-1].payload["trigger_id"]
    shown = await client.views_open(trigger_id=trigger, view=view)
    return str(shown["view"]["id"])


async def test_a_message_is_written_in_a_thread_edited_and_deleted(page: Opened) -> None:
    root = (await page.act(CARLA, "post", channel=SUPPORT, text="hello")).json["ts"]
    reply = (await page.act(ALICE, "post", channel=SUPPORT, text="hi", thread_ts=root)).json["ts"]

    await page.act(ALICE, "edit", channel=SUPPORT, ts=reply, text="hi there")
    edited = page.slack.message(SUPPORT, reply)
    await page.act(ALICE, "delete", channel=SUPPORT, ts=reply)

    assert (edited["text"], edited["thread_ts"]) == ("hi there", root)
    assert [message["ts"] for message in page.slack.history(SUPPORT)] == [root]


async def test_an_emoji_is_put_on_and_taken_off(page: Opened) -> None:
    ts = page.slack.post(CARLA, SUPPORT, "hello")

    await page.act(ALICE, "react", channel=SUPPORT, ts=ts, name="white_check_mark")
    on = page.slack.message(SUPPORT, ts)["reactions"]
    await page.act(ALICE, "unreact", channel=SUPPORT, ts=ts, name="white_check_mark")

    assert on[0]["users"] == [ALICE]
    assert page.slack.message(SUPPORT, ts)["reactions"] == []


async def test_a_button_and_a_menu_reach_the_app(page: Opened, client: AsyncWebClient, ears: Ears) -> None:
    room, ts = await card(client, buttons(), {"type": "actions", "block_id": "more", "elements": [select()]})

    pressed = await page.act(ALICE, "press", channel=room, ts=ts, action_id="go")
    chosen = await page.act(ALICE, "press", channel=room, ts=ts, action_id="reason", value="late")

    assert (pressed.status, chosen.status) == (200, 200)
    first, second = (payload["actions"][0] for payload in interactions(ears))
    assert (first["action_id"], first["value"]) == ("go", "v1")
    assert second["selected_option"]["value"] == "late"


@pytest.mark.parametrize("value", ["unknown", ["late"], 7])
async def test_what_a_menu_does_not_offer_cannot_be_chosen(
    page: Opened, client: AsyncWebClient, ears: Ears, value: object
) -> None:
    room, ts = await card(client, {"type": "actions", "block_id": "more", "elements": [select()]})

    answer = await page.act(ALICE, "press", channel=room, ts=ts, action_id="reason", value=value)

    assert (answer.status, answer.code) == (409, "cannot_do")
    assert interactions(ears) == []


async def test_a_modal_is_shown_filled_in_submitted_and_gone(page: Opened, client: AsyncWebClient, ears: Ears) -> None:
    view = await opened_modal(page, client, ears, modal())
    shown = (await page.state(ALICE))["views"]

    filled = await page.act(ALICE, "fill", view_id=view, values={"note": "first"})
    answer = await page.act(ALICE, "submit", view_id=view, values={"note": {"typed": "second"}})

    assert [one["id"] for one in shown] == [view]
    assert filled.status == 200
    assert answer.json == {"ok": True, "errors": None, "views": []}
    assert ears.heard[-1].payload["view"]["state"]["values"]["note"]["typed"]["value"] == "second"


async def test_what_is_wrong_in_a_modal_comes_back_by_its_block(
    page: Opened, client: AsyncWebClient, ears: Ears
) -> None:
    ears.answer = answering({"response_action": "errors", "errors": {"note": "Say more."}})
    view = await opened_modal(page, client, ears, modal())

    answer = await page.act(ALICE, "submit", view_id=view, values={"note": {"typed": "x"}})

    assert answer.json["errors"] == {"note": "Say more."}
    assert [one["id"] for one in answer.json["views"]] == [view]


@pytest.mark.parametrize("value", [["a list"], 7])
async def test_a_text_field_takes_nothing_but_text(
    page: Opened, client: AsyncWebClient, ears: Ears, value: object
) -> None:
    view = await opened_modal(page, client, ears, modal())

    filled = await page.act(ALICE, "fill", view_id=view, values={"note": value})
    submitted = await page.act(ALICE, "submit", view_id=view, values={"note": {"typed": value}})

    assert {filled.code, submitted.code} == {"cannot_do"}


async def test_a_text_that_is_too_long_for_its_field_is_refused(
    page: Opened, client: AsyncWebClient, ears: Ears
) -> None:
    view = await opened_modal(page, client, ears, modal(text_input(max_length=3)))

    answer = await page.act(ALICE, "submit", view_id=view, values={"note": {"typed": "four"}})

    assert (answer.status, answer.code) == (409, "cannot_do")


async def test_closing_a_modal_is_told_to_its_owner(page: Opened, client: AsyncWebClient, ears: Ears) -> None:
    view = await opened_modal(page, client, ears, modal())

    async with page.stream(ALICE, after=page.page.feed.seq) as following:
        await page.act(ALICE, "close", view_id=view)
        told = await following()

    assert (told["kind"], told["views"]) == ("views", [])


async def test_a_slash_command_is_answered_to_its_writer_alone(page: Opened, ears: Ears) -> None:
    ears.answer = lambda request: {"text": "All is well."} if request.type == "slash_commands" else None

    answer = await page.act(ALICE, "slash", channel=SUPPORT, command="/mot", text="status")

    assert answer.json["answer"] == "All is well."
    assert [one["text"] for one in (await page.state(ALICE))["ephemerals"]] == ["All is well."]
    assert (await page.state(CARLA))["ephemerals"] == []


async def test_an_answer_is_put_away_by_its_reader_alone_and_does_not_come_back(page: Opened, ears: Ears) -> None:
    ears.answer = lambda request: {"text": "All is well."} if request.type == "slash_commands" else None
    await page.act(ALICE, "slash", channel=SUPPORT, command="/mot")
    ts = (await page.state(ALICE))["ephemerals"][0]["ts"]

    by_another = await page.act(CARLA, "dismiss", channel=SUPPORT, ts=ts)
    async with page.stream(ALICE, after=page.page.feed.seq) as following:
        await page.act(ALICE, "dismiss", channel=SUPPORT, ts=ts)
        told = await following()
    again = await page.act(ALICE, "dismiss", channel=SUPPORT, ts=ts)

    assert (told["kind"], told["channel"], told["ts"]) == ("dismissed", SUPPORT, ts)
    assert (by_another.code, again.code) == ("cannot_do", "cannot_do")
    assert (await page.state(ALICE))["ephemerals"] == []


async def test_a_message_shortcut_and_the_home_reach_the_app(page: Opened, client: AsyncWebClient, ears: Ears) -> None:
    ts = page.slack.post(CARLA, SUPPORT, "hello")
    await page.act(ALICE, "shortcut", channel=SUPPORT, ts=ts, callback_id="coach_me")
    await client.views_publish(user_id=ALICE, view=home(buttons()))
    await page.act(ALICE, "open_home")

    pressed = [
        await page.act(ALICE, "press", view_id="home", action_id="go"),
        await page.act(ALICE, "press", home=True, action_id="go"),
    ]

    assert [answer.status for answer in pressed] == [200, 200]
    assert [payload["type"] for payload in interactions(ears)] == ["message_action", "block_actions", "block_actions"]
    assert ears.of_type("app_home_opened")[0]["user"] == ALICE


async def test_a_bot_that_is_not_there_is_said_to_be_silent(page: Opened) -> None:
    ts = page.slack.post(CARLA, SUPPORT, "hello")

    answer = await page.act(ALICE, "shortcut", channel=SUPPORT, ts=ts, callback_id="coach_me")

    assert (answer.status, answer.code) == (504, "not_answered")


async def test_an_answer_that_slack_would_refuse_is_said_to_be_bad(page: Opened, ears: Ears) -> None:
    ears.answer = lambda request: {"blocks": [{"type": "no such block"}]} if request.type == "slash_commands" else None

    answer = await page.act(ALICE, "slash", channel=SUPPORT, command="/mot")

    assert (answer.status, answer.code) == (502, "bad_answer")


async def test_the_clock_is_put_forward_and_everybody_hears_of_it(page: Opened) -> None:
    page.moved.timer = T0 + timedelta(hours=4)

    async with page.stream(ALICE) as following:
        by = await page.ask("POST", "/page/clock", {"by": 600})
        told = await following()
        to = await page.ask("POST", "/page/clock", {"to": "next"})

    assert by.json == {"now": "2026-03-02T09:10:00+00:00", "next_timer": "2026-03-02T13:00:00+00:00"}
    assert (told["kind"], told["now"]) == ("clock", by.json["now"])
    assert to.json["now"] == "2026-03-02T13:00:00+00:00"


@pytest.mark.parametrize(
    "move", [{}, {"by": 0}, {"by": -1}, {"by": "600"}, {"by": 1e9}, {"to": "yesterday"}, {"by": 1, "to": "next"}]
)
async def test_a_clock_goes_neither_back_nor_out_of_sight(page: Opened, move: dict[str, object]) -> None:
    answer = await page.ask("POST", "/page/clock", move)

    assert (answer.status, answer.code) == (400, "bad_request")
    assert page.moved.moves == []


async def test_without_a_timer_there_is_no_next_one(page: Opened) -> None:
    answer = await page.ask("POST", "/page/clock", {"to": "next"})

    assert (answer.status, answer.code) == (409, "no_timer")


async def test_a_clock_that_cannot_be_moved_says_so(clock: HandClock) -> None:
    async with opened(clock, can_move=False) as page:
        answer = await page.ask("POST", "/page/clock", {"by": 600})

        assert (answer.status, answer.code) == (501, "clock_is_fixed")
        assert (await page.state(ALICE))["clock"] == {"can_move": False, "next_timer": None}


async def test_why_a_message_is_there_can_be_asked(page: Opened) -> None:
    ts = page.slack.post(CARLA, SUPPORT, "hello")

    answer = await page.ask("GET", f"/page/explain?channel={SUPPORT}&ts={ts}")

    assert answer.json == {"title": ts}


@pytest.mark.parametrize("query", ["", "?channel=C0SUPPORT&ts=1.000000", "?channel=C0NONE&ts=1.000000", "?ts=%00"])
async def test_what_is_not_there_cannot_be_explained(page: Opened, query: str) -> None:
    answer = await page.ask("GET", f"/page/explain{query}")

    assert (answer.status, answer.code) == (404, "nothing_to_explain")
