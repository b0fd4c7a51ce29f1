"""Until somebody has sent their own marks of a blind review, their pages hold nobody's judgement."""

from motbot.domain.agreement import Agreement
from motbot.domain.review import (
    Row,
)
from motbot.domain.sheet_page import Hidden
from motbot.domain.sheet_paging import missing_marks
from tests.domain.reviewed import (
    ALICE,
    BEN,
    BLIND,
    EXPLORE_1,
    LEAD,
    REVIEW,
    SECRET,
    WHOLE_2,
    page,
    rating,
    remark,
)


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
