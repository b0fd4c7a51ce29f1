"""Tests of bringing a database of the first schema to this one's, with everything in it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from motbot.domain.expectation import Assessed, Drafted
from motbot.domain.message import Line
from motbot.domain.moment import Stage
from motbot.domain.nudge import Card, Prompt, Summary
from motbot.domain.people import Side
from motbot.engine.arming import armed
from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Url, open_database
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.database import TestServer
from tests.fakes.old_rows import fill, missing, write_anew
from tests.fakes.samples import (
    ASSESSMENT,
    CARD,
    DRAFT,
    EXPECTATION,
    NOTE,
    PROMPT,
    PROVENANCE,
    SUMMARY,
    a_moment,
    a_whisper,
)


@pytest.fixture
def bare(postgres: TestServer) -> Iterator[str]:
    """A database without anything in it."""
    conninfo = postgres.new_database(migrated=False)
    yield conninfo
    postgres.drop(conninfo)


@pytest.fixture
async def upgraded(bare: str) -> AsyncIterator[PostgresStore]:
    """A store on a database that the first version has filled, and this one has opened."""
    await fill(bare, "0001")
    async with open_database(Url(text=bare)) as database:
        yield PostgresStore(engine=database.engine, armed=armed)


async def test_every_row_is_still_there(bare: str, upgraded: PostgresStore) -> None:
    assert await missing(bare, "0001") == []


async def test_what_was_said_before_is_not_read_for_promises_again(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        asked, answered = await tx.lines.of_conversation(1)

    assert (asked.verdict, asked.read, answered.read) == (1, True, True)
    assert answered.line == Line(
        ts="1772442030.000100",
        at=T0,
        side=Side.AGENT,
        author="UAGENT",
        text="下午三点前给您答复",
        addressed=("U1",),
    )


async def test_an_edit_of_what_was_said_before_is_read(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        _, answered = await tx.lines.of_conversation(1)
        await tx.lines.put(replace(answered, line=replace(answered.line, text="三点半前给您答复")))

        assert [one.read for one in await tx.lines.of_conversation(1)] == [True, False]


async def test_moments_verdicts_answers_and_feedback_are_read_as_they_were(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        moment, acting = await tx.moments.get(1), await tx.moments.get(2)
        verdict = await tx.verdicts.get(1)
        assert await tx.answers.get("a") == Assessed(assessment=ASSESSMENT, provenance=PROVENANCE)
        assert await tx.answers.get("d") == Drafted(draft=DRAFT, provenance=PROVENANCE)
        assert [one.act for one in await tx.people.feedback_of(1)] == ["done"]
        assert await tx.people.muted_until("T1", "UAGENT") == T0

    assert moment is not None
    assert moment.assessment == ASSESSMENT
    assert moment.unanswered == ()
    assert acting is not None
    assert acting.stage is Stage.ACTING
    assert verdict is not None
    assert verdict.assessment is not None
    assert verdict.assessment.expectations[0] == EXPECTATION


async def test_private_messages_are_what_they_were(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        card, summary, prompt = await tx.whispers.of_moment(1)

        assert (card.nudge, summary.nudge, prompt.nudge) == (CARD, SUMMARY, PROMPT)
        assert [type(one.nudge) for one in (card, summary, prompt)] == [Card, Summary, Prompt]
        assert [one.promises for one in (card, summary, prompt)] == [(), (), ()]
        assert await tx.whispers.last_note_to("T1", "UAGENT") is None


async def test_what_waited_still_waits_and_what_was_pending_is_judged(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        waiting = await tx.conversations.get(1)
        resting = await tx.conversations.get(2)
    assert waiting is not None
    assert (waiting.coach_at, waiting.read_at, waiting.wake_at) == (T0, None, T0)
    assert resting is not None
    assert (resting.coach_at, resting.read_at, resting.wake_at) == (None, None, None)

    assert sorted(await upgraded.due(T0, 100), key=lambda job: job.kind) == [
        Job(kind=JobKind.FOLLOW_CONVERSATION, subject=1),
        Job(kind=JobKind.FOLLOW_MOMENT, subject=1, lock="moment:1"),
        Job(kind=JobKind.SEND_WHISPER, subject=1, lock="whisper:1"),
    ]

    async with upgraded.begin() as tx:
        woken = await tx.conversations.get(1)
    assert woken is not None
    assert (woken.coach_at, woken.wake_at) == (T0, None)


async def test_new_rows_go_beside_the_old_ones(upgraded: PostgresStore) -> None:
    async with upgraded.begin() as tx:
        moment = await tx.moments.save(a_moment())
        note = await tx.whispers.save(a_whisper("note", nudge=NOTE, promises=(1,)))

        assert moment.id == 3
        assert await tx.whispers.of_promise(1) == [note]


async def test_a_process_of_the_first_version_goes_on_writing_beside_newer_ones(
    bare: str, upgraded: PostgresStore
) -> None:
    await write_anew(bare, "0001")

    async with upgraded.begin() as tx:
        card, _, _ = await tx.whispers.of_moment(1)
        _, answered = await tx.lines.of_conversation(1)
    assert (card.nudge, card.promises) == (CARD, ())
    assert not answered.read
