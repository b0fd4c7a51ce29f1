"""Forgetting: what motbot does for itself at a time, when a conversation's words were erased, how an answer began.

No row is written to: a process of the version before goes on working beside newer ones.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upkeep",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("wake_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("name", "about", name="upkeep_name_about_key"),
    )
    op.create_index("upkeep_wake_at_idx", "upkeep", ["wake_at"], postgresql_where=sa.text("wake_at IS NOT NULL"))
    op.add_column("conversations", sa.Column("cleared_at", sa.DateTime(timezone=True)))
    uncleared = sa.text("cleared_at IS NULL")
    op.create_index("conversations_uncleared_idx", "conversations", ["last_at", "id"], postgresql_where=uncleared)
    op.add_column("moments", sa.Column("began", sa.Text, nullable=False, server_default=sa.text("''")))
