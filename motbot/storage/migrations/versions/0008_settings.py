"""What people set for themselves and for a channel, and whose moment it is.

No row is written to: a process of the version before goes on working beside newer ones.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preferences",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("user_id", sa.Text, primary_key=True),
        sa.Column("value", JSONB, nullable=False),
        sa.Column("welcomed_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "channel_knowledge",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", JSONB, nullable=False),
    )
    op.create_index("channel_knowledge_team_idx", "channel_knowledge", ["team", "channel", "id"])
    op.add_column("moments", sa.Column("customer", sa.Text, nullable=False, server_default=sa.text("''")))
    known = sa.text("customer <> ''")
    op.create_index("moments_customer_idx", "moments", ["team", "customer", "opened_at"], postgresql_where=known)
