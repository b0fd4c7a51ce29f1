"""Reads a private message of ours as plain text, the way a terminal can show it."""

from collections.abc import Iterator
from typing import Any

_LINES = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted"})
_MENUS = frozenset({"static_select", "overflow"})


def plain_text(message: dict[str, Any]) -> str:
    """The words of a message's blocks, one block a paragraph; its fallback text where there are none."""
    paragraphs = ["".join(_words(block)).strip() for block in message.get("blocks", [])]
    return "\n".join(paragraph for paragraph in paragraphs if paragraph) or str(message.get("text", ""))


def _words(part: object) -> Iterator[str]:
    """Every text in a block, buttons in brackets, sections ending their line."""
    if isinstance(part, list):
        for one in part:
            yield from _words(one)
    elif isinstance(part, dict):
        kind, text = part.get("type"), part.get("text")
        if kind == "button":
            yield f"[{part['text']['text']}] "
        elif kind in _MENUS:
            yield "[...] "
        elif isinstance(text, str):
            yield text
        else:
            yield from _inside(part)
            yield "\n" if kind in _LINES else ""


def _inside(part: dict[str, Any]) -> Iterator[str]:
    """The texts of everything a block holds."""
    for value in part.values():
        if isinstance(value, dict | list):
            yield from _words(value)
            yield " "
