"""Scenes play themselves, hand the pen over when it is somebody's turn, and the clock can be moved."""

import pytest

from tests.browser.conftest import OpenScreen
from tests.browser.screen import DESK, PHONE


@pytest.mark.parametrize(("language", "width"), [("en", DESK), ("zh", PHONE)])
def test_a_scene_plays_and_waits_for_the_agent_who_then_holds_the_pen(
    fresh_address: str, window: OpenScreen, language: str, width: int
) -> None:
    screen = window(language=language, width=width)
    screen.open(fresh_address)
    screen.sees("#scenes", {"en": "hidden deadline", "zh": "期限"}[language])
    screen.run("document.querySelector('.scene').click()")

    screen.sees(".stage-bar", {"en": "Your turn as Alice Winter", "zh": "轮到你了，你是江北辰"}[language])
    screen.sees("#scenes .scene.chosen", "")
    label = screen.find("#channel-field").get_attribute("aria-label") or ""
    assert {"en": "Alice Winter", "zh": "江北辰"}[language] in label
    screen.press(".stage-bar .button-bright")

    screen.sees(".pane-channel .message.reply", {"en": "Carla", "zh": "陈"}[language])


def test_a_scene_can_be_stopped(fresh_address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(fresh_address)
    screen.sees("#scenes", "thank-you")
    screen.run("document.querySelector('.scene').click()")
    screen.sees(".stage-bar", "Scene: ")

    screen.press(".stage-bar .button-quiet")

    screen.until(lambda: not screen.all(".scene.chosen") or None, "the scene to stop")


def test_ten_minutes_pass_by_a_button(fresh_address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(fresh_address)
    screen.sees(".connection", "")
    before = screen.text(".clock-words")

    screen.press('[data-focus="plus"]')

    screen.sees(".toast", "The clock moved to")
    screen.until(lambda: screen.text(".clock-words") != before or None, "another time")
