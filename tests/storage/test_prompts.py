"""Tests of keeping published prompts, what is in force, and every change."""

import asyncio
from dataclasses import replace

from motbot.domain.prompt import Standing
from motbot.domain.publishing import ChangeKind, PromptChange, promoted
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.prompts import a_published


def change_to(standing: Standing) -> PromptChange:
    """A promotion."""
    return PromptChange(kind=ChangeKind.PROMOTED, standing=standing, by="UTRAINER", figures_before={"a": 0.5}, at=T0)


async def test_a_text_gets_a_number_and_comes_back_as_it_was(store: PostgresStore) -> None:
    text = "---\r\nid: x\n\t“中文”\u2028{{ x }}"
    async with store.begin() as tx:
        kept = await tx.prompts.add(replace(a_published(text), figures={"missed_moment": 0.1}))

        assert kept.id == 1
        assert await tx.prompts.get(1) == kept
        assert await tx.prompts.get(2) is None


async def test_nothing_is_in_force_at_first(store: PostgresStore) -> None:
    async with store.begin() as tx:
        assert await tx.prompts.standings() == {}
        assert await tx.prompts.changes() == []


async def test_every_change_has_the_next_generation_whatever_its_task(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.prompts.take_turn()
        first = await tx.prompts.change(change_to(Standing(task="assess", live=1)))
        other = await tx.prompts.change(change_to(Standing(task="draft", live=2)))
        second = await tx.prompts.change(change_to(promoted(first.standing, 3)))

    assert [one.standing.generation for one in (first, other, second)] == [1, 2, 3]
    async with store.begin() as tx:
        assert await tx.prompts.standings() == {"assess": second.standing, "draft": other.standing}
        assert await tx.prompts.changes() == [second, other, first]
        assert await tx.prompts.changes("assess", at_most=1) == [second]
    assert second.standing.before == 1


async def test_changes_at_once_come_one_after_the_other(store: PostgresStore) -> None:
    async def change(number: int) -> None:
        async with store.begin() as tx:
            await tx.prompts.take_turn()
            now = (await tx.prompts.standings()).get("assess") or Standing(task="assess", live=0)
            await tx.prompts.change(change_to(promoted(now, number)))

    await asyncio.gather(*(change(number) for number in range(1, 9)))

    async with store.begin() as tx:
        past = [one.standing for one in reversed(await tx.prompts.changes())]
    assert [one.generation for one in past] == [*range(1, 9)]
    assert [one.before for one in past] == [0, *(one.live for one in past[:-1])]
    assert {one.live for one in past} == {*range(1, 9)}


async def test_whoever_reads_does_not_wait_for_whoever_changes(store: PostgresStore) -> None:
    async with store.begin() as changing:
        await changing.prompts.take_turn()
        await changing.prompts.change(change_to(Standing(task="assess", live=1)))

        async with store.begin() as reading:
            assert await reading.prompts.standings() == {}


async def test_the_prompt_behind_a_revision_is_found(store: PostgresStore) -> None:
    async with store.begin() as tx:
        first = await tx.prompts.add(a_published("one"))
        again = await tx.prompts.add(a_published("one"))
        other = await tx.prompts.add(a_published("two"))
        for _ in range(2):
            await tx.prompts.answers_as(first.id, "abc", T0)
        await tx.prompts.answers_as(again.id, "abc", T0)
        await tx.prompts.answers_as(other.id, "def", T0)

        assert await tx.prompts.of_revision("abc") == [again, first]
        assert await tx.prompts.of_revision("def") == [other]
        assert await tx.prompts.of_revision("0\x00") == []
