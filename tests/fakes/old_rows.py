"""Databases of older versions: `tests/data/rows_<schema>.json` holds every table as motbot wrote it on that schema."""

import json
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.storage.database import make_engine
from motbot.storage.schema import SCRIPTS

Rows = dict[str, list[dict[str, Any]]]


def rows_of(schema: str) -> Rows:
    """The rows of every table of that schema."""
    path = Path(__file__).parent.parent / "data" / f"rows_{schema}.json"
    rows: Rows = json.loads(path.read_text(encoding="utf-8"))
    return rows


async def fill(conninfo: str, schema: str) -> None:
    """Bring an empty database to an old schema, and write its rows."""
    engine = make_engine(conninfo)
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade, schema)
        for table, rows in rows_of(schema).items():
            await _write(connection, table, rows)
    await engine.dispose()


async def write_anew(conninfo: str, schema: str) -> None:
    """Write the same rows once more, as a process of that version does which still runs, whatever the schema is now."""
    engine = make_engine(conninfo)
    async with engine.begin() as connection:
        for table, rows in rows_of(schema).items():
            await connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 # fixed words
            await _write(connection, table, rows)
    await engine.dispose()


async def missing(conninfo: str, schema: str) -> list[dict[str, Any]]:
    """Rows that the database no longer has as they were written, and tables that have others beside them."""
    gone = []
    engine = make_engine(conninfo)
    async with engine.connect() as connection:
        for table, rows in rows_of(schema).items():
            found = (await connection.execute(text(f"SELECT to_jsonb(t) FROM {table} AS t"))).scalars().all()  # noqa: S608 # fixed words
            gone += [row for row in rows if not any(row.items() <= other.items() for other in found)]
            gone += [{table: len(found)}] if len(found) != len(rows) else []
    await engine.dispose()
    return gone


def _upgrade(connection: Connection, schema: str) -> None:
    """Run the migrations up to a schema."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, schema)


async def _write(connection: AsyncConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Write a table's rows as that version did: it names the columns it knows."""
    names = ", ".join(rows[0])
    # An identity is given by hand here, and the next one has to come after it.
    by_hand = "OVERRIDING SYSTEM VALUE" if "id" in rows[0] else ""
    source = f"SELECT {names} FROM jsonb_populate_recordset(CAST(NULL AS {table}), CAST(:rows AS jsonb))"  # noqa: S608 # fixed words
    insert = text(f"INSERT INTO {table} ({names}) {by_hand} {source}")  # fixed words
    await connection.execute(insert, {"rows": json.dumps(rows)})
    if "id" in rows[0]:
        await connection.execute(text(f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH {len(rows) + 1}"))
