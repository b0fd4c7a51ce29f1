"""What a model finds in a contact becomes a part of the sheet, and only what its words carry."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.contacts import contacts_of
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.scoring import Depth, Mark, Quote, Ruling, Step
from motbot.domain.sheet import JudgedExpectation, Outcome, Sheet
from motbot.domain.sheet_check import checked_sheet
from tests.fakes import openai_server as fake
from tests.llm.conftest import T0, AskingWith
from tests.llm.sheets import (
    CERTAIN,
    CHECK,
    CONTACTS,
    EMPTY,
    GOOD,
    PLAN,
    PRICE,
    PROMISED,
    VIEW,
    WORK,
    ask_about,
)


async def test_a_good_answer_becomes_a_part_whose_score_the_decision_order_gives(asking: AskingWith) -> None:
    got = await ask_about(asking, GOOD)

    part = got.part
    assert (part.number, part.asked, part.said, part.reason) == (1, ("1.0",), ("2.0",), "why")
    assert (part.facts.asked, part.facts.unanswered, part.facts.presses, part.facts.is_late) == (2, 0, True, False)
    assert part.facts.depth is Depth.EXCEEDED
    assert part.overall == Ruling(score=2, rule=8)
    assert part.marks[1] == Mark(
        step=Step.OFFER,
        score=2,
        behaviours=("O1", "O3"),
        quotes=(Quote(ts="2.0", words="I'll send the price by 11:00"),),
        reason="Both have an answer or a time.",
    )
    assert [mark.score for mark in part.marks] == [None, 2, None, None]
    assert part.promises[0].due_words == "by 11:00"
    assert part.better.startswith("Plan attached")
    assert got.dropped == ()


async def test_expectations_come_with_their_evidence_and_what_became_of_them(asking: AskingWith) -> None:
    got = await ask_about(asking, GOOD | {"asked": [PLAN, PRICE | {"answered": False}]})

    assert got.part.expectations == (
        JudgedExpectation(
            expectation=Expectation(
                kind=ExpectationKind.EXPLICIT, text="The floor plan", quote="Could I have the floor plan", source="1.0"
            ),
            outcome=Outcome.MET,
        ),
        JudgedExpectation(
            expectation=Expectation(
                kind=ExpectationKind.EXPLICIT, text="A price", quote="a price for 40 people", source="1.0"
            ),
            outcome=Outcome.MISSED,
        ),
        JudgedExpectation(
            expectation=Expectation(
                kind=ExpectationKind.IMPLICIT,
                text="Everything is there before noon",
                cue='"Our board decides at noon"',
                source="1.0",
            ),
            outcome=Outcome.MET,
        ),
    )
    assert got.part.overall == Ruling(score=-1, rule=6)


async def test_what_is_given_stands_up_to_the_check_that_every_sheet_goes_through(asking: AskingWith) -> None:
    got = await ask_about(asking, GOOD | {"merits": [CERTAIN, CHECK, WORK]})
    sheet = Sheet(contacts=got.reviewed.contacts, language=Language.EN, provenance=got.reviewed.provenance, content="c")

    checked, dropped = checked_sheet(sheet, VIEW)

    assert got.part.overall == Ruling(score=3, rule=8)
    assert got.part.better == ""
    assert (checked.contacts, dropped) == (sheet.contacts, ())


async def test_a_promise_keeps_its_words_and_only_the_time_that_stands_beside_them(asking: AskingWith) -> None:
    later = PROMISED | {"due_words": "by Friday", "fate": "who knows"}
    nowhere = PROMISED | {"words": "you get a cake"}

    got = await ask_about(asking, GOOD | {"promises": [PROMISED, later, nowhere]})

    assert [(one.due_words, one.fate.value) for one in got.part.promises] == [("by 11:00", "open"), ("", "open")]
    assert got.dropped == ("ungrounded_quote",)


async def test_the_best_reply_is_in_the_customers_language_or_not_there(asking: AskingWith) -> None:
    got = await ask_about(asking, GOOD | {"better": "平面图见附件，报价 11:00 前给您。"}, language=Language.ZH)

    assert got.part.better == ""
    assert got.dropped == ("better_in_another_language",)
    assert "every `reason` in Chinese" in got.told


async def test_thanks_expect_nothing_and_score_nothing(asking: AskingWith) -> None:
    thanks = EMPTY | {"contact": 2, "expects": False, "urgency": "none", "reach": "empty", "better": "Any time!"}

    got = await ask_about(asking, thanks, contacts=CONTACTS[1:2])

    assert (got.part.expects, got.part.facts.depth, got.part.overall) == (False, Depth.SEEN, Ruling(score=0, rule=8))
    assert got.part.better == ""


@pytest.mark.parametrize(("minutes", "overall"), [(5, None), (90, Ruling(score=-1, rule=7))])
async def test_silence_has_no_score_until_it_is_late(asking: AskingWith, minutes: int, overall: Ruling | None) -> None:
    chase = PRICE | {"words": "The price never came", "line": "L5", "ours": "", "answered": True}
    silent = GOOD | {"contact": 3, "asked": [chase], "unsaid": [], "merits": []}

    got = await ask_about(
        asking, silent, view=replace(VIEW, now=T0 + timedelta(minutes=minutes)), contacts=CONTACTS[2:]
    )

    assert got.part.facts.depth is Depth.SILENT
    assert got.part.expectations[0].outcome is Outcome.MISSED
    assert got.part.overall == overall
    assert [mark.score for mark in got.part.marks] == [None] * 4


async def test_a_reply_after_its_time_is_one_lower_whatever_the_model_thinks_of_the_hour(asking: AskingWith) -> None:
    asked, said = VIEW.lines[:2]
    late = replace(VIEW, lines=(asked, replace(said, at=T0 + timedelta(minutes=61))))

    got = await ask_about(asking, GOOD, view=late, contacts=contacts_of(late.lines))

    assert got.part.facts.is_late
    assert got.part.overall == Ruling(score=1, rule=7)


async def test_contacts_are_matched_by_number_and_what_is_missing_has_no_score(asking: AskingWith) -> None:
    got = await ask_about(asking, GOOD | {"contact": 9}, GOOD, GOOD | {"reason": "again"}, contacts=CONTACTS)

    assert [(part.number, part.overall is None, part.reason) for part in got.reviewed.contacts] == [
        (1, False, "why"),
        (2, True, ""),
        (3, True, ""),
    ]
    assert sorted(got.dropped) == ["missing_contact", "missing_contact", "repeated_contact", "unknown_contact"]
    assert len(got.requests) == 1


async def test_no_contact_at_all_is_no_answer(asking: AskingWith) -> None:
    with pytest.raises(ModelRefused, match="none of the contacts"):
        await ask_about(asking, GOOD | {"contact": 4})


async def test_nothing_to_judge_asks_nobody(asking: AskingWith) -> None:
    got = await ask_about(asking, fake.refusal(), contacts=())

    assert (got.reviewed.contacts, got.requests) == ((), [])


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        (fake.refusal(), ModelRefused),
        (fake.content_filtered(), ModelRefused),
        (fake.cut_at_limit('{"contacts": [{"contact": 1,'), ModelRefused),
        (fake.ok("I would give this a 2."), ModelRefused),
        (fake.ok({"contacts": [{"contact": 1}]}), ModelRefused),
        (fake.html(), ModelUnavailable),
    ],
)
async def test_an_answer_that_cannot_be_used_is_said_to_be_so(
    asking: AskingWith, mode: fake.Mode, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await ask_about(asking, mode)


async def test_an_answer_of_the_wrong_shape_is_repaired_once(asking: AskingWith) -> None:
    got = await ask_about(asking, fake.ok({"contacts": [{"contact": 1}]}), fake.ok({"contacts": [GOOD]}))

    assert got.part.overall == Ruling(score=2, rule=8)
    assert len(got.requests) == 2
