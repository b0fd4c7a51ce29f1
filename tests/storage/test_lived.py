"""Conversations of which people have said something come back whole, the newest such first, and no others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.promise import Withdrawn
from motbot.domain.review import Remark, RemarkKind, Review
from motbot.ports.lived import Lived
from motbot.ports.records import Feedback, Verdict
from motbot.storage.database import Database
from motbot.storage.lived import PostgresLived
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import PROVENANCE, a_conversation, a_line, a_moment, a_promise
from tests.fakes.sheets import a_rating, a_remark, a_review

LATER = T0 + timedelta(hours=2)


@pytest.fixture
def lived(database: Database) -> PostgresLived:
    return PostgresLived(engine=database.engine)


async def read(lived: PostgresLived, since: datetime | None = None, channels: Sequence[str] = ("C1",)) -> list[Lived]:
    return list(await lived.since(channels, since))


def a_press(act: str = Act.NOT_HELPFUL, value: str = "", *, moment: int = 1, at: datetime = LATER) -> Feedback:
    return Feedback(team="T1", user="UAGENT", moment=moment, act=act, value=value, provenance=PROVENANCE, at=at)


def a_verdict(*, is_moment: bool) -> Verdict:
    return Verdict(team="T1", channel="C1", conversation=1, focus=("1772442000.000100",), is_moment=is_moment, at=T0)


async def test_an_empty_database_has_lived_nothing(lived: PostgresLived) -> None:
    assert await read(lived) == []


async def test_a_pressed_conversation_comes_with_everything_that_is_stored_of_it(
    store: PostgresStore, lived: PostgresLived
) -> None:
    press, verdict = a_press(), a_verdict(is_moment=True)
    async with store.begin() as tx:
        await tx.conversations.save(a_conversation())
        await tx.lines.put(a_line())
        moment = await tx.moments.save(a_moment())
        promise = await tx.promises.save(a_promise())
        number = await tx.verdicts.add(verdict)
        review = await tx.reviews.save(replace(a_review(), is_blind=False))
        await tx.reviews.add_rating(a_rating())
        await tx.reviews.add_remark(a_remark())
        await tx.people.add_feedback(press)

    (found,) = await read(lived)

    assert (found.team, found.channel, found.conversation, found.root) == ("T1", "C1", 1, "1772442000.000100")
    assert found.lines == (a_line(),)
    assert (found.moments, found.promises) == ((moment,), (promise,))
    assert found.verdicts == (replace(verdict, id=number),)
    assert found.feedback == (press,)
    (reviewed,) = found.reviews
    assert reviewed.review == review
    assert [one.score for one in reviewed.ratings] == [-1]
    assert [one.text for one in reviewed.remarks] == ["我先打了电话。"]


@pytest.mark.parametrize(
    ("act", "value", "teaches"),
    [
        (Act.WRONG, "abc", True),
        (Act.EDITED, "another reply", True),
        ("draft", "edited", True),
        ("draft", "own", True),
        ("draft", "used", False),
        (Act.LATER, "", False),
        (Act.DONE, "", False),
    ],
)
async def test_only_some_presses_teach(
    store: PostgresStore, lived: PostgresLived, act: str, value: str, teaches: bool
) -> None:
    async with store.begin() as tx:
        await tx.moments.save(a_moment())
        await tx.people.add_feedback(a_press(act, value))

    assert bool(await read(lived)) is teaches


async def test_promises_teach_once_they_are_broken_or_were_none(store: PostgresStore, lived: PostgresLived) -> None:
    kept = replace(a_promise(), broken_at=None, conversation=1)
    async with store.begin() as tx:
        await tx.promises.save(kept)
        await tx.promises.save(replace(kept, conversation=2, broken_at=T0))
        await tx.promises.save(replace(kept, conversation=3).over(why=Withdrawn.NOT_A_PROMISE, at=LATER))
        await tx.promises.save(replace(kept, conversation=4).over(why=Withdrawn.CANNOT, at=LATER))

    assert [one.conversation for one in await read(lived)] == [3, 2]


async def test_a_promise_teaches_where_the_coach_saw_no_moment(store: PostgresStore, lived: PostgresLived) -> None:
    asked_for_nothing = replace(a_promise(), broken_at=None, moment=0)
    async with store.begin() as tx:
        await tx.promises.save(asked_for_nothing)
        await tx.promises.save(replace(asked_for_nothing, conversation=2))
        await tx.verdicts.add(a_verdict(is_moment=False))
        await tx.verdicts.add(replace(a_verdict(is_moment=True), conversation=2))

    assert [one.conversation for one in await read(lived)] == [1]


async def test_disputes_and_marks_teach_and_what_merely_adds_context_does_not(
    store: PostgresStore, lived: PostgresLived
) -> None:
    async with store.begin() as tx:
        for number in (1, 2, 3):
            await tx.reviews.save(replace(a_review(), conversation=number))
        await tx.reviews.add_rating(a_rating(review=1))
        await tx.reviews.add_remark(a_remark(review=2))
        await tx.reviews.add_remark(dispute(3))

    assert {one.conversation for one in await read(lived)} == {1, 3}


def dispute(review: int) -> Remark:
    return replace(a_remark(review=review), kind=RemarkKind.DISPUTE)


async def test_blind_marks_come_only_from_those_who_have_sent_theirs(
    store: PostgresStore, lived: PostgresLived
) -> None:
    async with store.begin() as tx:
        await tx.reviews.save(a_review())
        await tx.reviews.add_rating(a_rating(2, rater="ULEAD"))
        await tx.reviews.add_rating(a_rating(-2, rater="UOTHER"))
        await tx.reviews.send(1, "ULEAD", T0)

    (found,) = await read(lived)

    assert [one.score for one in found.reviews[0].ratings] == [2]


async def test_a_sheet_of_an_unknown_conversation_is_told_without_words(
    store: PostgresStore, lived: PostgresLived
) -> None:
    sheet: Review = replace(a_review(), conversation=0)
    async with store.begin() as tx:
        for _ in range(2):
            review = await tx.reviews.save(sheet)
            await tx.reviews.add_rating(a_rating(review=review.id))

    assert [(one.conversation, one.lines) for one in await read(lived)] == [(0, ()), (0, ())]


async def test_the_span_and_the_channels_bound_what_is_read(store: PostgresStore, lived: PostgresLived) -> None:
    async with store.begin() as tx:
        for number, channel in enumerate(("C1", "C1", "C2"), 1):
            moment = await tx.moments.save(replace(a_moment(conversation=number), channel=channel))
            at = T0 + timedelta(hours=number)
            await tx.people.add_feedback(a_press(moment=moment.id, at=at))

    assert [one.conversation for one in await read(lived)] == [2, 1]
    assert [one.conversation for one in await read(lived, since=LATER)] == [2]
    assert [one.conversation for one in await read(lived, channels=("C2",))] == [3]
    assert [one.conversation for one in await lived.since(["C1"], None, at_most=1)] == [2]
    assert await lived.since(["C1"], None, team="T2") == []
