"""Finds what `motbot prompts check` is to look at: prompts, files of examples, files of cases, and the playbook."""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from motbot.catalogue import say
from motbot.domain.errors import BadInput, BadPrompt
from motbot.llm.draft_files import read_text
from motbot.llm.flaws import nearest

_TASK = re.compile(r"^task:[ \t]*[\"']?(\w+)", re.MULTILINE)
_HEAD = 4000
"""Characters in which a file has to say what it is."""
_YAML = frozenset({".yaml", ".yml"})
_FILES_AT_MOST = 2000
_PROPOSED = "proposed"
"""The folder of cases that wait to be accepted, below that of the others."""


class Kind(StrEnum):
    """What a file is."""

    PROMPT = "prompt"
    EXAMPLES = "examples"
    CASES = "cases"
    PLAYBOOK = "playbook"
    ASTRAY = "astray"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One file, or the folder of the playbook."""

    kind: Kind
    path: Path
    folder: Path
    """Nothing outside of it is read."""
    task: str = ""
    """Of prompts and examples."""
    problem: str = ""
    """Of a file that is astray: why, and what to do."""


def find_targets(paths: Collection[Path], *, prompts: Path, tasks: Collection[str]) -> list[Target]:
    """Everything below these paths, or below the folder of prompts where none is named, in the order of the names.

    Raises:
        BadInput: a path does not exist.
    """
    found: dict[Path, Target] = {}
    for path in paths or (prompts,):
        if not os.path.lexists(path):
            raise BadInput(
                say("{path}: there is no such file or folder; name a prompt, a file of cases or a folder", path=path)
            )
        for target in _below(path, prompts, tasks) if path.is_dir() else [_of_file(path, path.parent, tasks)]:
            found.setdefault(target.path, target)
            if len(found) > _FILES_AT_MOST:
                raise BadInput(
                    say(
                        "{path}: holds more than {most} files; name the folder of prompts",
                        path=path,
                        most=_FILES_AT_MOST,
                    )
                )
    return list(found.values())


def _below(folder: Path, prompts: Path, tasks: Collection[str]) -> Iterator[Target]:
    """What stands in a folder of prompts, of one task, or of cases."""
    if folder.name in tasks:
        yield from _files(folder, folder.parent, tasks)
        return
    inside = _listed(folder)
    is_root = folder.resolve() == prompts.resolve() or any(one.name in tasks for one in inside)
    if not is_root:
        yield from _files(folder, folder, tasks)
        return
    for one in inside:
        if one.name == "playbook" and one.is_dir():
            yield Target(kind=Kind.PLAYBOOK, path=one, folder=folder)
        elif one.is_dir() or one.is_symlink():
            yield from _files(one, folder, tasks)
    for task in sorted(tasks):
        default = folder / task / "default.md"
        if not os.path.lexists(default):
            yield Target(
                kind=Kind.ASTRAY,
                path=default,
                folder=folder,
                problem=say("is missing; it is what a first start publishes"),
            )


def _files(folder: Path, root: Path, tasks: Collection[str]) -> Iterator[Target]:
    if not folder.resolve().is_relative_to(root.resolve()):
        problem = say("leads out of {root}; put the folder itself there, not a link to it", root=root)
        yield Target(kind=Kind.ASTRAY, path=folder, folder=root, problem=problem)
        return
    for path in _listed(folder):
        if path.suffix == ".md" or path.suffix in _YAML:
            yield _of_file(path, root, tasks)
        elif path.name == _PROPOSED and path.is_dir():
            yield from _files(path, root, tasks)


def _listed(folder: Path) -> list[Path]:
    shown = (path for path in folder.iterdir() if not path.name.startswith("."))
    return sorted(islice(shown, _FILES_AT_MOST))


def _of_file(path: Path, folder: Path, tasks: Collection[str]) -> Target:
    """What a file is, by its place and its first lines; reading it for good is another's matter."""
    try:
        head = read_text(path, folder)[:_HEAD]
    except BadPrompt:
        head = ""  # whoever reads it for good says why
    if path.suffix in _YAML and "motbot-examples/" not in head:
        return Target(kind=Kind.CASES, path=path, folder=folder)
    kind = Kind.EXAMPLES if path.suffix in _YAML else Kind.PROMPT
    named = _TASK.search(head)
    task = path.absolute().parent.name
    if task not in tasks and named:
        task = named[1]
    if task not in tasks and head:
        problem = say(
            "`{task}` is no task; {nearest}; put the file into the folder of its task",
            task=task,
            nearest=nearest(task, tasks),
        )
        return Target(kind=Kind.ASTRAY, path=path, folder=folder, problem=problem)
    return Target(kind=kind, path=path, folder=folder, task=task)
