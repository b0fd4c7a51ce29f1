"""Tests of taking the words out of a value."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import pytest
from pydantic import TypeAdapter

from motbot.domain.blanking import KEPT, without_words
from motbot.domain.conversation import Conversation
from motbot.domain.moment import Moment
from motbot.domain.nudge import Card, PromiseNote, Prompt, SheetNote, Summary
from motbot.domain.promise import Promise
from motbot.ports.records import Feedback, Verdict
from tests.fakes.filled import filled
from tests.fakes.samples import a_moment, a_promise

CANARY = "canary"
VALUES = (Card, Conversation, Feedback, Moment, Promise, PromiseNote, Prompt, SheetNote, Summary, Verdict)


def texts_in(document: Any, name: str = "") -> list[tuple[str, str]]:
    """Every text of a JSON document that holds the canary, with the field it stands in."""
    if isinstance(document, dict):
        return [found for key, value in document.items() for found in texts_in(value, key)]
    if isinstance(document, list):
        return [found for value in document for found in texts_in(value, name)]
    return [(name, document)] if isinstance(document, str) and CANARY in document else []


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_no_text_is_left_but_in_fields_that_are_named(kind: type[Any]) -> None:
    before = filled(kind, CANARY)

    blank = TypeAdapter(kind).dump_python(without_words(before), mode="json")

    assert texts_in(TypeAdapter(kind).dump_python(before, mode="json")) != []
    assert {name for name, _ in texts_in(blank)} <= KEPT


def test_what_reports_count_is_still_there() -> None:
    before = replace(a_moment(), expected=a_moment().assessment.expectations)

    after = without_words(before)

    assert [one.kind for one in after.expected] == [one.kind for one in before.expected]
    assert (after.assessment.urgency, after.draft_provenance) == (before.assessment.urgency, before.draft_provenance)
    assert (after.stage, after.opened_at, after.focus) == (before.stage, before.opened_at, before.focus)
    assert (after.agent, after.customer, after.known, after.draft and after.draft.reply) == ("", "", (), "")


def test_a_promise_keeps_its_times_and_its_state() -> None:
    before = a_promise()

    after = without_words(before)

    assert (after.due, after.state, after.made_at, after.moment) == (
        before.due,
        before.state,
        before.made_at,
        before.moment,
    )
    assert (after.what, after.words, after.due_words, after.agent, after.said_by) == ("", "", "", "", "")


def test_a_second_time_changes_nothing() -> None:
    once = without_words(a_moment())

    assert without_words(once) == once


def test_a_field_that_nobody_has_named_is_emptied_whatever_it_is_called() -> None:
    class Mood(StrEnum):
        CALM = "calm"

    @dataclass(frozen=True)
    class New:
        whatever: str
        moods: frozenset[Mood]
        said: frozenset[str]
        by: dict[str, str]
        number: int = 3

    blank = without_words(New("secret", frozenset({Mood.CALM}), frozenset({"secret"}), {"a": "secret"}))

    assert blank == New("", frozenset({Mood.CALM}), frozenset(), {})


def test_only_values_of_the_domain_are_taken() -> None:
    with pytest.raises(TypeError, match="not str"):
        without_words("words")
