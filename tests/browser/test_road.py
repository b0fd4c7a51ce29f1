"""The whole road in the page: from a customer's words to the card, to an answer, to Confirm."""

import pytest

from tests.browser.conftest import OpenScreen
from tests.browser.screen import DESK, PHONE

pytestmark = pytest.mark.thorough

ASKS = {
    "en": "Hi! Could you please send us the delivery note? Our auditor comes tomorrow at 10.",
    "zh": "你好，能把送货单发给我们吗？审计明天上午十点就到。",
}
CUSTOMER = {"en": "U0CARLA", "zh": "U0CHEN"}
AGENT = {"en": "U0ALICE", "zh": "U0BEN"}
NEXT_TIMER = "document.querySelector('[data-focus=\"next\"]')"
CARD = ".pane-private .message.card"


@pytest.mark.parametrize(
    ("width", "language"),
    [
        (PHONE, "zh"),
        (DESK, "en"),
        pytest.param(PHONE, "en", marks=pytest.mark.thorough),
        pytest.param(DESK, "zh", marks=pytest.mark.thorough),
    ],
)
def test_a_typed_message_becomes_a_card_an_answer_and_a_confirmed_outcome(
    address: str, window: OpenScreen, width: int, language: str
) -> None:
    screen = window(width=width, language=language)
    screen.open(address)
    screen.sit(CUSTOMER[language])
    screen.say(ASKS[language])

    screen.look_at("agent")
    screen.sees(CARD, ASKS[language])
    screen.press(f"{CARD} .use")
    reply = screen.until(lambda: screen.find("#channel-field").get_attribute("value") or None, "the reply")
    screen.press(".pane-channel .send")
    screen.sees(".pane-channel .message.reply", reply[:40])

    screen.look_at("agent")
    # The offered reply names a time, so the promise in it appears once the answer has been read.
    screen.find(f'{CARD} [data-action="not_a_promise"]')
    screen.until(lambda: screen.run(f"return !{NEXT_TIMER}.disabled") or None, "a timer")
    screen.run(f"{NEXT_TIMER}.click()")
    screen.press(f'{CARD} [data-action="confirmed"]')

    screen.until(lambda: not screen.all('[data-action="confirmed"]') or None, "the prompt to be settled")
    screen.sees(f"{CARD} .header-block", {"en": "Confirmed", "zh": "已确认"}[language])
    assert "motbot" not in screen.text(".pane-channel .message .name")


def test_the_agent_to_whom_the_bot_whispers_comes_into_view(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)
    screen.sees(".pane-private .pane-title", "Alice Winter")
    screen.sit(CUSTOMER["zh"])

    screen.say(ASKS["zh"])

    screen.sees(CARD, ASKS["zh"])
    screen.sees(".pane-private .pane-title", "江北辰")


def test_done_brings_the_question_that_confirms_the_outcome(address: str, window: OpenScreen) -> None:
    screen = window()
    screen.open(address)
    screen.say(ASKS["en"])
    screen.press(f"{CARD} .use")
    screen.press(".pane-channel .send")
    screen.until(lambda: not screen.all(f'{CARD} [data-action="edit"]') or None, "the card to note the answer")

    screen.press(f'{CARD} [data-action="done"]')

    screen.press(f'{CARD} [data-action="not_quite"]')
    screen.until(lambda: not screen.all('[data-action="not_quite"]') or None, "the prompt to be settled")
