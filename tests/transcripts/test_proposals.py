"""A proposed case is written in the form of the shipped ones, reads back equal, and is measured on by nobody."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.errors import BadDialogue
from motbot.domain.promise import Strength
from motbot.domain.proposed_case import CaseEntry, Known, SurePromise
from motbot.domain.safe_text import without_hidden
from motbot.transcripts.cases import parse_cases
from motbot.transcripts.labelled import parse_labelled
from motbot.transcripts.proposals import document_of, proposals_text
from motbot.transcripts.waiting import read_waiting
from tests.transcripts.proposed import AT, CASE, NEGATIVE, filled

SHIPPED = Path(__file__).parents[2] / "prompts" / "cases" / "en.yaml"


def test_what_is_written_reads_back_equal() -> None:
    written = yaml.safe_load(proposals_text((CASE, NEGATIVE), name="test"))

    assert written == {
        "schema": "motbot-cases/1",
        "set": "test",
        "cases": [document_of(one) | {"tags": list(one.tags)} for one in (CASE, NEGATIVE)],
    }


@given(words=st.lists(st.text(min_size=1), min_size=1, max_size=3))
def test_any_words_read_back_as_they_were_said(words: list[str]) -> None:
    said = [shown for shown in (without_hidden(one).strip() for one in words) if shown] or ["a"]
    entries = tuple(CaseEntry(id=f"m{n}", at=AT, by="c1", text=one) for n, one in enumerate(said, 1))
    case = replace(CASE, entries=entries, facts=said[0], reply=replace(entries[0], by="a1"))

    (read,) = parse_cases(proposals_text((case,), name="test"), name="test")

    assert [one.text for one in read.thread] == said
    assert read.agent_reply is not None
    assert (read.context, read.agent_reply.text) == (said[0], said[0])


def test_its_keys_are_those_of_the_shipped_cases() -> None:
    shipped = yaml.safe_load(SHIPPED.read_text())["cases"][0]
    written = document_of(CASE)

    assert set(written) - set(shipped) == {"accepted", "proposed"}
    assert set(shipped) - set(written) == set()
    assert set(shipped["gold"]) <= set(written["gold"])
    assert set(written["agent_reply"]["gold"]) <= set(shipped["agent_reply"]["gold"])
    assert set(written["thread"][0]) == set(shipped["thread"][0])


def test_every_message_stands_on_a_line_of_its_own() -> None:
    lines = proposals_text((CASE,), name="test").split("\n")

    assert sum(bool(re.match(r"    - \{id: m\d, at: ", line)) for line in lines) == len(CASE.entries)


def test_what_waits_is_counted_and_not_given_out() -> None:
    read = parse_labelled(proposals_text((CASE, NEGATIVE), name="test"), name="x.yaml")

    assert (read.cases, read.odd, read.waiting) == ((), (), 2)


def test_the_form_of_what_waits_is_checked_all_the_same() -> None:
    text = proposals_text((CASE,), name="test").replace("focus: m1", "focus: m7")

    with pytest.raises(BadDialogue, match=r"x.yaml:\d+: cases.0.focus: 'm7' is no entry of the thread"):
        parse_labelled(text, name="x.yaml")


def test_a_slip_in_what_waits_is_told() -> None:
    text = proposals_text((CASE,), name="test").replace("urgency: null", "urgancy: high")

    with pytest.raises(BadDialogue, match="unknown key 'urgancy'; did you mean 'urgency'"):
        parse_labelled(text, name="x.yaml")


def test_only_the_case_that_waits_is_left_out_of_a_file() -> None:
    text = filled(proposals_text((CASE, replace(CASE, id="two")), name="test"))

    read = parse_labelled(text.replace("  accepted: false", "  accepted: true", 1), name="x.yaml")

    assert ([one.id for one in read.cases], read.waiting) == ([CASE.id], 1)


def test_what_is_known_is_filled_in() -> None:
    promise = SurePromise(
        by="a1", what="the report", words="the report by noon", due=AT, due_words="by noon", strength=Strength.FIRM
    )
    known = Known(scores=(2, -1, 1), promises=(promise,), must_not=("expect: a refund",), good_reply="It left.\nSee?")

    (read,) = read_waiting(proposals_text((replace(CASE, known=known),), name="test"), name="x.yaml")

    gold, reply = read.case.gold, read.case.agent_reply
    assert gold.must_not == ("expect: a refund",)
    assert gold.good_offer is not None
    assert gold.good_offer.reply == "It left.\nSee?"
    assert reply is not None
    assert reply.gold is not None
    assert (reply.gold.score, reply.gold.range) == (1, (-1, 2))
    assert reply.gold.commitments[0].due == AT
    assert reply.gold.commitments[0].due_text == "by noon"


def test_a_negative_has_empty_lists_and_no_urgency() -> None:
    (read,) = read_waiting(proposals_text((NEGATIVE,), name="test"), name="x.yaml")

    assert (read.case.gold.is_moment, read.case.gold.urgency, read.case.gold.explicit) == (False, "none", ())
