"""A prompt's text as a proposal may change it: the system part alone, by edits, and back into a file."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff

from motbot.domain.errors import BadPrompt
from motbot.llm.flaws import Flaw
from motbot.llm.front_matter import read_front_matter
from motbot.llm.prompt_head import KEYS
from motbot.llm.sections import split_sections

_TOP_KEY = re.compile(r"[A-Za-z_]\w*[ \t]*:")
_NUMBER = re.compile(r"\d+(?=\D*$)")
_TOLD_AT_MOST = 80
_PIECE = 6000
"""Characters of one piece: a fence takes no more than some thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words of the system part, and what is to stand in their place."""

    find: str
    replace: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptParts:
    """A prompt's file cut in three; put together again they are the file."""

    head: str
    system: str
    tail: str

    def with_system(self, system: str) -> str:
        """The whole text with another system part; front matter and user part are the same, byte for byte."""
        return f"{self.head}{system}{self.tail}"


def parts_of_text(text: str, source: str) -> PromptParts:
    """Cut a prompt's text. Raises BadPrompt."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        system, user = split_sections(read_front_matter(plain, KEYS))
    except Flaw as wrong:
        raise wrong.named(source) from None
    rows = plain.split("\n")
    begins, ends = system.first_line - 1, user.first_line - 2
    return PromptParts(
        head="\n".join([*rows[:begins], ""]), system="\n".join(rows[begins:ends]), tail="\n".join(["", *rows[ends:]])
    )


def pieces_of(system: str) -> list[str]:
    """The system part in pieces that are short enough to be fenced whole, cut at line breaks where that can be."""
    pieces: list[str] = []
    for line in system.split("\n"):
        chunks = [line[start : start + _PIECE] for start in range(0, len(line), _PIECE)] or [""]
        for number, chunk in enumerate(chunks):
            if pieces and not number and len(pieces[-1]) + len(chunk) < _PIECE:
                pieces[-1] += f"\n{chunk}"
            else:
                pieces.append(chunk)
    return pieces


def edited(system: str, edits: Sequence[Edit]) -> str:
    """The system part after all edits, one after the other.

    Raises:
        BadPrompt: the words of an edit do not stand there, or more than once.
    """
    for edit in edits:
        start, end = _place(system, edit.find)
        system = f"{system[:start]}{edit.replace}{system[end:]}"
    return system


def _place(system: str, words: str) -> tuple[int, int]:
    """Where the words stand; line breaks and blanks between them need not be the same."""
    if not words.strip():
        raise BadPrompt("an edit names no words to replace; name those that it changes, or stands behind")
    shown = words if len(words) <= _TOLD_AT_MOST else f"{words[:_TOLD_AT_MOST]}..."
    found = [match.span() for match in re.finditer(re.escape(words), system)]
    if not found:
        loose = r"\s+".join(map(re.escape, words.split()))
        found = [match.span() for match in re.finditer(loose, system)]
    if not found:
        raise BadPrompt(f"the words {shown!r} do not stand in the text; copy them exactly")
    if len(found) > 1:
        raise BadPrompt(f"the words {shown!r} stand there {len(found)} times; copy more of the line")
    return found[0]


def with_keys(head: str, **keys: str) -> str:
    """Front matter with other values of some keys, each a quoted text on one line; a missing key is put at the end."""
    rows = head.split("\n")
    for key, value in keys.items():
        line = f"{key}: {json.dumps(value, ensure_ascii=False)}"
        places = [place for place, row in enumerate(rows) if re.match(rf"{key}[ \t]*:", row)]
        begin = places[0] if places else rows.index("---", 1)
        end = begin
        if places:
            end = next(place for place, row in enumerate(rows) if place > begin and _starts_key(row))
        rows[begin:end] = [line]
    return "\n".join(rows)


def _starts_key(row: str) -> bool:
    return row.rstrip() == "---" or bool(_TOP_KEY.match(row))


def next_version(version: str) -> str:
    """The version with its last number raised by one; one without a number gets its first."""
    if not _NUMBER.search(version):
        return f"{version}.1"
    return _NUMBER.sub(lambda found: str(int(found[0]) + 1), version, count=1)


def text_diff(before: str, after: str, *, old: str, new: str) -> list[str]:
    """The lines of a unified diff."""
    return list(unified_diff(before.splitlines(), after.splitlines(), old, new, lineterm="", n=1))
