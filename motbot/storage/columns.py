"""The columns that tables are made of, and what names their indexes and keys."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    insert,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from motbot.storage.statements import Statement

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "pk": "%(table_name)s_pkey",
    }
)


def id_column() -> Column[int]:
    """The number a row is known by on every floor."""
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def text_column(name: str, *, primary_key: bool = False) -> Column[str]:
    """A text, never null: empty says that there is none."""
    return Column(name, Text, nullable=False, primary_key=primary_key)


def number_column(name: str) -> Column[int]:
    """The id of a row elsewhere; 0 says that there is none."""
    return Column(name, BigInteger, nullable=False)


def time_column(name: str, *, nullable: bool = False) -> Column[datetime]:
    """An instant."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def value_column() -> Column[Any]:
    """The whole value; where a column says the same thing, the column is right."""
    return Column("value", JSONB, nullable=False)


def new_flag(name: str) -> Column[bool]:
    """A yes or no that a row written by the version before has not: then it is no."""
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def new_row(table: Table, *but: str) -> Statement:
    """The statement that stores a new row, and gives its id; `but` names the columns that are not given."""
    given = [one.name for one in table.columns if one.name not in {"id", *but}]
    return Statement(insert(table).returning(table.c.id), columns=given)


def changed_row(table: Table, *but: str) -> Statement:
    """The statement that stores the given columns of the row `changed`, with its value laid over what is there.

    A process of the version before has no word for some fields: what a newer one wrote into them stays.
    """
    value = table.c.value.concat(bindparam("value", type_=JSONB))
    changed = update(table).where(table.c.id == bindparam("changed", type_=BigInteger)).values(value=value)
    given = [one.name for one in table.columns if one.name not in {"id", *but}]
    return Statement(changed, columns=[*given, "changed"])


def wake_column(table: str) -> tuple[Column[datetime], Index]:
    """When a row asks to be looked at, with an index of the waiting rows only."""
    column = time_column("wake_at", nullable=True)
    return column, Index(f"{table}_wake_at_idx", column, postgresql_where=column.is_not(None))


def locking(query: Select[Any]) -> tuple[Statement, Statement]:
    """A statement that reads rows: as it is where nothing is locked, and with the rows locked; told by a yes or no."""
    return Statement(query), Statement(query.with_for_update())
