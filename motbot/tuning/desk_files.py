"""The files that a trainer edits on the workbench: read, kept whole or not at all, never outside of their folder."""

import asyncio
import difflib
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from motbot.catalogue import listed, say
from motbot.domain.errors import BadInput, BadPrompt, Failed
from motbot.domain.os_reasons import reason_of
from motbot.domain.prompt import PublishedPrompt
from motbot.domain.publishing import digest_of
from motbot.llm.draft_files import LARGEST_FILE, complete, read_text
from motbot.llm.flaws import Flaw
from motbot.llm.front_matter import read_front_matter
from motbot.llm.prompt_head import KEYS
from motbot.tuning.bench import DEFAULT
from motbot.workbench.asked import CopyAsked, SaveAsked
from motbot.workbench.shown import Conflict, ShownText, ShownVariant

_VARIANTS_AT_MOST = 200
_SUFFIX = ".md"
_READABLE = 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantFile:
    """A variant as it stands on the disk."""

    name: str
    text: str = field(default="", repr=False)
    complete: str = field(default="", repr=False)
    """With its examples put in: what would be published."""
    problem: str = ""

    def shown(self, *, live: PublishedPrompt | None, trial: PublishedPrompt | None) -> ShownVariant:
        """The same in a list; given what is published. A copy under another name says the same, and is not that."""
        title, version = _head(self.text)
        return ShownVariant(
            name=self.name,
            title=title,
            version=version,
            digest=digest_of(self.text) if self.text else "",
            is_live=self._is(live),
            says_what_is_live=self._says(live),
            is_on_trial=self._is(trial),
            problem=self.problem,
        )

    def _says(self, published: PublishedPrompt | None) -> bool:
        return published is not None and bool(self.complete) and digest_of(self.complete) == published.digest

    def _is(self, published: PublishedPrompt | None) -> bool:
        return published is not None and published.variant == self.name and self._says(published)


class VariantFiles:
    """The folder of prompts, as one trainer's desk uses it."""

    def __init__(self, folder: Path, *, tasks: Collection[str], is_own: bool) -> None:
        """Take the folder, its tasks, and whether it is the trainer's own: what came with motbot is only copied."""
        self.folder = folder
        self._tasks = tasks
        self._is_own = is_own
        self._saving = asyncio.Lock()

    def variants(self, task: str) -> Iterator[VariantFile]:
        """All variants of a task, the default first."""
        for name in self._names(task)[:_VARIANTS_AT_MOST]:
            yield self._file(task, name)

    def draft(self, task: str, variant: str) -> VariantFile:
        """One of them, which can be read. Raises BadInput."""
        found = self._file(task, self._known(task, variant))
        if found.problem:
            raise BadPrompt(found.problem)
        return found

    def text(self, task: str, variant: str) -> ShownText:
        """Its text as it stands on the disk. Raises BadInput."""
        text = read_text(self.path(task, self._known(task, variant)), self.folder)
        return ShownText(
            task=task, variant=variant, text=text, digest=digest_of(text), is_shipped=self._is_shipped(variant)
        )

    def completed(self, task: str, variant: str, text: str) -> str:
        """A text that is to stand in that file, with its examples. Raises BadInput."""
        self._check(task)
        return complete(text, path=self.path(task, variant), folder=self.folder)

    def path(self, task: str, variant: str) -> Path:
        """Where a variant stands; its name was checked to be no path."""
        return self.folder / task / f"{variant}{_SUFFIX}"

    async def save(self, asked: SaveAsked) -> ShownText | Conflict:
        """Keep a text, unless the file is another one by now. Raises BadInput and Failed."""
        path = self.path(asked.task, self._known(asked.task, asked.variant))
        if self._is_shipped(asked.variant):
            raise BadInput(
                say(
                    "{path}: came with motbot and stays as it is; copy it under a new name, or set MOTBOT_PROMPTS to "
                    "a folder of your own",
                    path=path,
                )
            )
        _refuse_long(asked.text, path)
        async with self._saving:
            theirs = await asyncio.to_thread(read_text, path, self.folder)
            if digest_of(theirs) != asked.base:
                return Conflict(
                    digest=digest_of(theirs), theirs=theirs, difference=tuple(line_difference(theirs, asked.text))
                )
            await asyncio.to_thread(_replace, path, asked.text)
        return self.text(asked.task, asked.variant)

    async def copy(self, asked: CopyAsked) -> ShownText:
        """Make a variant from another one. Raises BadInput and Failed."""
        source = self.path(asked.task, self._known(asked.task, asked.variant))
        target = self.path(asked.task, asked.name)
        async with self._saving:
            taken = {name.lower() for name in self._names(asked.task)}
            if asked.name in taken:
                raise Failed(say("{name} is there already; choose another name.", name=target.name))
            text = await asyncio.to_thread(read_text, source, self.folder)
            await asyncio.to_thread(_create, target, text)
        return self.text(asked.task, asked.name)

    def _file(self, task: str, name: str) -> VariantFile:
        path = self.path(task, name)
        try:
            text = read_text(path, self.folder)
        except BadPrompt as wrong:
            return VariantFile(name=name, problem=str(wrong))
        try:
            whole = complete(text, path=path, folder=self.folder)
        except BadPrompt as wrong:
            return VariantFile(name=name, text=text, problem=str(wrong))
        return VariantFile(name=name, text=text, complete=whole)

    def _names(self, task: str) -> list[str]:
        self._check(task)
        place = self.folder / task
        if not place.is_dir() or not place.resolve().is_relative_to(self.folder.resolve()):
            return []
        found = (path.name.removesuffix(_SUFFIX) for path in place.iterdir() if path.name.endswith(_SUFFIX))
        return sorted((name for name in found if not name.startswith(".")), key=lambda name: (name != DEFAULT, name))

    def _known(self, task: str, variant: str) -> str:
        """Only what is in the folder can be named, so that no name leads out of it."""
        names = self._names(task)
        if variant not in names:
            raise BadInput(
                say(
                    "{task}/{variant}: there is no such variant; known are {names}",
                    task=task,
                    variant=variant,
                    names=listed(names) or say("none"),
                )
            )
        return variant

    def _check(self, task: str) -> None:
        if task not in self._tasks:
            raise BadInput(say("{task!r} is no task; expected one of {tasks}", task=task, tasks=listed(self._tasks)))

    def _is_shipped(self, variant: str) -> bool:
        return variant == DEFAULT and not self._is_own


def line_difference(theirs: str, mine: str) -> Iterator[tuple[str, str]]:
    """Both texts line by line: "-" where only theirs has it, "+" where only mine has, "" for both."""
    one, other = theirs.splitlines(), mine.splitlines()
    for step, start, end, begin, stop in difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if step == "equal":
            yield from ((line, "") for line in one[start:end])
            continue
        yield from ((line, "-") for line in one[start:end])
        yield from ((line, "+") for line in other[begin:stop])


def _head(text: str) -> tuple[str, str]:
    """What the front matter says of title and version, as far as it can be read."""
    try:
        values = read_front_matter(text, KEYS).values
    except Flaw:
        return "", ""
    title, version = values.get("title", ""), values.get("version", "")
    return (title if isinstance(title, str) else "", version if isinstance(version, str) else "")


def _refuse_long(text: str, path: Path) -> None:
    if len(text.encode()) > LARGEST_FILE:
        raise BadInput(
            say(
                "{path}: has more than {most} bytes; no prompt needs that, shorten it",
                path=path,
                most=LARGEST_FILE,
            )
        )


def _replace(path: Path, text: str) -> None:
    """Put a text in a file's place in one step, with the file's own rights."""
    if path.is_symlink():
        raise Failed(say("{path}: is a link; save to the file itself.", path=path))
    try:
        name = _written(path, text, mode=path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _create(path: Path, text: str) -> None:
    """Make a file with a text in one step; never in the place of another one."""
    try:
        name = _written(path, text, mode=_READABLE)
        try:
            os.link(name, path)
        finally:
            Path(name).unlink()
    except OSError as error:
        raise _unwritable(path, error) from error


def _written(path: Path, text: str, *, mode: int) -> str:
    """A hidden file beside it that holds the text, on the disk for good."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        Path(name).chmod(mode)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return name


def _unwritable(path: Path, error: OSError) -> Failed:
    remedy = (
        say("choose another name") if isinstance(error, FileExistsError) else say("check the folder's rights and space")
    )
    return Failed(
        say("{path}: cannot be written ({reason}); {remedy}.", path=path, reason=reason_of(error), remedy=remedy)
    )
