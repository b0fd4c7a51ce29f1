"""Scenes play themselves in a conversation of their own, wait for the person, and go on when it has acted."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.page.page import BadFile
from motbot.playground.page.player import _in_the_morning
from motbot.playground.page.scenes import Line, Scene, Turn, Wait
from tests.playground.page_rig import Opened, opened
from tests.playground.rig import ALICE, CARLA, HELP, SUPPORT, HandClock, card, eventually, listening

ASKS = Line(who=CARLA, text="Where is it?")
THANKS = Line(who=CARLA, text="Thank you!")
REPLY = Turn(who=ALICE, hint="Answer Carla.", otherwise="On its way.")


def scene(*steps: Line | Turn | Wait, name: str = "late") -> Scene:
    """A scene in the shared channel."""
    return Scene(id=name, lang="en", title="It is late", about="A test.", channel=SUPPORT, steps=steps)


def read_scenes(text: str) -> Sequence[Scene]:
    """Each line is something that Carla says."""
    if not text.strip():
        raise BadFile("file: holds no dialogue")
    return [scene(Line(who=CARLA, text=line), name=f"file:{line}") for line in text.splitlines()]


SCENES = (
    scene(ASKS, REPLY, THANKS),
    scene(ASKS, Turn(who=ALICE, hint="Press.", wants="press", presses="go"), THANKS, name="press"),
    scene(ASKS, Wait(passes=7200), THANKS, name="waits"),
    scene(ASKS, Line(who=ALICE, text="Soon.", passes=3600), Line(who=CARLA, text="And this?", root=True), name="root"),
)


@pytest.fixture
async def page(clock: HandClock) -> AsyncIterator[Opened]:
    async with opened(clock, scenes=SCENES, read_scenes=read_scenes) as made:
        yield made


async def play(page: Opened, name: str) -> None:
    """Play until the scene waits for somebody or is over."""
    assert (await page.ask("POST", "/page/scenes/play", {"id": name})).json["state"] == "playing"
    await until_it_rests(page)


async def until_it_rests(page: Opened) -> None:
    """Wait until the scene waits for somebody or is over."""
    await eventually(lambda: page.page.player.state["state"] != "playing")


def said(page: Opened) -> list[tuple[str, str]]:
    """Who has said what in the shared channel."""
    return [(message["user"], message["text"]) for message in page.slack.history(SUPPORT)]


async def test_the_menu_offers_every_scene(page: Opened) -> None:
    menu = (await page.ask("GET", "/page/scenes")).body

    assert b'{"id": "late", "lang": "en", "title": "It is late", "about": "A test."' in menu
    assert menu.count(b'"steps"') == len(SCENES)


async def test_a_scene_stops_where_it_is_somebodys_turn_and_says_what_to_do(page: Opened) -> None:
    await play(page, "late")

    state = (await page.state(ALICE))["scene"]
    root = page.slack.history(SUPPORT)[0]["ts"]
    assert (state["state"], state["hint"], state["who"]) == ("your_turn", "Answer Carla.", ALICE)
    assert (state["channel"], state["thread_ts"], state["suggestion"]) == (SUPPORT, root, "On its way.")
    assert (state["customer"], state["agent"], state["lang"]) == (CARLA, ALICE, "en")


async def test_it_goes_on_when_the_person_has_answered_and_says_nothing_in_their_name(page: Opened) -> None:
    await play(page, "late")

    await page.act(ALICE, "post", channel=SUPPORT, text="In my own words.")
    await until_it_rests(page)

    assert page.page.player.state["state"] == "done"
    assert said(page) == [(CARLA, "Where is it?"), (ALICE, "In my own words."), (CARLA, "Thank you!")]


async def test_next_goes_on_in_the_persons_name(page: Opened) -> None:
    await play(page, "late")

    await page.ask("POST", "/page/scenes/next", {})
    await until_it_rests(page)

    assert said(page)[1:] == [(ALICE, "On its way."), (CARLA, "Thank you!")]
    assert page.slack.history(SUPPORT)[1]["thread_ts"] == page.slack.history(SUPPORT)[0]["ts"]


@pytest.mark.parametrize(("who", "channel"), [(CARLA, SUPPORT), (ALICE, HELP)])
async def test_what_somebody_else_says_or_is_said_elsewhere_is_no_turn(page: Opened, who: str, channel: str) -> None:
    await play(page, "late")

    await page.act(who, "post", channel=channel, text="by the way")
    await asyncio.sleep(0)

    assert page.page.player.state["state"] == "your_turn"


async def test_a_turn_to_press_waits_for_a_press_and_next_presses_the_newest_card(page: Opened) -> None:
    app = page.slack.app
    client = AsyncWebClient(token=app.bot_token, base_url=page.server.api_url, session=page.session)
    async with listening(page.server) as ears:
        room, ts = await card(client)
        await play(page, "press")
        await page.act(ALICE, "post", channel=SUPPORT, text="a reply is no press")
        waiting = page.page.player.state["state"]
        await page.act(ALICE, "press", channel=room, ts=ts, action_id="go")
        await until_it_rests(page)
        await play(page, "press")
        await page.ask("POST", "/page/scenes/next", {})
        await until_it_rests(page)

    assert waiting == "your_turn"
    assert page.page.player.state["state"] == "done"
    assert [request.payload["container"]["message_ts"] for request in ears.heard if request.type == "interactive"] == [
        ts,
        ts,
    ]


async def test_time_passes_between_lines_where_the_story_wants_it(page: Opened) -> None:
    await play(page, "waits")

    first, second = (float(message["ts"]) for message in page.slack.history(SUPPORT))
    assert 7200 <= second - first < 7201


async def test_everybody_hears_that_time_has_passed(page: Opened) -> None:
    async with page.stream(ALICE) as following:
        await play(page, "waits")
        told = [await following() for _ in range(6)]

    clocks = [one["now"] for one in told if one["kind"] == "clock"]
    assert clocks == ["2026-03-02T09:30:00+00:00", "2026-03-02T11:30:00+00:00"]


async def test_what_follows_stands_in_the_thread_but_for_what_begins_anew(page: Opened) -> None:
    await play(page, "root")

    first, answer, other = page.slack.history(SUPPORT)
    assert answer["thread_ts"] == first["ts"]
    assert "thread_ts" not in other


async def test_a_scene_that_is_played_again_opens_a_conversation_of_its_own(page: Opened) -> None:
    await play(page, "waits")
    await play(page, "waits")

    first, _, again, _ = (float(message["ts"]) for message in page.slack.history(SUPPORT))
    assert again - first > 7200 + 15 * 60
    assert page.slack.history(SUPPORT)[2].get("thread_ts") == page.slack.history(SUPPORT)[2]["ts"]


async def test_a_second_scene_stops_the_first(page: Opened) -> None:
    await play(page, "late")
    await play(page, "waits")

    assert page.page.player.state["id"] == "waits"
    assert (await page.ask("POST", "/page/scenes/next", {})).code == "no_turn"


async def test_a_scene_can_be_stopped(page: Opened) -> None:
    await play(page, "late")

    stopped = await page.ask("POST", "/page/scenes/stop", {})
    await page.act(ALICE, "post", channel=SUPPORT, text="hello")
    await asyncio.sleep(0)

    assert (stopped.json["state"], stopped.json["id"]) == ("idle", None)
    assert len(said(page)) == 2


async def test_everybody_is_told_how_the_scene_stands_and_who_types(page: Opened) -> None:
    async with page.stream(ALICE) as following:
        await play(page, "late")
        told = [await following() for _ in range(5)]

    kinds = [(one["kind"], one.get("state")) for one in told]
    assert kinds == [
        ("scene", "playing"),
        ("scene", "playing"),
        ("typing", None),
        ("message", None),
        ("scene", "your_turn"),
    ]


async def test_a_scene_whose_thread_is_deleted_under_its_feet_ends_in_words(page: Opened) -> None:
    await play(page, "late")
    page.slack.delete(CARLA, SUPPORT, page.slack.history(SUPPORT)[0]["ts"])

    await page.ask("POST", "/page/scenes/next", {})
    await until_it_rests(page)

    assert page.page.player.state["state"] == "done"
    assert "there is no message" in page.page.player.state["hint"]


@pytest.mark.parametrize("name", ["no such scene", "../late", "", 7, None])
async def test_a_scene_that_is_not_there_is_refused(page: Opened, name: object) -> None:
    answer = await page.ask("POST", "/page/scenes/play", {"id": name})

    assert answer.status in {400, 404}
    assert page.page.player.state["state"] == "idle"


async def test_a_file_is_played_scene_by_scene(page: Opened) -> None:
    answer = await page.ask("POST", "/page/play", b"first\nsecond", Content_Type="application/x-ndjson")
    await until_it_rests(page)

    assert answer.json == {"ok": True, "dialogues": 2}
    assert said(page) == [(CARLA, "first"), (CARLA, "second")]


async def test_a_file_that_makes_no_sense_is_refused_in_its_readers_words(page: Opened) -> None:
    answer = await page.ask("POST", "/page/play", b"  ", Content_Type="application/x-ndjson")

    assert (answer.status, answer.code) == (400, "bad_file")
    assert answer.json["message"] == "file: holds no dialogue"


async def test_a_page_that_plays_no_files_says_so(clock: HandClock) -> None:
    async with opened(clock) as page:
        answer = await page.ask("POST", "/page/play", b"{}", Content_Type="application/x-ndjson")

    assert (answer.status, answer.code) == (501, "no_files")


@pytest.mark.parametrize(
    ("at", "begins"),
    [
        ("2026-03-02T09:45", "2026-03-02T09:45"),
        ("2026-03-02T06:00", "2026-03-02T08:30"),
        ("2026-03-02T12:00", "2026-03-03T08:30"),
        ("2026-03-06T20:00", "2026-03-09T08:30"),
        ("2026-03-07T09:00", "2026-03-09T08:30"),
        ("2026-03-27T20:00", "2026-03-30T07:30"),
    ],
)
def test_scenes_begin_in_the_morning_of_a_working_day(at: str, begins: str) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)

    found = _in_the_morning(instant, ZoneInfo("Europe/Berlin"))

    assert found == datetime.fromisoformat(begins).replace(tzinfo=UTC)
