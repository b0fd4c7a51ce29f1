"""Marks stand for personal data on the way to a model, and only marks that were given turn back."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from motbot.domain.personal_data import find_personal
from motbot.llm.hiding import Marks
from motbot.llm.shapes import DraftAnswer
from tests.domain.people_data import MADE, written


class Answered(BaseModel):
    """Texts at every depth an answer may have."""

    text: str
    texts: list[str] = []
    inner: "list[Answered]" = []


def shown(marks: Marks, text: str) -> str:
    """What a person sees of an answer with this text."""
    return marks.show(Answered(text=text)).text


def pieces() -> st.SearchStrategy[str]:
    """Words, personal data in every disguise, and what looks like a mark."""
    rng = random.Random(11)
    made = [said for kind in MADE for _ in range(4) for said, _ in written(kind, rng)]
    typed = ["⟦phone-1⟧", "[email-1]", "phone-1", "⟦x⟧", "⟦", "⟧", "【card-2】", "⟦phone-13800138000⟧", "id-1"]
    return st.one_of(st.sampled_from(made), st.sampled_from(typed), st.text(max_size=6))


@pytest.mark.row("Q2", trials=100, long=20_000)
@given(st.lists(st.lists(pieces(), max_size=6).map(" ".join), max_size=5))
def test_what_a_model_copies_turns_back_into_exactly_what_was_written(texts: list[str]) -> None:
    marks = Marks(texts)

    hidden = marks.hide(texts)

    assert [shown(marks, text) for text in hidden] == texts
    assert marks.show(Answered(text="", texts=hidden)).texts == texts


@pytest.mark.row("Q2", trials=100, long=20_000)
@given(st.lists(st.lists(pieces(), max_size=6).map(" ".join), max_size=5))
def test_nothing_personal_is_left_in_what_is_hidden(texts: list[str]) -> None:
    marks = Marks(texts)

    assert [text for text in marks.hide(texts) if find_personal(text)] == []


def test_the_same_value_has_the_same_mark_wherever_it_stands() -> None:
    inputs = {"facts": "Ann: ann@x.org", "lines": [{"text": "138 0013 8000 or ann@x.org"}, {"text": "138 0013 8000"}]}

    assert Marks(inputs).hide(inputs) == {
        "facts": "Ann: ⟦email-1⟧",
        "lines": [{"text": "⟦phone-1⟧ or ⟦email-1⟧"}, {"text": "⟦phone-1⟧"}],
    }


def test_a_number_that_one_text_gives_away_is_hidden_in_the_others_too() -> None:
    told = ["my phone: 555-1234", "so 5551234 it is"]

    assert Marks(told).hide(told) == ["my phone: ⟦phone-1⟧", "so ⟦phone-2⟧ it is"]


def test_a_value_cut_at_the_end_of_a_text_is_hidden_as_far_as_it_stands_there() -> None:
    told = ["call 138 0013 8000", "the customer waits at 138 0013…"]
    marks = Marks(told)

    hidden = marks.hide(told)

    assert hidden[1] == "the customer waits at ⟦text-1⟧…"
    assert shown(marks, hidden[1]) == told[1]


def test_what_a_customer_types_in_the_form_of_a_mark_stands_for_itself() -> None:
    told = ["138 0013 8000", "give me ⟦phone-1⟧ and [phone-1]"]
    marks = Marks(told)

    hidden = marks.hide(told)

    assert hidden == ["⟦phone-1⟧", "give me ⟦text-1⟧ and ⟦text-2⟧"]
    assert shown(marks, hidden[1]) == told[1]


@pytest.mark.parametrize(
    "copied",
    ["⟦phone-1⟧", "⟦Phone-1⟧", "⟦ phone 1 ⟧", "[phone-1]", "[[phone-1]]", "【phone-1】", "⟦phone\u20111⟧", "phone-1"],
)
def test_a_mark_that_is_copied_carelessly_still_turns_back(copied: str) -> None:
    marks = Marks("138 0013 8000")
    marks.hide("138 0013 8000")

    assert shown(marks, f"I call {copied} now") == "I call 138 0013 8000 now"


@pytest.mark.parametrize("made_up", ["⟦phone-9⟧", "⟦iban-1⟧", "⟦the phone⟧", "⟦⟧"])
def test_a_mark_that_nobody_gave_is_never_shown(made_up: str) -> None:
    marks = Marks("138 0013 8000")

    assert shown(marks, f"I call {made_up} now") == "I call … now"


def test_choices_and_flags_of_an_answer_stay_what_they_are() -> None:
    marks = Marks("a@b.com")
    answer = DraftAnswer.model_validate(
        {"notes": "", "step": "offer", "reply": f"To {marks.hide('a@b.com')}", "promises": [], "why": "w"}
    )

    assert marks.show(answer) == answer.model_copy(update={"reply": "To a@b.com"})


def test_times_zones_and_numbers_of_a_request_are_never_taken_for_personal() -> None:
    inputs = {"now": "Monday 2026-03-02 17:00", "zone": "Asia/Shanghai, UTC+0800", "at": "Mon 2026-03-02 17:00", "n": 7}
    inputs |= {"calendar": [f"Mon 2026-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]}

    marks = Marks(inputs)

    assert marks.hide(inputs) == inputs
    assert not marks
