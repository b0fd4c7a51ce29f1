"""The trainer's commands: each has help with an example, and does what its options say."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from motbot.cli import commands
from motbot.domain.errors import BadInput
from tests.tuning.rig import cases_file, settings_for, written


def run(folder: Path, *arguments: str) -> tuple[int, str, BaseException | None]:
    """Run a command with the playbook; exit code, output, and what was raised."""
    environment = {"MOTBOT_CONFIG": str(settings_for(folder).file), "MOTBOT_DATA_DIR": str(folder / "data")}
    result = CliRunner().invoke(commands(), ["prompts", *arguments], env=environment)
    return result.exit_code, result.output, result.exception


@pytest.mark.parametrize("command", ["test", "compare", "try", "show", "bench"])
def test_every_command_s_help_shows_an_example(tmp_path: Path, command: str) -> None:
    code, output, _ = run(tmp_path, command, "--help")

    assert code == 0
    assert f"motbot prompts {command}" in " ".join(output.split())


def test_cases_are_tested_shown_and_written(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    given = ("--cases", str(cases_file(tmp_path)), "--json", str(out), "--concurrency", "1", "--deadline", "5")
    code, output, _ = run(tmp_path, "test", *given, "--case", "login")

    assert code == 0
    assert "moment or not" in output
    assert [one["id"] for one in written(out)["cases"]] == ["login"]


def test_two_files_are_compared_and_words_are_tried(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run(tmp_path, "test", "--cases", str(cases_file(tmp_path)), "--json", str(out), "--task", "assess")

    code, output, _ = run(tmp_path, "compare", str(out), str(out))
    assert (code, "cannot tell yet, add cases" in output) == (0, True)
    code, output, _ = run(tmp_path, "try", "Can we have the invoice by Friday?", "--task", "assess")
    assert (code, "moment" in output) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [("test", "--variant", "assess"), ("test", "--task", "confirm"), ("try", " "), ("test", "--variant", "assess=x")],
)
def test_bad_usage_is_told_as_such(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, _, raised = run(tmp_path, *arguments)

    assert code != 0
    assert isinstance(raised, BadInput)
