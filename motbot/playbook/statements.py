"""Taking a reply of our side apart: statements and their clauses, each with its place and the times it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from motbot.domain.due import Doubt, DueKind, FoundDue
from motbot.domain.message import Line
from motbot.playbook.phrases import plain
from motbot.playbook.sentences import own_words
from motbot.playbook.words import Words
from motbot.ports.due_times import DueTimes

_SAID_BY_OTHERS = re.compile(r"\"[^\"\n]{6,}\"|[「『][^」』\n]{6,}[」』]")
"""Words in quotation marks, once they are more than a name or a button."""
_RUN = re.compile(r"([^\w\n])\1{11,}")
_FILLING = "\N{BROKEN BAR}"
"""Stands for a long run of one mark or of blanks, which would only take time to look through."""
_END = re.compile(r"[!?;。]+|\n+|(?<!\b[A-Za-z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bNo)\.+(?=\s|$)")
_JOINT = re.compile(
    r",(?!\d{3}\b)\s*(?:(?:but|so|while|whereas)\s+)?|(?<=[^\x00-\x7f])\s*~+\s*|\s[-–]{1,2}\s|(?<!\s)\s*—+\s*"
    r"|(?<!\s)\s+(?:and then|and|but|so|while|then)\s+(?=(?:please|i|we|you|he|she|it|they|if|once|as soon as)\b"
    r"|(?:our|your|the|my|a)\s+\w+(?:\s\w+)?\s+(?:will|is|are|should)\b|\w+(?:'ll| will)\b)"
    r"|(?<=[\u4e00-\u9fff])\s*:\s*(?=[\u4e00-\u9fff])"
    r"|(?<=[a-z]):\s+(?=(?:i|we|you|he|she|it|they)(?:'|\s)|back to you\b"
    r"|(?:our|your|the)\s+\w+(?:\s\w+)?\s+(?:will|is|are)\b)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"(?<!\s)\s+(?:and then|and|then)\s+|(?:然后|并且?|再|同时)", re.IGNORECASE)
"""Where a clause that names two times falls into two promises."""
_NO_DUE = frozenset({DueKind.EVENT_DATE, DueKind.VAGUE})
_EDGES = f" \t\n,.!?;:~-–—。、…(){_FILLING}"
_BESIDE_A_TIME = re.compile(
    r"\W*(?:(?:by|before|at|around|on|in|within|until|no later than|the|latest|sometime"
    r"|最晚|最迟|预计|大概|大约|就在)\W*)*",
    re.IGNORECASE,
)
_HAN_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a statement: `text` is verbatim `line[start:end]` as far as it is our own words."""

    start: int
    end: int
    text: str
    masked: str
    """As long as the text, with blanks for words of time and for what is not our own."""
    dues: tuple[FoundDue, ...] = ()
    """The times in it that something can fall due at, placed in the line."""
    days: tuple[FoundDue, ...] = ()
    """Times at which something takes place, likewise."""
    vague: str = ""
    """Words in it that leave the time open; verbatim."""

    @property
    def bare(self) -> str:
        """The text without any words of time, on one line: what the word lists are asked of."""
        return _on_one_line(self.masked)

    def without(self, start: int, end: int) -> str:
        """As `bare`, without one more piece, placed in the clause."""
        return _on_one_line(self.masked[:start] + " " * (end - start) + self.masked[end:])

    def until(self, end: int) -> "Clause":
        """The clause up to a place in it."""
        return replace(self, end=self.start + end, text=self.text[:end], masked=self.masked[:end])

    @property
    def is_time_only(self) -> bool:
        """Whether it names a time and nothing else."""
        return bool(self.dues) and bool(_BESIDE_A_TIME.fullmatch(self.bare))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of our side; `asked` where it ends as a question."""

    clauses: tuple[Clause, ...]
    asked: bool


def statements(line: Line, words: Words, due_times: DueTimes, *, zone: ZoneInfo, at: datetime) -> tuple[Statement, ...]:
    """The statements of a line's own words; what it quotes or forwards is none of them."""
    text = _SAID_BY_OTHERS.sub(lambda match: " " * len(match[0]), plain(own_words(line.text, words))).rstrip()
    text = _RUN.sub(lambda match: match[1] + _FILLING * (len(match[0]) - 2) + match[1], text)
    found = due_times.find(text, said_at=at, zone=zone)
    return tuple(
        Statement(clauses=_with_bare_times(list(_clauses(line.text, text, start, end, found)), line.text), asked=asked)
        for start, end, asked in _sentences(text, found)
    )


def _sentences(text: str, found: Sequence[FoundDue]) -> Iterator[tuple[int, int, bool]]:
    begin = 0
    for end in (*_outside(_END, text, 0, len(text), found), None):
        stop = end.start() if end else len(text)
        if text[begin:stop].strip(_EDGES):
            yield begin, stop, bool(end and "?" in end[0])
        begin = end.end() if end else stop


def _clauses(original: str, text: str, start: int, end: int, found: Sequence[FoundDue]) -> Iterator[Clause]:
    begin = start
    for joint in (*_outside(_JOINT, text, start, end, found), None):
        stop = joint.start() if joint else end
        for first, last in _each_with_its_time(text, begin, stop, found):
            if clause := _clause(original, text, first, last, found):
                yield clause
        begin = joint.end() if joint else stop


def _with_bare_times(clauses: list[Clause], original: str) -> tuple[Clause, ...]:
    """The clauses, each bare time put to the one after it, or before it at the end ("..., by noon at the latest")."""
    joined: list[Clause] = []
    for at, clause in enumerate(clauses):
        if joined and (joined[-1].is_time_only or (clause.is_time_only and at == len(clauses) - 1)):
            joined[-1] = _as_one(joined[-1], clause, original)
        else:
            joined.append(clause)
    return tuple(joined)


def _as_one(first: Clause, second: Clause, original: str) -> Clause:
    return Clause(
        start=first.start,
        end=second.end,
        text=original[first.start : second.end],
        masked=first.masked + " " * (second.start - first.end) + second.masked,
        dues=(*first.dues, *second.dues),
        days=(*first.days, *second.days),
        vague=first.vague or second.vague,
    )


def _each_with_its_time(text: str, start: int, end: int, found: Sequence[FoundDue]) -> Iterator[tuple[int, int]]:
    """The parts of a clause that joins two deeds of different times."""
    times = [due for due in found if start <= due.start and due.end <= end and due.kind not in _NO_DUE]
    begin = start
    for one, next_one in pairwise(times):
        joints = list(_TOGETHER.finditer(text, one.end, next_one.start))
        if joints and text[joints[-1].end() : end].strip():
            yield begin, joints[-1].start()
            begin = joints[-1].start()
    yield begin, end


def _clause(original: str, text: str, start: int, end: int, found: Sequence[FoundDue]) -> Clause | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES and not any(due.end == end for due in found):
        end -= 1
    if start == end:
        return None
    inside = [due for due in found if start <= due.start and due.end <= end]
    masked = list(text[start:end])
    for due in inside:
        if due.kind is not DueKind.VAGUE:
            masked[due.start - start : due.end - start] = " " * (due.end - due.start)
    return Clause(
        start=start,
        end=end,
        text=original[start:end],
        dues=tuple(due for due in inside if due.kind not in _NO_DUE and due.doubt is not Doubt.NOT_UNDERSTOOD),
        days=tuple(due for due in inside if due.kind is DueKind.EVENT_DATE and due.at is not None),
        vague=next((original[due.start : due.end] for due in inside if due.kind is DueKind.VAGUE), ""),
        masked="".join(masked),
    )


def _on_one_line(text: str) -> str:
    return _HAN_GAP.sub("", " ".join(text.split()))


def _outside(
    pattern: re.Pattern[str], text: str, start: int, end: int, found: Sequence[FoundDue]
) -> Iterator[re.Match[str]]:
    """The pattern's matches that do not stand inside the words of a time."""
    for match in pattern.finditer(text, start, end):
        if not any(due.start < match.end() and match.start() < due.end for due in found):
            yield match
