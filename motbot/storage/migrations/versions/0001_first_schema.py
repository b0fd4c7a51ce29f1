"""The first schema: motbot's own tables, and Procrastinate 3.10.0's."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_inbox()
    _make_conversations()
    _make_moments()
    _make_whispers()
    _make_the_rest()
    procrastinate = Path(__file__).parent.parent / "procrastinate_3_10_0.sql"
    # Many statements in one string go through only without parameters.
    unprepared = op.get_bind().execution_options(no_parameters=True)
    unprepared.exec_driver_sql(procrastinate.read_text(encoding="utf-8"))


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, primary_key=True) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, JSONB, nullable=False)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"{table}_{'_'.join(columns)}_idx", table, list(columns))


def _index_wakes(table: str) -> None:
    op.create_index(f"{table}_wake_at_idx", table, ["wake_at"], postgresql_where=sa.text("wake_at IS NOT NULL"))


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        _id(),
        *_texts("team", "event_id"),
        _json("body"),
        _time("received_at"),
        _time("done_at", nullable=True),
        sa.UniqueConstraint("team", "event_id", name="inbox_team_event_id_key"),
    )
    _index("inbox", "received_at")
    op.create_table("inbox_aside", _id(), *_texts("team", "reason", "body"), _time("at"))
    _index("inbox_aside", "at")


def _make_conversations() -> None:
    op.create_table("lines", *_keys("team", "channel", "ts"), _number("conversation"), _time("at"), _json("value"))
    _index("lines", "conversation", "ts")
    op.create_table(
        "conversations",
        _id(),
        *_texts("team", "channel", "root_ts"),
        _time("last_at"),
        _json("value"),
        _time("wake_at", nullable=True),
        sa.UniqueConstraint("team", "channel", "root_ts", name="conversations_team_channel_root_ts_key"),
    )
    _index("conversations", "team", "channel", "last_at")
    _index_wakes("conversations")


def _make_moments() -> None:
    op.create_table(
        "moments",
        _id(),
        *_texts("team", "channel"),
        _number("conversation"),
        *_texts("agent", "stage"),
        sa.Column("is_open", sa.Boolean, nullable=False),
        _time("opened_at"),
        _json("value"),
        _time("wake_at", nullable=True),
    )
    _index("moments", "conversation", "id")
    _index("moments", "opened_at")
    op.create_index("moments_open_idx", "moments", ["team", "channel"], postgresql_where=sa.text("is_open"))
    _index_wakes("moments")
    op.create_table(
        "verdicts",
        _id(),
        *_texts("team", "channel"),
        _number("conversation"),
        _number("moment"),
        _time("at"),
        _json("value"),
    )
    _index("verdicts", "conversation")
    _index("verdicts", "at")


def _make_whispers() -> None:
    op.create_table(
        "whispers",
        _id(),
        *_texts("team", "key", "to_user"),
        _number("moment"),
        *_texts("state"),
        sa.Column("is_given", sa.Boolean, nullable=False),
        _time("created_at"),
        _json("value"),
        _time("wake_at", nullable=True),
        sa.UniqueConstraint("key", name="whispers_key_key"),
    )
    _index("whispers", "moment")
    _index("whispers", "team", "to_user", "created_at")
    _index_wakes("whispers")


def _make_the_rest() -> None:
    op.create_table("answers", *_keys("key"), *_texts("kind"), _time("at"), _json("value"))
    _index("answers", "at")
    op.create_table("mutes", *_keys("team", "user_id"), _time("until"))
    op.create_table(
        "feedback", _id(), *_texts("team"), _number("moment"), *_texts("user_id"), _time("at"), _json("value")
    )
    _index("feedback", "moment")
