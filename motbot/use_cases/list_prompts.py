"""Tells what is in force of a task's prompts, and what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import PromptChange
from motbot.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptsLog:
    """What is in force, and how it came to be."""

    standings: Mapping[str, Standing]
    changes: Sequence[PromptChange]
    """The newest first."""
    prompts: Mapping[int, PublishedPrompt]
    """Every published prompt that the others speak of, by its id."""


class ListPrompts:
    """Reads; changes nothing."""

    def __init__(self, *, store: Store) -> None:
        """Take where prompts are kept."""
        self._store = store

    async def __call__(self, task: str = "", *, at_most: int = 100) -> PromptsLog:
        """What is known of a task, or of all where none is named. Raises StorageUnavailable."""
        async with self._store.begin() as tx:
            standings = {name: one for name, one in (await tx.prompts.standings()).items() if task in {"", name}}
            changes = await tx.prompts.changes(task, at_most=at_most)
            spoken_of = [*standings.values(), *(one.standing for one in changes)]
            ids = {number for one in spoken_of for number in (one.live, one.before, one.trial) if number}
            found = [await tx.prompts.get(one) for one in sorted(ids)]
        return PromptsLog(
            standings=standings,
            changes=changes,
            prompts={one.id: one for one in found if one is not None},
        )

    async def of_revision(self, revision: str) -> Sequence[PublishedPrompt]:
        """The published prompts behind the revision that an assessment, a nudge or a sheet carries."""
        async with self._store.begin() as tx:
            return await tx.prompts.of_revision(revision)
