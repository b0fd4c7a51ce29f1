"""The samples that prompts are tried with hold what the bot really gives, and mark whatever is foreign."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from motbot.domain.contacts import contacts_of
from motbot.domain.due import DueConventions
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin
from motbot.llm.assessor import assess_task
from motbot.llm.confirmer import confirm_task
from motbot.llm.contact_rows import shown
from motbot.llm.drafter import assessment_inputs, draft_task
from motbot.llm.judge import judge_task
from motbot.llm.looking_through import look_through
from motbot.llm.mender import _told, mend_task
from motbot.llm.prompt_files import Task
from motbot.llm.reply_reader import _Asked, promises_task
from motbot.llm.reviewer import review_task
from motbot.llm.sample_inputs import FOREIGN, sample_inputs, sample_of, type_of
from motbot.llm.transcript import shared_inputs, transcript_of
from tests.fakes.samples import a_promise
from tests.llm.conftest import a_line, a_view
from tests.llm.hostile import FRONT, TASK

TASKS = [
    assess_task(),
    draft_task(conventions=DueConventions()),
    confirm_task(),
    promises_task(conventions=DueConventions()),
    mend_task(),
    review_task(within=ReplyWithin()),
    judge_task(),
]
LINES = (
    a_line("1.0", "Where is the parcel?"),
    a_line("2.0", "I look it up.", side=Side.AGENT, author="U2"),
    a_line("3.0", "And?"),
)
VIEW = a_view(*LINES, known=("They moved.",), facts="We open at eight.")
EXPECTED = Expectation(kind=ExpectationKind.EXPLICIT, text="The parcel", quote="the parcel", source="1.0")


def shape_of(value: Any) -> Any:
    """The keys and types of a value; of a list, those of its first entry."""
    if isinstance(value, Mapping):
        return {key: shape_of(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [shape_of(one) for one in value[:1]]
    return type(value)


def given() -> dict[str, Any]:
    """What the bot gives, over all tasks."""
    assessment = Assessment(
        is_moment=True,
        expectations=tuple(replace(EXPECTED, kind=kind) for kind in ExpectationKind),
        business_interests=("x",),
        personal_interests=("x",),
        explore_questions=("x",),
    )
    promise = a_promise()
    reviewed = shown(
        VIEW, contacts=contacts_of(VIEW.lines), expectations=[EXPECTED], promises=[], language=Language.EN
    ).inputs
    return {
        **reviewed,
        **shared_inputs(VIEW, transcript_of(VIEW)),
        **assessment_inputs(assessment, VIEW, Language.EN),
        **_Asked(VIEW, [EXPECTED], [promise]).inputs(),
        "promise": _told(promise, VIEW, None, lambda text: text),
        "new_time": "Tue",
        "mending": "move",
    }


def merged(sample: Any, real: Any) -> Any:
    """The shape of a sample, where the real value shows that much of it."""
    if isinstance(real, dict) and isinstance(sample, dict) and real.keys() == sample.keys():
        return {key: merged(sample[key], real[key]) for key in real}
    if isinstance(real, list) and isinstance(sample, list):
        return [merged(sample[0], real[0])] if real and sample else real
    return sample


@pytest.mark.parametrize("name", sorted(given()))
def test_a_sample_has_the_shape_of_what_the_bot_gives(name: str) -> None:
    real = shape_of(given()[name])

    assert merged(shape_of(sample_of(name)), real) == real


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_input_of_every_task_has_a_sample_and_a_type(task: Task) -> None:
    assert {name: type_of(sample_of(name)) for name in task.inputs if not type_of(sample_of(name))} == {}
    assert FOREIGN in str(sample_inputs(task.inputs)[0])


def test_samples_are_full_bare_and_crowded() -> None:
    full, bare, crowded = sample_inputs(["lines", "known", "facts"])

    assert [len(one["lines"]) for one in (full, bare, crowded)] == [2, 1, 40]
    assert (bare["known"], bare["facts"]) == ([], "")
    assert sum(len(line["text"]) for line in crowded["lines"]) > 20_000


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("{{ fence_tag }}{% for one in lines %}\n{{ one.text }}{% endfor %}", 13),
        ("{{ fence_tag }}{% if not lines %}\n{{ lines[0].text }}{% endif %}", 13),
        ("{{ fence_tag }}{% for one in lines if one.id == 'L9' %}\n{{ one.text }}{% endfor %}", 13),
        ("{{ fence_tag }}{% for one in [] %}x{% else %}\n{{ lines[0].text }}{% endfor %}", 13),
        ("{{ fence_tag }}\n{{ 'x' if lines else lines[0].text }}", 13),
        ("{{ fence_tag }}\n{{ lines and lines[0].text }}", 13),
        ("{{ fence_tag }}\n{{ facts or lines[0].text }}", 13),
        ("{{ fence_tag }}\n{{ lines | map(attribute='text') | join(' ') | upper }}", 13),
        ("{{ fence_tag }}\n{{ (lines[0].text | untrusted) ~ lines[0].text }}", 13),
        ("{{ fence_tag }}\n{{ lines[0].text | untrusted | upper }}", 13),
        ("{{ fence_tag }}{% set words = lines[0].text %}\n{{ words }}", 13),
        ("{{ fence_tag }}\n<data-{{ fence_tag }}>{{ lines[0].text }}</data-{{ fence_tag }}>", 13),
    ],
)
def test_foreign_words_without_a_fence_are_found_in_every_branch(body: str, line: int) -> None:
    looked = look_through(f"{FRONT}{body}\n", TASK.terms(), sample_inputs(TASK.inputs))

    assert [error[0] for error in looked.errors] == [line]
    assert "without a fence" in looked.errors[0][1]


@pytest.mark.parametrize(
    "body",
    [
        "{{ fence_tag }} {{ facts }} {{ lines | length }} {{ lines[0].id }} {{ lines[0].text | untrusted }}",
        "{{ fence_tag }} {{ facts }} {{ (lines | map(attribute='text') | join(' ')) | untrusted }}",
        "{{ fence_tag }} {{ facts }} {% for one in lines %}{{ loop.index }} {{ one.text | untrusted }}{% endfor %}",
    ],
)
def test_fenced_words_ids_and_counts_are_in_order_and_no_mark_of_ours_is_shown(body: str) -> None:
    looked = look_through(f"{FRONT}{body}\n", TASK.terms(), sample_inputs(TASK.inputs))

    assert looked.errors == ()
    assert "Where is the parcel of order 118?" in looked.user
    assert FOREIGN not in looked.user.lower(), "the mark is ours alone: nobody reads it"


def test_what_only_breaks_in_a_long_conversation_is_found_in_time() -> None:
    body = "{% for one in lines %}{% for other in lines %}{{ one.text | untrusted }}{% endfor %}{% endfor %}"

    looked = look_through(f"{FRONT}{body}\n", TASK.terms(), sample_inputs(TASK.inputs))

    assert "more than 60000 characters" in looked.errors[0][1]
