"""Tests of the ledger that all processes share: no bound is passed, whoever dies or is slower."""

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, text

from motbot.domain.errors import StorageUnavailable
from motbot.domain.model_limits import Bound, Bounds, Denied, Load, Reserved, Wanted
from motbot.ports.model_ledger import ModelLedger
from motbot.storage.database import Database, make_engine
from motbot.storage.model_ledger import PostgresModelLedger
from tests.fakes.clock import FakeClock

UTC = ZoneInfo("UTC")
CALL = Load(tokens=100, money=0.25)


def a_ledger(database: Database, clock: FakeClock, *, zone: ZoneInfo = UTC, **bounds: float) -> PostgresModelLedger:
    """What one process holds."""
    given = Bounds(**bounds)  # type: ignore[arg-type] # by name
    return PostgresModelLedger(engine=database.engine, bounds=given, clock=clock, zone=zone)


async def ask(ledger: PostgresModelLedger, call: str, load: Load = CALL) -> Reserved | Denied:
    return await ledger.reserve(Wanted(call=call, load=load))


def test_it_fulfils_its_port(database: Database, clock: FakeClock) -> None:
    ledger = a_ledger(database, clock)
    port: ModelLedger = ledger

    assert port is ledger


async def test_what_one_process_has_asked_another_may_not(database: Database, clock: FakeClock) -> None:
    first, second = (a_ledger(database, clock, requests_a_minute=2) for _ in range(2))
    await ask(first, "1")
    await ask(second, "2")

    assert await ask(first, "3") == Denied(bound=Bound.REQUESTS, wait=timedelta(seconds=61))
    clock.move(timedelta(seconds=61))
    assert isinstance(await ask(first, "3"), Reserved)


async def test_what_one_process_gives_back_another_may_use(database: Database, clock: FakeClock) -> None:
    first, second = (a_ledger(database, clock, money_a_day=0.3, at_once=1) for _ in range(2))
    reserved = await ask(first, "1")
    assert isinstance(reserved, Reserved)
    assert isinstance(await ask(second, "2"), Denied)

    await first.settle(reserved, Load(tokens=10, money=0.01))

    assert isinstance(await ask(second, "2"), Reserved)


async def test_the_place_of_a_process_that_died_falls_free_by_itself(database: Database, clock: FakeClock) -> None:
    await ask(a_ledger(database, clock, at_once=1), "1")
    clock.move(timedelta(seconds=61))

    assert isinstance(await ask(a_ledger(database, clock, at_once=1), "2"), Reserved)


async def test_processes_that_ask_at_once_never_pass_a_bound_together(database: Database, clock: FakeClock) -> None:
    processes = [a_ledger(database, clock, at_once=7, money_a_day=100.0) for _ in range(4)]
    under_way: set[str] = set()
    most = 0

    async def work(number: int) -> int:
        nonlocal most
        ledger, made = processes[number % 4], 0
        for step in range(6):
            found = await ask(ledger, f"{number}:{step}")
            if isinstance(found, Reserved):
                under_way.add(found.call)
                most = max(most, len(under_way))
                await asyncio.sleep(0)
                under_way.discard(found.call)
                await ledger.settle(found, CALL)
                made += 1
        return made

    made = sum(await asyncio.gather(*(work(number) for number in range(16))))

    assert 0 < most <= 7
    left = a_ledger(database, clock, money_a_day=100.0)
    assert isinstance(await ask(left, "rest", Load(money=100.0 - 0.25 * made)), Reserved)
    assert await ask(left, "more", Load(money=0.01)) == Denied(bound=Bound.MONEY, wait=timedelta(seconds=1))


async def test_a_call_costs_one_statement_and_its_end_another(database: Database, clock: FakeClock) -> None:
    ledger = a_ledger(database, clock, requests_a_minute=100)
    await ask(ledger, "first")
    statements: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    reserved = await ask(ledger, "second")
    assert isinstance(reserved, Reserved)
    await ledger.settle(reserved, CALL)
    event.remove(database.engine.sync_engine, "before_cursor_execute", hear)

    assert len(statements) == 2


async def test_the_row_stays_small_however_much_is_asked(database: Database, clock: FakeClock) -> None:
    ledger = a_ledger(database, clock, at_once=10)
    for number in range(70):
        found = await ask(ledger, str(number))
        assert isinstance(found, Reserved)
        await ledger.settle(found, CALL)
        clock.move(timedelta(seconds=1))

    async with database.engine.connect() as connection:
        size = (await connection.execute(text("SELECT pg_column_size(value) FROM model_ledgers"))).scalar_one()
    assert size < 8000


async def test_a_day_of_money_ends_at_the_zones_midnight(database: Database, clock: FakeClock) -> None:
    ledger = a_ledger(database, clock, zone=ZoneInfo("Asia/Shanghai"), money_a_day=0.25)  # 17:00 there
    reserved = await ask(ledger, "1")
    assert isinstance(reserved, Reserved)
    await ledger.settle(reserved, CALL)
    clock.move(timedelta(hours=6, minutes=59))

    assert await ask(ledger, "2") == Denied(bound=Bound.MONEY)
    clock.move(timedelta(minutes=1))
    assert isinstance(await ask(ledger, "3"), Reserved)


async def test_a_database_that_does_not_answer_is_said_to_be_away(clock: FakeClock) -> None:
    engine = make_engine("host=127.0.0.1 port=1 dbname=nowhere connect_timeout=1")
    ledger = PostgresModelLedger(engine=engine, bounds=Bounds(at_once=1), clock=clock, zone=UTC)

    with pytest.raises(StorageUnavailable):
        await ask(ledger, "1")
    await engine.dispose()
