"""What all processes together ask of a language model: one small row.

A process of the version before neither reads nor writes it: it goes on working beside newer ones, unbounded.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_ledgers",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("value", JSONB, nullable=False),
    )
