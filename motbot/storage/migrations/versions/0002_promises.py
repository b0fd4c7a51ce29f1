"""Promises: a table of their own, which lines have been read for them, which private messages show them.

Nothing is taken away: a process of the version before goes on working on what it knows, beside newer ones.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_promises()
    _mark_lines()
    _widen_whispers()


def _make_promises() -> None:
    op.create_table(
        "promises",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("conversation", sa.BigInteger, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("due", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("value", JSONB, nullable=False),
        sa.Column("wake_at", sa.DateTime(timezone=True)),
    )
    op.create_index("promises_conversation_id_idx", "promises", ["conversation", "id"])
    is_open = sa.text("is_open")
    op.create_index("promises_channel_open_idx", "promises", ["team", "channel"], postgresql_where=is_open)
    op.create_index("promises_agent_open_idx", "promises", ["team", "agent"], postgresql_where=is_open)
    for name in ("ended_at", "wake_at"):
        some = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"promises_{name}_idx", "promises", [name], postgresql_where=some)


def _mark_lines() -> None:
    # What was said before is not read again: nobody is asked today about what was promised last month. A default is
    # set for old rows without writing to them.
    op.add_column("lines", sa.Column("is_read", sa.Boolean, nullable=False, server_default=sa.text("true")))
    op.alter_column("lines", "is_read", server_default=sa.text("false"))


def _widen_whispers() -> None:
    none = sa.text("'{}'")
    op.add_column("whispers", sa.Column("promises", ARRAY(sa.BigInteger), nullable=False, server_default=none))
    op.add_column("whispers", sa.Column("is_note", sa.Boolean, nullable=False, server_default=sa.text("false")))
    op.create_index("whispers_promises_idx", "whispers", ["promises"], postgresql_using="gin")
    notes = sa.text("is_note")
    op.create_index("whispers_notes_idx", "whispers", ["team", "to_user", "id"], postgresql_where=notes)
