"""The examples in the review prompt hold to what it asks for, and come to the scores they are meant to show."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

import pytest

from motbot.domain.contacts import contacts_of
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.domain.scoring import BEHAVIOURS, KNOWN, LISTENING, Fault, Step
from motbot.domain.sheet import ContactSheet, Fate, Outcome
from motbot.llm import sheet_meanings
from motbot.llm.contact_parts import SheetParts
from motbot.llm.contact_rows import shown
from motbot.llm.reviewer import review_task
from motbot.llm.sheet_shapes import ContactJudged, Merit, Reach, SheetAnswer
from tests.llm.conftest import PROMPTS, T0, a_line, a_view
from tests.llm.sheets import EMPTY, review_template

TEXT = (PROMPTS / "review" / "default.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^\d\. (?P<talk>[^{\n]*)\n(?P<answers>(?:\{.*\}\n)+)", re.MULTILINE)
EXAMPLES = list(EXAMPLE.finditer(TEXT))
LINE = re.compile(
    r"L(?P<number>\d+) (?P<who>CUSTOMER|OUR AGENT) A, \w{3} (?P<hour>\d\d):(?P<minute>\d\d)[^:]*: "
    r"\"(?P<text>.*?)\"(?= |$)"
)
SCORES = [[3], [1, 0], [-2], [1], [0], [2]]
LEFT_OUT = {"asked": {"known": ""}, "unsaid": {"known": ""}, "marks": {"seen": "", "lacking": ""}}


def view_of(talk: str) -> ConversationView:
    """The conversation of an example, all of it on one day."""
    return a_view(
        *(
            replace(
                a_line(
                    f"{int(one['number']):03}.0",
                    one["text"],
                    side=Side.CUSTOMER if one["who"] == "CUSTOMER" else Side.AGENT,
                    author=one["who"],
                ),
                at=T0.replace(hour=int(one["hour"]), minute=int(one["minute"])),
            )
            for one in LINE.finditer(talk)
        )
    )


def parts_of(example: re.Match[str]) -> tuple[tuple[ContactSheet, ...], tuple[str, ...]]:
    """What code makes of an example, whose lines and contacts are numbered from 1 here."""
    view = view_of(example["talk"])
    answers = [whole(json.loads(one)) for one in example["answers"].splitlines()]
    judged = contacts_of(view.lines)[-len(answers) :]
    numbered = [answer | {"contact": contact.number} for answer, contact in zip(answers, judged, strict=True)]
    before = int(LINE.findall(example["talk"])[0][0]) - 1
    text = re.sub(r'"L(\d+)"', lambda found: f'"L{int(found[1]) - before}"', json.dumps(numbered))
    told = shown(view, contacts=judged, expectations=(), promises=(), language=Language.EN)
    made = SheetParts(view=view, shown=told, promises=(), within=ReplyWithin())
    return made.of(SheetAnswer.model_validate({"contacts": json.loads(text)}), judged), made.dropped


def whole(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with the fields that the examples leave out as empty."""
    full = EMPTY | answer
    return full | {name: [fields | one for one in full[name]] for name, fields in LEFT_OUT.items()}


def test_there_are_six_examples_in_both_languages() -> None:
    chinese = [bool(re.search(r"[\u4e00-\u9fff]", example["talk"])) for example in EXAMPLES]

    assert (chinese.count(True), chinese.count(False)) == (3, 3)


@pytest.mark.parametrize(("example", "scores"), list(zip(EXAMPLES, SCORES, strict=True)))
def test_every_example_is_quoted_truly_and_comes_to_its_score(example: re.Match[str], scores: list[int]) -> None:
    parts, dropped = parts_of(example)

    assert dropped == ()
    assert [part.overall.score for part in parts if part.overall] == scores
    assert [bool(part.better) for part in parts] == [part.expects and 3 not in scores for part in parts]
    shown_marks = [mark for part in parts for mark in part.marks if mark.score is not None]
    assert all(mark.quotes for mark in shown_marks)


@pytest.mark.parametrize(
    ("choices", "table"),
    [
        (Fault, sheet_meanings.FAULTS),
        (Merit, sheet_meanings.MERITS),
        (Reach, sheet_meanings.REACHES),
        (Outcome, sheet_meanings.OUTCOMES),
        (Fate, sheet_meanings.FATES),
        (Step, sheet_meanings.STEP_MEANINGS),
    ],
)
def test_every_choice_has_a_meaning(choices: type[StrEnum], table: Mapping[StrEnum, str]) -> None:
    assert set(table) == set(choices)
    assert all(table.values())


def test_every_behaviour_is_told_with_its_number() -> None:
    told = {one["id"] for step in Step for one in sheet_meanings.behaviours(BEHAVIOURS[step])}

    assert told | {one["id"] for one in sheet_meanings.behaviours(LISTENING)} == KNOWN


def test_the_overall_score_is_never_asked_for() -> None:
    assert not {name for name in ContactJudged.model_fields if "overall" in name or name == "score"}


def test_the_times_within_which_a_reply_is_expected_are_part_of_the_revision() -> None:
    revisions = {
        json.dumps(dict(review_task(within=within).fixed))
        for within in (ReplyWithin(), ReplyWithin(high=timedelta(minutes=30)))
    }

    assert len(revisions) == 2
    assert review_template().temperature == 0
