"""Scenes play themselves, hand the pen over when it is somebody's turn, and the clock can be moved."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import OpenScreen
from tests.browser.screen import DESK, PHONE

pytestmark = pytest.mark.thorough


def file_of(folder: Path, *messages: dict[str, object]) -> Path:
    """A file with one dialogue."""
    file = folder / "dialogues.jsonl"
    file.write_text(json.dumps({"id": "one-note", "lang": "en", "messages": messages}), encoding="utf-8")
    return file


@pytest.mark.parametrize(("language", "width"), [("en", DESK), ("zh", PHONE)])
def test_a_scene_plays_and_waits_for_the_agent_who_then_holds_the_pen(
    address: str, window: OpenScreen, language: str, width: int
) -> None:
    screen = window(language=language, width=width)
    screen.open(address)
    screen.sees("#scenes", {"en": "hidden deadline", "zh": "期限"}[language])
    screen.run("document.querySelector('.scene').click()")

    screen.sees(".stage-bar", {"en": "Your turn as Alice Winter", "zh": "轮到你了，你是江北辰"}[language])
    screen.sees("#scenes .scene.chosen", "")
    label = screen.find("#channel-field").get_attribute("aria-label") or ""
    assert {"en": "Alice Winter", "zh": "江北辰"}[language] in label
    screen.press(".stage-bar .button-bright")

    screen.sees(".pane-channel .message.reply", {"en": "Carla", "zh": "陈"}[language])


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_what_is_said_above_the_page_covers_neither_what_a_scene_waits_for_nor_where_one_writes(
    address: str, window: OpenScreen, tmp_path: Path, width: int
) -> None:
    screen = window(width=width)
    screen.open(address)
    screen.sees("#scenes", "hidden deadline")
    screen.run("document.querySelector('.scene').click()")
    screen.sees(".stage-bar", "Your turn as Alice Winter")

    screen.import_and_run("const { toast } = await import('/static/js/floating.js'); toast(given)", "Words. " * 20)
    screen.driver.save_screenshot(str(tmp_path / "said.png"))

    said = screen.find(".toast").rect
    for place in (".topbar", ".stage-bar", ".pane:not([hidden]) .composer"):
        other = screen.find(place).rect
        assert said["y"] >= other["y"] + other["height"] or said["y"] + said["height"] <= other["y"], place


def test_a_scene_can_be_stopped(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)
    screen.sees("#scenes", "thank-you")
    screen.run("document.querySelector('.scene').click()")
    screen.find(".scene.chosen")

    screen.press('.stage-bar [data-focus="stop"]')

    screen.until(lambda: not screen.all(".scene.chosen") or None, "the scene to stop")


def test_the_button_that_a_scene_wants_pressed_is_marked_and_brought_into_view(
    address: str, window: OpenScreen
) -> None:
    screen = window()
    screen.open(address)
    screen.press("#scenes .scene:nth-child(1)")
    screen.sees(".stage-hint", "Wait for the card")
    screen.press(".stage-bar .button-bright")

    screen.sees(".stage-hint", "Press Track it")
    marked = screen.find('.pane-private .wanted[data-action="track_promise"]')
    assert screen.run("const box = arguments[0].getBoundingClientRect(); return box.bottom < innerHeight", marked)
    marked.click()

    screen.sees(".stage-hint", "The reminder is here")
    screen.until(lambda: not screen.all(".wanted") or None, "the mark to go")


def test_the_pace_is_chosen_beside_the_scenes_and_while_one_plays_and_stays(
    address: str, window: OpenScreen, tmp_path: Path
) -> None:
    lasts = [{"t": 10 * place, "by": "customer", "text": f"This is line {place}."} for place in range(40)]
    screen = window()
    screen.open(address)
    screen.press('#scenes [data-pace="slow"]')
    screen.sees('#scenes .pace [aria-checked="true"]', "Slow")

    screen.all("input[type=file]")[0].send_keys(str(file_of(tmp_path, *lasts)))
    screen.press('.stage-bar [data-pace="fast"]')
    screen.sees('.stage-bar .pace [aria-checked="true"]', "Fast")
    screen.driver.refresh()

    screen.sees('#scenes .pace [aria-checked="true"]', "Fast")


def test_a_file_of_dialogues_is_played(address: str, window: OpenScreen, tmp_path: Path) -> None:
    messages = [
        {"t": 0, "by": "customer", "text": "Where is our delivery note?"},
        {"t": 60, "by": "agent", "text": "Here it is, Carla."},
    ]
    screen = window()
    screen.open(address)
    screen.sees("#scenes", "Play a file")

    screen.all("input[type=file]")[0].send_keys(str(file_of(tmp_path, *messages)))

    screen.sees(".toast", "Dialogues to be played: 1.")
    screen.sees(".stage-bar", "That was “one-note”")
    screen.sees(".pane-channel .message.reply", "Here it is, Carla.")


def test_a_file_that_makes_no_sense_is_refused_with_its_line(address: str, window: OpenScreen, tmp_path: Path) -> None:
    file = tmp_path / "dialogues.jsonl"
    file.write_text('{"id": "one"}', encoding="utf-8")
    screen = window()
    screen.open(address)
    screen.sees("#scenes", "Play a file")

    screen.all("input[type=file]")[0].send_keys(str(file))

    screen.sees(".toast-error", "file:1: messages")
    screen.complaints()


def test_ten_minutes_pass_by_a_button(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)
    screen.sees(".connection", "")
    before = screen.text(".clock-words")

    screen.press('[data-focus="plus"]')

    screen.sees(".toast", "The clock moved to")
    screen.until(lambda: screen.text(".clock-words") != before or None, "another time")
