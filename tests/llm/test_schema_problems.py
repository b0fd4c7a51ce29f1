"""A shape of answers that some server would refuse is found before it is sent."""

from typing import Any

import pytest

from motbot.llm.schema import portable_schema, schema_problems
from tests.llm.test_sample_inputs import TASKS

TEXT = {"type": "string"}


def an_object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def nested(levels: int) -> dict[str, Any]:
    return an_object(a=nested(levels - 1)) if levels else TEXT


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_shape_that_is_sent_is_understood_everywhere(task: Any) -> None:
    assert schema_problems(portable_schema(task.answer)) == []


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        (TEXT, "answer: is no object"),
        (an_object(a={"type": "string", "pattern": "x"}), "answer.a: `pattern` is not understood everywhere"),
        (an_object(a={"type": "array", "items": {"type": "integer", "minimum": 1}}), "answer.a: `minimum`"),
        (an_object(a={"anyOf": [{"$ref": "#/x"}, {"type": "null"}]}), "answer.a: `$ref`"),
        (an_object(a={"type": "string", "default": ""}), "answer.a: `default`"),
        (an_object(a={"type": "object"}), "answer.a: has free keys"),
        (nested(7), "stands more than 5 levels deep"),
        (an_object(**{f"k{number}": TEXT for number in range(101)}), "answer: has 101 keys, more than 100"),
    ],
)
def test_what_is_not_is_named_with_its_place(schema: dict[str, Any], problem: str) -> None:
    assert problem in " ".join(schema_problems(schema))
