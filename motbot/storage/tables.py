"""The tables: the whole value of each row as a JSON document, beside the columns that are searched."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, SmallInteger, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from motbot.storage.columns import (
    id_column,
    metadata,
    new_flag,
    number_column,
    text_column,
    time_column,
    value_column,
    wake_column,
)

__all__ = ["metadata"]

inbox = Table(
    "inbox",
    metadata,
    id_column(),
    text_column("team"),
    text_column("event_id"),
    Column("body", JSONB, nullable=False),
    time_column("received_at"),
    time_column("done_at", nullable=True),
    UniqueConstraint("team", "event_id"),
    Index(None, "received_at"),
)

inbox_aside = Table(
    "inbox_aside",
    metadata,
    id_column(),
    text_column("team"),
    text_column("reason"),
    text_column("body"),
    time_column("at"),
    Index(None, "at"),
)

lines = Table(
    "lines",
    metadata,
    text_column("team", primary_key=True),
    text_column("channel", primary_key=True),
    text_column("ts", primary_key=True),
    number_column("conversation"),
    time_column("at"),
    value_column(),
    new_flag("is_read"),
    Index(None, "conversation", "ts"),
)

conversations = Table(
    "conversations",
    metadata,
    id_column(),
    text_column("team"),
    text_column("channel"),
    text_column("root_ts"),
    time_column("last_at"),
    value_column(),
    *wake_column("conversations"),
    time_column("cleared_at", nullable=True),
    UniqueConstraint("team", "channel", "root_ts"),
    Index(None, "team", "channel", "last_at"),
)

moments = Table(
    "moments",
    metadata,
    id_column(),
    text_column("team"),
    text_column("channel"),
    number_column("conversation"),
    text_column("agent"),
    text_column("stage"),
    Column("is_open", Boolean, nullable=False),
    time_column("opened_at"),
    value_column(),
    *wake_column("moments"),
    Column("began", Text, nullable=False, server_default=text("''")),
    Column("customer", Text, nullable=False, server_default=text("''")),
    Index("moments_customer_idx", "team", "customer", "opened_at", postgresql_where=text("customer <> ''")),
    Index(None, "conversation", "id"),
    Index("moments_open_idx", "team", "channel", postgresql_where="is_open"),
    Index(None, "opened_at"),
    Index(None, "team", "agent", "opened_at"),
)

promises = Table(
    "promises",
    metadata,
    id_column(),
    text_column("team"),
    text_column("channel"),
    number_column("conversation"),
    text_column("agent"),
    text_column("state"),
    Column("is_open", Boolean, nullable=False),
    time_column("due", nullable=True),
    time_column("ended_at", nullable=True),
    value_column(),
    *wake_column("promises"),
    Index(None, "conversation", "id"),
    Index("promises_channel_open_idx", "team", "channel", postgresql_where="is_open"),
    Index("promises_agent_open_idx", "team", "agent", postgresql_where="is_open"),
    Index(None, "ended_at", postgresql_where="ended_at IS NOT NULL"),
)

verdicts = Table(
    "verdicts",
    metadata,
    id_column(),
    text_column("team"),
    text_column("channel"),
    number_column("conversation"),
    number_column("moment"),
    time_column("at"),
    value_column(),
    Index(None, "conversation"),
    Index(None, "at"),
)

whispers = Table(
    "whispers",
    metadata,
    id_column(),
    text_column("team"),
    text_column("key"),
    text_column("to_user"),
    number_column("moment"),
    text_column("state"),
    Column("is_given", Boolean, nullable=False),
    time_column("created_at"),
    value_column(),
    *wake_column("whispers"),
    Column("promises", ARRAY(BigInteger), nullable=False, server_default=text("'{}'")),
    new_flag("is_note"),
    UniqueConstraint("key"),
    Index(None, "moment"),
    Index(None, "team", "to_user", "created_at"),
    Index(None, "promises", postgresql_using="gin"),
    Index("whispers_notes_idx", "team", "to_user", "id", postgresql_where="is_note"),
)

answers = Table(
    "answers",
    metadata,
    text_column("key", primary_key=True),
    text_column("kind"),
    time_column("at"),
    value_column(),
    Index(None, "at"),
)

mutes = Table(
    "mutes",
    metadata,
    text_column("team", primary_key=True),
    text_column("user_id", primary_key=True),
    time_column("until"),
)

feedback = Table(
    "feedback",
    metadata,
    id_column(),
    text_column("team"),
    number_column("moment"),
    text_column("user_id"),
    time_column("at"),
    value_column(),
    Index(None, "moment"),
    Index(None, "team", "user_id"),
)

reviews = Table(
    "reviews",
    metadata,
    id_column(),
    text_column("team"),
    text_column("channel"),
    text_column("ts"),
    number_column("conversation"),
    text_column("asked_by"),
    time_column("asked_at"),
    Column("agents", ARRAY(Text), nullable=False),
    text_column("content"),
    text_column("revision"),
    text_column("model"),
    text_column("language"),
    text_column("state"),
    time_column("ready_at", nullable=True),
    Column("scores", JSONB, nullable=False),
    value_column(),
    *wake_column("reviews"),
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
    id_column(),
    number_column("review"),
    text_column("rater"),
    Column("contact", Integer, nullable=False),
    text_column("step"),
    Column("score", SmallInteger),
    time_column("at"),
    value_column(),
    Index(None, "review"),
    Index(None, "rater"),
)

remarks = Table(
    "remarks",
    metadata,
    id_column(),
    number_column("review"),
    text_column("user_id"),
    time_column("at"),
    value_column(),
    Index(None, "review"),
    Index(None, "user_id"),
)

marks_sent = Table(
    "marks_sent",
    metadata,
    Column("review", BigInteger, primary_key=True, autoincrement=False),
    text_column("rater", primary_key=True),
    time_column("at"),
)

viewings = Table(
    "viewings",
    metadata,
    id_column(),
    number_column("review"),
    text_column("user_id"),
    text_column("role"),
    time_column("at"),
    Index(None, "review"),
    Index(None, "at"),
)

sheet_windows = Table(
    "sheet_windows",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("team"),
    text_column("user_id"),
    number_column("review"),
    Column("page", Integer, nullable=False),
    time_column("at"),
    Index(None, "review"),
    Index(None, "at"),
)
