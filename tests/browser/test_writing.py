"""People write, change and take back what they wrote, react, and use commands, with mouse and keyboard."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import OpenScreen
from tests.browser.quiet import QuietPlayground
from tests.browser.screen import Screen

pytestmark = pytest.mark.thorough

LAST = ".pane-channel .message:last-child"


@pytest.fixture
def screen(quiet: QuietPlayground, window: OpenScreen) -> Screen:
    made = window()
    made.open(quiet.address)
    made.sit("U0CARLA")
    return made


def stored(quiet: QuietPlayground) -> list[str]:
    return [one["text"] for one in quiet.workspace.history("C0SUPPORT")]


def menu(screen: Screen, label: str) -> None:
    """Open the last message's menu and choose."""
    screen.point_at(LAST)
    screen.press(f'{LAST} [data-focus="menu"]')
    labelled = f"return [...document.querySelectorAll('.menu-item')].find((one) => one.textContent.includes({label!r}))"
    screen.until(lambda: screen.run(labelled), label).click()


def test_enter_sends_and_shift_enter_begins_a_new_line(screen: Screen, quiet: QuietPlayground) -> None:
    screen.write(f"one{Keys.SHIFT}{Keys.ENTER}{Keys.NULL}two")
    screen.key(Keys.ENTER)

    screen.sees(LAST, "one\ntwo")
    assert stored(quiet) == ["one\ntwo"]


def test_what_looks_like_markup_of_the_web_is_sent_and_shown_as_words(screen: Screen, quiet: QuietPlayground) -> None:
    screen.say("<img src=x onerror=alert(1)> & <!channel>")

    assert stored(quiet) == ["&lt;img src=x onerror=alert(1)&gt; &amp; &lt;!channel&gt;"]
    assert screen.all(f"{LAST} img") == []


def test_a_name_after_an_at_sign_is_offered_and_becomes_a_mention(screen: Screen, quiet: QuietPlayground) -> None:
    screen.write("Thanks @Ali")
    screen.sees(".suggestions", "Alice Winter")
    screen.key(Keys.TAB, "!", Keys.ENTER)

    screen.sees(f"{LAST} .mention", "@Alice Winter")
    assert stored(quiet) == ["Thanks <@U0ALICE> !"]


def test_a_message_is_edited_from_its_menu(screen: Screen, quiet: QuietPlayground) -> None:
    screen.say("the frist one")

    menu(screen, "Edit")
    screen.find(".edit-field").clear()
    screen.write("the first & best one", into=".edit-field")
    screen.key(Keys.ENTER)

    screen.sees(LAST, "the first & best one (edited)")
    assert stored(quiet) == ["the first &amp; best one"]


def test_the_last_own_message_is_edited_by_arrow_up_and_left_alone_by_escape(
    screen: Screen, quiet: QuietPlayground
) -> None:
    screen.say("as it was")

    screen.key(Keys.ARROW_UP)
    screen.write(" changed", into=".edit-field")
    screen.key(Keys.ESCAPE)

    screen.until(lambda: not screen.all(".edit-field") or None, "the end of editing")
    assert stored(quiet) == ["as it was"]


def test_a_message_is_deleted_only_after_a_question(screen: Screen, quiet: QuietPlayground) -> None:
    screen.say("never mind")

    menu(screen, "Delete")
    screen.press(".button-danger-solid")

    screen.until(lambda: not screen.all(".pane-channel .message") or None, "the message to go")
    assert stored(quiet) == []


def test_a_reaction_is_given_and_taken_back(screen: Screen) -> None:
    screen.say("please react")

    screen.point_at(LAST)
    screen.press(f'{LAST} [data-focus="quick/eyes"]')
    screen.sees(f"{LAST} .reaction", "👀")
    screen.press(f"{LAST} .reaction")

    screen.until(lambda: not screen.all(f"{LAST} .reaction") or None, "the reaction to go")


def test_a_thread_is_answered_by_keyboard_alone(screen: Screen, quiet: QuietPlayground) -> None:
    screen.say("the root")
    screen.run("document.querySelector('.pane-channel .message').focus()")

    screen.key("r")
    screen.key("the reply", Keys.ENTER)

    screen.sees(".pane-channel .message.reply", "the reply")
    root, reply = quiet.workspace.history("C0SUPPORT")[0], quiet.workspace.conversation("C0SUPPORT").threads
    assert list(reply) == [root["ts"]]


def test_commands_are_offered_to_our_own_people_and_refused_in_threads(screen: Screen) -> None:
    screen.say("the root")
    screen.write("/")
    assert screen.text(".suggestions").strip() == ""
    screen.key(Keys.BACKSPACE)
    screen.sit("U0ALICE")
    screen.write("/mot re")
    screen.sees(".suggestions", "/mot review")
    screen.sees(".suggestions", "/mot report")
    screen.run("document.querySelector('#channel-field').value = ''")
    screen.press(".pane-channel .message")
    screen.key("r")

    screen.write("/mot status")
    screen.key(Keys.ENTER)

    screen.sees(".toast", "does not allow slash commands in threads")


def test_what_is_said_above_the_page_goes_in_its_time_but_not_while_somebody_points_at_it(screen: Screen) -> None:
    screen.run("const real = setTimeout; window.setTimeout = (what, time) => real(what, time / 20)")
    screen.write("/mot status")
    screen.key(Keys.ENTER)
    screen.sees(".toast-error", "only there for people of its own workspace")
    screen.point_at(".toast-error")

    screen.import_and_run("await new Promise((resolve) => window.setTimeout(resolve, 20_000))")
    assert len(screen.all(".toast-error")) == 1
    screen.point_at("#channel-field")

    screen.until(lambda: not screen.all(".toast") or None, "the words to go")


def test_escape_takes_away_what_is_said_above_the_page(screen: Screen) -> None:
    screen.write("/mot status")
    screen.key(Keys.ENTER)
    screen.sees(".toast-error", "only there for people of its own workspace")

    screen.key(Keys.ESCAPE)

    assert screen.all(".toast") == []
    assert screen.find("#channel-field").get_attribute("value") == "/mot status"


def test_a_draft_outlives_a_reload_and_belongs_to_who_wrote_it(screen: Screen) -> None:
    screen.write("half a thought")

    screen.driver.refresh()

    screen.until(lambda: screen.find("#channel-field").get_attribute("value") == "half a thought" or None, "the draft")
    screen.sit("U0ALICE")
    screen.until(lambda: screen.find("#channel-field").get_attribute("value") == "" or None, "an empty field")


def test_another_person_sees_who_is_typing(screen: Screen, quiet: QuietPlayground, window: OpenScreen) -> None:
    other = window()
    other.open(quiet.address)
    other.sit("U0ALICE")

    screen.write("I am")

    other.sees(".pane-channel .typing", "Carla Moreau is typing")
