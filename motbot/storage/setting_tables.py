"""The tables of what people set in Slack: for themselves, and a channel's lead for the channel."""

from sqlalchemy import Index, Table

from motbot.storage.columns import id_column, metadata, text_column, time_column, value_column

preferences = Table(
    "preferences",
    metadata,
    text_column("team", primary_key=True),
    text_column("user_id", primary_key=True),
    value_column(),
    time_column("welcomed_at", nullable=True),
)
"""One row for each person who was welcomed or has set something."""

channel_knowledge = Table(
    "channel_knowledge",
    metadata,
    id_column(),
    text_column("team"),
    text_column("channel"),
    text_column("user_id"),
    time_column("at"),
    value_column(),
    Index("channel_knowledge_team_idx", "team", "channel", "id"),
)
"""Every change of a channel's facts and limits in Slack, whole; the newest row holds. Rows are only added."""
