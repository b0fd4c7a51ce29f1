"""Turns the text of a Slack message into what a person reads, and collects who is mentioned."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_MARK = re.compile(r"<([^<>\n]*)>")
_USER_ID = re.compile(r"[UW][A-Z0-9]{2,}")
_AROUND = ("author_name", "author_subname", "author_id", "title", "pretext", "footer", "callback_id")
"""What an attachment says beside its words."""
_SHALLOW = 12
"""Blocks nested deeper than this are no words of a person."""


def readable(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the plain text, and the accounts it mentions in order, each once.

    People are shown as `@U123`: their names never reach a model.
    """
    mentions: dict[str, None] = {}

    def shown(mark: re.Match[str]) -> str:
        inside = mark.group(1)
        account = inside[1:].partition("|")[0]
        if inside.startswith("@") and _USER_ID.fullmatch(account):
            mentions[account] = None
        return _shown(inside)

    return _unescaped(_MARK.sub(shown, text)).strip(), tuple(mentions)


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _shown(inside: str) -> str:
    """One `<...>` of Slack's markup as words."""
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return target
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return _special(target[1:], label)
    address = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or label in address:
        return address
    return f"{label} ({address})"


def _special(target: str, label: str) -> str:
    """`!here`, `!subteam^S1|@agents`, `!date^1^{date}|1 May`."""
    name, *details = target.split("^")
    if name == "subteam":
        return label or f"@{details[0] if details else name}"
    return label or f"@{name}"


def text_of(message: Mapping[str, Any]) -> str:
    """The message's text in Slack's own escapes; help-desk bots often leave `text` empty and write into blocks."""
    text = message.get("text")
    if isinstance(text, str) and text.strip():
        return text
    parts = [*_texts(message.get("blocks"), 0), *_attachments(message.get("attachments"))]
    return "\n".join(part for part in parts if part.strip())


def parts_of(message: Mapping[str, Any]) -> dict[str, str]:
    """The words of a bot's post by where they stand, each as a person reads it; a part without words is left out."""
    attachments = message.get("attachments")
    found = {"blocks": _texts(message.get("blocks"), 0), "attachments": _attachments(attachments)}
    words = {name: readable("\n".join(text for text in texts if text.strip()))[0] for name, texts in found.items()}
    return {name: text for name, text in words.items() if text}


def around(message: Mapping[str, Any]) -> dict[str, str]:
    """What stands around the words of a bot's first attachment: `attachment.author_name`, its fields by title."""
    attachments = message.get("attachments")
    first = attachments[0] if isinstance(attachments, list) and attachments else None
    if not isinstance(first, dict):
        return {}
    named = {f"attachment.{key}": first.get(key) for key in _AROUND}
    fields = first.get("fields")
    for field in fields if isinstance(fields, list) else ():
        if isinstance(field, dict) and isinstance(field.get("title"), str):
            named[f"attachment.fields.{field['title']}"] = field.get("value")
    return {key: readable(value)[0] for key, value in named.items() if isinstance(value, str) and value.strip()}


def file_count(message: Mapping[str, Any]) -> int:
    """How many files hang on a message; what Slack leaves in place of a deleted one is none."""
    files = message.get("files")
    if not isinstance(files, list):
        return 0
    return sum(1 for file in files if isinstance(file, Mapping) and file.get("mode") != "tombstone")


def _attachments(attachments: Any) -> Iterator[str]:
    if not isinstance(attachments, list):
        return
    for attachment in attachments:
        if not isinstance(attachment, dict):
            continue
        words = attachment.get("text") or attachment.get("fallback")
        if isinstance(words, str):
            yield words
        yield from _texts(attachment.get("blocks"), 0)


def _texts(node: Any, depth: int) -> Iterator[str]:
    """Texts below a block, in reading order; the pieces of one rich text line are joined."""
    if depth > _SHALLOW:
        return
    if isinstance(node, list):
        for child in node:
            yield from _texts(child, depth + 1)
    elif isinstance(node, dict):
        elements = node.get("elements")
        if str(node.get("type", "")).startswith("rich_text_") and isinstance(elements, list):
            yield from _rich_line(node, elements, depth)
            return
        text = node.get("text")
        if isinstance(text, str):
            yield text
        for key in ("text", "fields", "elements"):
            if isinstance(node.get(key), dict | list):
                yield from _texts(node[key], depth + 1)


def _rich_line(node: Mapping[str, Any], elements: Sequence[Any], depth: int) -> Iterator[str]:
    if node.get("type") == "rich_text_list":
        yield from _texts(list(elements), depth + 1)
        return
    yield "".join(_rich_piece(piece) for piece in elements if isinstance(piece, dict))


def _rich_piece(piece: Mapping[str, Any]) -> str:
    """One piece of rich text, written in the same escapes as `text`."""
    if piece.get("type") == "user":
        return f"<@{piece.get('user_id', '')}>"
    words = piece.get("text") or piece.get("url") or piece.get("unicode") or ""
    return str(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
