"""`motbot forget / backup / restore / move`: what they say and how they end, on a database of the config's."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from rich.console import Console
from typer.testing import CliRunner

from motbot.catalogue import speaking
from motbot.cli import commands
from motbot.domain.errors import BadInput, Failed, StorageRefused
from motbot.domain.forgotten import Whom
from motbot.forgetting import ForgetWish, forget_somebody
from motbot.keeping_commands import own_backup
from motbot.settings.loading import Settings, load_settings
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.cli.test_report_command import address
from tests.fakes.clock import T0
from tests.fakes.database import TestServer
from tests.fakes.everything import AGENT, CUSTOMER, fill, holding

CONFIG = f"""\
coach: playbook
people:
  leads: [{AGENT}]
channels:
  - id: C0SUPPORT
    agents: [{AGENT}]
"""


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """A config that names the agent, a folder of prompts with a case, and the database of the test."""
    (tmp_path / "motbot.yaml").write_text(CONFIG)
    cases = tmp_path / "prompts" / "cases"
    cases.mkdir(parents=True)
    (cases / "one.yaml").write_text(f"said by {CUSTOMER}")
    (cases / "two.yaml").write_text("said by nobody")
    return load_settings(
        {
            "MOTBOT_CONFIG": str(tmp_path / "motbot.yaml"),
            "MOTBOT_DATABASE_URL": address(database.conninfo),
            "MOTBOT_PROMPTS": str(tmp_path / "prompts"),
        }
    )


@pytest.fixture
def bare(postgres: TestServer) -> Iterator[str]:
    """A database without anything in it."""
    made = postgres.new_database(migrated=False)
    yield made
    postgres.drop(made)


async def forgotten(settings: Settings, user: str, *, agreed: bool = True, as_json: bool = False) -> str:
    """What stands on the terminal."""
    screen = io.StringIO()
    wish = ForgetWish(whom=Whom(user=user), agreed=agreed, as_json=as_json)
    await forget_somebody(settings, wish, Console(file=screen, width=200), lambda _question: False)
    return screen.getvalue()


async def test_forgetting_says_what_it_did_and_what_only_a_person_can_do(
    database: Database, store: PostgresStore, settings: Settings, tmp_path: Path
) -> None:
    await fill(database, store)

    said = await forgotten(settings, CUSTOMER)

    assert "conversations 1," in said
    assert "Left to the running bot" in said
    assert str(tmp_path / "prompts" / "cases" / "one.yaml") in said
    assert "two.yaml" not in said
    assert await holding(database, CUSTOMER) == set()


async def test_what_is_counted_is_asked_and_told_without_an_ending_in_brackets(
    database: Database, store: PostgresStore, settings: Settings
) -> None:
    await fill(database, store)
    asked: list[str] = []

    def refuse(question: str) -> bool:
        asked.append(question)
        return False

    wish = ForgetWish(whom=Whom(user=CUSTOMER), agreed=False)
    with pytest.raises(Failed, match="nothing was forgotten"):
        await forget_somebody(settings, wish, Console(file=io.StringIO()), refuse)
    assert asked[0].startswith(f"{CUSTOMER}: accounts: 1; conversations: 1, ")

    assert "(s)" not in asked[0] + await forgotten(settings, CUSTOMER)


async def test_what_was_erased_is_told_in_the_readers_language(
    database: Database, store: PostgresStore, settings: Settings
) -> None:
    await fill(database, store)

    with speaking("zh"):
        said = await forgotten(settings, CUSTOMER)

    erased = next(line for line in said.splitlines() if line.startswith("已清除"))
    assert re.findall("[A-Za-z]+", erased) == []


async def test_whom_the_configuration_names_is_told(
    database: Database, store: PostgresStore, settings: Settings
) -> None:
    await fill(database, store)

    said = await forgotten(settings, AGENT)

    assert "The configuration names them: people.leads" in said
    assert "The configuration names them: channels (C0SUPPORT).agents" in said


async def test_programs_are_told_in_json(database: Database, store: PostgresStore, settings: Settings) -> None:
    await fill(database, store)

    said = json.loads(await forgotten(settings, CUSTOMER, as_json=True))

    assert (said["schema"], said["accounts"], said["jobs_at_work"]) == ("motbot-forgotten/1", 1, 0)
    assert said["erased"]["conversations"] == 1


async def test_nothing_happens_to_somebody_whom_nobody_agreed_to_forget(
    database: Database, store: PostgresStore, settings: Settings
) -> None:
    await fill(database, store)
    before = await holding(database, CUSTOMER)

    with pytest.raises(Failed, match="nothing was forgotten"):
        await forgotten(settings, CUSTOMER, agreed=False)

    assert await holding(database, CUSTOMER) == before


def test_a_copy_goes_from_one_database_to_another_and_both_commands_count_the_same_rows(
    worker_database: str, bare: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "motbot.yaml").write_text(CONFIG)
    monkeypatch.setenv("MOTBOT_CONFIG", str(tmp_path / "motbot.yaml"))
    monkeypatch.setenv("MOTBOT_DATABASE_URL", address(worker_database))
    with psycopg.connect(worker_database, autocommit=True) as connection:
        connection.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        copied = CliRunner().invoke(commands(), ["backup", str(tmp_path / "copy.dump")])
        connection.execute("DELETE FROM procrastinate_workers")
    refused = CliRunner().invoke(commands(), ["restore", str(tmp_path / "copy.dump")])
    monkeypatch.setenv("MOTBOT_DATABASE_URL", address(bare))
    restored = CliRunner().invoke(commands(), ["restore", str(tmp_path / "copy.dump")])

    assert (copied.exit_code, "copy.dump:" in copied.output) == (0, True)
    assert isinstance(refused.exception, StorageRefused)
    assert (restored.exit_code, "tables" in restored.output) == (0, True)
    assert re.findall(r"(\d+) rows", restored.output) == re.findall(r"(\d+) rows", copied.output)


@pytest.mark.parametrize("to", ["mysql://db", "here", ""])
def test_a_move_needs_an_address(to: str, worker_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTBOT_DATABASE_URL", address(worker_database))

    done = CliRunner().invoke(commands(), ["move", "--to", to])

    assert isinstance(done.exception, BadInput)
    assert "--to: expected postgresql://" in str(done.exception)


def test_a_move_to_where_it_is_already_is_refused(worker_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTBOT_DATABASE_URL", address(worker_database))

    done = CliRunner().invoke(commands(), ["move", "--to", address(worker_database)])

    assert "is the database that is used now" in str(done.exception)


@pytest.mark.parametrize("command", ["forget", "backup", "restore", "move"])
def test_help_shows_an_example(command: str) -> None:
    shown = CliRunner().invoke(commands(), [command, "--help"])

    assert (shown.exit_code, "Example: " in shown.output) == (0, True)


def test_a_copy_without_a_name_is_one_of_our_own(tmp_path: Path) -> None:
    file = own_backup(tmp_path / "data", T0)

    assert file == tmp_path / "data" / "backups" / "motbot-20260302T090000Z.dump"
    (tmp_path / "blocked").write_text("")
    with pytest.raises(Failed, match="cannot be made"):
        own_backup(tmp_path / "blocked", T0)
