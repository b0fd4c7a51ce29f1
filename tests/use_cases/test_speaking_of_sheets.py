"""People mark a sheet and say what they think of it: nothing is overwritten, and the other side hears of it."""

import pytest

from motbot.domain.nudge import SheetPurpose
from motbot.domain.review import RaterRole, RemarkKind, Review, Row
from motbot.domain.scoring import Step
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.desk import Desk
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, TEAM, Talk

FIRST, SECOND = Row(contact=1), Row(contact=2)
OFFER = Row(contact=1, step=Step.OFFER)


@pytest.fixture
async def desk(database: Database, store: PostgresStore) -> Desk:
    return Desk(Talk(database, store))


async def reviewed(desk: Desk, *, blind: bool = False) -> Review:
    return await desk.reviewed(await desk.talked(), blind=blind)


# ---- marks


async def test_a_human_mark_stands_beside_the_coachs_for_both_sides(desk: Desk) -> None:
    review = await reviewed(desk)

    assert await desk.marks(review.id, LEAD, {FIRST: 2, OFFER: None}, reason=" Fair enough. ")

    for user in (LEAD, ALICE):
        page = await desk.opens(review.id, user, page=1)
        assert page.rows[0].score == -1
        (mark,) = page.rows[0].humans
        assert (mark.score, mark.reason, mark.role, mark.is_yours) == (2, "Fair enough.", RaterRole.LEAD, user == LEAD)
        assert [one.score for one in page.rows[2].humans] == [None]


async def test_a_later_mark_counts_and_the_earlier_one_is_kept(desk: Desk) -> None:
    review = await reviewed(desk)
    await desk.marks(review.id, LEAD, {FIRST: 2})
    await desk.marks(review.id, LEAD, {FIRST: -2})

    assert [one.score for one in (await desk.opens(review.id, LEAD)).rows[1].humans] == [-2]
    assert await desk.count("ratings") == 2


async def test_a_mark_that_says_what_the_newest_says_adds_nothing(desk: Desk) -> None:
    review = await reviewed(desk)
    await desk.marks(review.id, LEAD, {FIRST: 2}, reason="Fair.")

    assert await desk.marks(review.id, LEAD, {FIRST: 2})
    assert await desk.marks(review.id, LEAD, {FIRST: 2}, reason="Fair.")
    assert await desk.count("ratings") == 1
    assert await desk.marks(review.id, LEAD, {FIRST: 2}, reason="And warm.")
    assert await desk.count("ratings") == 2


@pytest.mark.parametrize(
    "marks",
    [{FIRST: 4}, {FIRST: -4}, {Row(contact=3): 1}, {Row(contact=0, step=Step.OFFER): 1}, {FIRST: 1, SECOND: 9}],
)
async def test_of_marks_that_cannot_be_none_is_taken(desk: Desk, marks: dict[Row, int | None]) -> None:
    review = await reviewed(desk)

    assert not await desk.marks(review.id, LEAD, marks)
    assert await desk.count("ratings") == 0


async def test_the_other_side_is_told_of_marks_once(desk: Desk) -> None:
    review = await reviewed(desk)
    await desk.marks(review.id, LEAD, {FIRST: 2})
    await desk.marks(review.id, LEAD, {SECOND: 1})
    await desk.marks(review.id, ALICE, {FIRST: 3})

    assert desk.told(ALICE) == [SheetPurpose.READY, SheetPurpose.MARKED]
    assert desk.told(LEAD) == [SheetPurpose.READY, SheetPurpose.MARKED]
    note = desk.notes(ALICE)[-1]
    assert (note.contact, note.by_lead) == (1, True)


async def test_what_coach_and_people_have_both_scored_is_compared(desk: Desk) -> None:
    review = await reviewed(desk)
    await desk.marks(review.id, LEAD, {FIRST: 2, OFFER: 1})
    await desk.marks(review.id, LEAD, {FIRST: -2})

    async with desk.talk.store.begin() as tx:
        pairs = await tx.reviews.pairs(TEAM)

    assert [(one.step, one.coach, one.human) for one in pairs] == [(None, -1, -2)]


# ---- remarks


@pytest.mark.parametrize(
    ("kind", "purpose"),
    [
        (RemarkKind.DISPUTE, SheetPurpose.DISPUTED),
        (RemarkKind.CONTEXT, SheetPurpose.CONTEXT),
        (RemarkKind.ANSWER, SheetPurpose.ANSWERED),
    ],
)
async def test_what_an_agent_says_of_a_row_stands_on_it_and_the_lead_is_told(
    desk: Desk, kind: RemarkKind, purpose: SheetPurpose
) -> None:
    review = await reviewed(desk)

    assert await desk.remarks(review.id, ALICE, " I had called them.\u202e ", row=OFFER, kind=kind)

    row = (await desk.opens(review.id, LEAD, page=1)).rows[2]
    assert [(one.text, one.kind, one.role) for one in row.remarks] == [("I had called them.", kind, RaterRole.AGENT)]
    assert desk.told(LEAD) == [SheetPurpose.READY, purpose]
    assert (desk.notes(LEAD)[-1].contact, desk.notes(LEAD)[-1].by_lead) == (1, False)


async def test_what_a_lead_says_of_a_row_is_told_to_the_agent(desk: Desk) -> None:
    review = await reviewed(desk)

    await desk.remarks(review.id, LEAD, "The line was down.", row=Row(contact=0), kind=RemarkKind.CONTEXT)

    assert desk.told(ALICE) == [SheetPurpose.READY, SheetPurpose.CONTEXT]
    assert desk.told(LEAD) == [SheetPurpose.READY]


async def test_several_remarks_of_one_kind_are_told_once(desk: Desk) -> None:
    review = await reviewed(desk)
    for row in (FIRST, SECOND, OFFER):
        await desk.remarks(review.id, ALICE, "Not so.", row=row)
    await desk.remarks(review.id, ALICE, "We had talked.", row=FIRST, kind=RemarkKind.CONTEXT)

    assert desk.told(LEAD) == [SheetPurpose.READY, SheetPurpose.DISPUTED, SheetPurpose.CONTEXT]


@pytest.mark.parametrize(("words", "row"), [("  \u200b ", FIRST), ("Not so.", Row(contact=3))])
async def test_a_remark_that_says_nothing_or_is_about_nothing_is_not_kept(desk: Desk, words: str, row: Row) -> None:
    review = await reviewed(desk)

    assert not await desk.remarks(review.id, ALICE, words, row=row)
    assert await desk.count("remarks") == 0


# ---- who may


@pytest.mark.parametrize("user", [BEN, KIM, CARLA, "U404"])
async def test_nobody_else_says_anything_of_a_sheet(desk: Desk, user: str) -> None:
    review = await reviewed(desk)
    blind = review.id

    assert not await desk.marks(review.id, user, {FIRST: 1})
    assert not await desk.remarks(review.id, user, "Not so.", row=FIRST)
    assert not await desk.sends(blind, user)
    assert not await desk.marks(999, LEAD, {FIRST: 1})
    assert await desk.count("ratings") == await desk.count("remarks") == 0


async def test_whoever_has_left_the_channel_says_nothing_of_a_sheet_any_more(desk: Desk) -> None:
    review = await reviewed(desk)
    desk.talk.directory.leave("C1", ALICE)

    assert not await desk.marks(review.id, ALICE, {FIRST: 1})
    assert not await desk.remarks(review.id, ALICE, "Not so.", row=FIRST)


async def test_while_slack_does_not_say_who_is_there_nothing_is_taken(desk: Desk) -> None:
    review = await reviewed(desk)
    desk.talk.directory.outage = True

    assert not await desk.marks(review.id, LEAD, {FIRST: 1})


async def test_a_sheet_that_is_still_being_made_cannot_be_marked(desk: Desk) -> None:
    page = await desk.asks(await desk.talked())

    assert not await desk.talk.sheets.mark_sheet(review=page.review, user=LEAD, marks={FIRST: 1}, reason="")


# ---- blind


async def test_a_blind_sheet_asks_everybody_to_fill_it_in_first(desk: Desk) -> None:
    await reviewed(desk, blind=True)

    assert desk.told(LEAD) == desk.told(ALICE) == [SheetPurpose.BLIND]
    assert all(one.hidden and one.score is None for one in desk.page().rows)


async def test_marks_are_sent_once_every_contact_has_one(desk: Desk) -> None:
    review = await reviewed(desk, blind=True)
    await desk.marks(review.id, LEAD, {FIRST: 2})
    assert not await desk.sends(review.id, LEAD)

    await desk.marks(review.id, LEAD, {SECOND: None})

    assert await desk.sends(review.id, LEAD)
    assert await desk.sends(review.id, LEAD)
    assert [one.score for one in (await desk.opens(review.id, LEAD)).rows] == [-1, -1, 1]
    assert all(one.hidden for one in (await desk.opens(review.id, ALICE)).rows)


async def test_blind_marks_are_seen_once_both_have_sent_theirs(desk: Desk) -> None:
    review = await reviewed(desk, blind=True)
    for user, score in ((LEAD, 2), (ALICE, -2)):
        await desk.marks(review.id, user, {FIRST: score, SECOND: score})
    await desk.sends(review.id, LEAD)
    assert [one.score for one in (await desk.opens(review.id, LEAD)).rows[1].humans] == [2]

    await desk.sends(review.id, ALICE)

    for user in (LEAD, ALICE):
        page = await desk.opens(review.id, user)
        assert sorted(one.score or 0 for one in page.rows[1].humans) == [-2, 2]
        assert page.calibration is not None
        assert (page.calibration.sent, page.calibration.missing) == (2, ())


async def test_of_blind_marks_the_other_side_hears_when_they_are_sent(desk: Desk) -> None:
    review = await reviewed(desk, blind=True)
    await desk.marks(review.id, LEAD, {FIRST: 2, SECOND: 1})
    assert desk.told(ALICE) == [SheetPurpose.BLIND]

    await desk.sends(review.id, LEAD)

    assert desk.told(ALICE) == [SheetPurpose.BLIND, SheetPurpose.MARKED]


async def test_marks_that_were_sent_stay_as_they_are(desk: Desk) -> None:
    review = await reviewed(desk, blind=True)
    await desk.marks(review.id, LEAD, {FIRST: 2, SECOND: 1})
    await desk.sends(review.id, LEAD)

    assert not await desk.marks(review.id, LEAD, {FIRST: -1})
    assert await desk.remarks(review.id, LEAD, "On second thought: -1.", row=FIRST)


async def test_only_marks_of_a_blind_review_are_sent(desk: Desk) -> None:
    review = await reviewed(desk)
    await desk.marks(review.id, LEAD, {FIRST: 2, SECOND: 1})

    assert not await desk.sends(review.id, LEAD)
