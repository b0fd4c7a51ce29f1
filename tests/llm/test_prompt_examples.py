"""The examples in the promise prompts hold to what the prompts ask for, and to how code reads times."""

import json
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import DueConventions, DueKind
from motbot.due_times import DueReader
from motbot.llm.shapes import DeliveredFound, Nature, StatementFound
from tests.llm.conftest import PROMPTS

UTC = ZoneInfo("UTC")
EXAMPLE = re.compile(r"^\d+\. (?P<asked>.*READ: \"(?P<line>.*)\")\n(?P<answer>\{.*\})$", re.MULTILINE)
SAID_AT = re.compile(r"OUR AGENT A, \w{3} (\d{4}-\d\d-\d\d \d\d:\d\d)")
EXAMPLES = list(EXAMPLE.finditer((PROMPTS / "promises" / "default.md").read_text(encoding="utf-8")))
MENDED = (PROMPTS / "mend" / "default.md").read_text(encoding="utf-8")
READER = DueReader(conventions=DueConventions())


def answers() -> list[tuple[re.Match[str], dict[str, Any]]]:
    return [(example, json.loads(example["answer"])) for example in EXAMPLES]


def statements() -> list[tuple[re.Match[str], dict[str, Any]]]:
    return [(example, one) for example, answer in answers() for one in answer["statements"]]


def test_both_languages_and_most_natures_are_shown() -> None:
    chinese = [bool(re.search(r"[\u4e00-\u9fff]", example["line"])) for example in EXAMPLES]

    assert (chinese.count(True), chinese.count(False)) == (3, 3)
    assert len({one["nature"] for _, one in statements()}) >= 5
    assert {one.get("strength") for _, one in statements()} >= {"firm", "conditional", "vague"}


@pytest.mark.parametrize(("example", "one"), statements())
def test_every_example_is_quoted_from_its_line_and_fits_the_shape(example: re.Match[str], one: dict[str, Any]) -> None:
    empty = dict.fromkeys(StatementFound.model_fields, "")

    found = StatementFound.model_validate(empty | one)

    assert found.words in example["line"]
    assert found.due_words in example["line"]
    assert (found.nature is Nature.WILL_BE_DONE) == bool(found.what)


@pytest.mark.parametrize(("example", "one"), [pair for pair in statements() if pair[1].get("due_local")])
def test_every_example_names_the_time_that_code_reads(example: re.Match[str], one: dict[str, Any]) -> None:
    said = SAID_AT.search(example["asked"])
    assert said

    read = READER.resolve(one["due_words"], said_at=datetime.fromisoformat(said[1]).replace(tzinfo=UTC), zone=UTC)

    assert read.at == datetime.fromisoformat(one["due_local"]).replace(tzinfo=UTC)


@pytest.mark.parametrize(("example", "answer"), answers())
def test_answers_and_deliveries_are_quoted_and_labelled(example: re.Match[str], answer: dict[str, Any]) -> None:
    for one in answer.get("answered", []):
        assert f"{one['expectation']} " in example["asked"]
        assert one["answered"] == bool(one["quote"])
        assert one["quote"] in example["line"]
    for one in answer.get("delivered", []):
        found = DeliveredFound.model_validate(one)
        assert f"{found.promise} " in example["asked"]
        assert found.quote in example["line"]


def test_new_times_in_the_honest_messages_can_be_read_back() -> None:
    shown = re.findall(r"^\"(.*)\" time_words: \"(.*?)\"", MENDED, re.MULTILINE)

    assert len(shown) == 2
    for reply, words in shown:
        said = datetime(2026, 3, 3 if "今天" in words else 4, 11, 50, tzinfo=UTC)
        assert words in reply
        assert READER.resolve(words, said_at=said, zone=UTC).kind is DueKind.DEADLINE
