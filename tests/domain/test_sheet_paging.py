"""A page of a sheet shows what this person may see now, and what they may not see is not in it at all."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motbot.domain.agreement import Agreement
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.people import Side
from motbot.domain.policy import ReviewRules, ShowCoach
from motbot.domain.review import (
    Cost,
    Failure,
    RaterRole,
    Rating,
    Remark,
    RemarkKind,
    Review,
    ReviewedLine,
    ReviewState,
    Row,
)
from motbot.domain.scoring import Facts, Fault, Mark, Quote, Ruling, Seen, Step
from motbot.domain.sheet import (
    ContactSheet,
    Fate,
    JudgedExpectation,
    JudgedPromise,
    Outcome,
    Sheet,
    ThreadScore,
)
from motbot.domain.sheet_page import Hidden, HumanMark, SheetPage
from motbot.domain.sheet_paging import missing_marks, nothing_for, page_of, rows_of
from tests.fakes.clock import T0
from tests.fakes.samples import PROVENANCE

LEAD, ALICE, BEN = "ULEAD", "UALICE", "UBEN"
WALL, SECRET = Quote(ts="2.0", words="No."), "the coach's own words"


def line(ts: str, side: Side, text: str) -> ReviewedLine:
    role = "customer" if side is Side.CUSTOMER else "agent"
    return ReviewedLine(ts=ts, thread_ts="1.0", at=T0, side=side, role=role, text=text)


LINES = (
    line("1.0", Side.CUSTOMER, "It fails."),
    line("2.0", Side.AGENT, "No."),
    line("3.0", Side.CUSTOMER, "Why?"),
    line("4.0", Side.AGENT, "It is fixed by noon."),
)
FIRST = ContactSheet(
    number=1,
    asked=("1.0",),
    said=("2.0",),
    facts=Facts(faults=frozenset({Fault.WALL})),
    evidence=(Seen(quote=WALL, fault=Fault.WALL), Seen(quote=WALL)),
    overall=Ruling(score=-1, rule=3),
    reason=f"A wall: {SECRET}",
    marks=(
        Mark(step=Step.EXPLORE, score=-2, behaviours=("E1",), lacking=("E2",), quotes=(WALL,), reason=SECRET),
        Mark(step=Step.OFFER),
        Mark(step=Step.PROMISE),
        Mark(step=Step.CONFIRM),
    ),
    expectations=(
        JudgedExpectation(
            expectation=Expectation(kind=ExpectationKind.EXPLICIT, text="It works", quote="It fails", source="1.0"),
            outcome=Outcome.MISSED,
        ),
    ),
    better=f"Let me look: {SECRET}",
)
SECOND = ContactSheet(
    number=2,
    asked=("3.0",),
    said=("4.0",),
    facts=Facts(),
    overall=Ruling(score=1, rule=8),
    reason=SECRET,
    marks=tuple(Mark(step=step) for step in Step),
    promises=(JudgedPromise(quote=Quote(ts="4.0", words="fixed by noon"), fate=Fate.OPEN, due_words="by noon"),),
)
SHEET = Sheet(
    contacts=(FIRST, SECOND),
    overall=ThreadScore(ruling=Ruling(score=-1, rule=3), contact=1),
    language=Language.EN,
    provenance=PROVENANCE,
    content="c",
)
REVIEW = Review(
    id=7,
    team="T1",
    channel="C1",
    ts="1.0",
    asked_by=LEAD,
    asked_at=T0,
    language=Language.EN,
    state=ReviewState.READY,
    agents=(ALICE, BEN),
    lines=LINES,
    sheet=SHEET,
    ready_at=T0,
)
BLIND = replace(REVIEW, is_blind=True)
WHOLE_1, WHOLE_2 = Row(contact=1), Row(contact=2)
EXPLORE_1 = Row(contact=1, step=Step.EXPLORE)


def page(review: Review = REVIEW, number: int = 0, *, user: str = LEAD, **more: Any) -> SheetPage:
    given: dict[str, Any] = {
        "role": RaterRole.LEAD if user == LEAD else RaterRole.AGENT,
        "ratings": (),
        "remarks": (),
        "sent": frozenset(),
        "agreement": (),
        "rules": ReviewRules(),
        "language": Language.ZH,
        "zone": "Asia/Shanghai",
        "channel_name": "support",
        "is_trainer": False,
        "earlier": 0,
    }
    return page_of(review, page=number, user=user, **(given | more))


def rating(score: int | None, *, by: str = LEAD, row: Row = WHOLE_1, number: int = 1, reason: str = "") -> Rating:
    role = RaterRole.LEAD if by == LEAD else RaterRole.AGENT
    at = T0 + timedelta(minutes=number)
    return Rating(id=number, review=7, rater=by, role=role, row=row, score=score, reason=reason, at=at)


def remark(text: str, *, by: str = ALICE, row: Row = WHOLE_1) -> Remark:
    return Remark(review=7, by=by, role=RaterRole.AGENT, kind=RemarkKind.DISPUTE, row=row, text=text, at=T0)


# ---- what everybody sees


def test_the_overview_has_the_conversation_and_each_contact_as_a_whole() -> None:
    shown = page()

    assert [(one.row, one.score, one.rule) for one in shown.rows] == [
        (Row(contact=0), -1, 3),
        (WHOLE_1, -1, 3),
        (WHOLE_2, 1, 8),
    ]
    assert (shown.page, shown.pages) == (0, 3)
    assert shown.rows[0].quotes == (WALL,)
    assert [one.ts for one in shown.lines] == ["2.0"]
    assert (shown.language, shown.zone, shown.channel_name) == (Language.ZH, "Asia/Shanghai", "support")
    assert shown.place == Place(channel="C1", ts="1.0")


def test_the_scales_origin_is_told_once_in_the_language_of_whoever_looks() -> None:
    assert page().scale_note.startswith("量表")
    assert page(number=1).scale_note == ""


def test_a_contact_has_its_steps_its_words_and_what_was_expected_and_promised() -> None:
    first, second = page(number=1), page(number=2)

    assert [(one.row.step, one.score) for one in first.rows] == [
        (None, -1),
        (Step.EXPLORE, -2),
        (Step.OFFER, None),
        (Step.PROMISE, None),
        (Step.CONFIRM, None),
    ]
    assert first.rows[1].behaviours == ("E1",)
    assert first.rows[1].lacking == ("E2",)
    assert ([one.text for one in first.asked], [one.text for one in first.said]) == (["It fails."], ["No."])
    assert first.expectations == FIRST.expectations
    assert first.better == FIRST.better
    assert [one.ts for one in first.lines] == ["1.0", "2.0"]
    assert second.promises == SECOND.promises
    assert [one.ts for one in second.lines] == ["4.0"]


@pytest.mark.parametrize("number", [-1, 3, 99])
def test_a_page_that_there_is_not_is_the_overview(number: int) -> None:
    assert page(number=number) == page()


def test_a_conversation_without_a_score_has_none() -> None:
    unscored = replace(SHEET, overall=None)

    row = page(replace(REVIEW, sheet=unscored)).rows[0]

    assert (row.score, row.rule, row.quotes) == (None, None, ())


@pytest.mark.parametrize("state", [ReviewState.READING, ReviewState.ASKING, ReviewState.FAILED])
def test_without_a_sheet_there_are_no_rows(state: ReviewState) -> None:
    cost = Cost(lines=900, calls=23, tokens=150_000)
    shown = page(replace(REVIEW, state=state, sheet=None, cost=cost, failure=Failure.EMPTY))

    assert (shown.state, shown.rows, shown.pages, shown.cost) == (state, (), 1, cost)


def test_an_earlier_review_is_named() -> None:
    assert page(earlier=3).earlier == 3


def test_nothing_is_the_same_nothing_for_every_place() -> None:
    nothing = nothing_for(Language.ZH)

    assert (nothing.review, nothing.failure, nothing.role) == (0, Failure.NOT_YOURS, None)
    assert nothing.place == Place(channel="", ts="")
    assert (nothing.channel_name, nothing.zone) == ("", "UTC")


# ---- what people say


def test_of_each_persons_marks_the_newest_stands_beside_the_coachs() -> None:
    marks = (rating(2, number=1), rating(-3, number=2, reason="Too late"), rating(0, by=ALICE, number=3))

    row = page(number=1, ratings=marks).rows[0]

    assert row.score == -1
    assert row.humans == (
        HumanMark(role=RaterRole.LEAD, is_yours=True, score=-3, reason="Too late", at=T0 + timedelta(minutes=2)),
        HumanMark(role=RaterRole.AGENT, is_yours=False, score=0, reason="", at=T0 + timedelta(minutes=3)),
    )


def test_a_mark_stands_on_its_own_row_alone() -> None:
    shown = page(number=1, ratings=(rating(2, row=EXPLORE_1),))

    assert [len(one.humans) for one in shown.rows] == [0, 1, 0, 0, 0]


def test_both_sides_read_what_is_said_of_a_row() -> None:
    said = (remark("I had called."),)

    theirs, own = page(number=1, remarks=said).rows[0], page(number=1, user=ALICE, remarks=said).rows[0]

    assert [(one.text, one.is_yours, one.role) for one in theirs.remarks] == [("I had called.", False, RaterRole.AGENT)]
    assert own.remarks[0].is_yours


def test_nobody_is_named_on_any_page() -> None:
    marks, said = (rating(2), rating(1, by=ALICE), rating(0, by=BEN)), (remark("I had called."), remark("So.", by=LEAD))

    for number in range(3):
        shown = repr(page(number=number, ratings=marks, remarks=said))
        assert not any(name in shown for name in (LEAD, ALICE, BEN))


# ---- blind


def test_before_their_marks_are_sent_a_blind_sheet_shows_the_words_and_nothing_else() -> None:
    marks = (rating(2, by=ALICE, reason=SECRET), rating(-3, by=BEN, reason=SECRET))
    agreement = (Agreement(step=None, pairs=40, within_one=1.0, kappa=0.9),)
    for number in range(3):
        shown = page(
            BLIND,
            number,
            ratings=marks,
            remarks=(remark(SECRET),),
            sent=frozenset({ALICE, BEN}),
            agreement=agreement,
            is_trainer=True,
        )

        assert SECRET not in repr(shown)
        assert all(one.hidden is Hidden.BLIND for one in shown.rows)
        assert all((one.score, one.rule, one.reason, one.quotes) == (None, None, "", ()) for one in shown.rows)
        assert all((one.behaviours, one.lacking, one.humans, one.remarks) == ((), (), (), ()) for one in shown.rows)
        assert (shown.expectations, shown.promises, shown.better, shown.lines) == ((), (), "", ())
        assert shown.agreement == ()


def test_a_blind_sheet_still_shows_what_was_said() -> None:
    shown = page(BLIND, 1)

    assert [one.text for one in (*shown.asked, *shown.said)] == ["It fails.", "No."]


def test_ones_own_marks_and_remarks_stand_on_a_blind_sheet() -> None:
    shown = page(BLIND, 1, ratings=(rating(2), rating(1, by=ALICE)), remarks=(remark("Mine", by=LEAD), remark("His")))

    assert [one.score for one in shown.rows[0].humans] == [2]
    assert [one.text for one in shown.rows[0].remarks] == ["Mine"]


def test_once_sent_it_shows_the_coach_and_those_who_have_sent_too() -> None:
    marks = (rating(2), rating(1, by=ALICE), rating(-3, by=BEN))
    said = (remark("Hers"), remark("His", by=BEN))

    shown = page(BLIND, 1, ratings=marks, remarks=said, sent=frozenset({LEAD, ALICE}))

    assert shown.rows[0].score == -1
    assert shown.rows[0].hidden is None
    assert sorted(one.score or 0 for one in shown.rows[0].humans) == [1, 2]
    assert [one.text for one in shown.rows[0].remarks] == ["Hers"]
    assert shown.better


def test_how_far_a_blind_review_has_come_is_told() -> None:
    marks = (rating(2), rating(None, row=EXPLORE_1), rating(1, by=ALICE, row=WHOLE_2))

    before = page(BLIND, ratings=marks).calibration
    after = page(BLIND, ratings=(*marks, rating(None, row=WHOLE_2)), sent=frozenset({LEAD, ALICE})).calibration

    assert before is not None
    assert (before.sent_by_you, before.sent, before.missing) == (False, 0, (2,))
    assert after is not None
    assert (after.sent_by_you, after.sent, after.missing) == (True, 2, ())
    assert page().calibration is None


def test_a_contact_is_marked_once_it_has_any_mark_as_a_whole() -> None:
    assert missing_marks(REVIEW, (rating(None), rating(1, row=Row(contact=0))), LEAD) == (2,)


# ---- trust

AGREED = ReviewRules(show_coach=ShowCoach.AGREED, agreed_kappa=0.4, agreed_pairs=30)


def test_where_the_config_asks_for_it_rows_that_the_coach_is_not_trusted_on_are_hidden() -> None:
    agreement = (
        Agreement(step=None, pairs=30, within_one=0.9, kappa=0.4),
        Agreement(step=Step.EXPLORE, pairs=200, within_one=0.9, kappa=0.39),
        Agreement(step=Step.OFFER, pairs=29, within_one=0.9, kappa=0.9),
    )

    shown = page(number=1, rules=AGREED, agreement=agreement, ratings=(rating(2, row=EXPLORE_1),))

    assert [one.hidden for one in shown.rows] == [None, *[Hidden.NOT_TRUSTED] * 4]
    assert (shown.rows[1].score, shown.rows[1].reason, shown.rows[1].behaviours) == (None, "", ())
    assert [one.score for one in shown.rows[1].humans] == [2]


def test_trainers_are_shown_the_agreement_on_the_overview_alone() -> None:
    agreement = (Agreement(step=None, pairs=30, within_one=0.9, kappa=0.4),)

    assert page(agreement=agreement, is_trainer=True).agreement == agreement
    assert page(agreement=agreement).agreement == ()
    assert page(number=1, agreement=agreement, is_trainer=True).agreement == ()


# ---- rows


def test_rows_that_can_be_marked_are_the_conversation_and_each_contact_with_its_steps() -> None:
    rows = rows_of(SHEET)

    assert len(rows) == 1 + 2 * 5
    assert Row(contact=0) in rows
    assert Row(contact=0, step=Step.OFFER) not in rows
    assert Row(contact=3) not in rows
