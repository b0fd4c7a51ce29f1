"""Tests of bounding a running bot: what holds for it, what it says at its start, and how often it tells."""

from datetime import date
from pathlib import Path

from sqlalchemy import text
from structlog.testing import capture_logs

from motbot.limiting import Telling, jobs_at_once, turns_of
from motbot.settings import Config, load_config
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.clock import FakeClock

PRICES = "prices: [{model: gpt-5-mini, prompt: 0.25, cached: 0.025, completion: 2}]"
BOUNDED = "limits: {fleet: {money_a_day: 1}}"


def config(tmp_path: Path, model: str) -> Config:
    """A file with this model."""
    (file := tmp_path / "motbot.yaml").write_text(f"coach: model\nmodel: {{{model}}}\n", encoding="utf-8")
    return load_config(file)


def said(config: Config, database: Database, store: PostgresStore, clock: FakeClock) -> list[str]:
    """What the log says when the turns are made."""
    with capture_logs() as lines:
        turns_of(config, engine=database.engine, store=store, clock=clock)
    return [str(line["event"]) for line in lines]


async def test_money_that_cannot_be_bounded_for_want_of_a_price_is_said_at_the_start(
    tmp_path: Path, database: Database, store: PostgresStore, clock: FakeClock
) -> None:
    without = said(config(tmp_path, BOUNDED), database, store, clock)
    with_price = said(config(tmp_path, f"{BOUNDED}, {PRICES}"), database, store, clock)
    unbounded = said(config(tmp_path, "name: unknown"), database, store, clock)

    assert without == ["model.money_not_bounded"]
    assert with_price == unbounded == []


def test_however_many_wait_for_the_model_some_jobs_places_are_left(tmp_path: Path) -> None:
    told = config(tmp_path, "concurrency: 4")

    assert jobs_at_once(told, has_model=True) >= 4 + 16 + 4
    assert jobs_at_once(told, has_model=False) == 10


async def test_a_process_has_a_day_told_once(database: Database, store: PostgresStore) -> None:
    telling = Telling(store=store)
    for day in (2, 2, 3):
        await telling(date(2026, 3, day))

    async with database.engine.connect() as connection:
        jobs = (await connection.execute(text("SELECT args FROM procrastinate_jobs ORDER BY id"))).scalars().all()
    assert jobs == [{"subject": date(2026, 3, day).toordinal()} for day in (2, 3)]
