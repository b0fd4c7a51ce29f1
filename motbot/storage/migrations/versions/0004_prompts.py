"""Published prompts: their texts, which of them is in force, every change of that, and what they answer as.

Nothing is taken away, and no row is written to: a process of the version before goes on working beside newer ones.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prompts",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("task", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        *_when_and_what(),
    )
    op.create_index("prompts_task_digest_idx", "prompts", ["task", "digest"])
    op.create_table(
        "prompt_standings",
        sa.Column("task", sa.Text, primary_key=True),
        sa.Column("generation", sa.BigInteger, nullable=False),
        sa.Column("value", JSONB, nullable=False),
    )
    op.create_table(
        "prompt_changes",
        sa.Column("generation", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("task", sa.Text, nullable=False),
        *_when_and_what(),
    )
    op.create_index("prompt_changes_task_generation_idx", "prompt_changes", ["task", "generation"])
    op.create_table(
        "prompt_revisions",
        sa.Column("revision", sa.Text, primary_key=True),
        sa.Column("prompt", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _when_and_what() -> list[sa.Column[object]]:
    return [
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", JSONB, nullable=False),
    ]
