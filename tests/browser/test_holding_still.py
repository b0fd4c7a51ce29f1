"""What a person reads or presses holds still while the page brings in what is new."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains

from tests.browser.conftest import OpenScreen
from tests.browser.quiet import QuietPlayground
from tests.browser.screen import PHONE, Screen

pytestmark = pytest.mark.thorough

SCROLLER = ".pane-channel .scroller"
LAST = ".pane-channel .message:last-child"
LONG = "\n".join(f"line {number} of a very long message" for number in range(80))


def react(quiet: QuietPlayground, person: str, name: str) -> None:
    """Somebody else reacts to the last message."""
    newest = quiet.workspace.history("C0SUPPORT")[-1]
    quiet.do(lambda: quiet.workspace.react(person, "C0SUPPORT", newest["ts"], name))


def scrolled(screen: Screen) -> int:
    return int(screen.run(f"return Math.round(document.querySelector('{SCROLLER}').scrollTop)"))


def test_whoever_reads_the_end_of_a_long_message_is_not_thrown_back_to_its_head(
    quiet: QuietPlayground, window: OpenScreen
) -> None:
    quiet.do(lambda: quiet.workspace.post("U0CARLA", "C0SUPPORT", LONG))
    screen = window(width=PHONE)
    screen.open(quiet.address)
    screen.sees(LAST, "line 79")
    screen.run(f"const one = document.querySelector('{SCROLLER}'); one.scrollTop = one.scrollHeight")
    place = scrolled(screen)

    react(quiet, "U0ALICE", "eyes")

    screen.find(f"{LAST} .reaction")
    assert scrolled(screen) >= place


def test_a_new_message_after_a_long_one_still_comes_into_view(quiet: QuietPlayground, window: OpenScreen) -> None:
    quiet.do(lambda: quiet.workspace.post("U0CARLA", "C0SUPPORT", LONG))
    screen = window(width=PHONE)
    screen.open(quiet.address)
    screen.sees(LAST, "line 79")
    screen.run(f"const one = document.querySelector('{SCROLLER}'); one.scrollTop = one.scrollHeight")

    quiet.do(lambda: quiet.workspace.post("U0CARLA", "C0SUPPORT", "and a short one"))

    screen.sees(LAST, "and a short one")
    seen = f"return document.querySelector('{LAST}').getBoundingClientRect().bottom <= innerHeight"
    screen.until(lambda: screen.run(seen) or None, "the new message")


def test_what_is_pressed_is_not_drawn_anew_beneath_the_finger(quiet: QuietPlayground, window: OpenScreen) -> None:
    quiet.do(lambda: quiet.workspace.post("U0CARLA", "C0SUPPORT", "What is new?"))
    react(quiet, "U0ALICE", "eyes")
    screen = window()
    screen.open(quiet.address)
    screen.sit("U0OMAR")
    chip = screen.find(f"{LAST} .reaction")

    ActionChains(screen.driver).click_and_hold(chip).perform()
    react(quiet, "U0BEN", "eyes")
    screen.import_and_run("await new Promise((done) => setTimeout(done, 300))")
    ActionChains(screen.driver).release().perform()

    screen.until(lambda: len(reacted(quiet)) == 3 or None, "the third reaction")
    screen.sees(f"{LAST} .reaction", "3")


def test_a_press_whose_end_another_window_swallows_does_not_stop_the_page(
    quiet: QuietPlayground, window: OpenScreen
) -> None:
    quiet.do(lambda: quiet.workspace.post("U0CARLA", "C0SUPPORT", "What is new?"))
    screen = window()
    screen.open(quiet.address)
    ActionChains(screen.driver).click_and_hold(screen.find(LAST)).perform()

    screen.run("dispatchEvent(new Event('blur'))")
    quiet.do(lambda: quiet.workspace.post("U0OMAR", "C0SUPPORT", "The page goes on."))

    screen.sees(LAST, "The page goes on.")
    ActionChains(screen.driver).release().perform()


def reacted(quiet: QuietPlayground) -> list[str]:
    (chip,) = quiet.workspace.history("C0SUPPORT")[-1]["reactions"]
    return list(chip["users"])
