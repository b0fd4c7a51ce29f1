"""Looks a text of the workbench through, and fills it in with a case: as `motbot prompts check` and `show` do."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from motbot.catalogue import labelled, spoken
from motbot.coaches import Fixed
from motbot.domain.case import Case
from motbot.domain.errors import BadPrompt
from motbot.domain.publishing import digest_of
from motbot.llm.draft_files import complete
from motbot.llm.looking_through import Looked
from motbot.llm.prompt_files import Task, Template
from motbot.llm.published import Templates
from motbot.llm.schema import portable_schema
from motbot.llm.trying import look, untried
from motbot.settings.loading import Settings
from motbot.tuning.bench import drafts
from motbot.tuning.beside_live import PARTS
from motbot.tuning.check_report import Remark
from motbot.tuning.checking import placed_remark, text_facts, tokens_of
from motbot.tuning.showing import questions_of
from motbot.tuning.wish import BenchWish
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.predict import Part
from motbot.workbench.shown import Checked, Rendered, ShownMessages, ShownRemark

_REMEMBERED = 32

Standby = Callable[[], Awaitable[Coaching]]


class Looking:
    """Looks at texts one after the other: several at once slow one another down."""

    def __init__(
        self, settings: Settings, *, tasks: Mapping[str, Task], templates: Templates, standby: Standby
    ) -> None:
        """Take the settings, what prompts are for, who compiles them, and who gives the playbook's coaching."""
        self._settings = settings
        self._tasks = tasks
        self._templates = templates
        self._standby = standby
        self._looks: OrderedDict[tuple[str, str, str], Looked] = OrderedDict()
        self._turn = asyncio.Lock()

    async def check(self, text: str, *, path: Path, task: Task) -> Checked:
        """Everything that is wrong or odd."""
        try:
            whole = self._complete(text, path, task)
        except BadPrompt as wrong:
            return Checked(remarks=(_shown(placed_remark(wrong, path), path),))
        looked = await self._looked(whole, task)
        facts, remarks = await asyncio.to_thread(
            text_facts, looked, whole, path=path, task=task, model=self._settings.config.model.name
        )
        told = tuple(_shown(one, path) for one in remarks)
        if facts is None:
            return Checked(remarks=told)
        return Checked(
            remarks=told,
            system_tokens=facts.system_tokens,
            user_tokens=facts.user_tokens,
            revision=facts.revision,
            examples=facts.examples,
        )

    async def rendered(self, text: str, *, path: Path, task: Task, case: Case | None) -> Rendered:
        """What a model would be sent; about no case, or for a task that cases have no part for, an example of ours."""
        try:
            whole = self._complete(text, path, task)
        except BadPrompt as wrong:
            remark = placed_remark(wrong, path)
            return Rendered(problem=remark.text, line=remark.line)
        looked = await self._looked(whole, task)
        if looked.errors:
            line, problem = looked.errors[0]
            return Rendered(problem=problem, line=line)
        if case is None or task.name not in PARTS:
            return Rendered(messages=(_messages(looked.system, looked.user),))
        template = await self.template(task.name, str(path), whole)
        settings = self._settings
        files = await drafts(settings, BenchWish(), settings.config.model.name, wanted=())
        try:
            asked = await questions_of(
                settings, {**files, task.name: Fixed(template)}, await self._standby(), case, Part(task.name)
            )
        except BadPrompt as wrong:
            remark = placed_remark(wrong, path)
            return Rendered(problem=remark.text, line=remark.line)
        return Rendered(messages=tuple(_messages(one.system, one.user) for one in asked if one.task == task.name))

    async def template(self, task: str, source: str, whole: str) -> Template:
        """The template of a text that is complete in itself, looked through first.

        Raises:
            BadPrompt: with the line and the remedy.
        """
        looked = await self._looked(whole, self._tasks[task])
        if looked.errors:
            line, problem = looked.errors[0]
            raise BadPrompt(labelled(f"{source}:{line}", problem))
        # Compiled here only now that it has been looked through elsewhere.
        return await self._templates.compiled(task, source, whole)

    def _complete(self, text: str, path: Path, task: Task) -> str:
        return complete(text, path=path, folder=path.parent.parent, schema=portable_schema(task.answer))

    async def _looked(self, whole: str, task: Task) -> Looked:
        key = (task.name, digest_of(whole), spoken())
        async with self._turn:
            if key not in self._looks:
                looked = await asyncio.to_thread(look, whole, task=task)
                if looked == untried():
                    return looked
                self._looks[key] = looked
                while len(self._looks) > _REMEMBERED:
                    self._looks.popitem(last=False)
            self._looks.move_to_end(key)
            return self._looks[key]


def _messages(system: str, user: str) -> ShownMessages:
    return ShownMessages(system=system, user=user, system_tokens=tokens_of(system), user_tokens=tokens_of(user))


def _shown(remark: Remark, path: Path) -> ShownRemark:
    """A remark about another file, as the file of examples, names it; the editor has no line for it."""
    if remark.file == str(path):
        return ShownRemark(line=remark.line, text=remark.text, is_error=remark.is_error)
    told = labelled(f"{Path(remark.file).name}:{remark.line}", remark.text)
    return ShownRemark(line=0, text=told, is_error=remark.is_error)
