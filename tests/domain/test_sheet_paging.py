"""A page of a sheet shows what this person may see now, and what they may not see is not in it at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.agreement import Agreement
from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.policy import ReviewRules, ShowCoach
from motbot.domain.review import (
    Cost,
    Failure,
    RaterRole,
    ReviewState,
    Row,
)
from motbot.domain.scoring import Ruling, Step
from motbot.domain.sheet_page import Hidden, HumanMark
from motbot.domain.sheet_paging import missing_marks, nothing_for, rows_of
from tests.domain.reviewed import (
    ALICE,
    BEN,
    EXPLORE_1,
    FIRST,
    LEAD,
    REVIEW,
    SECOND,
    SHEET,
    WALL,
    WHOLE_1,
    WHOLE_2,
    page,
    rating,
    remark,
)
from tests.fakes.clock import T0

# ---- what everybody sees


@pytest.mark.parametrize(
    ("said", "overall", "is_pending"),
    [((), None, True), ((), Ruling(score=-1, rule=7), False), (("2.0",), None, False)],
)
def test_a_contact_that_nobody_has_answered_and_that_is_not_late_is_pending(
    said: tuple[str, ...], overall: Ruling | None, is_pending: bool
) -> None:
    sheet = replace(SHEET, contacts=(replace(FIRST, said=said, overall=overall), SECOND))

    assert page(replace(REVIEW, sheet=sheet), number=1).is_pending is is_pending


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


def test_nobody_has_to_mark_a_contact_that_expected_nothing_unless_there_is_no_other() -> None:
    thanks = replace(SECOND, expects=False)
    blind = replace(REVIEW, is_blind=True, sheet=replace(SHEET, contacts=(FIRST, thanks)))
    only = replace(REVIEW, is_blind=True, sheet=replace(SHEET, contacts=(thanks,)))

    assert missing_marks(blind, (), ALICE) == (1,)
    assert missing_marks(only, (), ALICE) == (2,)
