"""Reviews what the command line names: states the cost, judges, shows the sheets and writes the files."""

import asyncio
import sys
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import typer
from pydantic import SecretStr
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from motbot.catalogue import listed, say
from motbot.clock import SystemClock
from motbot.coaches import coaching_of
from motbot.command_screen import tell_written
from motbot.documents.parts import SheetParts
from motbot.documents.sheet_html import html_of
from motbot.documents.sheet_json import json_of
from motbot.documents.sheet_markdown import markdown_of
from motbot.documents.sheet_terminal import list_on_terminal, sheet_on_terminal
from motbot.domain.errors import BadDialogue, BadInput, Failed
from motbot.domain.language import Language
from motbot.domain.os_reasons import reason_of
from motbot.domain.policy import ReviewRules
from motbot.reviews.from_files import subjects_in
from motbot.reviews.from_slack import is_link, subject_at
from motbot.reviews.judged import Judged, Judging
from motbot.reviews.subject import Subject
from motbot.settings.loading import Settings, SlackAccess
from motbot.settings.tree import CoachKind
from motbot.storage.embedded import Embedded
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.reviewing import cost_of
from motbot.wiring import Wiring, playground_folder

AT_ONCE = 3
"""How many conversations are judged at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWish:
    """What the command line asks for."""

    target: str
    case: str = ""
    customers: tuple[str, ...] = ()
    language: Language | None = None
    model: bool = False
    agreed: bool = False
    """The cost is accepted, whatever it is."""
    json: Path | None = None
    markdown: Path | None = None
    html: Path | None = None


async def review_conversations(settings: Settings, wish: ReviewWish) -> None:
    """Review and tell.

    Raises:
        BadInput: the target, a file to write, or the configuration cannot be used.
        Failed: Slack does not show the message, the cost was not accepted, or a file could not be written.
    """
    _check_files(wish)
    subjects = await _subjects(settings, wish)
    async with AsyncExitStack() as stack:
        coaching = await _coaching(settings, wish, stack)
        rules, errors = settings.config.review.to_domain(), Console(stderr=True, highlight=False)
        _state_cost(subjects, coaching, rules, agreed=wish.agreed, errors=errors)
        judged = await _judge(subjects, Judging(coaching=coaching, rules=rules, clock=SystemClock()), wish, errors)
    if wish.json:
        _write(wish.json, json_of(one.json for one in judged), "--json")
    sheets = [one.parts for one in judged]
    if wish.markdown:
        _write(wish.markdown, markdown_of(sheets), "--markdown")
    if wish.html:
        _write(wish.html, html_of(sheets), "--html")
    screen = Console(file=sys.stdout, highlight=False)
    _show(sheets, screen)
    tell_written((wish.json, wish.markdown, wish.html), screen)


async def _subjects(settings: Settings, wish: ReviewWish) -> Sequence[Subject]:
    """The conversations in which somebody of the customer's side or ours says anything."""
    if is_link(wish.target):
        if wish.case or wish.customers:
            raise BadInput(say("--case and --customer are for files; leave them out where a link is given"))
        found: Sequence[Subject] = (await subject_at(wish.target, settings),)
    else:
        found = subjects_in(Path(wish.target), case=wish.case, customers=wish.customers)
    subjects = [one for one in found if one.contacts]
    if not subjects:
        raise BadDialogue(
            say("{target}: nobody of the customer's side and ours says anything; give another one", target=wish.target)
        )
    return subjects


async def _coaching(settings: Settings, wish: ReviewWish, stack: AsyncExitStack) -> Coaching:
    """The coaches: the model's where the command or a config of one's own asks for it."""
    by_config = settings.environment.motbot_config is not None and settings.config.coach is CoachKind.MODEL
    wiring = Wiring(
        config=settings.config,
        prompts=settings.prompts,
        source=Embedded(folder=playground_folder()),  # never opened
        slack=SlackAccess(bot_token=SecretStr("")),
        policies=(),
        clock=SystemClock(),
        model=settings.model_access() if wish.model or by_config else None,
    )
    return await coaching_of(wiring, stack)


def _state_cost(
    subjects: Sequence[Subject], coaching: Coaching, rules: ReviewRules, *, agreed: bool, errors: Console
) -> None:
    """Say what a long review takes, and ask on a terminal; the playbook costs nothing but a little time."""
    costs = [cost_of(one.contacts, rules.lines_a_call) for one in subjects]
    lines = sum(one.lines for one in costs)
    if lines <= rules.ask_above:
        return
    if coaching.reviewer is coaching.fallback_reviewer:
        errors.print(
            say("Messages: {lines}, judged by the playbook: no calls of a language model.", lines=lines), soft_wrap=True
        )
        return
    calls, tokens = sum(one.calls for one in costs), sum(one.tokens for one in costs)
    errors.print(
        say(
            "Messages: {lines}, conversations: {count}. Calls of the language model: about {calls}; tokens: about "
            "{tokens:,}.",
            lines=lines,
            count=len(costs),
            calls=calls,
            tokens=round(tokens, -3),
        ),
        soft_wrap=True,
    )
    if not agreed and sys.stdin.isatty() and not typer.confirm(say("Review them?"), err=True):
        raise Failed(say("Nothing was reviewed."))


async def _judge(subjects: Sequence[Subject], judging: Judging, wish: ReviewWish, errors: Console) -> list[Judged]:
    """Judge them all, in their order."""
    turns = asyncio.Semaphore(AT_ONCE)
    with _progress(errors, len(subjects)) as bar:
        task = bar.add_task(say("Judging"), total=len(subjects))

        async def judge(subject: Subject) -> Judged:
            async with turns:
                judged = await judging(subject, wish.language)
            bar.advance(task)
            return judged

        judged = await asyncio.gather(*map(judge, subjects))
    missed = sum(one.review.without_model for one in judged)
    if missed:
        errors.print(
            say(
                "The language model did not answer for {missed} of {judged}: the playbook judged instead.",
                missed=missed,
                judged=len(judged),
            )
        )
    return judged


def _progress(console: Console, count: int) -> Progress:
    """A bar on a terminal where there is something to wait for."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(say("conversations")))
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal or count == 1)


def _show(sheets: Sequence[SheetParts], console: Console) -> None:
    """Print the only sheet; of several a list, and those that are picked, or all where nobody can pick."""
    if len(sheets) > 1:
        console.print(list_on_terminal(sheets))
    if len(sheets) == 1 or not (console.is_terminal and sys.stdin.isatty()):
        _print(sheets, console)
        return
    known = {one.title: one for one in sheets} | {str(at): one for at, one in enumerate(sheets, 1)}
    while picked := typer.prompt(
        say("Show which? Its number or id; Enter ends"), default="", show_default=False
    ).strip():
        if picked in known:
            _print((known[picked],), console)
        else:
            console.print(say("There is no {picked} in the list.", picked=picked), markup=False)


def _print(sheets: Iterable[SheetParts], console: Console) -> None:
    for sheet in sheets:
        console.print()
        for piece in sheet_on_terminal(sheet):
            console.print(piece)


def _check_files(wish: ReviewWish) -> None:
    """Refuse what cannot be written before anything is spent on it.

    Raises:
        BadInput: two options name one file, or a folder is not there.
    """
    named = {"--json": wish.json, "--markdown": wish.markdown, "--html": wish.html}
    given = {option: path for option, path in named.items() if path is not None}
    for option, path in given.items():
        if not path.parent.is_dir():
            raise BadInput(
                say(
                    "{option}: {parent} is no folder; make it first, or name another file",
                    option=option,
                    parent=path.parent,
                )
            )
        if path.is_dir():
            raise BadInput(say("{option}: {path} is a folder; name a file", option=option, path=path))
    if len({path.resolve() for path in given.values()}) < len(given):
        raise BadInput(say("{given} name the same file; give each its own", given=listed(given)))


def _write(path: Path, text: str, option: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failed(
            say(
                "{path}: cannot be written ({reason}); name another file with {option}",
                path=path,
                reason=reason_of(error),
                option=option,
            )
        ) from error
