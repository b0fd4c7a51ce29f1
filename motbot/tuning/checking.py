"""`motbot prompts check`: looks every prompt, file of examples, case and the playbook through, offline."""

import asyncio
import hashlib
import math
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from motbot.catalogue import labelled, say
from motbot.coaches import playbook_coaching
from motbot.domain.errors import BadDialogue, BadInput, BadPrompt, Failed
from motbot.domain.os_reasons import reason_of
from motbot.llm.draft_files import read_draft, read_text
from motbot.llm.example_bank import check_bank
from motbot.llm.flaws import Flaw
from motbot.llm.looking_through import Looked
from motbot.llm.prompt_files import Task, Template
from motbot.llm.schema import portable_schema, schema_problems
from motbot.llm.trying import look
from motbot.settings.loading import Settings
from motbot.transcripts.labelled import read_cases
from motbot.tuning.bench import bench_tasks
from motbot.tuning.check_report import Checked, PromptFacts, Remark, report_tables, write_report
from motbot.tuning.check_targets import Kind, Target, find_targets

_AT_ONCE = 2
_PLACED = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::\d+)?(?:: |\N{FULLWIDTH COLON})(?P<text>.+)", re.DOTALL)
"""However the reader's language writes its colon."""
_BYTES_PER_TOKEN = 4
"""Bytes of UTF-8: within a third of the true count for English, Chinese and both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What one target gave."""

    prompt: PromptFacts | None = None
    cases: int = 0
    waiting: int = 0
    remarks: tuple[Remark, ...] = ()


async def check_prompts(settings: Settings, paths: Sequence[Path], *, json: Path | None) -> None:
    """Check, show, write.

    Raises:
        BadInput: a path does not exist.
        Failed: there are errors; they have been shown, each with file, line and remedy.
    """
    errors = Console(stderr=True, highlight=False)
    with errors.status(say("Checking")):
        checked = await check(settings, paths)
    if json is not None:
        write_report(json, checked)
    if str(json) != "-":
        console = Console(file=sys.stdout, highlight=False)
        for piece in report_tables(checked):
            console.print(piece, soft_wrap=True)
    if checked.errors:
        files = len({one.file for one in checked.errors})
        raise Failed(
            say(
                "errors: {errors}, in files: {files}; nothing of them can be published.",
                errors=len(checked.errors),
                files=files,
            )
        )


async def check(settings: Settings, paths: Sequence[Path]) -> Checked:
    """Check everything below the paths, or below the folder of prompts. Raises BadInput."""
    tasks = bench_tasks(settings)
    targets = find_targets(paths, prompts=settings.prompts, tasks=tasks)
    slots = asyncio.Semaphore(_AT_ONCE)

    async def looked(target: Target) -> _Found:
        async with slots:
            return await asyncio.to_thread(_look_at, target, settings, tasks)

    found = await asyncio.gather(*map(looked, targets))
    return Checked(
        prompts=tuple(one.prompt for one in found if one.prompt),
        cases={str(one.path): each.cases for one, each in zip(targets, found, strict=True) if one.kind is Kind.CASES},
        waiting={str(one.path): each.waiting for one, each in zip(targets, found, strict=True) if each.waiting},
        # Once each: a file of examples is read for itself and for its prompt.
        remarks=tuple(
            dict.fromkeys(
                (
                    *(remark for one in found for remark in one.remarks),
                    *_twins(targets, found),
                    *_schemas(tasks, {one.task for one in targets if one.kind is Kind.PROMPT}),
                )
            )
        ),
    )


def _look_at(target: Target, settings: Settings, tasks: Mapping[str, Task]) -> _Found:
    """Look at one of them; whatever is wrong with it is a remark."""
    name = str(target.path)
    try:
        return _found_in(target, settings, tasks)
    except Flaw as wrong:
        remark = Remark(file=name, line=wrong.line, text=str(wrong))
    except BadInput as wrong:
        remark = placed_remark(wrong, target.path)
    except OSError as error:  # no process could be started
        remark = Remark(
            file=name, line=1, text=say("it could not be tried ({reason}); try again", reason=reason_of(error))
        )
    return _Found(remarks=(remark,))


def _found_in(target: Target, settings: Settings, tasks: Mapping[str, Task]) -> _Found:
    match target.kind:
        case Kind.PROMPT:
            return _prompt(target, tasks[target.task], model=settings.config.model.name)
        case Kind.CASES:
            return _cases(target)
        case Kind.ASTRAY:
            return _Found(remarks=(Remark(file=str(target.path), line=1, text=target.problem),))
        case Kind.EXAMPLES:
            check_bank(read_text(target.path, target.folder), portable_schema(tasks[target.task].answer))
        case Kind.PLAYBOOK:
            playbook_coaching(target.folder, settings.config)
    return _Found()


def _prompt(target: Target, task: Task, *, model: str) -> _Found:
    text = read_draft(target.path, folder=target.folder, schema=portable_schema(task.answer))
    facts, remarks = text_facts(look(text, task=task), text, path=target.path, task=task, model=model)
    return _Found(prompt=facts, remarks=remarks)


def text_facts(
    looked: Looked, text: str, *, path: Path, task: Task, model: str
) -> tuple[PromptFacts | None, tuple[Remark, ...]]:
    """What can be said of a prompt's text that was looked through; no facts of one that cannot be used."""
    name = str(path)
    remarks = (
        *(Remark(file=name, line=line, text=told) for line, told in looked.errors),
        *(Remark(file=name, line=line, text=told, is_error=False) for line, told in looked.warnings),
    )
    if not looked.system or looked.errors:
        return None, remarks
    # Compiled here only now that it has been compiled elsewhere.
    template = Template(text=text, source=name, task=task, model=model)
    facts = PromptFacts(
        file=name,
        task=task.name,
        variant=path.stem,
        version=template.version,
        revision=template.revision,
        system_tokens=tokens_of(looked.system),
        user_tokens=tokens_of(looked.user),
        system_sha256=hashlib.sha256(looked.system.encode()).hexdigest(),
        examples=looked.examples,
    )
    return facts, remarks


def tokens_of(text: str) -> int:
    """About how many tokens a text is, whatever the model."""
    return math.ceil(len(text.encode()) / _BYTES_PER_TOKEN)


def _cases(target: Target) -> _Found:
    if not target.path.resolve().is_relative_to(target.folder.resolve()):
        raise BadPrompt(
            say(
                "{path}:1: lies outside of {folder}; put the file itself there, no link to it",
                path=target.path,
                folder=target.folder,
            )
        )
    read = read_cases([target.path])
    odd = tuple(Remark(file=one.file, line=one.line, text=one.text, is_error=False) for one in read.odd)
    return _Found(cases=len(read.cases), waiting=read.waiting, remarks=odd)


def _twins(targets: Sequence[Target], found: Sequence[_Found]) -> list[Remark]:
    """Ids and splits that contradict one another in files which are each in order."""
    files = [one.path for one, each in zip(targets, found, strict=True) if one.kind is Kind.CASES and each.cases]
    try:
        if len(files) > 1:
            read_cases(files)
    except BadDialogue as wrong:
        return [placed_remark(wrong, files[0])]
    return []


def _schemas(tasks: Mapping[str, Task], checked: set[str]) -> list[Remark]:
    """What is wrong with the shapes that servers are sent: no trainer's fault, but told all the same."""
    return [
        Remark(file=name, line=1, text=say("the shape of the answer: {problem}", problem=problem))
        for name in sorted(checked & set(tasks))
        for problem in schema_problems(portable_schema(tasks[name].answer))
    ]


def placed_remark(wrong: BadInput, path: Path) -> Remark:
    """An error with its place; one that names none is about the whole file."""
    placed = _PLACED.fullmatch(str(wrong))
    if placed is None:
        return Remark(file=str(path), line=1, text=_alone(str(wrong), str(path)))
    return Remark(file=placed["file"], line=int(placed["line"]), text=placed["text"])


def _alone(told: str, place: str) -> str:
    """What is said of a place, without its name."""
    return told.removeprefix(labelled(place, ""))
