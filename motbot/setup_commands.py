"""`motbot init / check`: their arguments and their help."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from motbot.checkup.perform import CheckWish, check_up
from motbot.clock import SystemClock
from motbot.command_line import quiet_settings
from motbot.founding.answers import Transport
from motbot.founding.asking import Said
from motbot.founding.perform import InitWish, found_folder
from motbot.settings.tree import CoachKind


def add_setup(app: typer.Typer) -> None:
    """Add the commands that make a folder to run from, and look whether all is well."""
    app.command(epilog="Example: motbot init bot --channel C0123456789:acme --agent U0123456789 --yes")(init)
    app.command(epilog="Example: MOTBOT_CONFIG=bot/motbot.yaml motbot check")(check)


def init(
    folder: Annotated[Path, typer.Argument(help="A new folder, or one that an earlier run has made.")],
    *,
    language: Annotated[str | None, typer.Option(help="Language of cards: en, zh, or another one's code.")] = None,
    timezone: Annotated[str | None, typer.Option(help="Time zone, such as Europe/Berlin.")] = None,
    channel: Annotated[
        list[str] | None, typer.Option(help="A channel to watch: C0123456789 or C0123456789:its-name; repeatable.")
    ] = None,
    agent: Annotated[
        list[str] | None, typer.Option(help="Who answers there: U0123456789, or a user group S0123456789; repeatable.")
    ] = None,
    lead: Annotated[list[str] | None, typer.Option(help="Who may review threads, likewise; repeatable.")] = None,
    coach: Annotated[
        CoachKind | None, typer.Option(help="Who coaches: playbook is offline, model needs a key.")
    ] = None,
    transport: Annotated[Transport | None, typer.Option(help="How Slack reaches motbot.")] = None,
    url: Annotated[str | None, typer.Option(help="With http: where, such as https://bot.example.com.")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show how your files differ from what init writes.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing: flags, an earlier run, or usual values.")
    ] = False,
) -> None:
    """Make a folder to run from: configuration, prompts, .env, Slack's manifest. Nothing of yours is overwritten."""
    said = Said(
        language=language,
        timezone=timezone,
        channels=None if channel is None else tuple(channel),
        agents=None if agent is None else tuple(agent),
        leads=None if lead is None else tuple(lead),
        coach=coach,
        transport=transport,
        url=url,
    )
    wish = InitWish(folder=folder, said=said, quiet=yes, diff=diff)
    found_folder(wish, Console(), ask=_prompted, environ=os.environ)


def check(
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Slack is to reach motbot over HTTP (`motbot run --http`).")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Say it as JSON.")] = False,
) -> None:
    """Try everything motbot needs and say what to do about what is wrong; changes nothing, posts nothing.

    Exit 0: nothing is red. 1: something is. 2: the configuration cannot be read.
    """
    settings = quiet_settings()
    wish = CheckWish(http=http, as_json=json)
    asyncio.run(check_up(settings, wish, Console(), SystemClock()))


def _prompted(question: str, usual: str) -> str:
    """Ask on the terminal; an empty answer means the usual one."""
    answer: str = typer.prompt(question, default=usual, show_default=bool(usual))
    return answer
