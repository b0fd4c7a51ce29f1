"""Takes back the newest change of a task's prompts: a trial, or else the live prompt for the one it replaced."""

import structlog

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.domain.prompt import Standing
from motbot.domain.publishing import ChangeKind, PromptChange, rolled_back
from motbot.ports.clock import Clock
from motbot.ports.store import Store, Transaction
from motbot.use_cases.publish_prompt import Check

FAR_BACK = 10_000
"""Changes of a task that are looked through for what a prompt had replaced."""

log = structlog.get_logger()


class RollBackPrompt:
    """Rolls back, as often as there is something to go back to. Every process follows within seconds."""

    def __init__(self, *, store: Store, clock: Clock, check: Check) -> None:
        """Take where prompts are kept, and who tries a text before it is live again."""
        self._store = store
        self._clock = clock
        self._check = check

    async def __call__(self, task: str, *, by: str, reason: str = "") -> PromptChange:
        """Roll back.

        Raises:
            BadPrompt: the prompt to go back to can no longer be used; the live one stays.
            Failed: there is nothing to go back to.
            StorageUnavailable: nothing has changed.
        """
        await self._try_before(task)
        async with self._store.begin(durable=True) as tx:
            await tx.prompts.take_turn()
            now = (await tx.prompts.standings()).get(task)
            if now is None or not (now.trial or now.before):
                raise Failed(
                    say("There is no earlier {task} prompt to go back to; promote another one instead.", task=task)
                )
            change = await tx.prompts.change(
                PromptChange(
                    kind=ChangeKind.TRIAL_ENDED if now.trial else ChangeKind.ROLLED_BACK,
                    standing=rolled_back(now, before=await _replaced_by(tx, now)),
                    by=by,
                    reason=reason,
                    at=self._clock.now(),
                )
            )
        standing = change.standing
        log.info("prompt.rolled_back", task=task, prompt=standing.live, generation=standing.generation)
        return change

    async def _try_before(self, task: str) -> None:
        """Nobody is helped by going back to what no process can render: each would keep what is to go."""
        async with self._store.begin() as tx:
            now = (await tx.prompts.standings()).get(task)
            prompt = await tx.prompts.get(now.before) if now and now.before and not now.trial else None
        if prompt is not None:
            await self._check(task, f"published {task} prompt {prompt.id}", prompt.text)


async def _replaced_by(tx: Transaction, now: Standing) -> int:
    """What the prompt to go back to had replaced in its turn."""
    past = await tx.prompts.changes(now.task, at_most=FAR_BACK)
    return next((one.standing.before for one in past if one.standing.live == now.before), 0)
