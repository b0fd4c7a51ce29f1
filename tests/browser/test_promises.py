"""Promises in the page: tracked, moved in a window, drafted, listed for their agent alone, and kept in the Home."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import OpenScreen
from tests.browser.screen import DESK, PHONE, Screen

pytestmark = pytest.mark.thorough

ASKS = {
    "en": "Half of our room cards stopped opening doors this morning. Can you sort it out?",
    "zh": "门店一半的点餐屏今早打不开了，能帮我们解决吗？",
}
PROMISES = {
    "en": "Our technician will reset the gateway tomorrow by 15:00, Carla.",
    "zh": "陈经理，我们的工程师明天15:00前把网关重置好。",
}
REASON = {"en": "the spare part is still on the road", "zh": "备件还在路上"}
PASSED = {"en": "This time has already passed", "zh": "这个时间已经过了"}
KEPT = {"en": "Kept: ", "zh": "已做到："}
CUSTOMER = {"en": "U0CARLA", "zh": "U0CHEN"}
AGENT = {"en": "U0ALICE", "zh": "U0BEN"}
CARD = ".pane-private .message.card"
CLOCK, DAY = '.modal [data-action="clock"]', '.modal [data-action="day"]'
ENTER = """
const [field, value] = arguments;
field.value = value;
for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, {bubbles: true}));
"""


def promised(screen: Screen, language: str) -> None:
    """A customer asks, the agent promises, and the card shows it."""
    screen.sit(CUSTOMER[language])
    screen.say(ASKS[language])
    screen.look_at("agent")
    screen.sees(CARD, ASKS[language])
    screen.look_at("channel")
    screen.sit(AGENT[language])
    screen.say(PROMISES[language])
    screen.look_at("agent")
    screen.find(f'{CARD} [data-action="track_promise"]')


def tracked(screen: Screen, language: str) -> None:
    """The same, and the agent wants to be reminded."""
    promised(screen, language)
    screen.press(f'{CARD} [data-action="track_promise"]')
    screen.find(f'{CARD} [data-action="move_promise"]')


def enter(screen: Screen, css: str, value: str) -> None:
    """Choose in a picker, whose keys depend on the browser's own language."""
    screen.run(ENTER, screen.find(css), value)


def window_is_open(screen: Screen) -> bool:
    return bool(screen.all(".modal[open]"))


@pytest.mark.parametrize(("language", "width"), [("en", PHONE), ("zh", DESK)])
def test_a_promise_is_tracked_and_moved_by_hand_and_the_card_holds_an_honest_message(
    address: str, window: OpenScreen, language: str, width: int
) -> None:
    screen = window(width=width, language=language)
    screen.open(address)
    tracked(screen, language)

    screen.press(f'{CARD} [data-action="move_promise"]')
    assert screen.find(DAY).get_attribute("value")
    enter(screen, CLOCK, "15:45")
    screen.write(REASON[language], into='.modal [data-action="reason"]')
    screen.press(".modal button[type=submit]")

    screen.until(lambda: not window_is_open(screen) or None, "the window to close")
    screen.sees(f"{CARD} .box", "15:45")
    screen.sees(f"{CARD} .box", REASON[language])
    assert screen.findings() == []
    screen.press(f"{CARD} .use")
    assert REASON[language] in str(screen.find("#channel-field").get_attribute("value"))


def test_what_is_wrong_with_a_time_is_said_at_its_field_and_goes_when_it_is_mended(
    address: str, window: OpenScreen
) -> None:
    screen = window(dark=True)
    screen.open(address)
    tracked(screen, "en")
    screen.press(f'{CARD} [data-action="move_promise"]')

    screen.press(".modal button[type=submit]")
    screen.sees('.modal [data-block="clock"] .field-error', "Please fill this in.")
    enter(screen, DAY, "2020-02-29")
    enter(screen, CLOCK, "15:45")
    screen.press(".modal button[type=submit]")
    screen.sees('.modal [data-block="day"] .field-error', PASSED["en"])
    assert screen.find(DAY).get_attribute("aria-invalid") == "true"
    assert screen.find(CLOCK).get_attribute("aria-invalid") is None
    assert screen.run("return document.activeElement.dataset.action") == "day"
    assert screen.findings() == []
    screen.key(Keys.ESCAPE)

    screen.until(lambda: not window_is_open(screen) or None, "the window to close")
    assert screen.all(".toast") == []


def test_the_window_keeps_what_was_chosen_over_a_reload(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)
    promised(screen, "en")
    screen.press(f'{CARD} [data-action="fix_promise"]')
    assert screen.find(CLOCK).get_attribute("value") == "15:00"

    enter(screen, CLOCK, "16:10")
    screen.driver.refresh()

    screen.until(lambda: screen.find(CLOCK).get_attribute("value") == "16:10" or None, "what was chosen")
    screen.press(".modal button[type=submit]")
    screen.sees(CARD, "16:10")


@pytest.mark.parametrize(("language", "width"), [("en", DESK), ("zh", PHONE)])
def test_the_home_lists_the_promise_and_follows_what_becomes_of_it(
    address: str, window: OpenScreen, language: str, width: int
) -> None:
    screen = window(width=width, language=language)
    screen.open(address)
    tracked(screen, language)

    screen.press("#tab-home")
    screen.press('.home [data-action="kept_promise"]')

    screen.sees(".home", KEPT[language])
    assert screen.all('.home [data-action="kept_promise"]') == []
    assert screen.findings() == []


def test_the_home_of_another_person_is_opened_when_they_come_into_view(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)
    screen.press("#tab-home")
    screen.sees(".home", "Your promises")

    screen.press("#side-lead")

    screen.sees(".pane-private .pane-title", "Lea Okafor")
    screen.sees(".home", "Your channels")


def test_the_answer_to_a_command_is_seen_by_its_writer_alone_and_put_away(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)
    tracked(screen, "en")
    answer = ".pane-channel .message.ephemeral"

    screen.write("/mot pro")
    screen.key(Keys.ENTER)
    screen.key(Keys.ENTER)
    screen.sees(answer, "Only visible to you, Alice Winter")
    screen.sees(answer, "Your promises, the soonest first")
    screen.press(f"{answer} .list .link-button")
    screen.until(lambda: screen.run("return document.activeElement.matches('.pane-channel .message')") or None, "focus")
    screen.sit("U0CARLA")
    screen.until(lambda: not screen.all(answer) or None, "the customer's channel without it")
    screen.sit("U0ALICE")
    screen.press(f"{answer} .only-you .link-button")
    screen.until(lambda: not screen.all(answer) or None, "the answer to go")
    screen.driver.refresh()

    screen.sees(".pane-channel .messages", PROMISES["en"])
    assert screen.all(answer) == []
    screen.write("/mot")
    screen.key(Keys.ENTER)
    screen.sees(answer, "/mot promises - what you promised and by when")
