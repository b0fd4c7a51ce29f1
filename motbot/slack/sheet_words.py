"""Lays out long words: whole as far as Slack takes them, split between words, and packed into blocks that fit."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from slack_sdk.models.blocks import Block, RichTextElement

from motbot.domain import safe_text
from motbot.slack import rich
from motbot.slack.plain import neutral

WHOLE_AT_MOST = 4_000
"""Characters of one message that are shown; the rest is a click away, where it was said."""
_PIECE_AT_MOST = 2_000
BOX_AT_MOST = 2_700
"""UTF-16 units of one quote, and of one frame to copy from."""
_BLOCK_AT_MOST = 2_800
"""UTF-16 units of text in one block: Slack takes 3,000 in a section and does not say what it takes in rich text."""
_ELEMENTS_AT_MOST = 40
_PART_BLOCKS = 70
_PART_BYTES = 90_000
"""A view of more than 100 blocks or 250 kB is refused; the frame around a part needs its share, phones their time."""
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_ENDS = re.compile(r"\n|(?<=[。！？；.!?;])\s*|(?<=[，,])\s*| ")


def pieces_of(text: str, at_most: int = _PIECE_AT_MOST) -> tuple[tuple[str, ...], bool]:
    """Somebody's words as they may be shown, in pieces that fit; and whether an end had to be left out."""
    shown = neutral(safe_text.safe(text, limit=WHOLE_AT_MOST))
    was_cut = shown.endswith("…") and not text.rstrip().endswith("…")
    return tuple(split(shown, at_most)), was_cut


def split(text: str, at_most: int) -> Iterator[str]:
    """The text in pieces of at most so many UTF-16 units, parted where a line, a sentence or a word ends."""
    rest = text
    while units(rest) > at_most:
        # Half as many characters, where there may be some that count twice.
        limit = at_most // 2 if _WIDE.search(rest[:at_most]) else at_most
        end = max((found.end() for found in _ENDS.finditer(rest, limit // 2, limit)), default=0)
        # No word ends here: then between two visible characters, which shortening knows.
        end = end or len(safe_text.shortened(rest, limit)) - 1 or limit
        yield rest[:end].rstrip()
        rest = rest[end:].lstrip()
    if rest:
        yield rest


def blocks_of(elements: Iterable[RichTextElement]) -> Iterator[Block]:
    """Pack lines, lists and quotes, in their order, into as few blocks as take them; none is taken apart."""
    packed: list[RichTextElement] = []
    filled = 0
    for element in elements:
        size = _below(element.to_dict())
        if packed and (filled + size > _BLOCK_AT_MOST or len(packed) >= _ELEMENTS_AT_MOST):
            yield rich.rich(*packed)
            packed, filled = [], 0
        packed.append(element)
        filled += size
    if packed:
        yield rich.rich(*packed)


def parts_of(blocks: Iterable[Block]) -> Sequence[Sequence[Block]]:
    """Deal blocks out to as many views as they need; at least one, which may be empty."""
    parts: list[list[Block]] = [[]]
    filled = 0
    for block in blocks:
        size = len(json.dumps(block.to_dict(), ensure_ascii=False).encode())
        if parts[-1] and (len(parts[-1]) >= _PART_BLOCKS or filled + size > _PART_BYTES):
            parts.append([])
            filled = 0
        parts[-1].append(block)
        filled += size
    return parts


def units(text: str) -> int:
    """How long Slack's clients take a text to be: in UTF-16 units."""
    return len(text) + len(_WIDE.findall(text))


def _below(node: object) -> int:
    """How much text there is below an element, as Slack's clients count."""
    if isinstance(node, dict):
        own = units(node["text"]) if isinstance(node.get("text"), str) else 0
        return own + sum(_below(inner) for inner in node.values() if not isinstance(inner, str))
    if isinstance(node, list):
        return sum(_below(inner) for inner in node)
    return 0
