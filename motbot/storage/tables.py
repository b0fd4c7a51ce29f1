"""The tables: the whole value of each row as a JSON document, beside the columns that are searched."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "pk": "%(table_name)s_pkey",
    }
)


def _id() -> Column[int]:
    """The number a row is known by on every floor."""
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def _text(name: str, *, primary_key: bool = False) -> Column[str]:
    """A text, never null: empty says that there is none."""
    return Column(name, Text, nullable=False, primary_key=primary_key)


def _number(name: str) -> Column[int]:
    """The id of a row elsewhere; 0 says that there is none."""
    return Column(name, BigInteger, nullable=False)


def _time(name: str, *, nullable: bool = False) -> Column[datetime]:
    """An instant."""
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _value() -> Column[Any]:
    """The whole value; where a column says the same thing, the column is right."""
    return Column("value", JSONB, nullable=False)


def _new_flag(name: str) -> Column[bool]:
    """A yes or no that a row written by the version before has not: then it is no."""
    return Column(name, Boolean, nullable=False, server_default=text("false"))


def _wake(table: str) -> tuple[Column[datetime], Index]:
    """When a row asks to be looked at, with an index of the waiting rows only."""
    column = _time("wake_at", nullable=True)
    return column, Index(f"{table}_wake_at_idx", column, postgresql_where=column.is_not(None))


inbox = Table(
    "inbox",
    metadata,
    _id(),
    _text("team"),
    _text("event_id"),
    Column("body", JSONB, nullable=False),
    _time("received_at"),
    _time("done_at", nullable=True),
    UniqueConstraint("team", "event_id"),
    Index(None, "received_at"),
)

inbox_aside = Table(
    "inbox_aside", metadata, _id(), _text("team"), _text("reason"), _text("body"), _time("at"), Index(None, "at")
)

lines = Table(
    "lines",
    metadata,
    _text("team", primary_key=True),
    _text("channel", primary_key=True),
    _text("ts", primary_key=True),
    _number("conversation"),
    _time("at"),
    _value(),
    _new_flag("is_read"),
    Index(None, "conversation", "ts"),
)

conversations = Table(
    "conversations",
    metadata,
    _id(),
    _text("team"),
    _text("channel"),
    _text("root_ts"),
    _time("last_at"),
    _value(),
    *_wake("conversations"),
    UniqueConstraint("team", "channel", "root_ts"),
    Index(None, "team", "channel", "last_at"),
)

moments = Table(
    "moments",
    metadata,
    _id(),
    _text("team"),
    _text("channel"),
    _number("conversation"),
    _text("agent"),
    _text("stage"),
    Column("is_open", Boolean, nullable=False),
    _time("opened_at"),
    _value(),
    *_wake("moments"),
    Index(None, "conversation", "id"),
    Index("moments_open_idx", "team", "channel", postgresql_where="is_open"),
    Index(None, "opened_at"),
    Index(None, "team", "agent", "opened_at"),
)

promises = Table(
    "promises",
    metadata,
    _id(),
    _text("team"),
    _text("channel"),
    _number("conversation"),
    _text("agent"),
    _text("state"),
    Column("is_open", Boolean, nullable=False),
    _time("due", nullable=True),
    _time("ended_at", nullable=True),
    _value(),
    *_wake("promises"),
    Index(None, "conversation", "id"),
    Index("promises_channel_open_idx", "team", "channel", postgresql_where="is_open"),
    Index("promises_agent_open_idx", "team", "agent", postgresql_where="is_open"),
    Index(None, "ended_at", postgresql_where="ended_at IS NOT NULL"),
)

verdicts = Table(
    "verdicts",
    metadata,
    _id(),
    _text("team"),
    _text("channel"),
    _number("conversation"),
    _number("moment"),
    _time("at"),
    _value(),
    Index(None, "conversation"),
    Index(None, "at"),
)

whispers = Table(
    "whispers",
    metadata,
    _id(),
    _text("team"),
    _text("key"),
    _text("to_user"),
    _number("moment"),
    _text("state"),
    Column("is_given", Boolean, nullable=False),
    _time("created_at"),
    _value(),
    *_wake("whispers"),
    Column("promises", ARRAY(BigInteger), nullable=False, server_default=text("'{}'")),
    _new_flag("is_note"),
    UniqueConstraint("key"),
    Index(None, "moment"),
    Index(None, "team", "to_user", "created_at"),
    Index(None, "promises", postgresql_using="gin"),
    Index("whispers_notes_idx", "team", "to_user", "id", postgresql_where="is_note"),
)

answers = Table(
    "answers", metadata, _text("key", primary_key=True), _text("kind"), _time("at"), _value(), Index(None, "at")
)

mutes = Table("mutes", metadata, _text("team", primary_key=True), _text("user_id", primary_key=True), _time("until"))

feedback = Table(
    "feedback",
    metadata,
    _id(),
    _text("team"),
    _number("moment"),
    _text("user_id"),
    _time("at"),
    _value(),
    Index(None, "moment"),
    Index(None, "team", "user_id"),
)

reviews = Table(
    "reviews",
    metadata,
    _id(),
    _text("team"),
    _text("channel"),
    _text("ts"),
    _number("conversation"),
    _text("asked_by"),
    _time("asked_at"),
    Column("agents", ARRAY(Text), nullable=False),
    _text("content"),
    _text("revision"),
    _text("model"),
    _text("language"),
    _text("state"),
    _time("ready_at", nullable=True),
    Column("scores", JSONB, nullable=False),
    _value(),
    *_wake("reviews"),
    Index(None, "team", "content"),
    Index(None, "team", "channel", "ts"),
    Index(None, "team", "asked_by"),
    Index(None, "agents", postgresql_using="gin"),
    Index(None, "asked_at"),
    Index(None, "ready_at", postgresql_where="ready_at IS NOT NULL"),
)
"""`content`, `revision` and `model` are empty until there is a sheet. `scores` holds the coach's of its rows by
`<contact>:<step>`, contact 0 and no step for the whole: what is counted need not open the sheet."""

ratings = Table(
    "ratings",
    metadata,
    _id(),
    _number("review"),
    _text("rater"),
    Column("contact", Integer, nullable=False),
    _text("step"),
    Column("score", SmallInteger),
    _time("at"),
    _value(),
    Index(None, "review"),
    Index(None, "rater"),
)

remarks = Table(
    "remarks",
    metadata,
    _id(),
    _number("review"),
    _text("user_id"),
    _time("at"),
    _value(),
    Index(None, "review"),
    Index(None, "user_id"),
)

marks_sent = Table(
    "marks_sent",
    metadata,
    Column("review", BigInteger, primary_key=True, autoincrement=False),
    _text("rater", primary_key=True),
    _time("at"),
)

viewings = Table(
    "viewings",
    metadata,
    _id(),
    _number("review"),
    _text("user_id"),
    _text("role"),
    _time("at"),
    Index(None, "review"),
    Index(None, "at"),
)

sheet_windows = Table(
    "sheet_windows",
    metadata,
    Column("id", Text, primary_key=True),
    _text("team"),
    _text("user_id"),
    _number("review"),
    Column("page", Integer, nullable=False),
    _time("at"),
    Index(None, "review"),
    Index(None, "at"),
)
