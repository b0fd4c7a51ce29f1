"""The command's exit codes: good input ends with 0 and a table, bad input with 2 and one plain line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from motbot.cli import commands

DATA = Path(__file__).parent.parent / "data"
GOOD = '{"id": "a", "messages": [{"t": 0, "by": "customer", "text": "Hi"}]}\n'


def motbot(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "motbot", "playground", "--no-browser", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)


def within(*arguments: str) -> Result:
    """Run it within this process, which is quicker; for what the command line itself refuses."""
    return CliRunner().invoke(commands(), ["playground", "--no-browser", *arguments])


@pytest.mark.thorough
def test_a_replay_ends_well_with_a_table_and_a_report(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"

    ended = motbot("--replay", str(DATA / "dialogues.jsonl"), "--limit", "1", "--json", str(out))

    assert ended.returncode == 0, ended.stderr
    assert "Customer lines" in ended.stdout
    assert "Seen by customers" in ended.stdout
    assert {json.loads(line)["dialogue"] for line in out.read_text().splitlines()} == {"invoice-en"}


@pytest.mark.thorough
def test_a_replay_can_end_with_reviews_and_a_report_of_all_of_it(tmp_path: Path) -> None:
    out = tmp_path / "report.html"

    ended = motbot("--replay", str(DATA / "dialogues.jsonl"), "--limit", "1", "--report", str(out), "--language", "zh")

    assert ended.returncode == 0, ended.stderr
    page = out.read_text(encoding="utf-8")
    assert "按紧急程度" in page
    assert "已评价对话的得分" in page


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "cannot be read (No such file or directory)"),
        (GOOD + GOOD.replace("customer", "nobody"), ":2: messages.0.by: "),
    ],
)
def test_bad_dialogues_end_with_2_and_one_line_that_names_the_place(
    tmp_path: Path, content: str | None, complaint: str
) -> None:
    path = tmp_path / "bad.jsonl"
    if content is not None:
        path.write_text(content)

    ended = motbot("--replay", str(path))

    assert ended.returncode == 2
    assert f"{path}" in ended.stderr
    assert complaint in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout == ""


@pytest.mark.parametrize("arguments", [("--limit", "0"), ("--speed", "0")])
def test_arguments_that_make_no_sense_end_with_2(arguments: tuple[str, str]) -> None:
    ended = within("--replay", str(DATA / "dialogues.jsonl"), *arguments)

    assert ended.exit_code == 2
    assert arguments[0] in ended.stderr


def test_a_report_of_nothing_played_is_bad_usage(tmp_path: Path) -> None:
    ended = within("--report", str(tmp_path / "report.html"))

    assert ended.exit_code == 2
    assert "--replay" in ended.stderr
