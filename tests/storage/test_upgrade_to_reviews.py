"""Tests of bringing a database of the schema without reviews to this one's, with everything in it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from motbot.domain.expectation import Assessed, Drafted
from motbot.domain.moment import Stage
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.engine.arming import armed
from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Url, make_engine, open_database
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.database import TestServer
from tests.fakes.old_rows import fill, missing, write_anew
from tests.fakes.samples import (
    ASSESSMENT,
    CARD,
    DRAFT,
    EXPECTATION,
    ITEM,
    NOTE,
    PROMPT,
    PROVENANCE,
    READ_REPLY,
    SUMMARY,
    a_moment,
    a_promise,
)
from tests.fakes.sheets import a_rating, a_remark, a_review, a_viewing, a_window, an_asked_review


@pytest.fixture
def bare(postgres: TestServer) -> Iterator[str]:
    """A database without anything in it."""
    conninfo = postgres.new_database(migrated=False)
    yield conninfo
    postgres.drop(conninfo)


@pytest.fixture
async def upgraded(bare: str) -> AsyncIterator[PostgresStore]:
    """A store on a database that the version before has filled, and this one has opened."""
    await fill(bare, "0002")
    async with open_database(Url(text=bare)) as database:
        yield PostgresStore(engine=database.engine, armed=armed)


async def test_every_row_is_still_there_as_it_was(bare: str, upgraded: PostgresStore) -> None:
    assert await missing(bare, "0002") == []


async def test_moments_and_promises_are_read_as_they_were(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        asked, acting = await tx.moments.get(1), await tx.moments.get(2)
        assert await tx.promises.of_conversation(1) == [replace(a_promise(wake_at=T0), id=1)]
        (over,) = await tx.promises.of_conversation(2)

    expected = (EXPECTATION,)
    assert asked == replace(a_moment(wake_at=T0), id=1, unanswered=(EXPECTATION.mark,), expected=expected)
    assert acting == replace(a_moment(conversation=2, stage=Stage.ACTING), id=2)
    assert (over.state, over.withdrawn, over.ended_at) == (PromiseState.WITHDRAWN, Withdrawn.CANNOT, T0)


async def test_private_messages_lines_and_answers_are_what_they_were(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        given = await tx.whispers.of_moment(1)
        asked, answered = await tx.lines.of_conversation(1)
        assert await tx.answers.get("a") == Assessed(assessment=ASSESSMENT, provenance=PROVENANCE)
        assert await tx.answers.get("d") == Drafted(draft=DRAFT, provenance=PROVENANCE)
        assert await tx.answers.get("r") == READ_REPLY

    card = replace(CARD, promises=(ITEM,), unanswered=("得到退款",), zone="Asia/Shanghai")
    assert [one.nudge for one in given] == [card, SUMMARY, PROMPT, NOTE]
    assert [one.promises for one in given] == [(), (), (), (1,)]
    assert (asked.verdict, asked.read, answered.read) == (1, False, True)


async def test_what_an_agent_had_before_is_found_by_what_looks_for_it_now(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        assert [one.id for one in await tx.moments.of_agent("T1", "UAGENT", T0)] == [2, 1]
        assert [one.id for one in await tx.moments.of_conversation(1)] == [1]
        assert [one.id for one in await tx.whispers.all_to("T1", "UAGENT")] == [4, 3, 2, 1]
        assert [one.act for one in await tx.people.feedback_by("T1", "UAGENT")] == ["done"]


async def test_what_waited_still_waits(upgraded: PostgresStore) -> None:
    assert sorted(await upgraded.due(T0, 100), key=lambda job: job.kind) == [
        Job(kind=JobKind.FOLLOW_CONVERSATION, subject=1),
        Job(kind=JobKind.FOLLOW_MOMENT, subject=1, lock="moment:1"),
        Job(kind=JobKind.FOLLOW_PROMISE, subject=1, lock="promises:UAGENT"),
        Job(kind=JobKind.SEND_WHISPER, subject=1, lock="whisper:1"),
    ]


async def test_nothing_was_reviewed_yet_and_everything_can_be(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        assert await tx.reviews.look_up("T1") == []
        assert await tx.reviews.pairs("T1") == []
        review = await tx.reviews.save(a_review())
        await tx.reviews.add_rating(a_rating(review=review.id))
        await tx.reviews.add_remark(a_remark(review=review.id))
        await tx.reviews.add_viewing(a_viewing(review=review.id))
        await tx.reviews.send(review.id, "ULEAD", T0)
        await tx.reviews.open_window(a_window(review=review.id))

        assert review.id == 1
        assert len(await tx.reviews.pairs("T1")) == 1


async def test_a_process_of_the_version_before_goes_on_writing_beside_newer_ones(
    bare: str, upgraded: PostgresStore
) -> None:
    async with upgraded.begin() as tx:
        review = await tx.reviews.save(an_asked_review(wake_at=T0))

    await write_anew(bare, "0002")

    assert await missing(bare, "0002") == []
    async with upgraded.begin() as tx:
        assert await tx.reviews.get(review.id) == review
        assert await tx.moments.last_in(2) == replace(a_moment(conversation=2, stage=Stage.ACTING), id=2)


async def test_bringing_it_up_to_date_writes_no_row_of_the_version_before(bare: str) -> None:
    await fill(bare, "0002")
    before = await row_versions(bare)

    async with open_database(Url(text=bare)):
        pass

    assert await row_versions(bare) == before


async def row_versions(conninfo: str) -> list[tuple[str, str]]:
    """Which transaction has written each row of two tables, and where the row lies."""
    engine = make_engine(conninfo)
    async with engine.connect() as connection:
        found = await connection.execute(
            text("SELECT xmin::text, ctid::text FROM moments UNION ALL SELECT xmin::text, ctid::text FROM feedback")
        )
        rows = [(row[0], row[1]) for row in found]
    await engine.dispose()
    return rows
