"""A filled-in proposal moves to the accepted cases as it was written; what is lacking is told with line and remedy."""

from dataclasses import replace

import pytest

from motbot.domain.case import Split
from motbot.domain.errors import BadDialogue
from motbot.domain.proposed_case import Known, ProposedCase
from motbot.transcripts.accepting import Acceptance, accept_cases, split_of
from motbot.transcripts.labelled import parse_labelled
from motbot.transcripts.proposals import proposals_text
from tests.transcripts.proposed import CASE, NEGATIVE, filled

NAME, TARGET = "proposed.yaml", "accepted.yaml"


def text_of(*cases: ProposedCase) -> str:
    return proposals_text(cases, name="test")


def accept(text: str, *only: str, accepted: str = "") -> Acceptance:
    return accept_cases(text, name=NAME, accepted=accepted, accepted_name=TARGET, only=only)


def told(text: str, *only: str) -> list[str]:
    return [str(one) for one in accept(text, *only).lacking]


def test_a_filled_in_case_moves_and_can_be_measured_on() -> None:
    done = accept(filled(text_of(CASE)))

    (case,) = parse_labelled(done.accepted, name=TARGET).cases
    assert case.id == CASE.id
    assert case.split is done.moved[CASE.id]
    assert case.gold.is_moment
    assert case.reply is not None
    assert case.reply.score == 1
    assert (done.left, done.lacking) == ("", ())


def test_what_was_said_of_the_proposal_stays_behind() -> None:
    done = accept(filled(text_of(CASE)))

    assert "proposed:" not in done.accepted
    assert CASE.state not in done.accepted
    assert "accepted: true" in done.accepted


def test_what_has_to_be_filled_in_is_told_with_its_line_and_remedy() -> None:
    text = text_of(CASE)
    lines = text.split("\n")

    found = told(text)

    assert len(found) == len(CASE.to_fill) == 8
    for one in found:
        place, key, _ = one.split(": ", 2)
        name, line = place.split(":")
        assert name == NAME
        assert lines[int(line) - 1].strip().startswith(f"{key.rpartition('.')[2]}:")
    assert found[0].endswith("gold.is_moment: say true or false: is there something to be answered?")


def test_a_negative_case_needs_only_its_reason() -> None:
    text = text_of(NEGATIVE)

    (only,) = told(text)
    done = accept(text.replace("negative_type: null", "negative_type: fyi"))

    assert "gold.negative_type: say why it is none: thanks_closing, fyi" in only
    assert list(done.moved) == [NEGATIVE.id]


def test_only_what_is_filled_in_moves_and_the_rest_stays_with_its_remarks() -> None:
    text = filled(text_of(CASE)) + "\n# about the next one\n" + text_of(NEGATIVE).partition("cases:\n")[2]

    done = accept(text)

    assert list(done.moved) == [CASE.id]
    assert parse_labelled(done.left, name=NAME).waiting == 1
    assert "# about the next one" in done.left
    assert "# Cases from life" in done.left
    assert CASE.id not in done.left


def test_a_remark_of_the_trainer_goes_with_its_case() -> None:
    text = filled(text_of(CASE)).replace("  focus: m1", "  # the second line is the one that counts\n  focus: m1")

    assert "# the second line is the one that counts" in accept(text).accepted


def test_a_case_that_is_named_is_moved_alone() -> None:
    other = replace(CASE, id="life-en-other", thread="life-other")
    text = filled(text_of(CASE, other))

    done = accept(text, other.id)

    assert list(done.moved) == [other.id]
    assert CASE.id in done.left


def test_an_id_that_does_not_wait_there_is_refused() -> None:
    with pytest.raises(BadDialogue, match=r"proposed.yaml: 'nobody' is no case that waits in it; waiting: life-en-1"):
        accept(text_of(CASE), "nobody")


def test_cases_are_added_behind_those_that_are_there() -> None:
    first = accept(filled(text_of(CASE))).accepted
    other = replace(CASE, id="life-en-other", thread="life-other")

    done = accept(filled(text_of(other)), accepted=first)

    assert done.accepted.startswith(first.rstrip("\n"))
    assert [one.id for one in parse_labelled(done.accepted, name=TARGET).cases] == [CASE.id, other.id]


def test_cases_of_one_conversation_go_to_one_side_also_later() -> None:
    cases = [replace(CASE, id=f"life-en-{n}", state=f"{n}" * 64) for n in range(4)]
    first = accept(filled(text_of(*cases[:2])).replace("split: null", "split: holdout", 1))

    later = accept(filled(text_of(*cases[2:])), accepted=first.accepted)

    assert {**first.moved, **later.moved} == dict.fromkeys((one.id for one in cases), Split.HOLDOUT)


def test_a_split_that_would_tear_a_conversation_is_refused() -> None:
    first = accept(filled(text_of(CASE)).replace("split: null", "split: holdout"))
    other = replace(CASE, id="life-en-other")

    with pytest.raises(BadDialogue, match=r"proposed.yaml:\d+: split: another case of the thread .* write null"):
        accept(filled(text_of(other)).replace("split: null", "split: train"), accepted=first.accepted)


def test_about_a_quarter_of_the_conversations_is_held_out() -> None:
    held = sum(split_of(f"life-{number}") is Split.HOLDOUT for number in range(1000))

    assert 200 < held < 300


def test_a_case_that_was_moved_before_the_machine_failed_is_moved_once() -> None:
    text = filled(text_of(CASE))
    first = accept(text)

    again = accept(text, accepted=first.accepted)

    assert again.accepted == first.accepted
    assert (again.left, list(again.moved)) == ("", [CASE.id])


def test_a_label_that_cannot_be_meant_is_mended_first() -> None:
    text = filled(text_of(CASE)).replace("quote: Where is", "quote: When comes")

    assert told(text)[0].endswith("does not stand in the entry it is from; copy the customer's own words")


def test_a_case_on_one_line_is_refused_with_what_to_do() -> None:
    text = (
        "schema: motbot-cases/1\ncases: [{id: x, accepted: false, people: [{id: c1, side: customer}], thread: "
        "[{id: m1, at: '2026-03-02T10:00:00+01:00', by: c1, text: Hi}], focus: m1, "
        "gold: {is_moment: false, negative_type: fyi}}]\n"
    )

    with pytest.raises(BadDialogue, match=r"proposed.yaml:2: cases: this one does not begin with `- id:`"):
        accept(text)


def test_nothing_can_be_added_where_a_key_stands_behind_the_cases() -> None:
    first = accept(filled(text_of(CASE))).accepted + "note: mine\n"
    other = replace(CASE, id="life-en-other", thread="life-other")

    with pytest.raises(BadDialogue, match=r"accepted.yaml: cases: has to be the last key"):
        accept(filled(text_of(other)), accepted=first)


def test_cases_that_are_set_in_are_followed() -> None:
    head, _, body = accept(filled(text_of(CASE))).accepted.partition("cases:\n")
    inset = f"{head}cases:\n" + "\n".join(f"  {line}" if line else line for line in body.split("\n"))
    other = replace(CASE, id="life-en-other", thread="life-other")

    done = accept(filled(text_of(other)), accepted=inset)

    assert len(parse_labelled(done.accepted, name=TARGET).cases) == 2


def test_a_case_without_our_answer_needs_no_score() -> None:
    silent = replace(CASE, reply=None, known=Known())

    assert [one for one in told(text_of(silent)) if "agent_reply" in one] == []
