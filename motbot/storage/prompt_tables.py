"""The tables of what is published: texts of prompts, which of them is live, and every change of that."""

from sqlalchemy import BigInteger, Column, Index, Table

from motbot.storage.columns import id_column, metadata, number_column, text_column, time_column, value_column

prompts = Table(
    "prompts",
    metadata,
    id_column(),
    text_column("task"),
    text_column("digest"),
    time_column("at"),
    value_column(),
    Index(None, "task", "digest"),
)

prompt_standings = Table(
    "prompt_standings", metadata, text_column("task", primary_key=True), number_column("generation"), value_column()
)

prompt_changes = Table(
    "prompt_changes",
    metadata,
    Column("generation", BigInteger, primary_key=True, autoincrement=False),
    text_column("task"),
    time_column("at"),
    value_column(),
    Index(None, "task", "generation"),
)

prompt_revisions = Table(
    "prompt_revisions",
    metadata,
    text_column("revision", primary_key=True),
    Column("prompt", BigInteger, primary_key=True, autoincrement=False),
    time_column("at"),
)
"""A revision is the hash that decisions carry: a text with the model and the shape of the answer."""
