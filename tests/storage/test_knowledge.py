"""What leads set is kept with its history, the newest holds, and proposals leave nothing behind."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from motbot.domain.channel_knowledge import KnowledgeChange, KnowledgeSource, ProposedFacts
from motbot.domain.forgotten import Whom
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.storage.forgetting_rest import erase_rest
from motbot.storage.store import PostgresStore

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LIMIT = PromiseLimit(
    kind=LimitKind.SLA, words=("fix*",), rule="Never.", instead="Soon.", above=0.5, sooner_than=timedelta(hours=1)
)


def change(*facts: str, channel: str = "C1", by: str = "U1", days: int = 0) -> KnowledgeChange:
    at = AT + timedelta(days=days)
    return KnowledgeChange(team="T1", channel=channel, by=by, at=at, facts=facts, limits=(LIMIT,))


def proposed(*facts: str, channel: str = "C1", by: str = "U2", days: int = 0) -> ProposedFacts:
    return ProposedFacts(team="T1", channel=channel, by=by, at=AT + timedelta(days=days), facts=facts, details=("x",))


async def test_a_change_comes_back_as_it_was_stored(store: PostgresStore) -> None:
    async with store.begin() as tx:
        stored = await tx.knowledge.add(change("a", "b"))
    async with store.begin() as tx:
        assert await tx.knowledge.get(stored.id) == stored
        assert await tx.knowledge.get(stored.id + 1) is None
        assert stored.source is KnowledgeSource.LEAD


async def test_the_newest_change_of_each_channel_holds_and_proposals_hold_nothing(store: PostgresStore) -> None:
    async with store.begin() as tx:
        assert (await tx.knowledge.last(), await tx.knowledge.newest("T1", "C1")) == (0, None)
        first = await tx.knowledge.add(change("a"))
        second = await tx.knowledge.add(change("b"))
        other = await tx.knowledge.add(change("c", channel="C2"))
        await tx.knowledge.propose(proposed("d"))

        assert await tx.knowledge.newest("T1", "C1") == second
        assert await tx.knowledge.in_force("T1") == [second, other]
        assert await tx.knowledge.in_force("T2") == []
        assert await tx.knowledge.last() == other.id
        assert await tx.knowledge.history("T1", "C1", at_most=5) == [second, first]
        assert await tx.knowledge.history("T1", "C1", at_most=1) == [second]


async def test_what_held_at_a_time_is_found_again(store: PostgresStore) -> None:
    async with store.begin() as tx:
        first = await tx.knowledge.add(change("a"))
        second = await tx.knowledge.add(change("b", days=2))
        await tx.knowledge.add(change("c", channel="C2"))
        await tx.knowledge.propose(proposed("d", days=1))

        found = [await tx.knowledge.held("T1", "C1", AT + timedelta(days=one)) for one in (-1, 0, 1, 2, 3)]

    assert found == [None, first, first, second, second]


async def test_a_proposal_waits_until_it_is_decided_and_then_nothing_of_it_is_left(store: PostgresStore) -> None:
    async with store.begin() as tx:
        one = await tx.knowledge.propose(proposed("a"))
        two = await tx.knowledge.propose(proposed("b", days=3))

        assert await tx.knowledge.proposal(one.id) == one
        assert await tx.knowledge.proposals("T1", "C1", since=AT) == [one, two]
        assert await tx.knowledge.proposals("T1", "C1", since=AT + timedelta(days=1)) == [two]
        assert await tx.knowledge.undecided(before=AT + timedelta(days=1)) == [one]
        await tx.knowledge.drop(two.id)
        await tx.knowledge.drop(one.id)
        assert await tx.knowledge.proposals("T1", "C1", since=AT) == []
    assert await _rows(store) == []


async def test_a_change_is_no_proposal_that_could_be_dropped(store: PostgresStore) -> None:
    async with store.begin() as tx:
        kept = await tx.knowledge.add(change("a"))
        await tx.knowledge.drop(kept.id)
        assert await tx.knowledge.proposal(kept.id) is None
        assert await tx.knowledge.newest("T1", "C1") == kept


async def test_two_who_take_their_turn_come_one_after_the_other(store: PostgresStore) -> None:
    order: list[str] = []
    inside, has_read = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with store.begin() as tx:
            await tx.knowledge.take_turn()
            inside.set()
            await has_read.wait()
            await tx.knowledge.add(change("first"))
            order.append("first")

    async def second() -> None:
        await inside.wait()
        async with store.begin() as tx:
            assert await tx.knowledge.newest("T1", "C1") is None  # whoever reads goes on
            has_read.set()
            await tx.knowledge.take_turn()
            order.append("second")
            newest = await tx.knowledge.newest("T1", "C1")
            assert newest is not None
            assert newest.facts == ("first",)

    await asyncio.gather(first(), second())
    assert order == ["first", "second"]


async def test_a_change_with_a_lower_number_never_appears_below_one_that_was_seen(
    store: PostgresStore,
) -> None:
    numbered, may_end = asyncio.Event(), asyncio.Event()
    seen: list[int] = []

    async def slow() -> None:
        async with store.begin() as tx:
            await tx.knowledge.add(change("a"))
            numbered.set()
            await may_end.wait()

    async def quick() -> None:
        await numbered.wait()
        async with store.begin() as tx:
            await tx.knowledge.add(change("b", channel="C2"))
        await look()

    async def look() -> None:
        async with store.begin() as tx:
            seen.append(await tx.knowledge.last())

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(slow())
        late = group.create_task(quick())
        await numbered.wait()
        done, _ = await asyncio.wait([late], timeout=0.2)
        await look()
        assert (done, seen) == (set(), [0])  # the later number waits for the earlier one
        may_end.set()
    async with store.begin() as tx:
        assert [one.facts for one in await tx.knowledge.in_force("T1")] == [("a",), ("b",)]
        assert seen[-1] == await tx.knowledge.last()


async def test_whoever_is_forgotten_leaves_facts_without_a_name_and_no_proposal(store: PostgresStore) -> None:
    async with store.begin() as tx:
        await tx.knowledge.add(change("ask <@U0GONE>, not U0GONER", by="U0GONE"))
        await tx.knowledge.propose(proposed("a", by="U0GONE"))
        await tx.knowledge.propose(proposed("b", by="U2"))
    async with store._engine.begin() as connection:
        await erase_rest(connection, Whom(user="U0GONE"), ["U0GONE"], at=AT)

    async with store.begin() as tx:
        newest = await tx.knowledge.newest("T1", "C1")
        assert newest is not None
        assert newest.by == ""
        assert [one.facts for one in await tx.knowledge.proposals("T1", "C1", since=AT)] == [("b",)]
    assert not [row for row in await _rows(store) if "U0GONE>" in row or '"U0GONE"' in row]


async def _rows(store: PostgresStore) -> list[str]:
    async with store._engine.connect() as connection:
        return list((await connection.execute(text("SELECT value::text FROM channel_knowledge"))).scalars())
