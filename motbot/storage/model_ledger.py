"""What all processes together ask of a language model: one row, changed by whoever has seen its newest version."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, BindParameter, Column, Table, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.catalogue import say
from motbot.domain.errors import StorageUnavailable
from motbot.domain.model_limits import Bounds, Denied, Ledger, Load, Reserved, Wanted, reserve, settle
from motbot.ports.clock import Clock
from motbot.storage.codec import codec
from motbot.storage.columns import metadata, text_column, value_column
from motbot.storage.faults import passing_faults

model_ledgers = Table(
    "model_ledgers",
    metadata,
    text_column("name", primary_key=True),
    Column("version", BigInteger, nullable=False),
    value_column(),
)

FLEET = "fleet"
_TRIES = 100
"""Each try that fails is another process's that worked: so many in a row do not happen."""
_FIRST = text("INSERT INTO model_ledgers (name, version, value) VALUES (:name, 0, :value) ON CONFLICT DO NOTHING")
_READ = text("SELECT version, value FROM model_ledgers WHERE name = :name")
# Gives what it has found where somebody else was quicker; never older than the version it was asked to replace.
_SWAP = text("""
    WITH swapped AS (
        UPDATE model_ledgers SET value = :value, version = version + 1
         WHERE name = :name AND version = :seen
        RETURNING version
    )
    SELECT version, value, EXISTS (SELECT FROM swapped) AS done FROM model_ledgers WHERE name = :name
""")

T = TypeVar("T")
Change = Callable[[Ledger], tuple[Ledger | None, T]]
"""Gives the ledger as it is to be, None to leave it, and what is told of it."""


class PostgresModelLedger:
    """The ledger of all processes on one database.

    A change is worked out here and stored in one statement, which fails where another process was quicker and then
    gives that one's: no row is held while anybody thinks, and a process that dies holds nothing.
    """

    def __init__(self, *, engine: AsyncEngine, bounds: Bounds, clock: Clock, zone: ZoneInfo) -> None:
        """Take the database, what may be asked by all together, and where a day of money begins at midnight."""
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._bounds = bounds
        self._clock = clock
        self._zone = zone
        self._seen: tuple[int, Ledger] | None = None
        self._changing = asyncio.Lock()

    async def reserve(self, wanted: Wanted) -> Reserved | Denied:
        """Count a call that is to be made, or say what stands in its way."""

        def counted(ledger: Ledger) -> tuple[Ledger | None, Reserved | Denied]:
            now = self._clock.now()
            found = reserve(ledger, self._bounds, wanted, now=now, day=self._day(now))
            return (None, found) if isinstance(found, Denied) else found

        return await self._change(counted)

    async def settle(self, reserved: Reserved, took: Load) -> None:
        """Count what it took, and give its place free."""
        await self._change(lambda ledger: (settle(ledger, reserved, took), None))

    async def _change(self, change: Change[T]) -> T:
        async with self._changing:
            with passing_faults():
                for _ in range(_TRIES):
                    is_old = self._seen is not None
                    version, ledger = self._seen or await self._read()
                    after, told = change(ledger)
                    if after is None:
                        if not is_old:
                            return told
                        self._seen = None  # others may have made room since
                    elif await self._swapped(version, after):
                        return told
        raise StorageUnavailable(say("The ledger of the model's calls is changed by too many processes at once."))

    async def _read(self) -> tuple[int, Ledger]:
        async with self._engine.connect() as connection:
            row = (await connection.execute(_READ, {"name": FLEET})).one_or_none()
            if row is None:
                await connection.execute(_FIRST.bindparams(_value()), {"name": FLEET, "value": _written(Ledger())})
                row = (await connection.execute(_READ, {"name": FLEET})).one()
        self._seen = (row.version, _loaded(row.value))
        return self._seen

    async def _swapped(self, version: int, after: Ledger) -> bool:
        values = {"name": FLEET, "seen": version, "value": _written(after)}
        async with self._engine.connect() as connection:
            row = (await connection.execute(_SWAP.bindparams(_value()), values)).one_or_none()
        if row is None:
            self._seen = None
        else:
            self._seen = (version + 1, after) if row.done else (row.version, _loaded(row.value))
        return row is not None and bool(row.done)

    def _day(self, now: datetime) -> date:
        return now.astimezone(self._zone).date()


def _value() -> BindParameter[object]:
    return bindparam("value", type_=JSONB)


def _written(ledger: Ledger) -> dict[str, object]:
    return codec(Ledger).dump(ledger)


def _loaded(document: dict[str, object]) -> Ledger:
    return codec(Ledger).load(document)
