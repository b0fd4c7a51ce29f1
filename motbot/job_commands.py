"""`motbot jobs`: its arguments and its help; what it does is in putting_back."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from motbot.catalogue import say
from motbot.command_line import quiet_settings
from motbot.command_words import SpokenApp
from motbot.putting_back import put_back, show_aside


def jobs_app() -> typer.Typer:
    """The command with the one below it."""
    app = SpokenApp(name="jobs", invoke_without_command=True, epilog="Example: MOTBOT_CONFIG=motbot.yaml motbot jobs")
    app.callback()(jobs)
    app.command(epilog="Example: motbot jobs retry 4711 4712")(retry)
    return app


def jobs(context: typer.Context) -> None:
    """Show the work that has failed for good and lies aside: what it was, since when and why. No text is shown."""
    if context.invoked_subcommand is None:
        asyncio.run(show_aside(quiet_settings(), Console()))


def retry(
    job: Annotated[list[int] | None, typer.Argument(help="Ids, as `motbot jobs` shows them.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All that lies aside.")] = False,
) -> None:
    """Put work back that lies aside: the running bot does it again, at once."""
    if bool(job) is every:
        raise typer.BadParameter(say("name the ids, or --all for every one"), param_hint="JOB")
    asyncio.run(put_back(quiet_settings(), None if every else tuple(job or ()), Console()))
