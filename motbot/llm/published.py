"""The templates in force: published ones only, followed within seconds, each conversation always with its own."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from motbot.catalogue import listed, say
from motbot.domain.errors import BadPrompt, StorageUnavailable
from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import digest_of, is_unchanged
from motbot.llm.fencing import TagSource, random_tag
from motbot.llm.prompt_files import Task, Template
from motbot.llm.trying import tried_template
from motbot.ports.clock import Clock
from motbot.ports.store import Store

EVERY = 1.0
"""Seconds between two looks: a look reads a handful of rows, and asks no more of a database than to answer."""
TRIED_AGAIN = timedelta(seconds=30)
"""What was wrong may have been put right in the database."""
FAR_BACK = 50
"""Earlier prompts of a task that are tried at a start whose live one cannot be used."""

REMEMBERED = 64
"""Texts."""

log = structlog.get_logger()


class Templates:
    """Compiles texts, each once: the last few are remembered."""

    def __init__(self, *, tasks: Mapping[str, Task], model: str, tags: TagSource = random_tag) -> None:
        """Take what prompts are for, what will answer them, and who makes the tags of their fences."""
        self._tasks = tasks
        self._model = model
        self._tags = tags
        self._known: dict[tuple[str, str], Template] = {}

    async def tried(self, task: str, source: str, text: str) -> Template:
        """The template of a text that nobody has tried yet: it is tried in a process of its own first.

        Raises:
            BadPrompt: there is no such task, or the text cannot be used, with line and remedy.
        """
        key = (task, digest_of(text))
        if key not in self._known:
            found = self._task(task, source)
            self._keep(
                key,
                await tried_template(text=text, source=source, task=found, model=self._model, tags=self._tags),
            )
        return self._known[key]

    async def compiled(self, task: str, source: str, text: str) -> Template:
        """The template of a text that was tried before it was published, or came with motbot. Raises likewise.

        No time limit holds here, which a busy machine would take for the text's fault: a rollback must come through.
        """
        key = (task, digest_of(text))
        if key not in self._known:
            made = await asyncio.to_thread(
                Template, text=text, source=source, task=self._task(task, source), model=self._model, tags=self._tags
            )
            self._keep(key, made)
        return self._known[key]

    def _keep(self, key: tuple[str, str], template: Template) -> None:
        while len(self._known) >= REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self._known[key] = template

    def _task(self, name: str, source: str) -> Task:
        if name not in self._tasks:
            raise BadPrompt(
                say(
                    "{source}: {name!r} is no task; expected one of {tasks}",
                    source=source,
                    name=name,
                    tasks=listed(self._tasks),
                )
            )
        return self._tasks[name]


async def usable(templates: Templates, prompt: PublishedPrompt | None, number: int) -> Template:
    """The template of a published prompt, as it came from the database; None stands for none of that number.

    Raises:
        BadPrompt: it cannot be used, and why.
    """
    if prompt is None:
        raise BadPrompt(say("published prompt {number}: is not in the database; promote another one", number=number))
    source = say(
        "published {task} prompt {number} ({variant})", task=prompt.task, number=number, variant=prompt.variant
    )
    if not is_unchanged(prompt):
        raise BadPrompt(say("{source}: its text was changed in the database; promote the text you want", source=source))
    return await templates.compiled(prompt.task, source, prompt.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What answers one conversation: a published prompt, compiled."""

    prompt: int
    template: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refused:
    """A published text that this process cannot use."""

    told: str
    at: datetime


class PromptsInForce:
    """Published prompts, as one process uses them. A text it cannot use leaves the last good one in force."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        tasks: Collection[str],
        templates: Templates,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take where prompts are kept, and who compiles them; nothing is in force before `load`."""
        self._store = store
        self._clock = clock
        self._tasks = tasks
        self._templates = templates
        self._sleep = sleep
        self._standings: dict[str, Standing] = {}
        self._usable: dict[int, Template] = {}
        self._refused: dict[int, _Refused] = {}
        self._good: dict[str, int] = {}

    @property
    def refused(self) -> Mapping[str, str]:
        """By task, why a prompt that should be in force is not."""
        return {
            task: self._refused[one].told
            for task, standing in self._standings.items()
            for one in _ids(standing)
            if one in self._refused
        }

    def chosen(self, task: str, conversation: str = "") -> Chosen:
        """What answers a conversation now: always the same, until somebody promotes or rolls back."""
        wanted = self._standings[task].chosen(conversation)
        prompt = wanted if wanted in self._usable else self._good[task]
        return Chosen(prompt=prompt, template=self._usable[prompt])

    def template(self, task: str) -> Template:
        """The live template of a task, for whoever answers no conversation in particular."""
        return self.chosen(task).template

    async def load(self) -> None:
        """Read what is in force.

        Raises:
            BadPrompt: a task has no published prompt that can be used, and the remedy.
            StorageUnavailable: the database does not answer just now.
        """
        await self.look()
        for task in self._tasks:
            if task not in self._good:
                await self._find_earlier(task)

    async def follow(self) -> None:
        """Follow every change from now on; never ends."""
        while True:
            await self._sleep(EVERY)
            try:
                await self.look()
            except StorageUnavailable as error:
                log.warning("prompts.not_followed", error=type(error).__name__)

    async def look(self) -> None:
        """Look once, and put in force what is new. Raises StorageUnavailable."""
        async with self._store.begin() as tx:
            standings = await tx.prompts.standings()
        behind = [standings[task] for task in self._tasks if task in standings and self._is_behind(standings[task])]
        # Side by side: a text that takes its time holds up no other task.
        await asyncio.gather(*map(self._bring_in, behind))
        self._forget()

    def _is_behind(self, standing: Standing) -> bool:
        again = self._clock.now() - TRIED_AGAIN
        late = (self._refused[one].at <= again for one in _ids(standing) if one in self._refused)
        return self._standings.get(standing.task) != standing or any(late)

    async def _bring_in(self, standing: Standing) -> None:
        for one in _ids(standing):
            if one not in self._usable:
                await self._try(one)
        self._standings[standing.task] = standing
        if standing.live in self._usable:
            self._good[standing.task] = standing.live
        log.info(
            "prompts.followed",
            task=standing.task,
            live=standing.live,
            trial=standing.trial,
            generation=standing.generation,
            in_force=self._good.get(standing.task, 0),
        )

    async def _try(self, number: int) -> bool:
        """Compile a published text; one that cannot be used is reported."""
        async with self._store.begin() as tx:
            prompt = await tx.prompts.get(number)
        try:
            template = await usable(self._templates, prompt, number)
        except BadPrompt as wrong:
            known = self._refused.get(number)
            self._refused[number] = _Refused(told=str(wrong), at=self._clock.now())
            if known is None:
                log.warning("prompt.unusable", prompt=number)
            return False
        # Before anybody is answered by it: every decision's revision leads back to what was published.
        async with self._store.begin(durable=True) as tx:
            await tx.prompts.answers_as(number, template.revision, self._clock.now())
        self._usable[number] = template
        self._refused.pop(number, None)
        return True

    async def _find_earlier(self, task: str) -> None:
        """The newest prompt that was live once and can be used."""
        async with self._store.begin() as tx:
            past = await tx.prompts.changes(task, at_most=FAR_BACK)
        for number in dict.fromkeys(one.standing.live for one in past):
            if number not in self._refused and await self._try(number):
                self._good[task] = number
                log.warning("prompt.earlier_in_force", task=task, prompt=number)
                return
        told = self.refused.get(task, say("none was published"))
        raise BadPrompt(
            say(
                "No published {task} prompt can be used ({told}); run: motbot prompts promote {task} default",
                task=task,
                told=told,
            )
        )

    def _forget(self) -> None:
        """Keep the templates that may be wanted next: those in force, and those that a rollback brings back."""
        wanted = {number for one in self._standings.values() for number in (*_ids(one), one.before)}
        wanted.update(self._good.values())
        self._usable = {number: template for number, template in self._usable.items() if number in wanted}
        self._refused = {number: refused for number, refused in self._refused.items() if number in wanted}


def _ids(standing: Standing) -> Iterable[int]:
    return [number for number in (standing.live, standing.trial) if number]
