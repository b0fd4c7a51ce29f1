"""The trainer's road of a case from life: proposed, checked, filled in, accepted, and then measured on."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from psycopg.conninfo import conninfo_to_dict
from typer.testing import CliRunner, Result

from motbot.cli import commands
from motbot.clock import SystemClock
from motbot.domain.errors import BadConfig, BadInput, Failed
from motbot.playground.server import Server
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace
from motbot.ports.records import StoredLine
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.lived import a_line, a_press, pressed
from tests.fakes.samples import a_moment
from tests.transcripts.proposed import filled
from tests.tuning.cases_from_life import own_settings, run_proposing
from tests.tuning.rig import written

STORY = pressed("Where is it, our order 4711?", "Dear Wilhelmina, 4711 left today.")
NEGATIVE = pressed("We have moved to the third floor.", press=a_press(value="no_request"))


def run(folder: Path, *arguments: str, **environment: str) -> Result:
    """Run a command with a folder of prompts of one's own, which need not be whole."""
    own = own_settings(folder)
    given = {"MOTBOT_CONFIG": str(own.file), "MOTBOT_PROMPTS": str(own.prompts), "MOTBOT_DATA_DIR": str(folder)}
    return CliRunner().invoke(commands(), ["prompts", *arguments], env=given | environment)


def fill_in(path: Path) -> None:
    """What a trainer does."""
    path.write_text(filled(path.read_text()).replace("negative_type: null", "negative_type: fyi"))


@pytest.fixture
async def proposed(tmp_path: Path) -> Path:
    """Two cases wait."""
    await run_proposing(tmp_path, STORY, NEGATIVE)
    return tmp_path / "prompts" / "cases" / "proposed" / "2026-03-02.yaml"


@pytest.mark.parametrize("command", ["from-slack", "accept"])
def test_every_command_s_help_shows_an_example(tmp_path: Path, command: str) -> None:
    result = run(tmp_path, command, "--help")

    assert result.exit_code == 0
    assert f"Example: motbot prompts {command}" in " ".join(result.output.split())


def test_a_filled_in_case_is_accepted_and_measured_on(tmp_path: Path, proposed: Path) -> None:
    fill_in(proposed)

    result = run(tmp_path, "accept", str(proposed))

    assert result.exit_code == 0
    assert "cases moved to" in " ".join(result.output.split())
    assert not proposed.exists()
    accepted, out = tmp_path / "prompts" / "cases" / "accepted.yaml", tmp_path / "out.json"
    # The playbook itself comes from the shipped folder.
    given = {"MOTBOT_CONFIG": str(tmp_path / "motbot.yaml"), "MOTBOT_DATA_DIR": str(tmp_path)}
    ran = CliRunner().invoke(commands(), ["prompts", "test", "--cases", str(accepted), "--json", str(out)], env=given)
    assert ran.exit_code == 0
    assert len(written(out)["cases"]) == 2


def test_nothing_runs_on_cases_that_wait(tmp_path: Path, proposed: Path) -> None:
    result = run(tmp_path, "test", "--cases", str(proposed))

    assert isinstance(result.exception, BadInput)
    assert "is accepted yet; see `motbot prompts accept`" in str(result.exception)


def test_what_is_lacking_is_told_and_nothing_moves(tmp_path: Path, proposed: Path) -> None:
    before = proposed.read_text()

    result = run(tmp_path, "accept", str(proposed))

    assert isinstance(result.exception, Failed)
    assert "gold.is_moment: say true or false" in result.output
    assert proposed.read_text() == before
    assert not (tmp_path / "prompts" / "cases" / "accepted.yaml").exists()


def test_a_named_case_that_is_lacking_fails_though_others_could_be_moved(tmp_path: Path, proposed: Path) -> None:
    text = proposed.read_text().replace("negative_type: null", "negative_type: fyi", 1)
    proposed.write_text(text)
    ids = [line.removeprefix("- id: ") for line in text.split("\n") if line.startswith("- id: ")]

    assert run(tmp_path, "accept", str(proposed), "--case", ids[0]).exit_code == 0
    assert isinstance(run(tmp_path, "accept", str(proposed), "--case", ids[1]).exception, Failed)
    assert isinstance(run(tmp_path, "accept", str(proposed), "--case", ids[0]).exception, BadInput)


def test_the_accepted_file_itself_is_no_file_of_proposals(tmp_path: Path, proposed: Path) -> None:
    fill_in(proposed)
    run(tmp_path, "accept", str(proposed))

    again = run(tmp_path, "accept", str(tmp_path / "prompts" / "cases" / "accepted.yaml"))

    assert isinstance(again.exception, BadInput)


def test_check_counts_what_waits_and_looks_at_its_form(tmp_path: Path, proposed: Path) -> None:
    cases, out = proposed.parent.parent, tmp_path / "out.json"

    fine = run(tmp_path, "check", str(cases), "--json", str(out))
    proposed.write_text(proposed.read_text().replace("focus: m1", "focus: m7", 1))
    broken = run(tmp_path, "check", str(cases))

    assert fine.exit_code == 0
    assert "cases that wait in" in " ".join(fine.output.split())
    assert written(out)["waiting"] == [{"file": str(proposed), "cases": 2}]
    assert isinstance(broken.exception, Failed)
    assert "'m7' is no entry of the thread" in broken.output


@pytest.mark.parametrize("arguments", [("from-slack", "no link"), ("accept", "nowhere.yaml")])
def test_bad_usage_is_told_as_such(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert isinstance(run(tmp_path, *arguments).exception, BadInput)


def test_without_a_token_nobody_s_name_could_be_taken_out(tmp_path: Path) -> None:
    result = run(tmp_path, "from-slack", SLACK_BOT_TOKEN="")

    assert isinstance(result.exception, BadConfig)
    assert "SLACK_BOT_TOKEN" in str(result.exception)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server(Workspace(two_companies(), now=SystemClock().now), redeliver_every=None) as running:
        yield running


def from_slack(folder: Path, server: Server, *arguments: str, **environment: str) -> Result:
    """Propose cases with what the local Slack and an environment give."""
    own_settings(folder)
    config = folder / "motbot.yaml"
    config.write_text("coach: playbook\nchannels: [{id: C0SUPPORT, name: support, agents: [U0ALICE]}]\n")
    given = {
        "MOTBOT_CONFIG": str(config),
        "MOTBOT_PROMPTS": str(folder / "prompts"),
        "SLACK_BOT_TOKEN": server.workspace.app.bot_token,
        "SLACK_API_URL": server.api_url,
    }
    return CliRunner().invoke(commands(), ["prompts", "from-slack", *arguments], env=given | environment)


async def test_a_thread_becomes_a_case_by_its_link_once(tmp_path: Path, server: Server) -> None:
    root = server.workspace.post("U0CARLA", "C0SUPPORT", "Alice Agent, where is order 4711? Yours, Carla")
    server.workspace.post("U0ALICE", "C0SUPPORT", "Dear Carla, 4711 left today.", thread_ts=root)
    link = f"https://ours.slack.com/archives/C0SUPPORT/p{root.replace('.', '')}"

    first = await asyncio.to_thread(from_slack, tmp_path, server, link)
    second = await asyncio.to_thread(from_slack, tmp_path, server, link)

    assert first.exit_code == 0, first.exception
    (file,) = (tmp_path / "prompts" / "cases" / "proposed").glob("*.yaml")
    text = file.read_text()
    assert "A trainer has named this conversation." in text
    for said in ("Alice", "Carla", "4711", "U0ALICE"):
        assert said not in text
    assert isinstance(second.exception, Failed)
    assert "was proposed as it stands" in str(second.exception)


async def test_what_the_database_holds_becomes_cases_without_anybody_s_name(
    tmp_path: Path, server: Server, database: Database, store: PostgresStore
) -> None:
    asked = StoredLine(team="T1", channel="C0SUPPORT", conversation=1, line=a_line("Ask Alice, Carla says.").line)
    said = replace(asked, line=replace(asked.line, author="U0CARLA"))
    async with store.begin() as tx:
        await tx.lines.put(said)
        moment = await tx.moments.save(replace(a_moment(), channel="C0SUPPORT", focus=(said.line.ts,), known=()))
        await tx.people.add_feedback(replace(a_press(), moment=moment.id))

    parts = conninfo_to_dict(database.conninfo)
    address = f"postgresql:///{parts.pop('dbname')}?{urlencode(parts)}"
    ran = await asyncio.to_thread(from_slack, tmp_path, server, "--since", "all", MOTBOT_DATABASE_URL=address)

    assert ran.exit_code == 0, ran.exception
    (file,) = (tmp_path / "prompts" / "cases" / "proposed").glob("*.yaml")
    text = file.read_text()
    assert "The agent says that the card came too late." in text
    assert "Alice" not in text
    assert "Carla" not in text
