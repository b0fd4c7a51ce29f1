"""A scene that asks for a window: the person sends it, or the scene opens, fills in and sends it in their name."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time
from typing import Any

import pytest
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.page.scenes import Deed, Line, Scene, Turn
from motbot.playground.spec import JSON
from tests.playground.page_rig import Opened, opened
from tests.playground.rig import (
    ALICE,
    BEN,
    CARLA,
    SUPPORT,
    Ears,
    HandClock,
    button,
    buttons,
    card,
    eventually,
    listening,
    modal,
    text_input,
)

NOTE = "the part is late"
MOVES = Turn(who=ALICE, hint="Move it.", wants="press", presses="go", fills={"clock": "15:45", "note": NOTE})
TWICE = Turn(who=ALICE, hint="Press.", wants="press", presses="go")


def scene(*turns: Turn, begins_by: time | None = None) -> Scene:
    """A scene in which Carla asks and then it is Alice's turn."""
    asks = Line(who=CARLA, text="Where is it?")
    return Scene(
        id="s", lang="en", title="Late", about="A test.", channel=SUPPORT, steps=(asks, *turns), begins_by=begins_by
    )


def picker(block_id: str, kind: str, **more: Any) -> JSON:
    """A field for a day or a time."""
    label = {"type": "plain_text", "text": "When"}
    element = {"type": kind, "action_id": block_id, **more}
    return {"type": "input", "block_id": block_id, "label": label, "element": element}


class Bot:
    """Answers a press with a window and takes what is sent, until it is told to complain."""

    def __init__(self, page: Opened, ears: Ears) -> None:
        app = page.slack.app
        self.client = AsyncWebClient(token=app.bot_token, base_url=page.server.api_url, session=page.session)
        self.errors: dict[str, str] = {}
        self.opening: set[asyncio.Task[Any]] = set()
        self.ears = ears
        ears.answer = self._answer

    def _answer(self, request: SocketModeRequest) -> JSON | None:
        if request.payload.get("type") == "block_actions":
            window = modal(picker("clock", "timepicker"), {**text_input(), "optional": True})
            trigger = request.payload["trigger_id"]
            self.opening.add(asyncio.ensure_future(self.client.views_open(trigger_id=trigger, view=window)))
            return None
        return {"response_action": "errors", "errors": self.errors} if self.errors else None

    def sent(self) -> list[JSON]:
        """What stood in the windows that were sent."""
        bodies = [request.payload for request in self.ears.heard]
        return [body["view"]["state"]["values"] for body in bodies if body.get("type") == "view_submission"]

    def pressed(self) -> list[str]:
        """The values of the buttons that were pressed."""
        bodies = [request.payload for request in self.ears.heard]
        return [body["actions"][0]["value"] for body in bodies if body.get("type") == "block_actions"]


@asynccontextmanager
async def playing(clock: HandClock, played: Scene, **more: Any) -> AsyncIterator[tuple[Opened, Bot]]:
    """An open page with a bot; the scene plays once there is a card."""
    async with opened(clock, scenes=(played,), **more) as page, listening(page.server) as ears:
        yield page, Bot(page, ears)


async def play(page: Opened) -> None:
    """Play until the scene waits or is over."""
    await page.ask("POST", "/page/scenes/play", {"id": "s"})
    await eventually(lambda: page.page.player.state["state"] != "playing")


async def next_step(page: Opened) -> JSON:
    """Press Next, and wait until the scene waits again or is over; gives how it stands then."""
    before = page.page.player.state
    await page.ask("POST", "/page/scenes/next", {})
    await eventually(lambda: page.page.player.state is not before and page.page.player.state["state"] != "playing")
    return page.page.player.state


def how(page: Opened) -> str:
    """How the scene stands."""
    return str(page.page.player.state["state"])


async def test_next_presses_waits_for_the_window_fills_it_in_and_sends_it(clock: HandClock) -> None:
    async with playing(clock, scene(MOVES)) as (page, bot):
        await card(bot.client)
        await play(page)

        async with page.stream(ALICE, after=page.page.feed.seq) as following:
            ending = await next_step(page)
            views = [told["views"] for told in [await following() for _ in range(5)] if told["kind"] == "views"]

    (sent,) = bot.sent()
    assert ending["state"] == "done"
    assert sent["clock"]["clock"]["selected_time"] == "15:45"
    assert sent["note"]["typed"]["value"] == NOTE
    assert [len(one) for one in views] == [1, 1, 0]


async def test_the_persons_own_press_does_not_end_the_turn_but_sending_the_window_does(clock: HandClock) -> None:
    async with playing(clock, scene(MOVES)) as (page, bot):
        room, ts = await card(bot.client)
        await play(page)
        await page.act(ALICE, "press", channel=room, ts=ts, action_id="go", value="v1")
        await eventually(lambda: page.slack.views_of(ALICE))
        after_press = how(page)
        view = page.slack.views_of(ALICE)[0]["id"]
        bot.errors = {"clock": "This time has passed."}
        refused = await page.act(ALICE, "submit", view_id=view, values={"clock": {"clock": "09:00"}})
        after_errors = how(page)
        bot.errors = {}

        await page.act(ALICE, "submit", view_id=view, values={"clock": {"clock": "16:00"}})
        await eventually(lambda: how(page) == "done")

    assert (after_press, after_errors) == ("your_turn", "your_turn")
    assert refused.json["errors"] == {"clock": "This time has passed."}
    assert [one["clock"]["clock"]["selected_time"] for one in bot.sent()] == ["09:00", "16:00"]


async def test_a_window_that_was_left_is_opened_again_by_next(clock: HandClock) -> None:
    async with playing(clock, scene(MOVES)) as (page, bot):
        room, ts = await card(bot.client)
        await play(page)
        await page.act(ALICE, "press", channel=room, ts=ts, action_id="go", value="v1")
        await eventually(lambda: page.slack.views_of(ALICE))
        await page.act(ALICE, "close", view_id=page.slack.views_of(ALICE)[0]["id"])

        ending = await next_step(page)

    assert ending["state"] == "done"
    assert len(bot.sent()) == 1


async def test_a_window_whose_bot_complains_is_closed_and_the_story_goes_on(clock: HandClock) -> None:
    async with playing(clock, scene(MOVES)) as (page, bot):
        await card(bot.client)
        bot.errors = {"clock": "This time has passed."}
        await play(page)

        ending = await next_step(page)

    assert ending["state"] == "done"
    assert page.slack.views_of(ALICE) == []


async def test_a_field_that_the_window_does_not_have_ends_the_scene_in_words(clock: HandClock) -> None:
    async with playing(
        clock, scene(Turn(who=ALICE, hint="x", wants="press", presses="go", fills={"day": "x"}))
    ) as both:
        page, bot = both
        await card(bot.client)
        await play(page)

        ending = await next_step(page)

    assert ending["state"] == "done"
    assert "no control day" in ending["hint"]


async def test_two_turns_press_two_buttons_of_one_name_and_the_persons_press_counts(clock: HandClock) -> None:
    rows = [{**buttons(button(value=value)), "block_id": value} for value in ("first", "second", "third")]
    async with playing(clock, scene(TWICE, TWICE, TWICE)) as (page, bot):
        room, ts = await card(bot.client, *rows)
        await play(page)
        await next_step(page)
        before = page.page.player.state
        await page.act(ALICE, "press", channel=room, ts=ts, action_id="go", block_id="second", value="second")
        await eventually(lambda: page.page.player.state is not before and how(page) == "your_turn")

        await next_step(page)

    assert bot.pressed() == ["first", "second", "third"]


async def test_what_the_bot_does_not_bring_is_not_waited_for_for_ever(clock: HandClock) -> None:
    waits: list[float] = []

    async def passes(seconds: float) -> None:
        waits.append(seconds)
        clock.forward(seconds)
        await asyncio.sleep(0)

    async with playing(clock, scene(MOVES), sleep=passes) as (page, bot):
        await play(page)

        ending = await next_step(page)

    assert ending["state"] == "done"
    assert bot.pressed() == []
    assert 10 < sum(waits) < 30


@pytest.mark.parametrize(
    ("deed", "ends"),
    [
        (Deed(who=ALICE, how="press", action="go"), True),
        (Deed(who=ALICE, how="press", action="open_thread"), False),
        (Deed(who=BEN, how="press", action="go"), False),
        (Deed(who=ALICE, how="send"), True),
        (Deed(who=ALICE, how="reply", channel=SUPPORT), False),
    ],
)
def test_a_turn_that_names_its_button_ends_with_that_button_or_a_window(deed: Deed, ends: bool) -> None:
    assert TWICE.ends_with(deed, SUPPORT) is ends


@pytest.mark.parametrize(
    ("already", "begins"),
    [(0.0, "2026-03-02T09:30:00+00:00"), (3600.0, "2026-03-03T09:30:00+00:00")],
)
async def test_a_story_with_a_latest_hour_begins_the_next_working_day_when_it_is_later(
    clock: HandClock, already: float, begins: str
) -> None:
    clock.forward(already)
    async with opened(clock, scenes=(scene(begins_by=time(9, 45)),)) as page:
        await play(page)

        at = clock.now().replace(microsecond=0).isoformat()

    assert at == begins
