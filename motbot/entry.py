"""Runs a command, and turns whatever goes wrong into one plain line and an exit code."""

import sys
from collections.abc import Callable

import structlog
from rich.console import Console

from motbot.catalogue import say
from motbot.domain.errors import BadInput, MotbotError, StorageRefused
from motbot.domain.safe_text import without_hidden
from motbot.log import configure_logging

FAILED, BAD_INPUT, NO_STORAGE = 1, 2, 3

log = structlog.get_logger()


def run(command: Callable[[], object]) -> int:
    """Run the command line, or what a test gives, and give its exit code."""
    # Before any setting is read: an error would be shown with every value around it, tokens among them.
    configure_logging(stream=sys.stderr, level="error", as_json=not sys.stderr.isatty())
    try:
        command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    except MotbotError as error:
        return _told(error)
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:  # the process entry: no traceback reaches a person
        log.exception("command.broke", error=type(error).__name__)
        Console(stderr=True).print(
            say("motbot broke ({error}). Its log says where; please report it.", error=type(error).__name__)
        )
        return FAILED
    return 0


def _told(error: MotbotError) -> int:
    """Say what is wrong in plain words."""
    Console(stderr=True, highlight=False).print(without_hidden(str(error)), markup=False, soft_wrap=True)
    if isinstance(error, BadInput):
        return BAD_INPUT
    return NO_STORAGE if isinstance(error, StorageRefused) else FAILED
