"""The card's buttons, menus and modals work in the page as they do in Slack."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen

pytestmark = pytest.mark.thorough

ASKS = "Could you send the price list today? Our buyer decides at 16:00."
CARD = ".pane-private .message.card"


@pytest.fixture
def screen(address: str, window: OpenScreen) -> Screen:
    made = window()
    made.open(address)
    made.sit("U0CARLA")
    made.say(ASKS)
    made.sees(CARD, ASKS)
    return made


def choose(screen: Screen, option: int) -> None:
    """Open the card's menu and choose one of its lines."""
    screen.press(f"{CARD} .button-overflow")
    screen.until(lambda: screen.all(".menu-item") or None, "the menu")[option].click()


def test_the_reply_is_adjusted_in_a_modal_that_outlives_a_reload(screen: Screen) -> None:
    screen.press(f'{CARD} [data-action="edit"]')
    known = '.modal [data-action="known"]'
    screen.find(known).send_keys("the list was renewed on Monday")
    screen.sees(".modal .count", "Characters left: 970")
    screen.until(lambda: screen.run("return document.querySelector('.modal').open") or None, "the modal")
    screen.import_and_run("await new Promise((resolve) => setTimeout(resolve, 1200))")

    screen.driver.refresh()
    screen.until(lambda: "renewed" in (screen.find(known).get_attribute("value") or "") or None, "what was typed")
    screen.press(".modal button[type=submit]")

    screen.until(lambda: not screen.run("return document.querySelector('.modal').open") or None, "the end")
    screen.sees(CARD, "the list was renewed on Monday")


def test_a_required_field_is_asked_for_beside_it_and_escape_leaves_the_window(screen: Screen) -> None:
    choose(screen, 0)
    screen.sees(".modal", "There was nothing to answer here")

    screen.press(".modal button[type=submit]")
    screen.sees(".modal .field-error", "Please fill this in.")
    assert screen.run("return document.activeElement.type") == "radio"
    screen.key(Keys.ESCAPE)

    screen.until(lambda: not screen.run("return document.querySelector('.modal').open") or None, "the end")


def test_a_wrong_expectation_is_marked_and_leaves_the_card(screen: Screen) -> None:
    before = len(screen.all(f"{CARD} .list li"))
    choose(screen, 1)
    screen.press(".modal .choice")
    screen.press(".modal button[type=submit]")

    screen.until(lambda: len(screen.all(f"{CARD} .list li")) < before or None, "a shorter list")


def test_open_thread_leads_to_the_customers_words(screen: Screen) -> None:
    screen.press(f'{CARD} [data-action="open_thread"]')

    screen.until(lambda: screen.run("return document.activeElement.matches('.pane-channel .message')") or None, "focus")


def test_why_this_card_tells_what_was_found_and_closes_by_escape(screen: Screen) -> None:
    screen.press(f"{CARD} .why")
    screen.sees(".drawer-body", "What motbot found in it")
    screen.sees(".drawer-body", "Made by the playbook")
    screen.sees(".drawer-body .x-words", ASKS)

    screen.key(Keys.ESCAPE)

    screen.until(lambda: not screen.run("return document.querySelector('.drawer').open") or None, "the end")
    assert "why" in str(screen.run("return document.activeElement.className"))
