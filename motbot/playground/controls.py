"""The controls inside blocks: finding them, choosing in them, and the ids that Slack adds where the app gave none."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from motbot.playground.errors import CannotDo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from motbot.playground.spec import JSON

Typed = dict[tuple[str, str], dict[str, Any]]
"""What stands in the controls of a view or message, by (block_id, action_id)."""

_PRESSED = {"button", "icon_button", "feedback_buttons", "workflow_button", "overflow"}
_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_ONE_OPTION = {"static_select", "external_select", "radio_buttons", "overflow"}
_MANY_OPTIONS = {"multi_static_select", "multi_external_select", "checkboxes"}
_OTHER = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
}


PICKED = {"datepicker": "a day as YYYY-MM-DD", "timepicker": "a time as HH:mm"}
"""Controls in which a day or a time is picked, with what they give."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, kw_only=True)
class Control:
    """A control and the block it is in."""

    block: JSON
    element: JSON

    @property
    def key(self) -> tuple[str, str]:
        """Return (block_id, action_id)."""
        return self.block["block_id"], self.element["action_id"]


def controls(blocks: Sequence[JSON]) -> Iterator[Control]:
    """Yield every control in the order of the page."""
    for block in blocks:
        found = {
            "section": [block.get("accessory")],
            "input": [block.get("element")],
            "actions": block.get("elements", []),
            "context_actions": block.get("elements", []),
        }.get(block["type"], [])
        for element in found:
            if element is not None and element.get("type") != "image":
                yield Control(block=block, element=element)


def find(blocks: Sequence[JSON], action_id: str, *, block_id: str | None, value: object) -> Control:
    """Return the control a person means; of several with one action_id the one in `block_id` or with this `value`.

    A message may change while somebody presses: a button with the same value that has moved to another block is still
    the one they mean, and one with another value that has come to stand in its place is not.
    """
    named = [control for control in controls(blocks) if control.element["action_id"] == action_id]
    same = [control for control in named if value is not None and control.element.get("value") == value]
    here = [control for control in named if block_id in {None, control.block["block_id"]}]
    found = [control for control in same if control in here] or same
    if not found:
        is_vague = block_id is None or value is None
        found = [control for control in here if is_vague or "value" not in control.element]
    if not found:
        seen = ", ".join(str(control.element["action_id"]) for control in controls(blocks)) or "none"
        raise CannotDo(f"there is no control {action_id}; the controls here are: {seen}")
    return found[0]


def with_ids(blocks: Sequence[JSON]) -> list[JSON]:
    """Return the blocks as Slack stores them: with block_id, action_id and the texts' defaults filled in."""
    made = count(1)
    stored = deepcopy(list(blocks))
    for block in stored:
        block.setdefault("block_id", f"b{next(made):04d}")
        _fill_texts(block)
    for control in controls(stored):
        control.element.setdefault("action_id", f"a{next(made):04d}")
    return stored


def _fill_texts(part: object) -> None:
    if isinstance(part, list):
        for item in part:
            _fill_texts(item)
    elif isinstance(part, dict):
        if part.get("type") == "plain_text":
            part.setdefault("emoji", True)
        elif part.get("type") == "mrkdwn":
            part.setdefault("verbatim", False)
        for item in part.values():
            _fill_texts(item)


def choose(element: JSON, value: Any) -> JSON:
    """Return the part of an action or of a state that says what was chosen or typed."""
    kind = element["type"]
    if kind == "feedback_buttons":
        return _feedback(element, value)
    if kind in _PRESSED - {"overflow"}:
        return {key: element[key] for key in ("text", "value", "style") if key in element}
    if kind in _TYPED:
        return {"value": _typed(element, value)}
    if kind in _ONE_OPTION:
        return {"selected_option": None if value is None else _option(element, value)}
    if kind in _MANY_OPTIONS:
        return {"selected_options": [_option(element, one) for one in value or []]}
    return {_OTHER[kind][0]: _picked(element, value) if kind in PICKED else value}


def _picked(element: JSON, value: object) -> object:
    if not value:
        return None
    if not is_pickable(element["type"], value):
        raise CannotDo(f"{element['action_id']} takes {PICKED[element['type']]}, not {value!r}")
    return value


def is_pickable(kind: str, value: object) -> bool:
    """Whether this picker can give such a value: a day that the calendar has, a time of day."""
    shape = _DAY if kind == "datepicker" else _CLOCK
    if not isinstance(value, str) or not shape.fullmatch(value):
        return False
    if kind == "datepicker":
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
    return True


def _typed(element: JSON, value: str | None) -> str | None:
    if not value:
        return None
    longest, shortest = element.get("max_length"), element.get("min_length", 0)
    if longest is not None and len(value) > longest:
        raise CannotDo(f"at most {longest} characters fit into {element['action_id']}")
    if len(value) < shortest:
        raise CannotDo(f"at least {shortest} characters are needed in {element['action_id']}")
    return value


def _feedback(element: JSON, value: object) -> JSON:
    buttons = [element["positive_button"], element["negative_button"]]
    chosen = next((button for button in buttons if button["value"] == value), None)
    if chosen is None:
        raise CannotDo(f"no feedback button has the value {value!r}")
    return {"text": chosen["text"], "value": chosen["value"]}


def _option(element: JSON, value: object) -> JSON:
    if isinstance(value, dict):
        return value
    groups = [group["options"] for group in element.get("option_groups") or []]
    options: list[JSON] = [*(element.get("options") or []), *(option for group in groups for option in group)]
    for option in options:
        if option["value"] == value:
            return option
    raise CannotDo(f"{element['action_id']} has no option {value!r}")


def initial_state(blocks: Sequence[JSON]) -> Typed:
    """Return the state of every control that has one, as it is before anybody has touched it."""
    return {
        control.key: {"type": control.element["type"], **_initial(control.element)}
        for control in controls(blocks)
        if control.element["type"] not in _PRESSED
    }


def _initial(element: JSON) -> JSON:
    kind = element["type"]
    if kind in _TYPED:
        return {"value": element.get("initial_value")}
    if kind in _ONE_OPTION:
        return {"selected_option": element.get("initial_option")}
    if kind in _MANY_OPTIONS:
        return {"selected_options": element.get("initial_options", [])}
    field, initial = _OTHER[kind]
    many = kind.startswith("multi_") or kind == "file_input"
    return {field: element.get(initial, [] if many else None)}


def is_empty(state: JSON) -> bool:
    """Whether a control's state says nothing yet."""
    return not any(value for key, value in state.items() if key != "type")


def nested(state: Typed) -> JSON:
    """Return a state as Slack sends it: values by block_id, then by action_id."""
    values: dict[str, JSON] = {}
    for (block_id, action_id), chosen in state.items():
        values.setdefault(block_id, {})[action_id] = chosen
    return {"values": values}
