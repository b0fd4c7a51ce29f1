"""Bounds what a running bot asks of its model, as the configuration says: turns here, one ledger for all processes."""

from datetime import date
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.domain.prices import price_of
from motbot.llm.turns import Rules, Turns
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Store
from motbot.settings.tree import Config
from motbot.storage.model_ledger import PostgresModelLedger

WAITING_A_PLACE = 4
"""How many may wait for each call that is under way: whoever waits holds a job's place."""
_OTHER_JOBS = 4
"""Places for jobs that ask no model, however many wait for one."""
_WITHOUT_MODEL = 10
LOCK = "spending"

log = structlog.get_logger()


def jobs_at_once(config: Config, *, has_model: bool) -> int:
    """How many jobs a process runs at once, so that some are left where all that may be are with the model."""
    if not has_model:
        return _WITHOUT_MODEL
    return max(_WITHOUT_MODEL, config.model.concurrency * (1 + WAITING_A_PLACE) + _OTHER_JOBS)


def turns_of(config: Config, *, engine: AsyncEngine, store: Store, clock: Clock) -> Turns:
    """The turns of a running bot. Where money is bounded and the model has no price, it says so and bounds none."""
    limits, zone = config.model.limits, ZoneInfo(config.timezone)
    price = price_of(config.model.name, config.model.price_table())
    if price is None and limits.bounds_money:
        log.warning("model.money_not_bounded", model=config.model.name, reason="no_price")
    fleet = limits.fleet.to_domain()
    rules = Rules(
        at_once=config.model.concurrency,
        waiting_at_most=config.model.concurrency * WAITING_A_PLACE,
        bounds=limits.process.to_domain(),
        price=price,
        zone=zone,
    )
    ledger = None if fleet.is_open else PostgresModelLedger(engine=engine, bounds=fleet, clock=clock, zone=zone)
    return Turns(rules=rules, clock=clock, ledger=ledger, on_spent=Telling(store=store))


class Telling:
    """Sees that the money's end is told, durably, and not with every call that is refused."""

    def __init__(self, *, store: Store) -> None:
        """Take where jobs are put."""
        self._store = store
        self._told: date | None = None

    async def __call__(self, day: date) -> None:
        """Put the job that tells of this day, unless this process has."""
        if day == self._told:
            return
        async with self._store.begin(durable=True) as tx:
            await tx.arm(Job(kind=JobKind.TELL_OF_SPENDING, subject=day.toordinal(), lock=LOCK))
        self._told = day
