"""The commands, their arguments and their help; what they do is wired in app and replay."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from motbot.app import run_until_stopped
from motbot.log import configure_logging
from motbot.replay.open_playground import keep_open
from motbot.replay.perform import Wish, play_dialogues
from motbot.settings.environment import LogFormat
from motbot.settings.loading import Settings, load_playground_settings, load_settings
from motbot.wiring import Wiring

Port = Annotated[int, typer.Option(min=0, max=65535, help="Port of the local Slack; 0 takes any free one.")]


def commands() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        name="motbot",
        help="Privately coaches the people who answer customers: explore, offer, act, confirm.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.command(epilog=r"Example: motbot playground --replay dialogues.jsonl --limit 20 --json out.jsonl")(playground)
    app.command(epilog="Example: MOTBOT_CONFIG=motbot.yaml motbot run")(run)
    return app


def playground(
    *,
    port: Port = 0,
    replay: Annotated[Path | None, typer.Option(help="Dialogues to play, one JSON object a line.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Play only the first N dialogues.")] = None,
    speed: Annotated[
        float | None, typer.Option(min=0.001, help="Times real time; left out, the clock jumps over every wait.")
    ] = None,
    json: Annotated[Path | None, typer.Option(help="Write one JSON line for every customer message.")] = None,
    model: Annotated[bool, typer.Option("--model", help="Coach with the model of the environment.")] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
) -> None:
    """Start a small Slack on this machine with the real bot in it; or play recorded dialogues through it."""
    settings = load_playground_settings(os.environ)
    _log(settings, quiet=True)
    wish = Wish(port=port, model=model, browser=browser, speed=speed, limit=limit, json=json)
    if replay is None:
        asyncio.run(keep_open(settings, wish))
    else:
        asyncio.run(play_dialogues(settings, wish, replay))


def run(
    *,
    http: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Take Slack's events on this port instead of Socket Mode.")
    ] = None,
    listen: Annotated[bool, typer.Option("--listen/--no-listen", help="Only work on jobs with --no-listen.")] = True,
) -> None:
    """Run the bot against Slack, with the tokens of the environment and the config of MOTBOT_CONFIG."""
    settings = load_settings(os.environ)
    _log(settings, quiet=False)
    asyncio.run(run_until_stopped(Wiring.for_slack(settings, http_port=http, listen=listen)))


def _log(settings: Settings, *, quiet: bool) -> None:
    """Log to standard error: for a program as JSON, for a person in columns; quietly beside a page or a table."""
    asked = settings.environment.motbot_log
    as_json = asked.format is LogFormat.JSON or (asked.format is LogFormat.AUTO and not sys.stderr.isatty())
    level = asked.level or ("error" if quiet else settings.log_level)
    configure_logging(stream=sys.stderr, level=str(level), as_json=as_json)
