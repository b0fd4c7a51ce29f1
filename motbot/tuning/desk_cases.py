"""The cases that a trainer chooses from on the workbench: listed, read, and put into words with their labels."""

import asyncio
import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from motbot.catalogue import labelled, say, with_aside
from motbot.domain.case import Case
from motbot.domain.errors import BadInput
from motbot.domain.message import Line
from motbot.domain.value_words import in_words
from motbot.settings.loading import Settings
from motbot.tuning.cases import cases_of
from motbot.tuning.outputs import with_evidence
from motbot.tuning.wish import CasesWish
from motbot.workbench.shown import CaseLine, CaseList, CaseWords, ShownCase

_Stamp = tuple[tuple[str, int, int], ...]
_YAML = frozenset({".yaml", ".yml"})


class CaseShelf:
    """Reads the files of cases, and again when one of them has changed."""

    def __init__(self, settings: Settings, *, paths: Sequence[Path]) -> None:
        """Take where the cases are; none means the shipped ones."""
        self._settings = settings
        self._paths = tuple(paths)
        self._read: tuple[Case, ...] = ()
        self._stamp: _Stamp | None = None
        self._reading = asyncio.Lock()

    async def all(self) -> tuple[Case, ...]:
        """Every case. Raises BadInput: a file makes no sense, or there is none."""
        async with self._reading:
            stamp = await asyncio.to_thread(self._stamped)
            if stamp != self._stamp:
                self._read = await asyncio.to_thread(self._cases)
                self._stamp = stamp
            return self._read

    async def listed(self) -> CaseList:
        """All of them in a list, or why there are none."""
        try:
            return CaseList(cases=tuple(map(_line, await self.all())))
        except BadInput as wrong:
            return CaseList(problem=str(wrong))

    async def named(self, ids: Collection[str]) -> tuple[Case, ...]:
        """Those with these ids; all where none is named. Raises BadInput: there is no such case."""
        found = {case.id: case for case in await self.all()}
        if unknown := next((one for one in ids if one not in found), None):
            raise BadInput(
                say("{unknown!r} is no case; load the page again, its file may have changed", unknown=unknown)
            )
        return tuple(found[one] for one in dict.fromkeys(ids)) if ids else tuple(found.values())

    async def one(self, name: str) -> Case:
        """One of them. Raises BadInput."""
        return (await self.named([name]))[0]

    def _cases(self) -> tuple[Case, ...]:
        nobody = Console(file=io.StringIO())
        return cases_of(self._settings, CasesWish(paths=self._paths), nobody)

    def _stamped(self) -> _Stamp:
        """What tells a changed file: times and sizes."""
        found: list[Path] = []
        for path in self._paths or (self._settings.prompts / "cases",):
            found += sorted(one for one in path.iterdir() if one.suffix in _YAML) if path.is_dir() else [path]
        stats = ((str(path), path.stat()) for path in found if path.exists())
        return tuple((name, one.st_mtime_ns, one.st_size) for name, one in stats)


def _line(case: Case) -> CaseLine:
    return CaseLine(
        id=case.id,
        title=case.title,
        language=case.language.value,
        split=case.split.value,
        tags=case.tags,
        file=Path(case.file).name,
        is_moment=case.gold.is_moment,
        has_reply=case.reply is not None,
    )


def shown_case(case: Case) -> ShownCase:
    """A case to be read: what was said, the reply at the end, and the labels."""
    said = [_words(case, line, is_judged=line.ts in case.view.focus) for line in case.view.lines]
    if case.reply is not None:
        said += [_words(case, line, is_judged=False) for line in (*case.reply.before, case.reply.line)]
    return ShownCase(
        id=case.id, title=case.title, lines=tuple(said), facts=case.view.facts, labels=tuple(_labels(case))
    )


def _words(case: Case, line: Line, *, is_judged: bool) -> CaseWords:
    return CaseWords(
        who=case.called.get(line.author, case.names.get(line.author, line.author)),
        side=line.side.value,
        at=line.at.astimezone(case.view.zone).isoformat(" ", "minutes"),
        text=line.text,
        is_judged=is_judged,
    )


def _labels(case: Case) -> Iterator[tuple[str, str]]:
    """The labels, each by the name of its kind."""
    gold = case.gold
    yield ("moment", in_words(gold.urgency)) if gold.is_moment else ("no_moment", in_words(gold.negative_type or ""))
    for one in gold.expectations:
        yield one.kind.value, with_evidence(one.text, one.quote, one.cue)
    if gold.say_no:
        yield "say_no", gold.say_no_what
    if case.reply is not None:
        for promise in case.reply.promises:
            yield "promise", labelled(promise.what, promise.due_text or in_words(promise.strength))
        if case.reply.score is not None:
            low, high = case.reply.low or 0, case.reply.high or 0
            yield "score", with_aside(_signed(case.reply.score), f"{_signed(low)} … {_signed(high)}")


def _signed(score: int) -> str:
    return f"{score:+d}" if score else "0"
