"""Writes foreign words into Markdown so that they read as they were written and never act as markup."""

import re
from itertools import pairwise

from motbot.domain.safe_text import without_hidden

_ACTIVE = re.compile(r"([\\`*_\[\]<>~|])")
"""What opens or closes something in the middle of a line; a backslash before it makes it plain everywhere."""
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_BEGINS = re.compile(r"^(?=[#+=-])")
_NUMBERED = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))")
_CALLED = re.compile(r"(?<![\w.])@(?=\w)")
_ADDRESS = re.compile(r"(https?://[!-;=?-~]*[\w/=&#%+-])", re.ASCII | re.IGNORECASE)
_WORD_JOINER = "\u2060"
_TO_CODE = str.maketrans({"<": "%3C", ">": "%3E", " ": "%20", "\n": "%0A"})


def line(text: str) -> str:
    """The text as a line of its own, or as the beginning of one."""
    return _escaped(" ".join(without_hidden(text).split()))


def inline(text: str) -> str:
    """The text on one line, with words of ours before it."""
    return _escaped(" ".join(without_hidden(text).split()), begins=False)


def quoted(text: str, indent: str = "") -> list[str]:
    """The text as the lines of a block quote, its own line ends kept."""
    rows = [_escaped(" ".join(row.split())) for row in without_hidden(text).strip().split("\n")]
    return [f"{indent}> {row}{_break(row, after)}" if row else f"{indent}>" for row, after in pairwise((*rows, ""))]


def linked(words: str, address: str) -> str:
    """A link to an address of our own making."""
    return f"[{inline(words)}](<{address.translate(_TO_CODE)}>)"


def _break(row: str, following: str) -> str:
    """Two blanks keep a line's end where the paragraph goes on; Markdown would join the lines."""
    return "  " if row and following else ""


def _escaped(row: str, *, begins: bool = True) -> str:
    """Between pointed brackets an address stays whole and shows where it leads; escapes in it would change it."""
    parts = _ADDRESS.split(row)
    return "".join(f"<{part}>" if at % 2 else _plain(part, begins=begins and at == 0) for at, part in enumerate(parts))


def _plain(text: str, *, begins: bool) -> str:
    text = _ENTITY.sub(r"\\&", _ACTIVE.sub(r"\\\1", text))
    if begins:
        text = _NUMBERED.sub(rf"\1{_WORD_JOINER}", _BEGINS.sub(r"\\", text))
    # A name behind an @ calls somebody in many tools.
    return _CALLED.sub(f"@{_WORD_JOINER}", text)
