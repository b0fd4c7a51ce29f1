"""What a model is told of a customer's earlier requests: notes of ours, and not a letter where there is nothing."""

from dataclasses import replace
from datetime import UTC, datetime

from motbot.domain.memory import Ending, Memory, Owed, Past
from motbot.llm.transcript import shared_inputs, transcript_of
from tests.llm.conftest import a_line, a_view

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PAST = Past(moment=1, channel="C1", at=AT, about="Our parcel is late", ending=Ending.WELL, thanks="the photo helped")


def test_without_a_memory_the_inputs_are_the_same_as_ever() -> None:
    view = a_view(a_line("1.0", "Where is it?"), known=("The courier comes at noon.",))

    inputs = shared_inputs(view, transcript_of(view))

    assert inputs["known"] == ["The courier comes at noon."]


def test_a_memory_stands_behind_what_the_agent_knows() -> None:
    owed = Owed(promise=1, channel="C1", what="the invoice", due=AT, is_broken=True)
    view = replace(
        a_view(a_line("1.0", "Where is it?"), known=("It is noon.",)),
        memory=Memory(last=(PAST,), owed=(owed,), again=PAST),
    )

    known = shared_inputs(view, transcript_of(view))["known"]

    assert known[0] == "It is noon."
    assert known[1].startswith("This customer has asked about the same thing before, on 2026-03-02")
    assert "the photo helped" in known[2]
    assert known[3] == "Promised to this customer before and not kept yet: the invoice, was due 2026-03-02 10:00."
