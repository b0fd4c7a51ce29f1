"""A lead and an agent read one sheet, each in their own window: marks and words of either stand beside the coach's."""

import pytest

from tests.browser.conftest import OpenScreen
from tests.browser.screen import Screen

pytestmark = pytest.mark.thorough

CUSTOMER = {"en": "U0CARLA", "zh": "U0CHEN"}
AGENT = {"en": "U0ALICE", "zh": "U0BEN"}
LEAD = {"en": "U0LEAD", "zh": "U0LAN"}
ASKS = {
    "en": "Could you send the price list today? Our buyer decides at 16:00.",
    "zh": "价目表今天能发我吗？采购下午四点要定。",
}
ANSWERS = {"en": "It is on our website.", "zh": "官网上有，自己查一下。"}
REVIEW = {"en": "Review this thread", "zh": "评价这段对话"}
READY = {"en": "The sheet is ready", "zh": "评价表做好了"}
DISPUTED = {"en": "Somebody sees it differently", "zh": "有人看法不同"}
MARKED = {"en": "Somebody has set marks of their own", "zh": "有人打了自己的分"}
DISPUTE = {"en": "The page was all that I had.", "zh": "当时我手上只有那个网页。"}
REASON = {"en": "It answers the question.", "zh": "问题是答了的。"}
AGENT_SAYS = {"en": "Agent sees it differently", "zh": "客服有不同看法"}
AGENT_MARKS = {"en": "Agent: +1 meets", "zh": "客服：+1"}
ASKED = {"en": "What they wrote", "zh": "对方写的"}
MODAL = ".modal[open]"
LAST = ".pane-channel .message:last-child"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_lead_reads_in_the_sheet_what_the_agent_marks_and_sees_differently(
    address: str, window: OpenScreen, language: str
) -> None:
    screen = window(language=language)
    screen.open(address)
    for person, words in ((CUSTOMER, ASKS), (AGENT, ANSWERS)):
        screen.sit(person[language])
        screen.say(words[language])

    screen.sit(LEAD[language])
    _review(screen, REVIEW[language])
    _first_contact(screen, ASKED[language])
    _close(screen)

    screen.press("#side-agent")
    screen.sees(".pane-private .messages", READY[language])
    _open_note(screen)
    _first_contact(screen, ASKED[language])
    _dispute(screen, DISPUTE[language])
    _mark(screen, "1", REASON[language])
    _close(screen)

    screen.press("#side-lead")
    screen.sees(".pane-private .messages", DISPUTED[language])
    screen.sees(".pane-private .messages", MARKED[language])
    _open_note(screen)
    for words in (ANSWERS, AGENT_SAYS, DISPUTE, AGENT_MARKS, REASON):
        screen.sees(MODAL, words[language])
    assert screen.findings() == []


def _review(screen: Screen, label: str) -> None:
    """Choose the shortcut in the last message's menu, and wait for the sheet."""
    screen.point_at(LAST)
    screen.press(f'{LAST} [data-focus="menu"]')
    labelled = f"return [...document.querySelectorAll('.menu-item')].find((one) => one.textContent.includes({label!r}))"
    screen.until(lambda: screen.run(labelled), label).click()
    screen.find(f"{MODAL} .header-block")


def _first_contact(screen: Screen, asked: str) -> None:
    screen.press(f'{MODAL} [data-action="open_sheet"]')
    screen.sees(MODAL, asked)


def _open_note(screen: Screen) -> None:
    """Press the button of the newest note that leads to a sheet."""
    screen.run("[...document.querySelectorAll('.pane-private [data-action=open_sheet]')].at(-1).click()")
    screen.find(f"{MODAL} .header-block")


def _dispute(screen: Screen, words: str) -> None:
    screen.press(f'{MODAL} [data-action="sheet_comment"]')
    screen.write(words, into=f"{MODAL} textarea")
    screen.press(f"{MODAL} button[type=submit]")
    screen.sees(MODAL, words)


def _mark(screen: Screen, score: str, reason: str) -> None:
    """Mark the contact as a whole, and say why."""
    screen.press(f'{MODAL} [data-action="sheet_marks"]')
    screen.press(f'{MODAL} select option[value="{score}"]')
    screen.write(reason, into=f"{MODAL} textarea")
    screen.press(f"{MODAL} button[type=submit]")
    screen.sees(f"{MODAL} .modal-body", reason)


def _close(screen: Screen) -> None:
    screen.press(f'{MODAL} [data-focus="close"]')
    screen.until(lambda: not screen.all(MODAL) or None, "no window")
