"""Reads a conversation copied from Slack's page or a like one: a name and a time on a line, the words below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motbot.catalogue import say
from motbot.transcripts.spoken import Draft, Spoken, folded_name, looks_like_name, wrong
from motbot.transcripts.stamps import Stamp, stamp_at_start, stamps_behind, whole_stamp

_LONGEST_HEAD = 150
_ENDS_IN_TIME = re.compile(r"[:：]\d\d(?:[:：]\d\d)?(?:[ ]?[ap]\.?m\.?)?[ ]*[\])）]?[ ]*$", re.IGNORECASE)
_PROGRAM = re.compile(r"[ \t]+(?:APP|WORKFLOW|BOT|应用)$")
_FURNITURE = re.compile(
    r"\d+ (?:repl(?:y|ies)|条回复)|\d+ new|last reply .{1,40}|view (?:thread|newer replies|older replies|message)"
    r"|new|新消息|thread|消息列|today|yesterday|今天|昨天|jump to (?:date|latest)|saved for later.{0,40}|reply…"
    r"|reply\.\.\.|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:, \w+ \d+(?:st|nd|rd|th)?(?:, \d{4})?)?"
    r"|also sent to the channel|replied to a thread:?.*|:[\w+'-]+:[ \t]*\d*|#[\w-]+|(?:星期|周)[一二三四五六日天]",
    re.IGNORECASE,
)
"""What the page shows around messages. It is left out only above the first and below the last words of a message."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a message; `name` is empty where the person above goes on, `rows` is how many lines it takes."""

    name: str
    stamp: Stamp
    rows: int = 1
    words: str = ""
    is_program: bool = False


def head_at(rows: Sequence[str], place: int, known: frozenset[str] = frozenset()) -> _Head | None:
    """Read a line, or two, as the head of somebody's message; `known` are folded names of who has spoken."""
    row = rows[place]
    if not row.strip() or len(row) > _LONGEST_HEAD or is_furniture(row):
        return None
    is_apart = place == 0 or not rows[place - 1].strip()
    return _name_then_time(row, is_apart, known) or _time_then_name(row) or _two_rows(rows, place, is_apart, known)


def _name_then_time(row: str, is_apart: bool, known: frozenset[str]) -> _Head | None:
    if not _ENDS_IN_TIME.search(row):
        return None
    found = next((one for one in stamps_behind(row.strip(), within=_LONGEST_HEAD) if not one.rest), None)
    if not found:
        return None
    name = _PROGRAM.sub("", found.words)
    is_marked = len(found.gap) > 1 or found.gap == "\t" or found.is_square or is_apart or folded_name(name) in known
    if not is_marked or not looks_like_name(name):
        return None
    return _Head(name, found.stamp, is_program=name != found.words)


def _time_then_name(row: str) -> _Head | None:
    """`2026-03-02 10:12:05 Ann`, as Chinese messengers write it; a day is asked for: words too begin with times."""
    found = stamp_at_start(row)
    if not found or not found[0].has_day or not looks_like_name(found[1]):
        return None
    return _Head(found[1], found[0])


def _two_rows(rows: Sequence[str], place: int, is_apart: bool, known: frozenset[str]) -> _Head | None:
    below = rows[place + 1] if place + 1 < len(rows) else ""
    stamp = whole_stamp(below)
    name = _PROGRAM.sub("", rows[place].strip())
    if not stamp or whole_stamp(name) or not looks_like_name(name):
        return None
    if not (is_apart or below[:1].isspace() or folded_name(name) in known):
        return None
    return _Head(name, stamp, rows=2, is_program=name != rows[place].strip())


def _goes_on(rows: Sequence[str], place: int) -> _Head | None:
    """A time without a name, alone on its line or in brackets before words: the same person's next message."""
    row = rows[place].strip()
    found = stamp_at_start(row) if len(row) > len("10:12") or whole_stamp(row) else None
    if not found:
        return None
    if not found[1]:
        has_words = place + 1 < len(rows) and rows[place + 1].strip()
        return _Head("", found[0]) if has_words else None
    return _Head("", found[0], words=found[1]) if row[0] in "[【" else None


def read_pasted(rows: Sequence[str], *, above: int, file: str) -> tuple[Spoken, ...]:
    """Read the messages; `above` counts the lines of the file that stand before these.

    Raises:
        BadDialogue: words stand above the first name.
    """
    drafts: list[Draft] = []
    known: frozenset[str] = frozenset()
    place = 0
    while place < len(rows):
        head = head_at(rows, place, known) or (_goes_on(rows, place) if _may_go_on(drafts) else None)
        if head:
            name = head.name or drafts[-1].name
            is_program = head.is_program or (not head.name and drafts[-1].is_program)
            drafts.append(Draft(name, head.stamp, above + place + 1, [head.words] if head.words else [], is_program))
            known |= {folded_name(name)}
        elif drafts:
            drafts[-1].rows.append(rows[place])
        elif rows[place].strip() and not is_furniture(rows[place]):
            told = say(
                "expected a name and a time on a line, and the words below, found {rows!r}",
                rows=rows[place].strip()[:40],
            )
            raise wrong(file, above + place + 1, say("{told}; remove what stands above the first message", told=told))
        place += head.rows if head else 1
    return tuple(spoken for draft in drafts for spoken in draft.spoken(is_furniture))


def _may_go_on(drafts: Sequence[Draft]) -> bool:
    """What stands right below a head is always words, be they a time."""
    return bool(drafts) and any(row.strip() for row in drafts[-1].rows)


def is_furniture(row: str) -> bool:
    """Whether a line is what the page shows around messages."""
    return bool(_FURNITURE.fullmatch(row.strip()))
