"""Tests of what is kept of people on a sheet: marks, remarks, what they have sent, and what they were shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motbot.domain.agreement import Pair
from motbot.domain.review import Rating, ReviewState, Row, counting
from motbot.domain.scoring import Ruling, Step
from motbot.domain.sheet import Sheet
from motbot.storage.store import PostgresStore
from tests.fakes.any_review import SHEETS
from tests.fakes.clock import T0
from tests.fakes.sheets import CONTACT, SHEET, a_rating, a_remark, a_review, a_viewing

MINUTE = timedelta(minutes=1)
WHOLE = Row(contact=1)
EXPLORED = Row(contact=1, step=Step.EXPLORE)


async def test_marks_come_back_as_they_were_oldest_first_and_none_is_overwritten(store: PostgresStore) -> None:
    given_marks = [
        a_rating(2),
        a_rating(None, row=EXPLORED),
        a_rating(-3, rater="UAGENT", at=T0 + MINUTE),
        a_rating(1, at=T0 + MINUTE),
    ]
    async with store.begin() as tx:
        for mark in given_marks:
            await tx.reviews.add_rating(mark)
        await tx.reviews.add_rating(a_rating(review=2))

        found = await tx.reviews.ratings(1)
        assert await tx.reviews.ratings(3) == []
    assert [replace(mark, id=0) for mark in found] == given_marks
    assert sorted(mark.id for mark in found) == [mark.id for mark in found]


async def test_remarks_come_back_as_they_were_with_the_numbers_they_were_given(store: PostgresStore) -> None:
    async with store.begin() as tx:
        first = await tx.reviews.add_remark(a_remark())
        second = await tx.reviews.add_remark(a_remark("No.", by="ULEAD"))
        await tx.reviews.add_remark(a_remark(review=2))

        assert await tx.reviews.remarks(1) == [
            replace(a_remark(), id=first),
            replace(a_remark("No.", by="ULEAD"), id=second),
        ]
        assert await tx.reviews.remarks(3) == []


async def test_what_people_write_is_kept_without_the_characters_the_database_refuses(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.reviews.add_rating(replace(a_rating(), reason="a\0b\ud800"))
        await tx.reviews.add_remark(a_remark("a\0b\ud800"))

        (mark,) = await tx.reviews.ratings(1)
        (remark,) = await tx.reviews.remarks(1)
    assert (mark.reason, remark.text) == ("a�b�", "a�b�")


async def test_marks_are_sent_once(store: PostgresStore) -> None:
    async with store.begin() as tx:
        assert await tx.reviews.sent_by(1) == frozenset()
        for person in ("ULEAD", "UAGENT", "ULEAD"):
            await tx.reviews.send(1, person, T0)
        await tx.reviews.send(2, "UOTHER", T0)

        assert await tx.reviews.sent_by(1) == {"ULEAD", "UAGENT"}


async def test_every_time_a_sheet_was_shown_is_kept_oldest_first(store: PostgresStore) -> None:
    shown = [a_viewing(), a_viewing("ULEAD", review=2), a_viewing()]
    async with store.begin() as tx:
        for one in (*shown, a_viewing(review=3)):
            await tx.reviews.add_viewing(one)

        assert await tx.reviews.viewings([1, 2]) == shown
        assert await tx.reviews.viewings([]) == []


async def test_all_that_a_person_said_of_sheets_is_theirs_alone_oldest_first(store: PostgresStore) -> None:
    async with store.begin() as tx:
        ours = [await tx.reviews.save(a_review()) for _ in range(2)]
        theirs = await tx.reviews.save(replace(a_review(), team="T2"))
        for review in (ours[1], theirs, ours[0]):
            await tx.reviews.add_rating(a_rating(review=review.id, rater="U1"))
            await tx.reviews.add_rating(a_rating(review=review.id, rater="U2"))
            await tx.reviews.add_remark(a_remark(review=review.id, by="U1"))

        marks, remarks = await tx.reviews.of_person("T1", "U1")
        assert await tx.reviews.of_person("T1", "UNOBODY") == ([], [])
    assert [(mark.review, mark.rater) for mark in marks] == [(ours[1].id, "U1"), (ours[0].id, "U1")]
    assert [(remark.review, remark.by) for remark in remarks] == [(ours[1].id, "U1"), (ours[0].id, "U1")]


async def test_the_coachs_score_is_paired_with_that_of_each_person(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(a_review())
        for mark in (
            a_rating(-1, rater="ULEAD"),
            a_rating(3, rater="UAGENT"),
            a_rating(1, row=EXPLORED),
            a_rating(-3, row=Row(contact=0)),
        ):
            await tx.reviews.add_rating(replace(mark, review=saved.id))

        assert await tx.reviews.pairs("T1") == [
            Pair(review=saved.id, step=None, coach=-2, human=-3),
            Pair(review=saved.id, step=None, coach=-2, human=3),
            Pair(review=saved.id, step=None, coach=-2, human=-1),
            Pair(review=saved.id, step=Step.EXPLORE, coach=-1, human=1),
        ]
        assert await tx.reviews.pairs("T2") == []


async def test_of_a_persons_marks_on_a_row_the_newest_is_compared(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(a_review())
        for score, at in ((3, T0 + MINUTE), (2, T0 + MINUTE), (0, T0)):
            await tx.reviews.add_rating(a_rating(score, review=saved.id, at=at))

        assert [pair.human for pair in await tx.reviews.pairs("T1")] == [2]


async def test_a_mark_taken_back_is_compared_with_nothing(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(a_review())
        await tx.reviews.add_rating(a_rating(3, review=saved.id))
        await tx.reviews.add_rating(a_rating(None, review=saved.id, at=T0 + MINUTE))

        assert await tx.reviews.pairs("T1") == []


async def test_a_row_without_a_score_of_the_coachs_is_compared_with_nothing(store: PostgresStore) -> None:
    async with store.begin() as tx:
        ready = await tx.reviews.save(a_review())
        failed = await tx.reviews.save(replace(a_review(), state=ReviewState.FAILED))
        for row in (Row(contact=1, step=Step.CONFIRM), Row(contact=2), Row(contact=9), Row(contact=0, step=Step.OFFER)):
            await tx.reviews.add_rating(a_rating(3, review=ready.id, row=row))
        await tx.reviews.add_rating(a_rating(3, review=failed.id))

        assert await tx.reviews.pairs("T1") == []


async def test_what_the_coach_says_now_is_compared(store: PostgresStore) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(a_review())
        await tx.reviews.add_rating(a_rating(review=saved.id))
        better = replace(CONTACT, overall=Ruling(score=1, rule=8))
        await tx.reviews.save(replace(saved, sheet=replace(SHEET, contacts=(better,))))

        assert [pair.coach for pair in await tx.reviews.pairs("T1")] == [1]


def expected_pairs(sheet: Sheet, marks: Sequence[Rating]) -> list[tuple[Step | None, int, int]]:
    """What is to be compared, as the domain tells which marks count."""
    coach: dict[Row, int | None] = {Row(contact=0): sheet.overall.ruling.score if sheet.overall else None}
    for one in sheet.contacts:
        coach[Row(contact=one.number)] = one.overall.score if one.overall else None
        coach |= {Row(contact=one.number, step=mark.step): mark.score for mark in one.marks}
    found = ((one.row.step, coach.get(one.row), one.score) for one in counting(marks))
    return [(step, theirs, ours) for step, theirs, ours in found if theirs is not None and ours is not None]


MARKS = st.lists(
    st.builds(
        a_rating,
        st.none() | st.integers(-3, 3),
        rater=st.sampled_from(["U1", "U2"]),
        row=st.builds(Row, contact=st.integers(0, 3), step=st.none() | st.sampled_from(Step)),
        at=st.integers(0, 2).map(lambda minutes: T0 + MINUTE * minutes),
    ),
    max_size=20,
)


def with_numbers(sheet: Sheet) -> Sheet:
    """The sheet with its contacts counted from 1, and each step marked once, as every sheet has them."""
    return replace(
        sheet,
        contacts=tuple(
            replace(one, number=number, marks=tuple({mark.step: mark for mark in one.marks}.values()))
            for number, one in enumerate(sheet.contacts, 1)
        ),
    )


@given(sheet=SHEETS.map(with_numbers), marks=MARKS)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_is_marked_is_compared_as_the_domain_says_which_marks_count(
    store: PostgresStore, sheet: Sheet, marks: list[Rating]
) -> None:
    async with store.begin() as tx:
        saved = await tx.reviews.save(a_review(sheet=sheet))
        for mark in marks:
            await tx.reviews.add_rating(replace(mark, review=saved.id))
        stored = await tx.reviews.ratings(saved.id)

        found = [one for one in await tx.reviews.pairs("T1") if one.review == saved.id]
    compared = sorted((one.step or "", one.coach, one.human) for one in found)
    assert compared == sorted((step or "", coach, human) for step, coach, human in expected_pairs(sheet, stored))
