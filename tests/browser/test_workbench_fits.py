"""The workbench fits its window: a small laptop's, a phone's, and a keyboard's way through both."""

import itertools
from collections.abc import Callable

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.at_bench import AtBench, OpenBench
from tests.browser.conftest import OpenScreen
from tests.browser.screen import PHONE, SMALLEST, Screen

pytestmark = pytest.mark.thorough

LAPTOP = {"width": 1366, "height": 620, "deviceScaleFactor": 1, "mobile": False}
"""What a small laptop leaves a page, below the browser's own bars."""


def is_within_reach(screen: Screen, css: str) -> bool:
    """Whether a person can bring it before their eyes by scrolling, with some height to see of it."""
    script = (
        "const one = document.querySelector(arguments[0]); one.scrollIntoView({block: 'nearest'});"
        "const {top, bottom} = one.getBoundingClientRect();"
        "return Math.min(bottom, innerHeight) - Math.max(top, 0) > 100;"
    )
    return bool(screen.run(script, css))


def test_cases_can_be_chosen_on_a_small_laptop_below_every_notice(
    bench: Callable[..., OpenBench], window: OpenScreen
) -> None:
    screen = window()
    trainer = AtBench(screen=screen)
    trainer.open(bench(model=False, is_beside=True))
    screen.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", LAPTOP)

    trainer.look_at("run")

    assert is_within_reach(screen, ".cases-list")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_beside_the_playground_no_view_is_wider_than_a_phone(
    bench: Callable[..., OpenBench], window: OpenScreen, language: str
) -> None:
    screen = window(width=PHONE, language=language)
    trainer = AtBench(screen=screen)
    trainer.open(bench(is_beside=True))

    for width, view in itertools.product((PHONE, SMALLEST), ("text", "run", "publish")):
        screen.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", LAPTOP | {"width": width})
        trainer.look_at(view)
        assert screen.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"), view
    screen.press('[data-focus="menu"]')
    screen.sees(".sidebar", {"en": "Playground", "zh": "体验场"}[language])


def test_on_a_phone_the_list_of_prompts_takes_the_focus_and_escape_gives_it_back(
    bench: Callable[..., OpenBench], window: OpenScreen
) -> None:
    screen = window(width=PHONE)
    trainer = AtBench(screen=screen)
    trainer.open(bench())
    screen.run("document.querySelector('[data-focus=\"menu\"]').focus()")

    screen.key(Keys.ENTER)
    screen.until(lambda: screen.run("return document.activeElement.closest('.sidebar') !== null") or None, "the focus")
    screen.key(Keys.ESCAPE)

    screen.until(lambda: not screen.all(".sidebar.open") or None, "the list to close")
    assert screen.run("return document.activeElement.dataset.focus") == "menu"
