"""The commands, their arguments and their help; what they do is wired in app and replay."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from motbot.app import run_until_stopped
from motbot.case_commands import add_cases
from motbot.catalogue import say
from motbot.command_line import LANGUAGES, log_to_terminal, quiet_settings, spoken_language
from motbot.command_words import SpokenApp
from motbot.domain.language import Language
from motbot.domain.report_span import USUAL
from motbot.job_commands import jobs_app
from motbot.keeping_commands import add_keeping
from motbot.prompt_commands import prompts_app
from motbot.publishing_commands import add_publishing
from motbot.replay.open_playground import keep_open
from motbot.replay.perform import Wish, play_dialogues
from motbot.reporting import ReportWish, show_report
from motbot.reviews.from_slack import is_link
from motbot.reviews.perform import ReviewWish, review_conversations
from motbot.settings.loading import load_playground_settings, load_settings
from motbot.setup_commands import add_setup
from motbot.status_line import status_line_of
from motbot.tuning.desk_measuring import DeskWish
from motbot.tuning.desk_page import BenchBeside
from motbot.wiring import Wiring

Port = Annotated[int, typer.Option(min=0, max=65535, help="Port of the local Slack; 0 takes any free one.")]

LanguageOption = Annotated[
    Language | None,
    typer.Option(parser=spoken_language, metavar=LANGUAGES, help="Language of the report; left out, the config's."),
]


def commands() -> typer.Typer:
    """The whole command line."""
    app = SpokenApp(
        name="motbot",
        help="Privately coaches the people who answer customers: Explore, Offer, Action, Confirm.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.command(epilog=r"Example: motbot playground --replay dialogues.jsonl --limit 20 --json out.jsonl")(playground)
    app.command(epilog="Example: MOTBOT_CONFIG=motbot.yaml motbot run")(run)
    app.command(epilog="Example: motbot review conversation.txt --customer Mia --html sheet.html")(review)
    app.command(epilog="Example: MOTBOT_CONFIG=motbot.yaml motbot report --since 30d --html report.html")(report)
    add_setup(app)
    add_keeping(app)
    app.add_typer(jobs_app())
    prompts = prompts_app()
    add_publishing(prompts)
    add_cases(prompts)
    app.add_typer(prompts)
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
    report: Annotated[
        Path | None, typer.Option(help="Review every dialogue after the replay, and write the report as HTML.")
    ] = None,
    language: LanguageOption = None,
    model: Annotated[bool, typer.Option("--model", help="Coach with the model of the environment.")] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
) -> None:
    """Start a small Slack on this machine with the real bot in it; or play recorded dialogues through it."""
    settings = load_playground_settings(os.environ)
    log_to_terminal(settings, quiet=True)
    if report is not None and replay is None:
        raise typer.BadParameter(say("there is nothing to report of without --replay"), param_hint="--report")
    told = ReportWish(html=report, language=language)
    wish = Wish(port=port, model=model, browser=browser, speed=speed, limit=limit, json=json, report=told)
    if replay is None:
        beside = BenchBeside(settings, DeskWish(model=model))
        asyncio.run(keep_open(settings, wish, beside=beside))
    else:
        asyncio.run(play_dialogues(settings, wish, replay))


def run(
    *,
    http: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Take Slack's events on this port instead of Socket Mode.")
    ] = None,
    listen: Annotated[bool, typer.Option("--listen/--no-listen", help="Only work on jobs with --no-listen.")] = True,
    health_port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Another health port than the config's, for a second process here."),
    ] = None,
) -> None:
    """Run the bot against Slack, with the tokens of the environment and the config of MOTBOT_CONFIG."""
    settings = load_settings(os.environ)
    log_to_terminal(settings, quiet=False)
    wiring = Wiring.for_slack(settings, http_port=http, listen=listen, health_port=health_port)
    asyncio.run(run_until_stopped(wiring, beside=status_line_of(settings)))


def report(
    *,
    since: Annotated[str, typer.Option(help="How far back: 30d, 4w, 12h, or all.")] = USUAL,
    html: Annotated[Path | None, typer.Option(help="Write it as one HTML file, with pictures.")] = None,
    language: LanguageOption = None,
) -> None:
    """Tell what became of moments, promises and nudges in the channels of the config. No person stands in it."""
    settings = quiet_settings()
    asyncio.run(show_report(settings, ReportWish(since=since, html=html, language=language), Console()))


def review(
    *,
    target: Annotated[
        str,
        typer.Argument(
            help="A file with dialogues, cases or lines `name: words`; or the link of a message in a watched channel."
        ),
    ],
    case: Annotated[str, typer.Option(help="Only the conversation of this id.")] = "",
    customer: Annotated[
        list[str] | None, typer.Option(help="Who of a file of plain lines is the customer; may be repeated.")
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option(
            parser=spoken_language, metavar=LANGUAGES, help="Language of the sheet; left out, the conversation's own."
        ),
    ] = None,
    json: Annotated[Path | None, typer.Option(help="Write the sheets for programs (schema motbot-sheet/1).")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the sheets as Markdown.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the sheets as one HTML file, ready to print.")] = None,
    model: Annotated[bool, typer.Option("--model", help="Judge with the model of the environment.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before a long review.")] = False,
) -> None:
    """Make the evaluation sheet of a conversation: every contact from -3 to +3, with the words it rests on.

    The config of MOTBOT_CONFIG says who judges; without one the playbook does, offline, unless --model is given.
    """
    load = load_settings if os.environ.get("MOTBOT_CONFIG") or is_link(target) else load_playground_settings
    settings = load(os.environ)
    log_to_terminal(settings, quiet=True)
    wish = ReviewWish(
        target=target,
        case=case,
        customers=tuple(customer or ()),
        language=language,
        model=model,
        agreed=yes,
        json=json,
        markdown=markdown,
        html=html,
    )
    asyncio.run(review_conversations(settings, wish))
