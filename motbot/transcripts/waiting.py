"""Tells cases that wait to be accepted from those that are measured on, and says what a trainer has yet to fill in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motbot.catalogue import listed, say
from motbot.domain.expectation import NegativeType
from motbot.transcripts.cases import ReadCase, read_shaped
from motbot.transcripts.labels import EXPECTED, LabelledCase
from motbot.transcripts.marked_yaml import Loc, Value

WAITS = re.compile(r"accepted[\"']?\s*:\s*[\"']?(?:false|no|off)\b", re.IGNORECASE)
"""Stands in every file that may hold one."""
_NO = frozenset({"false", "no", "off"})

Row = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """Something that has to be filled in first."""

    loc: Loc
    """Keys within the case."""
    remedy: str


def waits(row: Value) -> bool:
    """Whether a row of a file of cases says `accepted: false`."""
    said = row.get("accepted") if isinstance(row, dict) else None
    return isinstance(said, str) and said.casefold() in _NO


def accepted_row(row: Value) -> Value:
    """The row of a case that is measured on; None for one that waits."""
    return None if waits(row) else row


def read_waiting(text: str, *, name: str, pick: str = "") -> tuple[ReadCase[LabelledCase], ...]:
    """Read the cases that wait, and check their form; what nobody has filled in yet reads as if it were nothing.

    Raises:
        BadDialogue: naming file, line and key, with what was expected.
    """
    return read_shaped(
        text,
        LabelledCase,
        name=name,
        pick=pick,
        expected=EXPECTED,
        choose=lambda row: _as_if_filled(row) if isinstance(row, dict) and waits(row) else None,
    )


def _as_if_filled(row: Row) -> Value:
    """The row with the one label that may not be left out."""
    gold = row.get("gold") or {}
    if isinstance(gold, dict) and gold.get("is_moment") is None:
        return row | {"gold": gold | {"is_moment": "false"}}
    return row


def lacking(row: Row) -> Iterator[Lacking]:
    """What a case has to say before it can be measured on; a list that is right to be empty is written `[]`."""
    yield from _of_gold(_section(row, "gold"))
    if row.get("agent_reply") is None:
        return
    gold = _section(_section(row, "agent_reply"), "gold")
    if gold.get("score") is None:
        remedy = say("say what our answer is worth, -3 to +3, or take agent_reply out")
        yield Lacking(loc=("agent_reply", "gold", "score"), remedy=remedy)
    if gold.get("commitments") is None:
        remedy = say("list the promises in our answer, or write []")
        yield Lacking(loc=("agent_reply", "gold", "commitments"), remedy=remedy)


def _of_gold(gold: Row) -> Iterator[Lacking]:
    said = gold.get("is_moment")
    if said is None:
        yield Lacking(loc=("gold", "is_moment"), remedy=say("say true or false: is there something to be answered?"))
    if isinstance(said, str) and said.casefold() in _NO:
        if gold.get("negative_type") is None:
            yield Lacking(
                loc=("gold", "negative_type"),
                remedy=say("say why it is none: {kinds}", kinds=listed(NegativeType)),
            )
        return
    if gold.get("urgency") in {None, "none"}:
        yield Lacking(loc=("gold", "urgency"), remedy=say("say low, normal, high or critical; none is for no moment"))
    for kind in ("explicit", "implicit", "not_yet_existing"):
        if gold.get(kind) is None:
            yield Lacking(
                loc=("gold", kind), remedy=say("list what is right to find, or write [] where there is nothing")
            )
    no = _section(gold, "should_say_no")
    if no.get("value") is None and no.get("either_ok") is None:
        remedy = say("say {{value: true, what: ..., why: ...}}, {{value: false}} or {{either_ok: true}}")
        yield Lacking(loc=("gold", "should_say_no"), remedy=remedy)


def _section(row: Row, key: str) -> Row:
    found = row.get(key)
    return found if isinstance(found, dict) else {}
