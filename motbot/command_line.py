"""What several commands share: how they log beside their tables, and options that mean the same."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from motbot.domain.language import Language
from motbot.log import configure_logging
from motbot.settings.environment import LogFormat
from motbot.settings.loading import Settings, load_settings
from motbot.settings.scalars import read_language

Cases = Annotated[
    list[Path] | None, typer.Option("--cases", help="A file or folder of cases; may be given several times.")
]
Concurrency = Annotated[int | None, typer.Option(min=1, max=1000, help="Cases at the same time.")]


def spoken_language(text: str) -> Language:
    """Read the code of a language there is a catalogue of. Raises typer.BadParameter, which names them all."""
    try:
        return read_language(text)
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from None


LANGUAGES = "[en|zh]"
"""Those that come with motbot; a folder of catalogues may bring more."""


def log_to_terminal(settings: Settings, *, quiet: bool) -> None:
    """Log to standard error: for a program as JSON, for a person in columns; quietly beside a page or a table."""
    asked = settings.environment.motbot_log
    as_json = asked.format is LogFormat.JSON or (asked.format is LogFormat.AUTO and not sys.stderr.isatty())
    level = asked.level or ("error" if quiet else settings.log_level)
    configure_logging(stream=sys.stderr, level=str(level), as_json=as_json)


def quiet_settings() -> Settings:
    """The settings of the environment, with a quiet log beside the tables. Raises what reading them raises."""
    settings = load_settings(os.environ)
    log_to_terminal(settings, quiet=True)
    return settings
