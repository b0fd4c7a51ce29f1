"""Tests of erasing what has been kept long enough, on real rows."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from motbot.domain.report_facts import ReportFacts
from motbot.domain.retention import Kind, Retention
from motbot.ports.erasing import Step
from motbot.storage.database import Database
from motbot.storage.erasing import PostgresErasing
from motbot.storage.own_files import OwnFiles
from motbot.storage.reports import PostgresReports
from motbot.storage.store import PostgresStore
from motbot.storage.text_rules import TEXT_RULES
from motbot.storage.upkeep import PostgresUpkeep
from motbot.use_cases.sweep import Sweep
from tests.fakes.clock import T0, FakeClock
from tests.fakes.everything import CANARY, a_talk, dumped, fill, holding

EVER = T0 + timedelta(days=4000)


SETTINGS = {"preferences"}
"""Kept until somebody is forgotten, or the app leaves: they say nothing of anybody else."""


@pytest.fixture
def erasing(database: Database) -> PostgresErasing:
    return PostgresErasing(engine=database.engine)


@pytest.fixture
def sweep(database: Database, erasing: PostgresErasing, clock: FakeClock) -> Sweep:
    upkeep = PostgresUpkeep(engine=database.engine)
    return Sweep(erasing=erasing, upkeep=upkeep, files=OwnFiles(None), clock=clock, retention=Retention())


@pytest.fixture
async def filled(database: Database, store: PostgresStore) -> Database:
    """A story that is over, in every table."""
    await fill(database, store)
    return database


async def swept(sweep: Sweep, at: datetime) -> dict[str, int]:
    return dict(await sweep.over(at))


async def facts(database: Database) -> ReportFacts:
    return await PostgresReports(engine=database.engine).facts("T1", ["C1"], since=None, until=EVER)


async def test_after_the_longest_time_no_word_is_left_and_no_person_but_in_their_own_settings(
    database: Database, store: PostgresStore, sweep: Sweep
) -> None:
    await fill(database, store)

    await swept(sweep, EVER)

    assert await holding(database, CANARY) == SETTINGS


async def test_what_reports_count_of_moments_promises_and_cards_survives(
    database: Database, store: PostgresStore, sweep: Sweep
) -> None:
    await fill(database, store)
    before = await facts(database)

    await swept(sweep, T0 + timedelta(days=120))

    after = await facts(database)
    assert [replace(one, answer=(), promised=(), began=None) for one in after.moments] == [
        replace(one, answer=(), promised=()) for one in before.moments
    ]
    assert [one.began for one in after.moments] == ["explored"]
    assert (after.promises, after.verdicts, after.nudges) == (before.promises, before.verdicts, before.nudges)
    assert len(after.nudges) == 1


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        (1, set()),
        (8, {Kind.EVENT}),
        (91, {Kind.EVENT, Kind.MOMENT}),
        (366, {Kind.EVENT, Kind.MOMENT, Kind.SHEET}),
    ],
)
async def test_each_kind_goes_in_its_own_time(filled: Database, sweep: Sweep, days: int, kinds: set[Kind]) -> None:
    before = await holding(filled, CANARY)

    await swept(sweep, T0 + timedelta(days=days))

    over = {"mutes", "sheet_windows"}  # a wish that has ended, and a window that nobody has open any more
    gone = over | {name for name, rule in TEXT_RULES.items() if rule.kind in kinds and name in before}
    assert before - await holding(filled, CANARY) == gone


async def test_what_is_open_keeps_its_words_however_old_it_is(
    database: Database, store: PostgresStore, sweep: Sweep
) -> None:
    await fill(database, store, opened=True)

    await swept(sweep, EVER)

    left = await holding(database, CANARY)
    assert {"lines", "moments", "promises", "verdicts", "conversations", "whispers", "feedback"} <= left


async def test_a_second_sweep_changes_nothing(database: Database, store: PostgresStore, sweep: Sweep) -> None:
    await fill(database, store)
    await swept(sweep, EVER)
    once = await dumped(database)

    again = await swept(sweep, EVER)

    assert await dumped(database) == once
    assert {name: count for name, count in again.items() if count} == {"whole": 1}


async def test_words_of_which_nothing_came_go_with_the_events(
    database: Database, store: PostgresStore, sweep: Sweep
) -> None:
    async with store.begin() as tx:
        await tx.conversations.save(a_talk())

    await swept(sweep, T0 + timedelta(days=6))
    assert await holding(database, CANARY) == {"conversations"}
    await swept(sweep, T0 + timedelta(days=8))

    assert await holding(database, CANARY) == set()


async def test_a_conversation_that_somebody_has_in_hand_is_left_for_later_and_nobody_waits(
    database: Database, store: PostgresStore, sweep: Sweep
) -> None:
    await fill(database, store)
    async with store.begin() as tx:
        await tx.moments.get(1)
        async with asyncio.timeout(5):
            done = await swept(sweep, EVER)
    assert (done["whole"], done.get("conversations", 0)) == (0, 0)
    assert "moments" in await holding(database, CANARY)

    assert (await swept(sweep, EVER))["conversations"] == 1


async def test_one_transaction_takes_only_so_much(
    database: Database, store: PostgresStore, erasing: PostgresErasing
) -> None:
    async with database.engine.begin() as connection:
        many = "INSERT INTO answers SELECT n::text, 'a', now(), '{}' FROM generate_series(1, 450) n"
        await connection.execute(text(many))

    taken = [await erasing.erase(Step.ANSWERS, retention=Retention(), now=EVER) for _ in range(4)]

    assert taken == [200, 200, 50, 0]


async def test_a_conversation_that_comes_to_life_again_is_cleared_again(
    database: Database, store: PostgresStore, sweep: Sweep
) -> None:
    talk = await fill(database, store)
    await swept(sweep, EVER)
    async with store.begin() as tx:
        known = await tx.conversations.get(talk)
        assert known is not None
        await tx.conversations.save(replace(known, customers=("UCANARYAGAIN",), last_at=EVER))

    await swept(sweep, EVER + timedelta(days=1))
    assert await holding(database, CANARY) == {"conversations"} | SETTINGS
    await swept(sweep, EVER + timedelta(days=91))

    assert await holding(database, CANARY) == SETTINGS


async def test_of_a_workspace_everything_goes_that_is_not_our_own(
    database: Database, store: PostgresStore, erasing: PostgresErasing
) -> None:
    await fill(database, store, opened=True)

    assert await erasing.erase_team("T2") > 0  # what names no workspace
    assert "moments" in await holding(database, CANARY)
    while await erasing.erase_team("T1"):
        pass

    assert await holding(database, CANARY, '"T1"') == set()
