"""Windows that an app opens, renews and piles up are drawn and work, and the message menu reaches the app."""

from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys
from slack_sdk.web.async_client import AsyncWebClient

from motbot.slack.permalinks import parse_permalink
from tests.browser.conftest import OpenScreen
from tests.browser.quiet import QuietPlayground
from tests.browser.screen import PHONE, Screen
from tests.browser.small_app import JSON, SmallApp, small_app
from tests.playground.rig import button, buttons, modal, section

pytestmark = pytest.mark.thorough

LAST = ".pane-channel .message:last-child"
MODAL = ".modal[open]"
LOADING = {"type": "modal", "title": {"type": "plain_text", "text": "One moment"}, "blocks": [section("Reading ...")]}
REASONS = [{"text": {"type": "plain_text", "text": text}, "value": text.lower()} for text in ("Too late", "Too vague")]


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def asked(block: str, element: JSON) -> JSON:
    return {"type": "input", "block_id": block, "label": plain(block.title()), "element": element, "optional": True}


def sheet(headline: str, *more: JSON) -> JSON:
    """A window with everything that a sheet is made of."""
    quote = {"type": "rich_text_quote", "elements": [{"type": "text", "text": "where is it?"}]}
    menu = {"type": "overflow", "action_id": "more", "options": REASONS}
    return modal(
        {"type": "header", "text": plain(headline)},
        {"type": "context", "elements": [plain("3 contacts"), {"type": "mrkdwn", "text": "*two* of ours"}]},
        {"type": "divider"},
        {"type": "rich_text", "elements": [quote]},
        {**section("A contact"), "accessory": menu},
        buttons(button("deeper", text="Deeper"), button("second", text="Second"), button("third", text="Third")),
        asked("reason", {"type": "static_select", "action_id": "reason", "options": REASONS}),
        asked("mark", {"type": "radio_buttons", "action_id": "mark", "options": REASONS}),
        asked("note", {"type": "plain_text_input", "action_id": "note", "multiline": True}),
        *more,
        title=plain(headline),
    )


@pytest.fixture
def app(quiet: QuietPlayground) -> Iterator[SmallApp]:
    with quiet.loop.opened(small_app(quiet.server)) as connected:
        yield connected


@pytest.fixture
def screen(quiet: QuietPlayground, app: SmallApp, window: OpenScreen) -> Screen:
    quiet.fill_with(1)
    made = window()
    made.open(quiet.address)
    made.sit("U0ALICE")
    return made


def choose(screen: Screen, label: str) -> None:
    """Open the last message's menu, and choose."""
    screen.point_at(LAST)
    screen.press(f'{LAST} [data-focus="menu"]')
    labelled = f"return [...document.querySelectorAll('.menu-item')].find((one) => one.textContent.includes({label!r}))"
    screen.until(lambda: screen.run(labelled), label).click()


def opens(app: SmallApp, first: JSON, *then: JSON, on: str = "review_thread") -> None:
    """Let the shortcut, or a command, open a window that is brought up to date at once."""

    async def react(web: AsyncWebClient, payload: JSON) -> None:
        view = (await web.views_open(trigger_id=payload["trigger_id"], view=first))["view"]
        for following in then:
            await web.views_update(view_id=view["id"], view=following)

    app.reactions[on] = react


def pushes(app: SmallApp, action: str, view: JSON, *, below: JSON | None = None) -> None:
    """Let a button put a window on top, and bring the one below it up to date."""

    async def react(web: AsyncWebClient, payload: JSON) -> None:
        await web.views_push(trigger_id=payload["trigger_id"], view=view)
        if below is not None:
            await web.views_update(view_id=payload["view"]["id"], view=below)

    app.reactions[action] = react


def press_in_window(screen: Screen, action: str) -> None:
    screen.press(f'{MODAL} [data-action="{action}"]')


def title_is(screen: Screen, words: str) -> None:
    screen.until(lambda: screen.text(f"{MODAL} h2") == words or None, f"the window {words!r}")


def is_closed(screen: Screen) -> None:
    screen.until(lambda: not screen.all(MODAL) or None, "no window")


@pytest.mark.parametrize(
    ("label", "callback"), [("Review this thread", "review_thread"), ("Coach me on this", "coach_message")]
)
def test_a_shortcut_of_the_message_menu_reaches_the_app_with_its_message(
    screen: Screen, quiet: QuietPlayground, app: SmallApp, label: str, callback: str
) -> None:
    choose(screen, label)

    (told,) = screen.until(lambda: app.heard("message_action") or None, "the shortcut")
    (message,) = quiet.workspace.history("C0SUPPORT")
    assert (told["callback_id"], told["message"]["ts"], told["user"]["id"]) == (callback, message["ts"], "U0ALICE")


def test_the_link_of_a_message_can_be_copied_as_motbot_reads_it(screen: Screen, quiet: QuietPlayground) -> None:
    screen.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }")

    choose(screen, "Copy link")

    link = screen.until(lambda: screen.run("return window.copied"), "a copied link")
    (message,) = quiet.workspace.history("C0SUPPORT")
    place = parse_permalink(link, workspace_url=quiet.workspace.team.url, team=quiet.workspace.team.id)
    assert (place.channel, place.ts) == ("C0SUPPORT", message["ts"])


def test_customers_are_offered_no_shortcuts(screen: Screen) -> None:
    screen.sit("U0CARLA")
    screen.point_at(LAST)
    screen.press(f'{LAST} [data-focus="menu"]')

    screen.sees(".menu", "Copy text")
    assert "Review this thread" not in screen.text(".menu")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_window_that_loads_becomes_the_sheet_and_all_of_it_is_drawn(
    screen: Screen, app: SmallApp, dark: bool
) -> None:
    opens(app, LOADING, sheet("The sheet"))
    choose(screen, "Review this thread")

    title_is(screen, "The sheet")
    screen.become(width=PHONE, dark=dark)
    assert screen.all(f"{MODAL} .unknown-block") == []
    assert screen.text(f"{MODAL} .quote") == "where is it?"
    assert len(screen.all(f"{MODAL} .actions .button")) == 3
    assert screen.findings() == []
    assert screen.run("const one = document.querySelector('.modal-body'); return one.scrollWidth <= one.clientWidth")


def test_windows_lie_three_deep_and_one_goes_back_through_them_or_closes_all(screen: Screen, app: SmallApp) -> None:
    opens(app, sheet("First"))
    pushes(
        app, "deeper", sheet("Second", buttons(button("deepest")) | {"block_id": "deep"}), below=sheet("First, anew")
    )
    pushes(app, "deepest", sheet("Third"))
    choose(screen, "Review this thread")
    title_is(screen, "First")
    assert screen.all(f'{MODAL} [data-focus="back"]') == []
    press_in_window(screen, "deeper")
    title_is(screen, "Second")
    press_in_window(screen, "deepest")
    title_is(screen, "Third")

    screen.press(f'{MODAL} [data-focus="back"]')
    title_is(screen, "Second")
    screen.key(Keys.ESCAPE)
    title_is(screen, "First, anew")
    press_in_window(screen, "deeper")
    title_is(screen, "Second")
    screen.press(f'{MODAL} [data-focus="close"]')

    is_closed(screen)


def test_a_window_brought_up_to_date_leaves_the_writer_where_they_were(
    screen: Screen, quiet: QuietPlayground, app: SmallApp
) -> None:
    opens(app, sheet("Before"))
    choose(screen, "Review this thread")
    screen.write("first and third", into=f'{MODAL} [data-action="note"]')
    screen.key(*[Keys.ARROW_LEFT] * len("third"))
    view = quiet.workspace.views_of("U0ALICE")[0]["id"]

    quiet.loop.run(app.ears.client.web_client.views_update(view_id=view, view=sheet("After")))
    title_is(screen, "After")
    screen.key("second, ")

    assert screen.find(f'{MODAL} [data-action="note"]').get_attribute("value") == "first and second, third"


def test_what_is_chosen_and_typed_is_told_with_a_press_and_with_the_whole_window(screen: Screen, app: SmallApp) -> None:
    opens(app, sheet("The sheet"))
    choose(screen, "Review this thread")
    title_is(screen, "The sheet")
    screen.press(f'{MODAL} select option[value="too vague"]')
    screen.press(f'{MODAL} .choice input[value="too late"]')
    screen.write("a word\non two lines".replace("\n", f"{Keys.SHIFT}{Keys.ENTER}{Keys.NULL}"), into=f"{MODAL} textarea")

    press_in_window(screen, "second")
    screen.press(f"{MODAL} .button-overflow")
    screen.until(lambda: screen.all(".menu-item") or None, "the menu")[1].click()
    screen.until(lambda: len(app.heard("block_actions")) > 1 or None, "both presses")
    pressed, chosen = app.heard("block_actions")
    screen.press(f"{MODAL} button[type=submit]")
    is_closed(screen)

    (sent,) = app.heard("view_submission")
    assert stood(pressed["view"]) == stood(sent["view"]) == ("too vague", "too late", "a word\non two lines")
    assert chosen["actions"][0]["selected_option"]["value"] == "too vague"


def stood(view: JSON) -> tuple[Any, ...]:
    """What stands in the fields of a window."""
    values = view["state"]["values"]
    selected = (values[name][name]["selected_option"] for name in ("reason", "mark"))
    return (*(one and one["value"] for one in selected), values["note"]["note"]["value"])


def test_whoever_closes_a_window_goes_on_writing_where_they_were(screen: Screen, app: SmallApp) -> None:
    opens(app, sheet("The sheet"), on="/mot")
    screen.write("/mot status")
    screen.key(Keys.ENTER)
    title_is(screen, "The sheet")

    screen.press(f'{MODAL} [data-focus="close"]')
    is_closed(screen)
    screen.write("and then")

    assert screen.find("#channel-field").get_attribute("value") == "and then"
