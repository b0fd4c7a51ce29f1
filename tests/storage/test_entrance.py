"""Tests of the shared commit at the door; what it stores is a list, with a gate in front of it."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest

from motbot.domain.errors import BadInput, StorageUnavailable
from motbot.storage.entrance import A_CROWD, AT_ONCE, Entrance, Row


class Ledger:
    """Commits as it is told: known events get no id, poisoned ones spoil the commit they stand in."""

    def __init__(self) -> None:
        self.commits: list[list[str]] = []
        self.known: dict[tuple[str, str], int] = {}
        self.poisoned: set[str] = set()
        self.trouble: BaseException | None = None
        self.open = asyncio.Event()

    async def __call__(self, rows: Sequence[Row]) -> Mapping[tuple[str, str], int]:
        self.commits.append([row["event_id"] for row in rows])
        await self.open.wait()
        if self.trouble is not None:
            raise self.trouble
        if self.poisoned & {row["event_id"] for row in rows}:
            raise BadInput
        new = [(row["team"], row["event_id"]) for row in rows if (row["team"], row["event_id"]) not in self.known]
        ids = {key: len(self.known) + place for place, key in enumerate(new, start=1)}
        self.known |= ids
        return ids


def row(event: str) -> Row:
    """An event of our team."""
    return {"team": "T1", "event_id": event}


async def came(entrance: Entrance, *events: str) -> list[asyncio.Task[int | None]]:
    """These events knock, one after the other."""
    tasks = [asyncio.create_task(entrance(row(event))) for event in events]
    for _ in range(3):
        await asyncio.sleep(0)
    return tasks


@pytest.fixture
async def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
async def entrance(ledger: Ledger) -> Entrance:
    return Entrance(store=ledger)


async def test_alone_an_event_is_committed_at_once(entrance: Entrance, ledger: Ledger) -> None:
    ledger.open.set()

    assert await entrance(row("Ev1")) == 1
    assert await entrance(row("Ev2")) == 2
    assert ledger.commits == [["Ev1"], ["Ev2"]]


async def test_whoever_comes_during_a_commit_shares_the_next_one(entrance: Entrance, ledger: Ledger) -> None:
    first = await came(entrance, "Ev1")
    others = await came(entrance, "Ev2", "Ev3", "Ev4")
    ledger.open.set()

    assert await asyncio.gather(*first, *others) == [1, 2, 3, 4]
    assert ledger.commits == [["Ev1"], ["Ev2", "Ev3", "Ev4"]]


async def test_no_commit_is_larger_than_its_bound(entrance: Entrance, ledger: Ledger) -> None:
    first = await came(entrance, "first")
    others = await came(entrance, *(f"Ev{number}" for number in range(AT_ONCE + 1)))
    ledger.open.set()
    await asyncio.gather(*first, *others)

    assert [len(commit) for commit in ledger.commits] == [1, AT_ONCE, 1]


async def test_an_event_that_comes_twice_is_new_once(entrance: Entrance, ledger: Ledger) -> None:
    first = await came(entrance, "Ev1")
    twice = await came(entrance, "Ev2", "Ev2", "Ev1")
    ledger.open.set()

    assert await asyncio.gather(*first, *twice) == [1, 2, None, None]


async def test_an_outage_is_told_to_everybody_it_hit_and_to_nobody_later(entrance: Entrance, ledger: Ledger) -> None:
    ledger.trouble = StorageUnavailable()
    tasks = await came(entrance, "Ev1", "Ev2", "Ev3")
    ledger.open.set()

    assert [type(found) for found in await asyncio.gather(*tasks, return_exceptions=True)] == [StorageUnavailable] * 3
    ledger.trouble = None
    assert await entrance(row("Ev1")) == 1


async def test_one_event_that_cannot_be_stored_takes_none_of_its_neighbours_with_it(
    entrance: Entrance, ledger: Ledger
) -> None:
    ledger.poisoned = {"Ev3"}
    tasks = await came(entrance, "Ev1", "Ev2", "Ev3", "Ev4")
    ledger.open.set()

    found = await asyncio.gather(*tasks, return_exceptions=True)

    assert [one if isinstance(one, int) else type(one) for one in found] == [1, 2, BadInput, 3]


async def test_what_nobody_foresaw_is_told_too_and_leaves_nobody_waiting(entrance: Entrance, ledger: Ledger) -> None:
    ledger.trouble = RuntimeError("nobody foresaw it")
    ledger.open.set()

    with pytest.raises(RuntimeError):
        await entrance(row("Ev1"))


async def test_whoever_goes_away_leaves_the_others_their_commit(entrance: Entrance, ledger: Ledger) -> None:
    first, second, third = await came(entrance, "Ev1", "Ev2", "Ev3")
    first.cancel()
    second.cancel()
    ledger.open.set()

    assert await third == 3
    assert set(ledger.known) == {("T1", "Ev1"), ("T1", "Ev2"), ("T1", "Ev3")}


async def test_a_flood_is_a_crowd_until_all_of_it_is_stored(entrance: Entrance, ledger: Ledger) -> None:
    first = await came(entrance, "first")
    others = await came(entrance, *(f"Ev{number}" for number in range(A_CROWD)))
    while_waiting = entrance.is_crowded
    ledger.open.set()
    await asyncio.gather(*first, *others)
    when_stored = entrance.is_crowded
    await entrance(row("later"))
    await asyncio.sleep(0)

    assert (while_waiting, when_stored, entrance.is_crowded) == (True, True, False)


async def test_a_few_events_are_no_crowd(entrance: Entrance, ledger: Ledger) -> None:
    first = await came(entrance, "first")
    others = await came(entrance, *(f"Ev{number}" for number in range(A_CROWD - 1)))
    while_waiting = entrance.is_crowded
    ledger.open.set()
    await asyncio.gather(*first, *others)

    assert (while_waiting, entrance.is_crowded) == (False, False)


async def test_in_a_flood_those_who_come_right_after_a_commit_share_the_next_one(
    entrance: Entrance, ledger: Ledger
) -> None:
    first = await came(entrance, "first")
    others = await came(entrance, *(f"Ev{number}" for number in range(A_CROWD)))
    ledger.open.set()
    await asyncio.gather(*first, *others)
    for late in ("late", "later", "latest"):
        others += await came(entrance, late)
    await asyncio.gather(*others)

    assert [len(commit) for commit in ledger.commits] == [1, A_CROWD, 3]
