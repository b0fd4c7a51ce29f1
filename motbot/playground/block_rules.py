"""Slack's rules for blocks that slack_sdk's models do not check."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from motbot.playground.controls import PICKED, controls, is_pickable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from motbot.playground.spec import JSON

MESSAGE_ONLY = {"context_actions", "markdown", "table", "plan", "task_card", "file"}
VIEW_ONLY_ELEMENTS = {"file_input"}
LONGEST = {
    "option text": 75,
    "option value": 150,
    "option url": 3000,
    "field": 2000,
    "label": 2000,
    "placeholder": 150,
    "markdown": 12_000,
}
MOST_ELEMENTS = {"actions": 25, "context": 10, "context_actions": 5}
CONFIRM = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
MOST_CHOICES = 10
MOST_INITIAL = 3000
_PLAIN_PARTS = ("label", "hint", "placeholder", "title", "submit", "close", "confirm", "deny")
_MESSAGE_ELEMENTS = {
    "actions": {
        "button", "checkboxes", "datepicker", "datetimepicker", "overflow", "radio_buttons", "timepicker",
        "workflow_button", "static_select", "external_select", "users_select", "conversations_select",
        "channels_select", "multi_static_select", "multi_external_select", "multi_users_select",
        "multi_conversations_select", "multi_channels_select", "rich_text_input", "icon_button", "feedback_buttons",
    },
    "context_actions": {"feedback_buttons", "icon_button"},
    "context": {"image", "mrkdwn", "plain_text"},
}  # fmt: skip


def problems(block: JSON, surface: str) -> list[str]:
    """Return what is wrong with one block that slack_sdk's model has already taken."""
    return [*_surface(block, surface), *_elements(block), *_texts(block, ""), *_own(block)]


def _surface(block: JSON, surface: str) -> Iterator[str]:
    kind = block["type"]
    if kind in MESSAGE_ONLY and surface != "message":
        yield f"a {kind} block is not allowed in a {surface}"
    if kind == "input" and surface == "message" and block["element"]["type"] in VIEW_ONLY_ELEMENTS:
        yield f"{block['element']['type']} is not allowed in a message"


def _elements(block: JSON) -> Iterator[str]:
    kind = block["type"]
    allowed = _MESSAGE_ELEMENTS.get(kind)
    if allowed is None:
        return
    if not block["elements"]:
        yield f"a {kind} block needs elements"
    for element in block["elements"]:
        if element["type"] not in allowed:
            yield f"a {element['type']} is not allowed in a {kind} block"


def _own(block: JSON) -> Iterator[str]:
    if block["type"] == "header":
        yield from _plain(block["text"], "header text")
    if block["type"] == "input":
        yield from _too_long(block["label"], "label", LONGEST["label"])
    if block["type"] == "markdown" and len(block["text"]) > LONGEST["markdown"]:
        yield f"markdown of {len(block['text'])} characters, at most {LONGEST['markdown']}"
    for field in block.get("fields") or []:
        yield from _too_long(field, "field", LONGEST["field"])
    for control in controls([block]):
        yield from _control(control.element)


def _control(element: JSON) -> Iterator[str]:
    kind = element["type"]
    if kind in {"button", "workflow_button"}:
        yield from _plain(element["text"], "button text")
    groups = [group["options"] for group in element.get("option_groups") or []]
    options = [*(element.get("options") or []), *(option for group in groups for option in group)]
    plain_only = kind not in {"checkboxes", "radio_buttons"}
    for option in options:
        yield from _option(option, plain_only=plain_only)
        if option.get("url") and kind != "overflow":
            yield f"an option's url is only allowed in an overflow, not in {kind}"
    if kind in {"checkboxes", "radio_buttons"} and len(options) > MOST_CHOICES:
        yield f"{len(options)} options in {kind}, at most {MOST_CHOICES}"
    if kind in {"checkboxes", "radio_buttons", "static_select", "multi_static_select", "overflow"} and not options:
        yield f"{kind} needs options"
    yield from _initial(element, options)
    for name, longest in CONFIRM.items():
        if "confirm" in element:
            yield from _too_long(element["confirm"].get(name), f"confirm {name}", longest)


def _option(option: JSON, *, plain_only: bool) -> Iterator[str]:
    if plain_only:
        yield from _plain(option["text"], "option text")
    yield from _too_long(option["text"], "option text", LONGEST["option text"])
    if not option["value"]:
        yield "an option needs a value"
    for name in ("value", "url"):
        longest = LONGEST[f"option {name}"]
        if len(option.get(name) or "") > longest:
            yield f"option {name} of {len(option[name])} characters, at most {longest}"


def _initial(element: JSON, options: list[JSON]) -> Iterator[str]:
    picked = element.get("initial_date") or element.get("initial_time")
    if element["type"] in PICKED and picked and not is_pickable(element["type"], picked):
        yield f"{element['type']} begins with {PICKED[element['type']]}, not {picked!r}"
    typed = element.get("initial_value")
    if isinstance(typed, str) and len(typed) > min(MOST_INITIAL, element.get("max_length") or MOST_INITIAL):
        yield f"initial_value of {len(typed)} characters is too long"
    chosen = [element["initial_option"]] if element.get("initial_option") else element.get("initial_options") or []
    for option in chosen:
        if options and option not in options:
            yield "an initial option must be exactly one of the options"


def _texts(part: Any, path: str) -> Iterator[str]:
    """Check every text object below, wherever it is."""
    if isinstance(part, list):
        for number, item in enumerate(part):
            yield from _texts(item, f"{path}[{number}]")
    elif isinstance(part, dict):
        if part.get("type") in {"plain_text", "mrkdwn"} and not part.get("text"):
            yield f"{path}: text must have at least 1 character"
        for key, item in part.items():
            here = f"{path}.{key}" if path else key
            if key in _PLAIN_PARTS and isinstance(item, dict) and item.get("type") == "mrkdwn":
                yield f"{here} must be plain_text"
            yield from _texts(item, here)


def _plain(text: Any, name: str) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") != "plain_text":
        yield f"{name} must be a plain_text object"


def _too_long(text: Any, name: str, longest: int) -> Iterator[str]:
    if isinstance(text, dict) and len(text.get("text", "")) > longest:
        yield f"{name} of {len(text['text'])} characters, at most {longest}"


def lost(given: Any, known: Any, path: str) -> Iterator[str]:
    """Yield the places in `given` that are missing from `known`, what slack_sdk's model made of it."""
    if isinstance(given, dict):
        if not isinstance(known, dict):
            yield path or "it"
            return
        for key, value in given.items():
            here = f"{path}.{key}" if path else key
            if value not in (None, "", [], {}):
                yield from lost(value, known[key], here) if key in known else (here,)
    elif isinstance(given, list):
        if not isinstance(known, list) or len(known) != len(given):
            yield path
            return
        for number, (one, other) in enumerate(zip(given, known, strict=True)):
            yield from lost(one, other, f"{path}[{number}]")
    elif type(given) is not type(known):
        yield path


def twins(blocks: Sequence[JSON]) -> list[str]:
    """Return what complains about ids that occur twice: a block_id in a page, an action_id in a block."""
    ids = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    found = [f"block_id {name!r} occurs {times} times" for name, times in ids.items() if times > 1]
    for block in blocks:
        actions = Counter(one.element.get("action_id") for one in controls([block]) if one.element.get("action_id"))
        found += [f"action_id {name!r} occurs {times} times in a block" for name, times in actions.items() if times > 1]
    tables = sum(block["type"] == "table" for block in blocks)
    return [*found, "only one table is allowed"] if tables > 1 else found


def view_problems(view: JSON) -> Iterator[str]:
    """Yield what is wrong with a view's frame."""
    modal = view["type"] == "modal"
    if modal and not view.get("title"):
        yield "a modal needs a title"
    for name in ("title", "submit", "close"):
        if view.get(name):
            yield from _plain(view[name], name)
    inputs = any(isinstance(block, dict) and block.get("type") == "input" for block in view["blocks"])
    if modal and inputs and not view.get("submit"):
        yield "a modal with input blocks needs submit"
    if not view["blocks"]:
        yield "a view needs at least one block"


def text_length(blocks: Sequence[JSON]) -> int:
    """Return how many characters of text all blocks have together."""
    return sum(_length(block) for block in blocks)


def _length(part: Any) -> int:
    if isinstance(part, list):
        return sum(_length(item) for item in part)
    if isinstance(part, dict):
        own = len(part["text"]) if isinstance(part.get("text"), str) else 0
        return own + sum(_length(item) for item in part.values() if not isinstance(item, str))
    return 0
