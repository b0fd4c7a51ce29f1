"""Finds the cases of a run: in files, folders or the shipped ones, of one split and of some ids where asked for."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from motbot.catalogue import listed, say
from motbot.domain.case import Case
from motbot.domain.errors import BadInput
from motbot.domain.safe_text import without_hidden
from motbot.settings.loading import Settings
from motbot.transcripts.labelled import CaseFile, read_cases
from motbot.tuning.wish import CasesWish

_SHOWN = 10


def cases_of(settings: Settings, wish: CasesWish, console: Console) -> tuple[Case, ...]:
    """Read and choose; what looks odd in labels is told on the console, and used all the same.

    Raises:
        BadDialogue: a file makes no sense.
        BadInput: nothing is left to be run.
    """
    paths = tuple(wish.paths) or (_shipped(settings),)
    read = read_cases(paths)
    _tell(read, console)
    if not read.cases:
        raise BadInput(
            say("no case of {paths} is accepted yet; see `motbot prompts accept`", paths=listed(map(str, paths)))
        )
    known = {case.id for case in read.cases}
    if unknown := [one for one in wish.only if one not in known]:
        waits = say("; cases that wait to be accepted are not run") if read.waiting else ""
        raise BadInput(
            say(
                "{unknown!r} is no case of {paths}; known: {known}{waits}",
                unknown=unknown[0],
                paths=listed(map(str, paths)),
                known=_few(sorted(known)),
                waits=waits,
            )
        )
    chosen = tuple(
        case
        for case in read.cases
        if (wish.split is None or case.split is wish.split) and (not wish.only or case.id in wish.only)
    )
    if not chosen:
        raise BadInput(
            say(
                "no case of {paths} is for {split}; leave --split out, or label some",
                paths=listed(map(str, paths)),
                split=wish.split,
            )
        )
    return chosen


def _tell(read: CaseFile, console: Console) -> None:
    for odd in read.odd[:_SHOWN]:
        console.print(Text.assemble((say("odd"), "yellow"), f" {without_hidden(str(odd))}"), soft_wrap=True)
    if len(read.odd) > _SHOWN:
        more = len(read.odd) - _SHOWN
        console.print(say("[yellow]odd[/] and more labels: {count}; `motbot prompts check` names them all", count=more))
    if read.waiting:
        told = say(
            "cases that wait to be accepted: {waiting}; nothing is measured on them (`motbot prompts accept`)",
            waiting=read.waiting,
        )
        console.print(told, highlight=False, soft_wrap=True)


def _shipped(settings: Settings) -> Path:
    folder = settings.prompts / "cases"
    if not folder.is_dir():
        raise BadInput(say("{folder}: there are no cases; name some with --cases", folder=folder))
    return folder


def _few(ids: list[str]) -> str:
    return listed([*ids[:_SHOWN], *(["..."] if len(ids) > _SHOWN else [])])
