"""Splits the body of a prompt at its `# system` and `# user` lines, before anything is rendered.

Customer text is rendered later into a part whose role is settled: no text can open a part of its own.
"""

import re
from dataclasses import dataclass

from motbot.catalogue import listed, say
from motbot.llm.flaws import Flaw
from motbot.llm.front_matter import FrontMatter

_NAMES = ["system", "user"]
_SECTION = re.compile(r"# (system|user)[ \t]*")
_MEANT = re.compile(r"#*[ \t]*(system|user)[ \t]*:?[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """The text below one of the two lines, and the number of its first line in the file."""

    text: str
    first_line: int


def split_sections(front: FrontMatter) -> tuple[Section, Section]:
    """The system part and the user part. Raises Flaw."""
    rows = front.body.split("\n")
    starts = [(match[1], place) for place, row in enumerate(rows) if (match := _SECTION.fullmatch(row))]
    if [name for name, _ in starts] != _NAMES:
        raise Flaw(front.body_line + _strange_row(rows, starts), _expected(starts))
    (_, system), (_, user) = starts
    for place, row in enumerate(rows[:system]):
        if row.strip():
            raise Flaw(front.body_line + place, say("there is text above `# system`; move it below"))
    parts = (
        Section("\n".join(rows[system + 1 : user]), front.body_line + system + 1),
        Section("\n".join(rows[user + 1 :]), front.body_line + user + 1),
    )
    for name, part in zip(_NAMES, parts, strict=True):
        if not part.text.strip():
            raise Flaw(
                part.first_line - 1,
                say("there is nothing below `# {name}`; is the file written to its end?", name=name),
            )
    return parts


def _expected(starts: list[tuple[str, int]]) -> str:
    found = listed(f"`# {name}`" for name, _ in starts) or say("none")
    return say("expected one line `# system` and below it one line `# user`; found {found}", found=found)


def _strange_row(rows: list[str], starts: list[tuple[str, int]]) -> int:
    """The row that is most likely wrong: a second one of a name, else one that was meant to be one, else the first."""
    seen: set[str] = set()
    for name, place in starts:
        if name in seen:
            return place
        seen.add(name)
    meant = [place for place, row in enumerate(rows) if _MEANT.fullmatch(row) and not _SECTION.fullmatch(row)]
    return meant[0] if meant else 0
