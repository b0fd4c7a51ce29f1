"""The shapes we ask for stay in the part of JSON Schema that every server takes."""

import itertools
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from motbot.domain.expectation import NegativeType, Signal, Urgency
from motbot.domain.message import ChannelKind
from motbot.domain.nudge import NudgeKind
from motbot.domain.promise import Mending
from motbot.domain.reading import Strength
from motbot.llm import meanings
from motbot.llm.schema import portable_schema
from motbot.llm.shapes import (
    AssessAnswer,
    ConfirmAnswer,
    CueFrom,
    DraftAnswer,
    MendAnswer,
    Nature,
    PromisesAnswer,
    ToldBack,
)
from motbot.llm.sheet_shapes import SheetAnswer

SHAPES = [AssessAnswer, DraftAnswer, ConfirmAnswer, PromisesAnswer, MendAnswer, SheetAnswer]
ALLOWED = {"type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf", "description"}
EMPTY: dict[str, Any] = {
    "notes": "", "is_moment": False, "negative_type": "fyi", "signals": [], "explicit": [], "unsaid": [],
    "business_interests": [], "personal_interests": [], "urgency_reason": "", "urgency": "none", "say_no_reason": "",
    "say_no": False, "say_no_what": "", "missing_fact": "", "explore_questions": [],
}  # fmt: skip


def nodes(node: dict[str, Any], depth: int = 1) -> Iterator[tuple[dict[str, Any], int]]:
    yield node, depth
    for below in (*node.get("properties", {}).values(), *node.get("anyOf", ()), *filter(None, [node.get("items")])):
        yield from nodes(below, depth + ("properties" in node))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_schema_uses_nothing_a_server_may_refuse(shape: type[BaseModel]) -> None:
    schema = portable_schema(shape)
    found = list(nodes(schema))

    assert schema["type"] == "object"
    for node, _ in found:
        assert set(node) <= ALLOWED
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
    assert max(depth for _, depth in found) <= 5
    assert sum(len(node.get("properties", ())) for node, _ in found) <= 100
    assert "$ref" not in json.dumps(schema)


@pytest.mark.parametrize("shape", SHAPES)
def test_evidence_comes_before_the_label(shape: type[BaseModel]) -> None:
    schema = portable_schema(shape)
    order = [
        ("quote", "text"),
        ("cue", "text"),
        ("cue", "told_back"),
        ("urgency_reason", "urgency"),
        ("say_no_reason", "say_no"),
        ("notes", "is_moment"),
        ("notes", "reply"),
        ("reply", "promises"),
        ("words", "nature"),
        ("due_words", "due_local"),
        ("condition", "strength"),
        ("quote", "answered"),
        ("reply", "time_words"),
        ("words", "fault"),
        ("why", "fault"),
        ("words", "merit"),
        ("words", "score"),
        ("reason", "score"),
        ("ours", "answered"),
        ("ours", "outcome"),
        ("faults", "reach"),
        ("reach", "marks"),
    ]

    for node, _ in nodes(schema):
        names = list(node.get("properties", ()))
        for first, second in order:
            assert {first, second} - set(names) or names.index(first) < names.index(second)


@pytest.mark.parametrize(
    ("choices", "table"),
    [
        (NegativeType, meanings.NEGATIVE_TYPES),
        (Signal, meanings.SIGNALS),
        (Urgency, meanings.URGENCIES),
        (ToldBack, meanings.TOLD_BACK),
        (CueFrom, meanings.CUES_FROM),
        (NudgeKind, meanings.STEPS),
        (Nature, meanings.NATURES),
        (Strength, meanings.STRENGTHS),
        (Mending, meanings.MENDINGS),
        (ChannelKind, meanings.CHANNEL_KINDS),
    ],
)
def test_every_choice_has_a_meaning_in_the_prompts(choices: type[StrEnum], table: Mapping[StrEnum, str]) -> None:
    assert set(table) == set(choices)
    assert all(table.values())


def test_choices_are_read_as_people_write_them() -> None:
    answer = AssessAnswer.model_validate(EMPTY | {"urgency": " High", "negative_type": "Thanks Closing"})

    assert (answer.urgency, answer.negative_type) == (Urgency.HIGH, NegativeType.THANKS_CLOSING)


@pytest.mark.parametrize("nothing", [None, "none", ""])
def test_no_negative_type_may_be_said_in_several_ways(nothing: str | None) -> None:
    assert AssessAnswer.model_validate(EMPTY | {"negative_type": nothing}).negative_type is None


def test_null_is_an_empty_text_or_list() -> None:
    answer = AssessAnswer.model_validate(EMPTY | {"notes": None, "explicit": None, "signals": None})

    assert (answer.notes, answer.explicit, answer.signals) == ("", [], [])


def test_an_unknown_signal_is_left_out_and_an_unknown_urgency_is_wrong() -> None:
    assert AssessAnswer.model_validate(EMPTY | {"signals": ["anger", "mood"]}).signals == [Signal.ANGER]
    with pytest.raises(ValidationError, match="urgency"):
        AssessAnswer.model_validate(EMPTY | {"urgency": "extreme"})


def test_every_key_is_asked_for() -> None:
    for name in itertools.islice(EMPTY, 3):
        with pytest.raises(ValidationError, match=name):
            AssessAnswer.model_validate({key: value for key, value in EMPTY.items() if key != name})
