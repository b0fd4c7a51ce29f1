"""The command `motbot review`: exit 0 with a sheet, 2 with one plain line, and a help that shows an example."""

import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from motbot.cli import commands
from tests.reviews.conversations import CHAT, written


def motbot(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "motbot", "review", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)


def test_a_copied_conversation_ends_well_with_its_sheet(tmp_path: Path) -> None:
    ended = motbot(str(written(tmp_path, CHAT.partition("\n")[2])), "--customer", "Mia Chen", "--language", "zh")

    assert ended.returncode == 0, ended.stderr
    assert "评价表：chat" in ended.stdout


def test_a_broken_file_ends_with_2_and_one_line_that_names_the_place(tmp_path: Path) -> None:
    path = written(tmp_path, '{"id": "a", "messages": [{"t": 0, "by": "nobody", "text": "Hi"}]}\n')

    ended = motbot(str(path))

    assert ended.returncode == 2
    assert ended.stderr.startswith(f"{path}:1: messages.0.by: ")
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout == ""


def test_its_help_shows_an_example() -> None:
    ended = CliRunner().invoke(commands(), ["review", "--help"])

    assert ended.exit_code == 0
    assert "Example: motbot review" in ended.stdout
