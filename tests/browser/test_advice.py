"""An agent tries words on the coach, is coached on a message by its menu, mutes the bot and looks how things stand."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen

pytestmark = pytest.mark.thorough

CUSTOMER = {"en": "U0CARLA", "zh": "U0CHEN"}
AGENT = {"en": "U0ALICE", "zh": "U0BEN"}
ASKS = {
    "en": "The export fails again. Our board meets at 15:00 and needs the figures before that.",
    "zh": "导出又失败了，下午三点开董事会，之前必须拿到数据。",
}
TRIES = {"en": "Please cancel the order, I was charged twice.", "zh": "请把订单取消，我被扣了两次款。"}
COACH = {"en": "Coach me on this", "zh": "就这条指点我"}
REPLY = {"en": "A reply", "zh": "可以这样"}
OWN_CARD = {"en": "You have a card about this", "zh": "关于这件事你有一张卡片"}
KEPT = {"en": "Nothing of it is kept.", "zh": "内容一概不留存。"}
MUTED = {"en": "I am quiet until", "zh": "之前我不打扰你"}
STATUS = {"en": "You have muted me until", "zh": "你让我静音到"}
MUTE = {"en": "/mot mute 2h", "zh": "/mot mute 2小时"}
MODAL = ".modal[open]"
LAST = ".pane-channel .message:last-child"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_agent_asks_for_advice_and_for_silence(address: str, window: OpenScreen, language: str) -> None:
    screen = window(language=language)
    screen.open(address)
    screen.sit(AGENT[language])
    types(screen, f"/mot try {TRIES[language]}")
    for words in (TRIES[language], REPLY[language], KEPT[language]):
        screen.sees(MODAL, words)
    assert screen.findings() == []
    close(screen)

    screen.sit(CUSTOMER[language])
    types(screen, ASKS[language])
    screen.sees(".pane-private .messages", ASKS[language])
    screen.sit(AGENT[language])
    choose(screen, COACH[language])
    for words in (ASKS[language], REPLY[language], OWN_CARD[language]):
        screen.sees(MODAL, words)
    assert screen.findings() == []
    close(screen)

    types(screen, MUTE[language])
    screen.sees(".pane-channel", MUTED[language])
    types(screen, "/mot status")
    screen.sees(MODAL, STATUS[language])
    assert screen.findings() == []


def types(screen: Screen, command: str) -> None:
    """Type into the channel and send; a field that has got the focus back from a window takes keys alone."""
    screen.press("#channel-field")
    screen.key(command)
    screen.key(Keys.ENTER)


def choose(screen: Screen, label: str) -> None:
    """Choose a shortcut in the menu of the customer's message."""
    message = ".pane-channel .message"
    screen.point_at(message)
    screen.press(f'{message} [data-focus="menu"]')
    labelled = f"return [...document.querySelectorAll('.menu-item')].find((one) => one.textContent.includes({label!r}))"
    screen.until(lambda: screen.run(labelled), label).click()


def close(screen: Screen) -> None:
    """Close the window."""
    screen.press(f'{MODAL} [data-focus="close"]')
    screen.until(lambda: not screen.all(MODAL) or None, "no window")
