"""Writes proposed cases as a file of cases (`schema: motbot-cases/1`), every message on a line of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import yaml
from typing_extensions import override
from yaml.representer import BaseRepresenter

from motbot.domain.message import ChannelKind
from motbot.domain.proposed_case import CaseEntry, Known, ProposedCase, SurePromise
from motbot.transcripts.case_rows import SCHEMA

HEAD = """\
# Cases from life, proposed by `motbot prompts from-slack`. They wait: nothing is measured on `accepted: false`.
# For each of them: read the conversation and take out what still tells who somebody is (proposed.look_at names words
# to look at); write what is right where it says null ([] where a list is right to be empty; proposed.fill_in names the
# keys); correct what was filled in for you; then `motbot prompts accept THIS-FILE` (or --case ID). Delete those that
# teach nothing: they are not proposed again. proposed.coach_found is what the coach had found, right or wrong.
"""
ACCEPTED_HEAD = """\
# Cases from life that a trainer has accepted. `motbot prompts accept` adds to this file; it is yours to edit and to
# delete from, and kept until you do: motbot itself changes and deletes nothing in it.
"""

Json = Any
"""What YAML takes: texts, numbers, booleans, None, lists and sections."""


class _Flow(dict[str, Json]):
    """A section on one line."""


class _Short(list[Json]):
    """A list on one line."""


def _text(dumper: BaseRepresenter, text: str) -> yaml.Node:
    style = "|" if "\n" in text and all(line == line.rstrip() for line in text.split("\n")) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _section(dumper: BaseRepresenter, section: _Flow) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", section, flow_style=True)


def _list(dumper: BaseRepresenter, entries: _Short) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", entries, flow_style=True)


class _Dumper(yaml.SafeDumper):
    """Writes as the shipped cases are written."""

    yaml_representers: ClassVar[dict[type[Any], Callable[[BaseRepresenter, Any], yaml.Node]]] = {
        **yaml.SafeDumper.yaml_representers,
        str: _text,
        _Flow: _section,
        _Short: _list,
    }

    @override
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Set lists in below their key."""
        super().increase_indent(flow, indentless=False)

    @override
    def ignore_aliases(self, data: Json) -> bool:
        """Write everything out."""
        return True


def proposals_text(cases: Sequence[ProposedCase], *, name: str) -> str:
    """The whole file; `name` is what it calls the set."""
    top = _dumped({"schema": SCHEMA, "set": name})
    return f"{HEAD}{top}cases:\n\n" + "\n".join(_dumped([document_of(one)]) for one in cases)


def document_of(case: ProposedCase) -> dict[str, Json]:
    """A case as its file says it."""
    said = {
        "id": case.id,
        "thread_id": case.thread,
        "split": None,
        "accepted": False,
        "proposed": _proposed(case),
        "title": case.title,
        "lang": case.language.value,
        "domain": None,
        "tags": _Short(case.tags),
        "channel": _Flow(kind=_kind(case.kind), name=case.channel_name),
        "tz": case.zone,
        "people": [_Flow(id=one.id, side=one.side.value, name=one.name, role=None) for one in case.people],
        "context": case.facts,
        "thread": [_entry(one) for one in case.entries],
        "focus": case.focus,
        "gold": _gold(case.known),
    }
    return said if case.reply is None else said | {"agent_reply": _reply(case.reply, case.known)}


def _proposed(case: ProposedCase) -> dict[str, Json]:
    """Everything about it that is no part of the case itself, and goes when it is accepted."""
    return {
        "why": case.why,
        "state": case.state,
        "fill_in": _Short(case.to_fill),
        "look_at": _Short(case.look_at),
        "taken_out": _Flow(case.taken_out),
        "said_of_it": list(case.said_of),
        "coach_found": {
            "urgency": case.urgency or None,
            "expectations": [_Flow(kind=one.kind, text=one.text, rests_on=one.rests_on) for one in case.found],
        },
    }


def _entry(one: CaseEntry) -> _Flow:
    return _Flow(id=one.id, at=one.at.isoformat(), by=one.by, kind="message", text=one.text)


def _gold(known: Known) -> dict[str, Json]:
    over = known.is_moment is False
    nothing: Json = _Short() if over else None
    offer = {"reply": known.good_reply, "commitments": _promises(known.promises)} if known.good_reply else None
    return {
        "is_moment": known.is_moment,
        "why": None,
        "negative_type": None,
        "urgency": "none" if over else None,
        "reply_by": None,
        "explicit": nothing,
        "implicit": nothing,
        "not_yet_existing": nothing,
        "business_interests": nothing,
        "personal_interests": nothing,
        "explore_questions": nothing,
        "good_offer": offer,
        "should_say_no": _Flow(value=False, what=None, why=None) if over else None,
        "must_not": list(known.must_not),
    }


def _reply(reply: CaseEntry, known: Known) -> dict[str, Json]:
    scores = sorted(known.scores)
    gold = {
        "score": scores[(len(scores) - 1) // 2] if scores else None,
        "range": _Short((scores[0], scores[-1])) if len(set(scores)) > 1 else None,
        "reason": None,
        "commitments": _promises(known.promises),
    }
    return {"by": reply.by, "at": reply.at.isoformat(), "text": reply.text, "gold": gold}


def _promises(promises: Sequence[SurePromise] | None) -> list[_Flow] | None:
    return None if promises is None else [_promise(one) for one in promises]


def _promise(one: SurePromise) -> _Flow:
    made = _Flow(
        who=one.by,
        what=one.what,
        due=one.due.isoformat() if one.due else None,
        due_text=one.due_words or None,
        strength=one.strength.value,
    )
    return _Flow(made, condition=one.condition) if one.condition else made


def _kind(kind: ChannelKind) -> str:
    """As files of cases call it."""
    return "shared_customer" if kind is ChannelKind.CUSTOMER else kind.value


def _dumped(value: Mapping[str, Json] | list[Json]) -> str:
    written: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    return written
