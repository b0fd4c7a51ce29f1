"""The program's entry turns whatever goes wrong into a line and an exit code, and shows nobody's words or tokens."""

import logging
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
import structlog

from motbot.domain.errors import BadInput, Failed, StorageRefused
from motbot.entry import run

PRESSES = """
import os, signal, sys

class Presses:
    def find_spec(self, name, path=None, target=None):
        if name == "motbot.cli":
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.HANDLER)
sys.meta_path.insert(0, Presses())
sys.argv = ["motbot", "--help"]
from motbot.__main__ import main
main()
"""
"""Presses Ctrl-C while the command line is being loaded."""
WORDS, TOKEN = "my daughter's surgery", "xoxb-canary"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Put the process's logging back."""
    root, ours = logging.getLogger(), logging.getLogger("motbot")
    before = (root.handlers[:], root.level, ours.level)
    yield
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def broken() -> None:
    """Break before any setting is read, with a token at hand and somebody's words in the message."""
    token = TOKEN
    raise RuntimeError(f"no rule for {WORDS}", len(token))


def test_an_error_that_nobody_expected_shows_neither_its_message_nor_what_was_at_hand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(broken) == 1

    shown = "".join(capsys.readouterr())
    assert "motbot broke (RuntimeError)" in shown
    assert ":broken" in shown
    assert "surgery" not in shown
    assert "canary" not in shown


@pytest.mark.parametrize(("error", "code"), [(Failed, 1), (BadInput, 2), (StorageRefused, 3)])
def test_an_error_of_ours_is_one_plain_line_and_a_code(
    error: type[Exception], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise error("file.yaml:3: [bold] is no key; remove it")

    assert run(refuse) == code
    assert capsys.readouterr().err == "file.yaml:3: [bold] is no key; remove it\n"


def test_a_command_that_ends_well_says_nothing_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda: None) == 0
    assert "".join(capsys.readouterr()) == ""


def pressed_while_loading(handler: str) -> "subprocess.CompletedProcess[bytes]":
    """Start it in a process that heeds Ctrl-C, or was told to ignore it, as in the background of a script."""
    code = PRESSES.replace("signal.HANDLER", f"signal.{handler}")
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, timeout=60)


def test_ctrl_c_while_the_command_line_is_loaded_ends_it_without_a_word() -> None:
    ended = pressed_while_loading("default_int_handler")
    assert (ended.returncode, ended.stderr) == (-signal.SIGINT, b"")


def test_who_was_told_to_ignore_ctrl_c_ignores_it_while_loading_too() -> None:
    assert pressed_while_loading("SIG_IGN").returncode == 0


def test_once_it_is_loaded_ctrl_c_is_told_to_the_command() -> None:
    def pressed() -> None:
        raise KeyboardInterrupt

    assert run(pressed) == 1
