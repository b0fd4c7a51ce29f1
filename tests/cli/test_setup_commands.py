"""From an empty folder to a check that is green, by the commands alone, against a small Slack at the wire."""

import asyncio
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from motbot.cli import commands
from motbot.entry import run
from motbot.playground.server import Server
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace
from motbot.settings import default_config, load_settings
from motbot.settings.environment import VARIABLES
from tests.fakes.database import TestServer

MISTAKES = Path(__file__).parents[1] / "data" / "config"
ASKED = ["--channel", "C0SUPPORT:acme", "--agent", "U0ALICE", "--agent", "S0AGENTS", "--lead", "U0LEAD"]


@pytest.fixture(autouse=True)
def _only_our_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the shell is set up for."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MOTBOT_LANGUAGE", "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the bot is to live."""
    return tmp_path / "bot"


def motbot(*arguments: str) -> int:
    """Run one command in this process; gives its exit code."""
    return run(lambda: commands()(list(arguments)))


@pytest.fixture
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns without colours."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


async def test_init_then_the_tokens_then_check_is_green(
    folder: Path,
    postgres: TestServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    plain_terminal: None,
) -> None:
    assert motbot("init", str(folder), "--timezone", "Europe/Berlin", *ASKED, "--yes") == 0
    assert f"MOTBOT_CONFIG={folder}/motbot.yaml motbot check" in capsys.readouterr().out
    secrets = (folder / ".env").read_text()
    secrets = secrets.replace("SLACK_BOT_TOKEN=", "SLACK_BOT_TOKEN=xoxb-playground")
    (folder / ".env").write_text(secrets.replace("SLACK_APP_TOKEN=", "SLACK_APP_TOKEN=xapp-playground"))
    monkeypatch.setenv("MOTBOT_CONFIG", str(folder / "motbot.yaml"))
    monkeypatch.setenv("MOTBOT_DATABASE_URL", as_url(postgres))
    async with Server(Workspace(two_companies(), now=lambda: datetime.now(UTC))) as server:  # noqa: TID251 # a server's Date is real
        monkeypatch.setenv("SLACK_API_URL", server.api_url)
        code = await asyncio.to_thread(motbot, "check", "--json")

    told = json.loads(capsys.readouterr().out)
    assert {one["thing"]: one["light"] for one in told["findings"] if one["light"] != "green"} == {}
    assert (code, told["ok"]) == (0, True)
    assert server.workspace.posts_by_bot.total() == 0


def as_url(server: TestServer) -> str:
    """An address of a bare database of the tests' server, in the form of an address."""
    words = dict(word.split("=", 1) for word in server.new_database(migrated=False).split())
    return f"postgresql://{words['user']}@/{words['dbname']}?host={words['host']}&port={words['port']}"


def test_a_check_that_finds_something_wrong_ends_with_1_and_fits_the_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], plain_terminal: None
) -> None:
    motbot("init", str(folder), *ASKED, "--yes")
    capsys.readouterr()
    monkeypatch.setenv("MOTBOT_CONFIG", str(folder / "motbot.yaml"))
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")

    assert motbot("check") == 1

    told = capsys.readouterr()
    assert max(map(len, told.out.splitlines())) <= 80
    assert "x wrong" in told.out
    assert "To be put right before motbot" in told.err


def test_a_second_init_asks_nothing_anew_writes_nothing_and_keeps_edits(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    motbot("init", str(folder), *ASKED, "--timezone", "UTC", "--url", "https://bot.example.com/", "--yes")
    config, prompt = folder / "motbot.yaml", folder / "prompts" / "assess" / "default.md"
    (folder / ".env").write_text("SLACK_BOT_TOKEN=xoxb-canary\n")
    prompt.write_text("mine\n")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    capsys.readouterr()

    assert motbot("init", str(folder), "--yes") == 0
    told = capsys.readouterr().out
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert f"as it is  {config}" in told
    assert f"yours     {prompt}" in told

    assert motbot("init", str(folder), "--timezone", "Asia/Shanghai", "--diff", "--yes") == 0
    told = capsys.readouterr().out
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert {"-timezone: UTC", "+timezone: Asia/Shanghai", "-mine"} <= set(told.splitlines())
    assert "canary" not in told


def test_a_difference_is_shown_alone_and_none_is_told_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    motbot("init", str(folder), *ASKED, "--timezone", "UTC", "--yes")
    capsys.readouterr()
    assert motbot("init", str(folder), "--diff", "--yes") == 0
    assert capsys.readouterr().out == "Nothing differs from what motbot init writes.\n"

    config = folder / "motbot.yaml"
    config.write_text(config.read_text().replace("timezone: UTC", "timezone: UTC  # ours"))
    assert motbot("init", str(folder), "--diff", "--yes") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[3:] == ["-timezone: UTC  # ours", "+timezone: UTC"]


def test_a_look_at_what_differs_in_a_folder_that_is_there_asks_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    motbot("init", str(folder), *ASKED, "--timezone", "Asia/Shanghai", "--yes")
    capsys.readouterr()

    assert motbot("init", str(folder), "--diff") == 0
    assert capsys.readouterr().out == "Nothing differs from what motbot init writes.\n"


@pytest.mark.parametrize(("first", "second"), [("en", "zh"), ("zh", "en")])
def test_remarks_in_another_language_and_agents_of_one_channel_are_no_difference(
    folder: Path, capsys: pytest.CaptureFixture[str], first: str, second: str
) -> None:
    channels = ("--channel", "C0AAAAAAA:one", "--channel", "C0BBBBBBB:two", "--agent", "U0ALICE")
    motbot("init", str(folder), *channels, "--language", first, "--yes")
    config = folder / "motbot.yaml"
    text = config.read_text().replace(f"\nlanguage: {first}", f"\nlanguage: {second}")
    config.write_text("agents: [U0BOB]".join(text.rsplit("agents: [U0ALICE]", 1)))
    capsys.readouterr()

    assert motbot("init", str(folder), "--diff", "--yes") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_the_way_on_is_shown_whole_in_80_columns(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], plain_terminal: None
) -> None:
    for language in ("en", "zh"):
        monkeypatch.setenv("MOTBOT_LANGUAGE", language)
        motbot("init", str(folder), *ASKED, "--yes")

        steps = capsys.readouterr().out
        assert "\N{HORIZONTAL ELLIPSIS}" not in steps
        assert "slack-manifest.yaml" in steps


def test_the_files_say_what_was_answered(folder: Path) -> None:
    motbot("init", str(folder), *ASKED, "--language", "zh", "--coach", "model", "--timezone", "Asia/Shanghai", "--yes")

    settings = load_settings({"MOTBOT_CONFIG": str(folder / "motbot.yaml")})
    assert (settings.config.language.value, settings.config.timezone) == ("zh", "Asia/Shanghai")
    assert settings.config.channels[0].agents == ("U0ALICE", "S0AGENTS")
    assert settings.config.people.leads == ("U0LEAD",)
    assert settings.prompts == folder / "prompts"
    assert "\nOPENAI_API_KEY=" in (folder / ".env").read_text()
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    assert (folder / ".gitignore").read_text() == ".env\n"


def test_where_cards_are_chinese_the_files_explain_themselves_in_chinese(folder: Path) -> None:
    motbot("init", str(folder), *ASKED, "--language", "zh", "--yes")

    def remarks(path: Path) -> set[str]:
        lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
        return {line for line in lines if re.match(r"#\s+(?![A-Z_]+=)", line)}

    assert "# people: 在所有频道都有效的角色。填人的编号（U...）或用户组（S...），不填名字。" in remarks(
        folder / "motbot.yaml"
    )
    assert remarks(folder / "motbot.yaml") & remarks(default_config()) == set()
    assert [line for line in remarks(folder / ".env") if not re.search("[\u4e00-\u9fff]", line)] == []


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--channel", "support"], "--channel: expected a channel id (C... or G...), not a name"),
        (["--channel", "C0SUPPORT"], "--agent: is missing"),
        (
            ["--channel", "C0SUPPORT", "--channel", "C0SUPPORT", "--agent", "U0ALICE"],
            "C0SUPPORT is named a second time",
        ),
        (["--agent", "alice"], "--agent: expected the id of a person (U...)"),
        (["--timezone", "Europe/Berln"], "did you mean 'Europe/Berlin'?"),
        (["--transport", "http"], "--url: is missing"),
        (["--url", "http://bot.example.com"], "--url: expected an address such as https://bot.example.com"),
        (["--url", 'https://x"y.com'], "--url: expected an address such as https://bot.example.com"),
        (["--language", "klingon!"], "--language: expected"),
    ],
)
def test_an_answer_that_cannot_be_used_writes_nothing(
    folder: Path, flags: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert motbot("init", str(folder), *flags, "--yes") == 2
    assert told in capsys.readouterr().err
    assert not folder.exists()


def started(command: list[str], **environ: str) -> subprocess.CompletedProcess[str]:
    """The program itself, as a shell starts it."""
    clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "-m", "motbot", *command],
        env=clean | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("command", "name", "told"),
    [
        ("check", "misspelt-nested-key", ":3:3: pace.close_aftr: unknown key; did you mean 'close_after'?"),
        ("run", "alias-bomb", ":2:8: aliases"),
    ],
)
def test_the_program_itself_tells_a_mistake_by_its_place_and_ends_with_2(command: str, name: str, told: str) -> None:
    file = MISTAKES / f"{name}.yaml"

    ended = started([command], MOTBOT_CONFIG=str(file))

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"{file}{told}")
    assert "Traceback" not in ended.stderr


def test_every_mistake_ends_check_with_2_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = commands()
    for source in sorted(MISTAKES.iterdir()):
        file = shutil.copy(source, tmp_path / "motbot.yaml")
        monkeypatch.setenv("MOTBOT_CONFIG", str(file))

        code, told = run(lambda: app(["check"])), capsys.readouterr()

        assert (code, told.out, "Traceback" in told.err) == (2, "", False), source.name
        assert told.err.startswith(f"{file}:"), source.name


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"SLACK_BOT_TOKEN": "xapp-1-a"}, "SLACK_BOT_TOKEN: expected a bot token (xoxb-); found an app token (xapp-)"),
        ({"SLACK_APP_TOKEN": "xoxb-1-a"}, "SLACK_APP_TOKEN: expected an app token (xapp-); found a bot token (xoxb-)"),
        ({"MOTBOT_CONFG": "x"}, "MOTBOT_CONFG: unknown variable; did you mean 'MOTBOT_CONFIG'?"),
        ({"MOTBOT_CONFIG": "/nowhere/motbot.yaml"}, "MOTBOT_CONFIG: expected the path of a file"),
        ({"MOTBOT_PROMPTS": "/nowhere"}, "MOTBOT_PROMPTS: expected the path of a folder"),
    ],
)
def test_a_mistake_in_the_environment_ends_check_with_2(
    environ: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    assert motbot("check") == 2
    assert capsys.readouterr().err.startswith(f"environment: {told}")


def test_run_names_every_variable_that_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert motbot("run") == 2

    told = capsys.readouterr().err
    assert "SLACK_BOT_TOKEN: is not set" in told
    assert "SLACK_APP_TOKEN: is not set" in told
