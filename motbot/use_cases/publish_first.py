"""Publishes the shipped prompts of tasks that nothing was published for yet: at a first start, or with a new task."""

from asyncio import gather
from collections.abc import Callable, Collection, Sequence

import structlog

from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import ChangeKind, PromptChange, promoted
from motbot.ports.clock import Clock
from motbot.ports.store import Store
from motbot.use_cases.publish_prompt import Check, Draft

OURSELVES = "motbot"

log = structlog.get_logger()


class PublishFirst:
    """Publishes what is missing; what was published once is never touched, whatever the files say by now."""

    def __init__(self, *, store: Store, clock: Clock, shipped: Callable[[str], Draft], check: Check) -> None:
        """Take where prompts are kept, who reads the shipped one of a task, and who tries it first."""
        self._store = store
        self._clock = clock
        self._shipped = shipped
        self._check = check

    async def __call__(self, tasks: Collection[str]) -> tuple[PromptChange, ...]:
        """Publish the missing ones of these tasks; of processes that start at once one does.

        Raises:
            BadPrompt: a shipped file cannot be used.
            StorageUnavailable: nothing was published.
        """
        async with self._store.begin() as tx:
            known = await tx.prompts.standings()
        drafts = [self._shipped(task) for task in tasks if task not in known]
        checked = await gather(*(self._check(one.task, one.name, one.text) for one in drafts))
        now = self._clock.now()
        new = [one.published(says, by=OURSELVES, at=now) for one, says in zip(drafts, checked, strict=True)]
        return await self._publish(new) if new else ()

    async def _publish(self, new: Sequence[PublishedPrompt]) -> tuple[PromptChange, ...]:
        async with self._store.begin(durable=True) as tx:
            await tx.prompts.take_turn()
            known = await tx.prompts.standings()
            made = []
            for one in new:
                if one.task not in known:
                    prompt = await tx.prompts.add(one)
                    standing = promoted(Standing(task=one.task, live=0), prompt.id)
                    change = PromptChange(kind=ChangeKind.FIRST, standing=standing, by=OURSELVES, at=one.at)
                    made.append(await tx.prompts.change(change))
        log.info("prompt.first_published", tasks=[one.standing.task for one in made])
        return tuple(made)
