"""Finds the cases of a run: in files, folders or the shipped ones, of one split and of some ids where asked for."""

from pathlib import Path

from rich.console import Console
from rich.text import Text

from motbot.domain.case import Case
from motbot.domain.errors import BadInput
from motbot.domain.safe_text import without_hidden
from motbot.settings.loading import Settings
from motbot.transcripts.labelled import read_cases
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
    for odd in read.odd[:_SHOWN]:
        console.print(Text.assemble(("odd", "yellow"), f" {without_hidden(str(odd))}"), soft_wrap=True)
    if len(read.odd) > _SHOWN:
        console.print(f"[yellow]odd[/] and {len(read.odd) - _SHOWN} more labels; `motbot prompts check` names them all")
    if read.waiting:
        told = (
            f"{read.waiting} more cases wait to be accepted, and nothing is measured on them (`motbot prompts accept`)"
        )
        console.print(told, highlight=False, soft_wrap=True)
    if not read.cases:
        raise BadInput(f"no case of {', '.join(map(str, paths))} is accepted yet; see `motbot prompts accept`")
    known = {case.id for case in read.cases}
    if unknown := [one for one in wish.only if one not in known]:
        waits = "; cases that wait to be accepted are not run" if read.waiting else ""
        raise BadInput(
            f"{unknown[0]!r} is no case of {', '.join(map(str, paths))}; known: {_few(sorted(known))}{waits}"
        )
    chosen = tuple(
        case
        for case in read.cases
        if (wish.split is None or case.split is wish.split) and (not wish.only or case.id in wish.only)
    )
    if not chosen:
        raise BadInput(f"no case of {', '.join(map(str, paths))} is for {wish.split}; leave --split out, or label some")
    return chosen


def _shipped(settings: Settings) -> Path:
    folder = settings.prompts / "cases"
    if not folder.is_dir():
        raise BadInput(f"{folder}: there are no cases; name some with --cases")
    return folder


def _few(ids: list[str]) -> str:
    return ", ".join(ids[:_SHOWN]) + (", ..." if len(ids) > _SHOWN else "")
