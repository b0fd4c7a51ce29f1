"""The page can be used by everybody: axe finds nothing, keys are enough, themes and languages stay, nothing is lost."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import OpenScreen
from tests.browser.quiet import QuietPlayground
from tests.browser.screen import DESK, PHONE, SMALLEST, Screen

pytestmark = pytest.mark.thorough

MANY = 500
CUSTOMER = {"en": "U0CARLA", "zh": "U0CHEN"}
ASKS = {"en": "Could you send the invoice again, please?", "zh": "能把发票再发一次吗？"}
FOUND = {"en": "What motbot found in it", "zh": "motbot 从中看出了什么"}
NOTHING_HERE = {"en": "There was nothing to answer here", "zh": "这里没有需要回复的请求"}


def texts(screen: Screen) -> str:
    return screen.text(".pane-channel .messages")


@pytest.mark.parametrize(
    ("language", "width", "dark"),
    [("en", DESK, False), ("en", PHONE, True), ("zh", DESK, True), ("zh", PHONE, False)],
    ids=["en-desk-light", "en-phone-dark", "zh-desk-dark", "zh-phone-light"],
)
def test_axe_finds_nothing_serious_on_the_page_its_menus_and_windows(
    address: str, window: OpenScreen, language: str, width: int, dark: bool
) -> None:
    screen = window(width=width, dark=dark, language=language)
    screen.open(address)
    assert screen.findings() == []
    screen.sit(CUSTOMER[language])
    screen.say(ASKS[language])
    screen.sees(".pane-private .message.card", ASKS[language])
    assert screen.findings() == []
    screen.look_at("agent")
    screen.press(".pane-private .message.card .why")
    screen.sees(".drawer-body", FOUND[language])
    assert screen.findings() == []
    screen.press(".drawer-head .icon-button")
    screen.press(".pane-private .message.card .button-overflow")
    assert screen.findings() == []
    screen.key(Keys.ENTER)
    screen.sees(".modal", NOTHING_HERE[language])
    assert screen.findings() == []
    screen.press(".modal-head .icon-button")


def test_the_theme_follows_the_system_until_it_is_chosen_and_then_stays(
    quiet: QuietPlayground, window: OpenScreen
) -> None:
    screen = window(dark=True)
    screen.open(quiet.address)
    assert screen.run("return document.documentElement.dataset.theme") == "dark"

    screen.press('[data-focus="theme"]')
    screen.driver.refresh()
    screen.find("#channel-field")

    assert screen.run("return document.documentElement.dataset.theme") == "light"


def test_the_language_is_switched_for_the_whole_page_and_stays(quiet: QuietPlayground, window: OpenScreen) -> None:
    screen = window()
    screen.open(quiet.address)

    screen.press('[data-focus="lang/zh"]')
    screen.sees(".sidebar", "用谁的身份写")
    screen.driver.refresh()

    screen.sees(".sidebar", "用谁的身份写")
    assert screen.run("return document.documentElement.lang") == "zh-CN"


def test_a_reload_shows_the_same_messages_seats_and_thread(quiet: QuietPlayground, window: OpenScreen) -> None:
    quiet.fill_with(20)
    screen = window()
    screen.open(quiet.address)
    screen.sit("U0OMAR")
    screen.say("and one more")
    before = texts(screen)

    screen.driver.refresh()
    screen.sees(".pane-channel", "and one more")

    assert texts(screen) == before
    assert "Omar Haddad" in str(screen.find("#channel-field").get_attribute("aria-label"))
    assert "#" not in screen.driver.current_url


def test_five_hundred_messages_are_all_there_and_the_newest_is_seen(quiet: QuietPlayground, window: OpenScreen) -> None:
    quiet.fill_with(MANY)
    screen = window()
    screen.open(quiet.address)

    assert len(screen.all(".pane-channel .message")) == MANY
    newest = screen.all(".pane-channel .message")[-1]
    below = screen.run("return arguments[0].getBoundingClientRect().bottom > innerHeight", newest)
    assert not below
    screen.run("document.querySelector('.pane-channel .scroller').scrollTop = 0")
    screen.press(".pane-channel .pill")
    screen.until(lambda: screen.run("return arguments[0].getBoundingClientRect().top < innerHeight", newest), "it")


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_the_way_to_what_is_out_of_sight_covers_no_words(
    quiet: QuietPlayground, window: OpenScreen, width: int
) -> None:
    quiet.fill_with(MANY // 10)
    screen = window(width=width)
    screen.open(quiet.address)
    screen.run("document.querySelector('.pane-channel .scroller').scrollTop = 0")

    pill = screen.find(".pane-channel .pill")

    list_ends = screen.run("return document.querySelector('.pane-channel .scroller').getBoundingClientRect().bottom")
    assert screen.run("return arguments[0].getBoundingClientRect().top", pill) >= list_ends


def test_what_comes_while_the_home_tab_is_open_is_told_on_the_tab_of_the_messages(
    address: str, window: OpenScreen
) -> None:
    screen = window()
    screen.open(address)
    screen.press("#tab-home")
    screen.sit(CUSTOMER["en"])

    screen.say(ASKS["en"])

    screen.find("#tab-messages .dot")
    screen.press("#tab-messages")
    screen.sees(".pane-private .message.card", ASKS["en"])
    screen.until(lambda: not screen.all("#tab-messages .dot") or None, "the dot to go")


def test_a_lost_connection_is_said_and_what_was_missed_is_made_up_for(
    quiet: QuietPlayground, window: OpenScreen
) -> None:
    quiet.fill_with(3)
    screen = window()
    screen.open(quiet.address)
    quiet.close()
    screen.sees(".lost", "Connection lost, trying again")

    quiet.do(lambda: quiet.workspace.post("U0CARLA", "C0SUPPORT", "said while you were away"))
    quiet.open()

    screen.sees(".pane-channel", "said while you were away")
    screen.until(lambda: not screen.all(".lost:not([hidden])") or None, "the warning to go")
    screen.complaints()


def test_without_its_key_the_page_says_where_to_find_it(quiet: QuietPlayground, window: OpenScreen) -> None:
    screen = window()
    screen.driver.get(quiet.address.partition("#")[0])

    screen.sees("main", "This page needs its key")


def test_everything_is_reached_by_tab_and_the_focus_can_be_seen(quiet: QuietPlayground, window: OpenScreen) -> None:
    quiet.fill_with(5)
    screen = window()
    screen.open(quiet.address)
    screen.run("document.activeElement.blur()")
    reached = []
    for _ in range(60):
        screen.key(Keys.TAB)
        reached.append(screen.run("const one = document.activeElement; return one.className + ' ' + one.id"))
    everything = " ".join(map(str, reached))

    for part in ("skip-link", "switch-option", "side-item", "message", "channel-field", "tab"):
        assert part in everything


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_page_itself_never_scrolls_only_its_parts_do(address: str, window: OpenScreen, width: int) -> None:
    screen = window(width=width)
    screen.open(address)
    screen.until(lambda: screen.all("#scenes .scene") or None, "the scenes")

    assert screen.run("return document.scrollingElement.scrollHeight <= innerHeight")


def test_a_window_that_becomes_narrow_says_less_at_once(quiet: QuietPlayground, window: OpenScreen) -> None:
    screen = window()
    screen.open(quiet.address)
    field = screen.find("#channel-field")
    wide = str(field.get_attribute("placeholder"))

    screen.become(width=PHONE, dark=False)

    screen.until(lambda: len(str(field.get_attribute("placeholder"))) < len(wide) or None, "fewer words")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut_on_the_narrowest_phone(address: str, window: OpenScreen, language: str) -> None:
    screen = window(width=PHONE, language=language)
    size = {"width": SMALLEST, "height": 640, "deviceScaleFactor": 1, "mobile": False}
    screen.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    screen.open(address)

    assert screen.run("return document.scrollingElement.scrollWidth <= innerWidth")


def test_no_request_leaves_the_playground(quiet: QuietPlayground, window: OpenScreen) -> None:
    quiet.fill_with(5)
    screen = window()
    screen.open(quiet.address)

    origin = quiet.address.partition("/#")[0]
    asked = screen.run("return performance.getEntriesByType('resource').map((one) => one.name)")
    assert [one for one in asked if not one.startswith(origin)] == []
