"""A search that is broken off, by a key, by a kill or by its budget, loses nothing that was paid for."""

import asyncio
import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from structlog.testing import capture_logs
from typer.testing import CliRunner
from typing_extensions import override

from motbot.cli import commands
from motbot.domain.errors import BadInput, Failed
from motbot.tuning.suggest_bar import Bar
from motbot.tuning.suggest_budget import Budget, Limits
from motbot.tuning.suggest_draft import may_write
from motbot.tuning.wish import BenchWish
from tests.fakes import openai_server as fake
from tests.tuning.suggest_rig import ASKS, CHASES, Desk, Model, behind_last, edits

HOME = Path(__file__).parents[2]
CHILD = """
import asyncio, sys
from pathlib import Path
from motbot.tuning.wish import BenchWish
from tests.tuning.suggest_rig import Desk
asyncio.run(Desk(folder=Path(sys.argv[1])).suggest(sys.argv[2], bench=BenchWish(concurrency=1)))
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A trainer's folder, and a wide terminal."""
    monkeypatch.setenv("COLUMNS", "160")
    one = Desk(folder=tmp_path)
    one.write()
    with capture_logs():
        yield one


def press(*numbers: int) -> fake.Mode | None:
    """Press Ctrl-C, and answer as usual."""
    for number in numbers:
        os.kill(os.getpid(), number)
    return None


def two_rules() -> list[object]:
    """One rule after the other, then nothing."""
    return [behind_last(CHASES), behind_last(ASKS), edits()]


async def test_ctrl_c_ends_the_search_and_what_was_found_is_tried_on_holdout(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGINT)
    # 6 train and 2 holdout cases for the start, 6 for the first rule: the 16th is one of the second.
    model = Model(two_rules(), on_assess=lambda number: press(signal.SIGINT) if number == 16 else None)
    async with fake.openai_server(model) as server:
        await desk.suggest(server.url, bench=BenchWish(concurrency=1))

    shown, told = capsys.readouterr()
    assert "Ending: what is under way is waited for. Ctrl-C again ends at once." in told
    assert "The search is over: you have ended it." in shown
    assert (desk.out["ended"], desk.out["better"], desk.out["holdout"]["cases"]) == ("interrupted", True, 2)
    assert 0 < desk.out["train"]["best"] < 1
    assert signal.getsignal(signal.SIGINT) is before
    assert model.assessed == 18, "the one under way was waited for, then only holdout was asked"


async def test_ctrl_c_pressed_again_ends_at_once_and_the_same_command_goes_on(desk: Desk) -> None:
    def twice(number: int) -> fake.Mode | None:
        if number != 10:
            return None
        asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGINT)
        press(signal.SIGINT)
        return fake.hang()

    model = Model(two_rules(), on_assess=twice)
    async with fake.openai_server(model) as server:
        with pytest.raises(Failed, match="Whatever was answered is kept; the same command goes on from there"):
            await desk.suggest(server.url, bench=BenchWish(concurrency=1))
        asked = len(server.requests)
        await desk.suggest(server.url)

        once = {json.dumps(one) for one in server.requests}
    assert desk.out["resumed"]
    assert desk.out["train"]["best"] == 1
    assert len(server.requests) - len(once) == 1, "only what was never answered is asked again"
    assert desk.out["spent"]["calls_before"] == asked


async def test_ctrl_c_before_the_prompt_was_measured_says_that_there_is_nothing_to_report(desk: Desk) -> None:
    model = Model(two_rules(), on_assess=lambda number: press(signal.SIGINT) if number == 2 else None)
    async with fake.openai_server(model) as server:
        with pytest.raises(Failed, match="Ended before there was anything to report"):
            await desk.suggest(server.url, bench=BenchWish(concurrency=1))

    assert model.assessed == 2


async def test_a_killed_search_goes_on_as_if_it_had_not_been(desk: Desk) -> None:
    hanging = asyncio.Event()

    def stuck(number: int) -> fake.Mode | None:
        if number != 11:
            return None
        hanging.set()
        return fake.hang()

    model = Model(two_rules(), on_assess=stuck)
    async with fake.openai_server(model) as server:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CHILD, str(desk.folder), server.url, cwd=HOME, env={**os.environ, "PYTHONPATH": "."},
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        async with asyncio.timeout(60):
            await hanging.wait()
        child.kill()
        await child.wait()
        asked = len(server.requests)
        await desk.suggest(server.url)
        whole = len(server.requests)

    assert (desk.out["resumed"], desk.out["spent"]["calls_before"]) == (True, asked)
    assert desk.out["spent"]["calls"] == whole
    assert whole - len({json.dumps(one) for one in server.requests}) == 1, "only the one it was killed over"
    assert (desk.out["train"]["best"], len(model.asked)) == (1, 2)


class Terminal(io.StringIO):
    """Somebody's keyboard."""

    @override
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "may"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_at_a_terminal_the_trainer_is_asked_and_silence_is_no_consent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, may: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))

    assert may_write(Console(force_terminal=True), tmp_path / "x.md", agreed=False) is may


def test_the_bar_shows_calls_money_and_the_best_so_far(tmp_path: Path) -> None:
    console = Console(force_terminal=True, width=120, record=True)
    budget = Budget(limits=Limits(calls=40, money=2.0), ledger=tmp_path / "spent.jsonl")
    bar = Bar(console=console, budget=budget)
    with bar.shown():
        bar.step("Searching")
        bar.best(0.5, 0.75)

    assert "Searching" in (shown := console.export_text())
    assert "0/40 calls, best 0.750 (start 0.500)" in shown


def test_the_command_has_help_with_an_example_and_refuses_what_makes_no_sense(desk: Desk) -> None:
    environment = {"MOTBOT_CONFIG": str(desk.settings("http://127.0.0.1:9/v1").file), "OPENAI_API_KEY": "k"}
    help_shown = CliRunner().invoke(commands(), ["prompts", "suggest", "--help"])
    refused = CliRunner().invoke(commands(), ["prompts", "suggest", "mend"], env=environment)
    bad = CliRunner().invoke(commands(), ["prompts", "suggest", "assess", "--calls", "0"], env=environment)

    assert "motbot prompts suggest assess --calls 300" in " ".join(help_shown.output.split())
    assert isinstance(refused.exception, BadInput)
    assert bad.exit_code == 2
