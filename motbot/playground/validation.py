"""What Slack would refuse in an outgoing message or view: slack_sdk's own model checks and what they miss."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from motbot.playground import block_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from motbot.playground.spec import JSON

MAX_MESSAGE_BLOCKS = 50
MAX_TEXT = 40_000
MAX_BLOCKS_TEXT = 13_200
MAX_ATTACHMENTS = 100
MAX_VIEW_BYTES = 250_000
_MODEL_COMPLAINTS = (SlackObjectFormationError, TypeError, KeyError, AttributeError, ValueError)
_VIEW_KEYS = View.attributes - {"id", "team_id", "bot_id", "app_id", "root_view_id", "previous_view_id", "hash"}


def message_problems(content: JSON) -> dict[str, list[str]]:
    """Return the error codes Slack would answer a message with, each with what is wrong; empty when it is fine."""
    text, blocks = content.get("text"), content.get("blocks")
    attachments = content.get("attachments")
    if not (text or blocks or attachments):
        return {"no_text": ["no text, blocks or attachments"]}
    if text is not None and not isinstance(text, str):
        return {"invalid_arguments": ["text must be a string"]}
    if text and len(text) > MAX_TEXT:
        return {"msg_too_long": [f"text has {len(text)} of at most {MAX_TEXT} characters"]}
    if isinstance(attachments, list) and len(attachments) > MAX_ATTACHMENTS:
        return {"too_many_attachments": [f"more than {MAX_ATTACHMENTS} attachments"]}
    return _message_block_problems(blocks) if blocks else {}


def _message_block_problems(blocks: Any) -> dict[str, list[str]]:
    problems = block_problems(blocks, surface="message", most=MAX_MESSAGE_BLOCKS)
    if problems:
        return {"invalid_blocks": problems}
    length = block_rules.text_length(blocks)
    if length > MAX_BLOCKS_TEXT:
        return {"msg_blocks_too_long": [f"the blocks have {length} of at most {MAX_BLOCKS_TEXT} characters"]}
    return {}


def view_problems(view: Any) -> list[str]:
    """Return what is wrong with a modal or a Home tab; empty when it is fine."""
    if not isinstance(view, dict):
        return ["view must be an object"]
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [f"view type must be modal or home, not {kind!r}"]
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        return ["view.blocks must be a list"]
    problems = [f"view has the unknown key {key!r}" for key in sorted(set(view) - _VIEW_KEYS)]
    problems += block_problems(blocks, surface=kind, most=View.blocks_max_length)
    problems += _found(lambda: block_rules.view_problems(view))
    if len(json.dumps(view, ensure_ascii=False).encode(errors="surrogatepass")) > MAX_VIEW_BYTES:
        problems.append(f"view_too_large: more than {MAX_VIEW_BYTES} bytes")
    if not problems:
        problems = _model_complaint(lambda: View(**view).validate_json())
    return problems


def block_problems(blocks: Any, *, surface: str, most: int) -> list[str]:
    """Return what is wrong with a list of blocks on a surface (message, modal or home)."""
    if not isinstance(blocks, list):
        return ["blocks must be a list"]
    problems = [f"{len(blocks)} blocks, at most {most} are allowed"] if len(blocks) > most else []
    for number, block in enumerate(blocks):
        problems += [f"block {number}: {problem}" for problem in _one_block(block, surface)]
    return problems or _found(lambda: block_rules.twins(blocks))


def _one_block(block: Any, surface: str) -> list[str]:
    if not isinstance(block, dict) or not isinstance(block.get("type"), str):
        return ["a block must be an object with a type"]
    complaint = _model_complaint(lambda: _compare(block))
    return complaint or _found(lambda: block_rules.problems(block, surface))


def _compare(block: JSON) -> None:
    """Raise when slack_sdk's model refuses the block or does not know a part of it."""
    model = Block.parse(dict(block))
    if model is None:
        raise SlackObjectFormationError(f"unknown block type {block['type']!r}")
    lost = list(block_rules.lost(block, model.to_dict(), ""))
    if lost:
        raise SlackObjectFormationError(f"not known to Slack: {', '.join(lost)}")


def _found(rules: Callable[[], Iterable[str]]) -> list[str]:
    """What is wrong by some rules; where they cannot even read a part, its shape is."""
    try:
        return list(rules())
    except _MODEL_COMPLAINTS as error:
        return [f"a part has not the shape that Slack knows ({type(error).__name__})"]


def _model_complaint(check: Any) -> list[str]:
    try:
        check()
    except _MODEL_COMPLAINTS as error:
        return [f"{type(error).__name__}: {error}" if not isinstance(error, SlackObjectFormationError) else str(error)]
    return []
