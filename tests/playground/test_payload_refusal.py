"""What Slack would refuse is refused here, and what it takes is taken."""

from typing import Any

import pytest

from motbot.playground.validation import message_problems, view_problems
from tests.playground.rig import button, buttons, home, modal, section, text_input

JSON = dict[str, Any]


def plain(text: str) -> JSON:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> JSON:
    """Return a mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def option(text: str = "One", value: str = "1") -> JSON:
    """Return an option of a menu."""
    return {"text": plain(text), "value": value}


def select(*options: JSON, kind: str = "static_select", **more: Any) -> JSON:
    """Return a menu."""
    return {"type": kind, "action_id": "s", "options": list(options or [option()]), **more}


FEEDBACK = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "f",
            "positive_button": {"text": plain("+"), "value": "up"},
            "negative_button": {"text": plain("-"), "value": "down"},
        }
    ],
}
MARKDOWN = {"type": "markdown", "text": "**x**"}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "x", "style": {"bold": True}}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "link", "url": "https://example.com"}]},
    ],
}
CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("Really?"), "confirm": plain("Yes"), "deny": plain("No")}


@pytest.mark.parametrize(
    "block",
    [
        section("你好，世界"),
        {"type": "section", "fields": [mrkdwn("a"), plain("b")]},
        {**section(), "accessory": button()},
        {**section(), "accessory": {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}},
        {"type": "header", "text": plain("Title")},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("why"), plain("because")]},
        buttons(button(), {**button("b"), "style": "danger", "confirm": CONFIRM}),
        buttons({"type": "button", "action_id": "open", "text": plain("Open"), "url": "https://example.com"}),
        buttons(select(option(), option("Two", "2"), initial_option=option())),
        buttons(select({**option(), "url": "https://example.com"}, kind="overflow")),
        buttons({"type": "radio_buttons", "action_id": "r", "options": [{"text": mrkdwn("*a*"), "value": "a"}]}),
        buttons({"type": "users_select", "action_id": "u", "placeholder": plain("Who?")}),
        buttons({"type": "datepicker", "action_id": "d", "initial_date": "2026-03-02"}),
        buttons(
            {"type": "timepicker", "action_id": "t", "initial_time": "23:59"}, {"type": "datepicker", "action_id": "d"}
        ),
        text_input(multiline=True, placeholder=plain("..."), max_length=100),
        FEEDBACK,
        MARKDOWN,
        TABLE,
        RICH,
    ],
)
def test_a_good_block_is_taken(block: JSON) -> None:
    assert message_problems({"text": "x", "blocks": [block]}) == {}


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        ([section()] * 51, "51 blocks"),
        ([section("")], "at least 1 character"),
        ([section("x" * 3001)], "3000"),
        (["text"], "must be an object"),
        ([{"text": mrkdwn("x")}], "with a type"),
        ([{"type": "sektion"}], "unknown block type 'sektion'"),
        ([{"type": "section"}], "text or fields"),
        ([{"type": "section", "text": "bare"}], "not known to Slack: text"),
        ([{"type": "section", "text": {"text": "x"}}], "KeyError"),
        ([{**section(), "txet": "x"}], "not known to Slack: txet"),
        ([{**section(), "accessory": {"type": "nonsense"}}], "not known to Slack"),
        ([{"type": "section", "text": {**mrkdwn("x"), "bold": True}}], "bold"),
        ([{"type": "section", "fields": [mrkdwn("x")] * 11}], "10 items"),
        ([{"type": "section", "fields": [mrkdwn("x" * 2001)]}], "field of 2001"),
        ([{**section(), "block_id": "a"}, {**section(), "block_id": "a"}], "block_id 'a' occurs 2 times"),
        ([{**section(), "block_id": "x" * 256}], "255"),
        ([{"type": "header", "text": mrkdwn("x")}], "header text must be a plain_text"),
        ([{"type": "header", "text": plain("x" * 151)}], "150"),
        ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "10"),
        ([{"type": "context", "elements": []}], "needs elements"),
        ([{"type": "context", "elements": [button()]}], "a button is not allowed in a context"),
        ([{"type": "actions", "elements": []}], "needs elements"),
        ([buttons(*(button(f"b{number}") for number in range(26)))], "25"),
        ([buttons(button("a"), button("a"))], "action_id 'a' occurs 2 times"),
        ([buttons({**button(), "text": mrkdwn("Go")})], "button text must be a plain_text"),
        ([buttons(button(text="x" * 76))], "75"),
        ([buttons(button(value="x" * 2001))], "2000"),
        ([buttons({**button(), "style": "green"})], "style"),
        ([buttons({**button(), "action_id": "x" * 256})], "255"),
        ([buttons({**button(), "url": "https://example.com/" + "x" * 3000})], "3000"),
        ([buttons({**button(), "confirm": {**CONFIRM, "title": plain("x" * 101)}})], "100"),
        ([buttons({**button(), "confirm": {**CONFIRM, "confirm": mrkdwn("Yes")}})], "must be plain_text"),
        ([buttons(select(option(value="x" * 151)))], "150"),
        ([buttons(select(option(text="x" * 76)))], "75"),
        ([buttons(select({"text": mrkdwn("x"), "value": "1"}))], "option text must be a plain_text"),
        ([buttons(select(option(value="")))], "option"),
        ([buttons(select(*(option(value=str(number)) for number in range(101))))], "100"),
        ([buttons(select(*(option(value=str(number)) for number in range(6)), kind="overflow"))], "5"),
        ([buttons(select(*(option(value=str(number)) for number in range(11)), kind="checkboxes"))], "at most 10"),
        ([buttons(select(option(), initial_option=option(value="other")))], "exactly one of the options"),
        ([buttons({"type": "checkboxes", "action_id": "c", "options": []})], "needs options"),
        ([buttons(select({**option(), "url": "https://example.com"}))], "url is only allowed in an overflow"),
        ([buttons(select({**option(), "url": "https://e.com/" + "x" * 3000}, kind="overflow"))], "option url of 3014"),
        ([buttons({"type": "datepicker", "action_id": "d", "initial_date": "2026-02-30"})], "a day as YYYY-MM-DD"),
        ([buttons({"type": "datepicker", "action_id": "d", "initial_date": "2026-03-02T"})], "a day as YYYY-MM-DD"),
        ([buttons({"type": "timepicker", "action_id": "t", "initial_time": "9:00"})], "HH:mm"),
        ([buttons({"type": "timepicker", "action_id": "t", "initial_time": "09:00:00"})], "a time as HH:mm"),
        ([{**text_input(), "element": {"type": "file_input", "action_id": "f"}}], "file_input is not allowed"),
        ([buttons(select(option(), placeholder=mrkdwn("x")))], "placeholder must be plain_text"),
        ([{**FEEDBACK, "elements": [button()]}], "a button is not allowed in a context_actions"),
        ([{"type": "markdown", "text": "x" * 12_001}], "12000"),
        ([TABLE, TABLE], "only one table"),
        ([{**text_input(), "label": mrkdwn("x")}], "label must be plain_text"),
        ([text_input(initial_value="x" * 3001)], "initial_value of 3001"),
        ([{**RICH, "elements": [{"type": "nonsense"}]}], "not known to Slack"),
    ],
)  # fmt: skip
def test_a_bad_block_is_refused(blocks: list[Any], complaint: str) -> None:
    problems = message_problems({"text": "x", "blocks": blocks})

    assert list(problems) == ["invalid_blocks"]
    assert complaint in " ".join(problems["invalid_blocks"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": 5}, "invalid_arguments"),
        ({"text": "x", "blocks": {"type": "section"}}, "invalid_blocks"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "blocks": [section("x" * 2700)] * 5}, "msg_blocks_too_long"),
    ],
)
def test_a_message_is_refused_with_slacks_own_code(content: JSON, code: str) -> None:
    assert list(message_problems(content)) == [code]


def test_a_message_may_fill_its_limits() -> None:
    assert message_problems({"text": "x" * 40_000, "blocks": [section("x" * 264)] * 50}) == {}


@pytest.mark.parametrize(
    "view",
    [
        modal(),
        modal(section(), submit=None),
        modal(*[section()] * 100),
        modal(private_metadata="x" * 3000, notify_on_close=True, close=plain("Cancel")),
        home(section(), buttons()),
        home(text_input()),
    ],
)
def test_a_good_view_is_taken(view: JSON) -> None:
    assert view_problems(view) == []


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (None, "must be an object"),
        ({"type": "popup", "blocks": []}, "must be modal or home"),
        ({"type": "modal"}, "must be a list"),
        (modal(title=plain("x" * 25)), "24"),
        (modal(title=mrkdwn("x")), "title must be a plain_text"),
        (modal(title="bare"), "title must be a plain_text"),
        (modal(title=None), "needs a title"),
        (modal(submit=plain("x" * 25)), "24"),
        (modal(submit=None), "needs submit"),
        (modal(close=plain("x" * 25)), "24"),
        (modal(private_metadata="x" * 3001), "3000"),
        (modal(callback_id="x" * 256), "255"),
        (modal(colour="red"), "unknown key 'colour'"),
        (modal(*[section()] * 101), "101 blocks"),
        ({**modal(), "blocks": []}, "at least one block"),
        (modal(section("x" * 3001)), "3000"),
        (modal(FEEDBACK), "context_actions block is not allowed in a modal"),
        (modal(MARKDOWN), "markdown block is not allowed in a modal"),
        (home(TABLE), "table block is not allowed in a home"),
        (home() | {"submit": plain("Save")}, "home"),
        (modal(*(section("x" * 2990) for _ in range(90))), "view_too_large"),
    ],
)
def test_a_bad_view_is_refused(view: Any, complaint: str) -> None:
    assert complaint in " ".join(view_problems(view))
