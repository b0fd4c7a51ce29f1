"""Published prompts, what is in force of them, and every change of that."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import PromptChange
from motbot.storage.clean import clean_text
from motbot.storage.codec import codec
from motbot.storage.prompt_tables import prompt_changes, prompt_revisions, prompt_standings, prompts

# Whoever reads goes on reading, also by locking rows; only one transaction at a time may write.
_TAKE_TURN = text(f"LOCK TABLE {prompt_standings.name} IN EXCLUSIVE MODE")


class PostgresPrompts:
    """The published prompts within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def take_turn(self) -> None:
        """Wait until nobody else changes what is in force; from here to the commit nobody else does. Readers go on.

        A first publishing has no row yet to lock: so it is the table.
        """
        await self._connection.execute(_TAKE_TURN)

    async def add(self, prompt: PublishedPrompt) -> PublishedPrompt:
        """Store a text; gives it back with its id."""
        document = codec(PublishedPrompt).dump(prompt)
        row = {"task": document["task"], "digest": document["digest"], "at": prompt.at, "value": document}
        new = insert(prompts).values(row).returning(prompts.c.id)
        return replace(prompt, id=(await self._connection.execute(new)).scalar_one())

    async def get(self, prompt: int) -> PublishedPrompt | None:
        """One published prompt."""
        query = select(prompts.c.value).where(prompts.c.id == prompt)
        value = (await self._connection.execute(query)).scalar_one_or_none()
        return None if value is None else replace(codec(PublishedPrompt).load(value), id=prompt)

    async def standings(self) -> Mapping[str, Standing]:
        """What is in force, by task; a task that nothing was published for is missing."""
        rows = await self._connection.execute(select(prompt_standings).order_by(prompt_standings.c.task))
        return {row.task: replace(codec(Standing).load(row.value), generation=row.generation) for row in rows}

    async def change(self, change: PromptChange) -> PromptChange:
        """Put a standing in force and keep the change; gives it back with its generation."""
        newest = select(func.coalesce(func.max(prompt_changes.c.generation), 0))
        generation = (await self._connection.execute(newest)).scalar_one() + 1
        made = replace(change, standing=replace(change.standing, generation=generation))
        document = codec(PromptChange).dump(made)
        task, standing = document["standing"]["task"], document["standing"]
        row = {"generation": generation, "task": task, "at": made.at, "value": document}
        await self._connection.execute(insert(prompt_changes).values(row))
        now = {"generation": generation, "value": standing}
        put = upsert(prompt_standings).values(task=task, **now)
        await self._connection.execute(put.on_conflict_do_update(index_elements=[prompt_standings.c.task], set_=now))
        return made

    async def changes(self, task: str = "", *, at_most: int = 100) -> Sequence[PromptChange]:
        """What was changed, the newest first; an empty `task` stands for any."""
        query = select(prompt_changes.c.value).order_by(prompt_changes.c.generation.desc()).limit(at_most)
        if task:
            query = query.where(prompt_changes.c.task == clean_text(task))
        return [codec(PromptChange).load(value) for value in (await self._connection.execute(query)).scalars()]

    async def answers_as(self, prompt: int, revision: str, at: datetime) -> None:
        """From now on a process answers by this prompt under this revision; known already, it stays as it was."""
        row = {"revision": revision, "prompt": prompt, "at": at}
        await self._connection.execute(upsert(prompt_revisions).values(row).on_conflict_do_nothing())

    async def of_revision(self, revision: str) -> Sequence[PublishedPrompt]:
        """The prompts that have answered as a revision, the newest first: several only where a text came back."""
        query = (
            select(prompts.c.id, prompts.c.value)
            .join(prompt_revisions, prompt_revisions.c.prompt == prompts.c.id)
            .where(prompt_revisions.c.revision == clean_text(revision))
            .order_by(prompts.c.id.desc())
        )
        rows = await self._connection.execute(query)
        return [replace(codec(PublishedPrompt).load(row.value), id=row.id) for row in rows]
