"""Reviews: tables of their own for sheets, for what people say of them, for who was shown them and in which window.

Nothing is taken away, and no row is written to: a process of the version before goes on working beside newer ones.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_reviews()
    _make_what_people_say()
    _make_who_sees()
    _index("moments", "team", "agent", "opened_at")
    _index("feedback", "team", "user_id")


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, JSONB, nullable=False)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"{table}_{'_'.join(columns)}_idx", table, list(columns))


def _make_reviews() -> None:
    op.create_table(
        "reviews",
        _id(),
        *_texts("team", "channel", "ts"),
        _number("conversation"),
        *_texts("asked_by"),
        _time("asked_at"),
        sa.Column("agents", ARRAY(sa.Text), nullable=False),
        *_texts("content", "revision", "model", "language", "state"),
        _time("ready_at", nullable=True),
        _json("scores"),
        _json("value"),
        _time("wake_at", nullable=True),
    )
    _index("reviews", "team", "content")
    _index("reviews", "team", "channel", "ts")
    _index("reviews", "team", "asked_by")
    _index("reviews", "asked_at")
    op.create_index("reviews_agents_idx", "reviews", ["agents"], postgresql_using="gin")
    for name in ("ready_at", "wake_at"):
        some = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"reviews_{name}_idx", "reviews", [name], postgresql_where=some)


def _make_what_people_say() -> None:
    op.create_table(
        "ratings",
        _id(),
        _number("review"),
        *_texts("rater"),
        sa.Column("contact", sa.Integer, nullable=False),
        *_texts("step"),
        sa.Column("score", sa.SmallInteger),
        _time("at"),
        _json("value"),
    )
    op.create_table("remarks", _id(), _number("review"), *_texts("user_id"), _time("at"), _json("value"))
    for table, person in (("ratings", "rater"), ("remarks", "user_id")):
        _index(table, "review")
        _index(table, person)
    op.create_table(
        "marks_sent",
        sa.Column("review", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("rater", sa.Text, primary_key=True),
        _time("at"),
    )


def _make_who_sees() -> None:
    op.create_table("viewings", _id(), _number("review"), *_texts("user_id", "role"), _time("at"))
    op.create_table(
        "sheet_windows",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("team", "user_id"),
        _number("review"),
        sa.Column("page", sa.Integer, nullable=False),
        _time("at"),
    )
    for table in ("viewings", "sheet_windows"):
        _index(table, "review")
        _index(table, "at")
