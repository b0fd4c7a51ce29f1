"""Tests of verdicts, kept answers, mutes and feedback."""

from dataclasses import replace
from datetime import timedelta

from motbot.domain.expectation import Assessed, Drafted, NegativeType
from motbot.domain.moment import Suppressed
from motbot.ports.records import Feedback, Verdict
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.samples import ASSESSMENT, DRAFT, PROVENANCE, READ_REPLY

VERDICT = Verdict(
    team="T1",
    channel="C1",
    conversation=1,
    focus=("1.0", "2.0"),
    is_moment=False,
    negative_type=NegativeType.FYI,
    assessment=ASSESSMENT,
    draft=DRAFT,
    suppressed=Suppressed.MUTED,
    provenance=PROVENANCE,
    at=T0,
)


async def test_a_verdict_comes_back_as_it_was_with_its_number(store: PostgresStore) -> None:
    async with store.begin() as tx:
        number = await tx.verdicts.add(VERDICT)

        assert await tx.verdicts.get(number) == replace(VERDICT, id=number)
        assert await tx.verdicts.get(number + 1) is None


async def test_an_assessment_a_draft_and_a_reading_are_told_apart(store: PostgresStore) -> None:
    assessed = Assessed(assessment=ASSESSMENT, provenance=PROVENANCE)
    drafted = Drafted(draft=DRAFT, provenance=PROVENANCE)
    async with store.begin() as tx:
        await tx.answers.put("a", assessed, T0)
        await tx.answers.put("d", drafted, T0)
        await tx.answers.put("r", READ_REPLY, T0)

    async with store.begin() as tx:
        assert await tx.answers.get("a") == assessed
        assert await tx.answers.get("d") == drafted
        assert await tx.answers.get("r") == READ_REPLY
        assert await tx.answers.get("x") is None


async def test_of_two_answers_to_one_question_the_first_stays(store: PostgresStore) -> None:
    first = Drafted(draft=DRAFT, provenance=PROVENANCE)
    async with store.begin() as tx:
        await tx.answers.put("d", first, T0)
        await tx.answers.put("d", replace(first, draft=replace(DRAFT, reply="other")), T0)

        assert await tx.answers.get("d") == first


async def test_an_answer_with_characters_the_database_refuses_is_kept_without_them(store: PostgresStore) -> None:
    odd = Drafted(draft=replace(DRAFT, reply="a\0b\ud800"), provenance=PROVENANCE)
    async with store.begin() as tx:
        await tx.answers.put("d", odd, T0)

        assert await tx.answers.get("d") == replace(odd, draft=replace(DRAFT, reply="a�b�"))


async def test_a_person_is_muted_until_the_mute_is_lifted(store: PostgresStore) -> None:
    later = T0 + timedelta(days=1)
    async with store.begin() as tx:
        assert await tx.people.muted_until("T1", "U1") is None
        await tx.people.mute("T1", "U1", T0)
        await tx.people.mute("T1", "U1", later)
        assert await tx.people.muted_until("T1", "U1") == later
        assert await tx.people.muted_until("T2", "U1") is None
        await tx.people.mute("T1", "U1", None)
        assert await tx.people.muted_until("T1", "U1") is None


async def test_feedback_comes_back_oldest_first(store: PostgresStore) -> None:
    first = Feedback(team="T1", user="U1", moment=1, act="done", at=T0)
    second = Feedback(team="T1", user="U2", moment=1, act="wrong", value="0", provenance=PROVENANCE, at=T0)
    async with store.begin() as tx:
        await tx.people.add_feedback(first)
        await tx.people.add_feedback(second)
        await tx.people.add_feedback(replace(first, moment=2))

        assert await tx.people.feedback_of(1) == [first, second]


async def test_what_a_person_did_is_found_whatever_it_was_about_oldest_first(store: PostgresStore) -> None:
    first = Feedback(team="T1", user="U1", moment=2, act="done", at=T0)
    second = Feedback(team="T1", user="U1", moment=1, act="wrong", value="0", provenance=PROVENANCE, at=T0)
    async with store.begin() as tx:
        for one in (first, second, replace(first, user="U2"), replace(first, team="T2")):
            await tx.people.add_feedback(one)

        assert await tx.people.feedback_by("T1", "U1") == [first, second]
        assert await tx.people.feedback_by("T1", "U3") == []
