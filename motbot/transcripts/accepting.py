"""Moves cases that a trainer has filled in from a file of proposals to the accepted ones, as they were written."""

import hashlib
import re
import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import yaml

from motbot.catalogue import labelled, listed, say
from motbot.domain.case import Split
from motbot.domain.errors import BadDialogue
from motbot.transcripts.case_rows import SCHEMA
from motbot.transcripts.cases import ReadCase
from motbot.transcripts.labelled import Oddity, odd_labels, parse_labelled
from motbot.transcripts.labels import LabelledCase
from motbot.transcripts.marked_yaml import Marked
from motbot.transcripts.proposals import ACCEPTED_HEAD
from motbot.transcripts.waiting import Row, lacking, read_waiting

ONE_HOLDOUT_OF = 4
"""Of so many conversations one is held out, by chance of its hash."""
_ITEM = re.compile(r"[ ]*- ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What is moved, what is left, and why that is left."""

    accepted: str
    """The text of the file of accepted cases; what it was where nothing was moved."""
    left: str
    """The text of the file of proposals; "" where no case is left in it."""
    moved: Mapping[str, Split]
    """The ids of what was moved, with what each is for."""
    lacking: tuple[Oddity, ...]
    """What has to be mended before the others can be moved; nobody asked for cases that are not in it."""


def accept_cases(
    proposed: str, *, name: str, accepted: str, accepted_name: str, only: Collection[str] = ()
) -> Acceptance:
    """Move the cases of a file of proposals that are filled in; all of them, or those with the ids `only`.

    Args:
        proposed: the text of the file.
        name: what errors call it.
        accepted: the text of the file of accepted cases; "" where there is none yet.
        accepted_name: what errors call that.
        only: ids.

    Raises:
        BadDialogue: naming file, line and key: one of the files cannot be read, or not be taken apart.
    """
    rows = read_waiting(proposed, name=name)
    known = {row.case.id for row in rows}
    if unknown := [one for one in only if one not in known]:
        told = listed(sorted(known)) or say("none")
        problem = say("{unknown!r} is no case that waits in it; waiting: {told}", unknown=unknown[0], told=told)
        raise BadDialogue(labelled(name, problem))
    there = {one.id: one for one in parse_labelled(accepted, name=accepted_name).cases} if accepted.strip() else {}
    threads = {one.thread: one.split for one in there.values()}
    blocks = _Blocks(proposed, name)
    problems: list[Oddity] = []
    moved: dict[str, Split] = {}
    texts: list[str] = []
    for row in rows:
        if only and row.case.id not in only:
            continue
        wrong = _wrong(row, name)
        problems += wrong
        if not wrong:
            split = threads.setdefault(_thread(row.case), _split(row, threads, name))
            moved[row.case.id] = split
            if row.case.id not in there:  # it may have been moved and not taken away when the machine failed
                texts.append(blocks.accepted(row.place, split))
    whole = _joined(accepted, texts, accepted_name)
    if texts:
        parse_labelled(whole, name=accepted_name)
    places = {row.place for row in rows if row.case.id in moved}
    left = blocks.without(places)
    if left:
        parse_labelled(left, name=name)
    return Acceptance(accepted=whole, left=left, moved=moved, lacking=tuple(problems))


def _wrong(row: ReadCase[LabelledCase], name: str) -> list[Oddity]:
    """What has to be filled in, and what cannot be meant."""
    said = _row(row.marked, row.place)
    missing = [
        Oddity(file=name, line=row.line(*one.loc), text=labelled(".".join(map(str, one.loc)), one.remedy))
        for one in lacking(said)
    ]
    return missing or list(odd_labels(row, name))


def _row(marked: Marked, place: int) -> Row:
    whole = marked.value if isinstance(marked.value, dict) else {}
    rows = whole.get("cases")
    found = rows[place] if isinstance(rows, list) else None
    return dict(found) if isinstance(found, dict) else {}


def _thread(case: LabelledCase) -> str:
    return case.thread_id or case.id


def _split(row: ReadCase[LabelledCase], threads: Mapping[str, Split], name: str) -> Split:
    """What its conversation is for already, else what the trainer says, else what its hash does.

    Raises:
        BadDialogue: the trainer says otherwise than for other cases of the same conversation.
    """
    thread = _thread(row.case)
    said = _row(row.marked, row.place).get("split")
    if thread in threads:
        if said is not None and said != threads[thread].value:
            raise BadDialogue(
                say(
                    "{name}:{line}: split: another case of the thread {thread!r} is for {split}; write null, and "
                    "it goes there too",
                    name=name,
                    line=row.line("split"),
                    thread=thread,
                    split=threads[thread],
                )
            )
        return threads[thread]
    return Split(str(said)) if said is not None else split_of(thread)


def split_of(thread: str) -> Split:
    """What the cases of a conversation are for: the same for the same one, wherever it is asked."""
    chance = int.from_bytes(hashlib.sha256(thread.encode()).digest()[:4])
    return Split.HOLDOUT if chance % ONE_HOLDOUT_OF == 0 else Split.TRAIN


class _Blocks:
    """The lines that each case of a file takes."""

    def __init__(self, text: str, name: str) -> None:
        """Take the text, which has been read before.

        Raises:
            BadDialogue: the cases do not stand below one another.
        """
        self._lines = text.split("\n")
        self._nodes = _cases_node(text)
        self._name = name
        starts = [node.start_mark.line for node in self._nodes]
        end = _end(self._lines, starts[-1], text)
        for node, start in zip(self._nodes, starts, strict=True):
            if node.flow_style or not _ITEM.match(self._lines[start]):
                raise BadDialogue(
                    say(
                        "{name}:{start}: cases: this one does not begin with `- id:` and keys on lines of their own; "
                        "write it so",
                        name=name,
                        start=start + 1,
                    )
                )
        self._spans = [(start, self._before(after)) for start, after in zip(starts, (*starts[1:], end), strict=True)]

    def accepted(self, place: int, split: Split) -> str:
        """The lines of one case, saying that it is accepted and what for; what was said of the proposal is left out."""
        start, end = self._spans[place]
        lines = list(self._lines[start:end])
        node = self._nodes[place]
        keys = [(str(key.value), key.start_mark.line - start) for key, _ in node.value]
        ends = {name: after for (name, _), (_, after) in zip(keys, (*keys[1:], ("", len(lines))), strict=True)}
        indent = " " * node.start_mark.column
        for name, at in reversed(keys):
            if name == "proposed":
                lines[at : ends[name]] = []
            elif name == "accepted":
                lines[at : ends[name]] = [f"{indent}accepted: true", f"{indent}split: {split.value}"]
            elif name == "split":
                lines[at : ends[name]] = []
        if keys[0][0] in {"proposed", "accepted", "split"}:
            raise BadDialogue(
                say(
                    "{name}:{start}: id: expected as the first key of a case; put it there",
                    name=self._name,
                    start=start + 1,
                )
            )
        return textwrap.dedent("\n".join(lines)).strip("\n") + "\n"

    def without(self, places: Collection[int]) -> str:
        """The file without these; "" where none is left."""
        if len(places) == len(self._spans):
            return ""
        gone = {line for place in places for line in range(*self._spans[place])}
        return "\n".join(line for number, line in enumerate(self._lines) if number not in gone)

    def _before(self, line: int) -> int:
        """Remarks above a case belong to it; what is set in as far as its keys belongs to the one before."""
        remark = re.compile(rf" {{0,{max(self._nodes[0].start_mark.column - 2, 0)}}}#")
        while line > 0 and (remark.match(self._lines[line - 1]) or not self._lines[line - 1].strip()):
            line -= 1
        return line


def _cases_node(text: str) -> Sequence[yaml.MappingNode]:
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    found = next((value for key, value in pairs if key.value == "cases"), None)
    return [one for one in found.value if isinstance(one, yaml.MappingNode)] if found is not None else []


def _end(lines: Sequence[str], start: int, text: str) -> int:
    """The line at which the last case is over: the file's end, or a key beside `cases`."""
    after = (number for number, line in enumerate(lines) if number > start and re.match(r"[A-Za-z_\"']", line))
    return next(after, len(lines) if not text.endswith("\n") else len(lines) - 1)


def _joined(accepted: str, texts: Sequence[str], name: str) -> str:
    """The accepted cases with more at their end.

    Raises:
        BadDialogue: a key stands behind the cases, so that nothing can be added to them.
    """
    if not texts:
        return accepted
    head = accepted.rstrip("\n") if accepted.strip() else f"{ACCEPTED_HEAD}schema: {SCHEMA}\nset: accepted\ncases:"
    nodes = _cases_node(head)
    if nodes and _end(head.split("\n"), nodes[-1].start_mark.line, head) < len(head.split("\n")):
        raise BadDialogue(say("{name}: cases: has to be the last key of the file; put the others above it", name=name))
    dash = max(nodes[-1].start_mark.column - 2, 0) if nodes else 0
    return f"{head}\n\n" + "\n".join(textwrap.indent(text, " " * dash) for text in texts)
