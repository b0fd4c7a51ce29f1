"""`motbot jobs`: what lies aside stands on the terminal, and what is named goes back to work."""

import io
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import text
from typer.testing import CliRunner

from motbot.catalogue import speaking
from motbot.cli import commands
from motbot.domain.errors import Failed
from motbot.putting_back import put_back, show_aside
from motbot.settings.loading import Settings, load_settings
from motbot.storage.database import Database
from tests.cli.test_report_command import address

_LAID_ASIDE = text("""
    WITH put AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
        VALUES ('take_event', 'take_event', '{"subject": 7, "why": "KeyError"}', 'failed'),
               ('upkeep', 'upkeep', '{"subject": 8}', 'failed')
        RETURNING id, task_name)
    INSERT INTO procrastinate_events (job_id, type, at)
    SELECT id, 'failed', '2026-03-02T08:30:00Z' FROM put WHERE task_name = 'take_event'
    RETURNING job_id
""")


@pytest.fixture
def settings(database: Database, tmp_path: Path) -> Settings:
    """A config in Berlin with the database of the test."""
    config = tmp_path / "motbot.yaml"
    config.write_text("coach: playbook\ntimezone: Europe/Berlin\n")
    return load_settings({"MOTBOT_CONFIG": str(config), "MOTBOT_DATABASE_URL": address(database.conninfo)})


async def laid_aside(database: Database) -> int:
    """Two jobs have failed for good; gives the first one's id."""
    async with database.engine.begin() as connection:
        return int((await connection.execute(_LAID_ASIDE)).scalar_one())


async def states(database: Database) -> list[tuple[str, str]]:
    """Kind and state of every job."""
    async with database.engine.connect() as connection:
        rows = await connection.execute(
            text("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY task_name")
        )
        return [(row[0], row[1]) for row in rows]


async def shown(settings: Settings) -> str:
    """What the list says."""
    screen = io.StringIO()
    await show_aside(settings, Console(file=screen, width=120))
    return screen.getvalue()


async def test_what_lies_aside_is_listed_on_the_configs_clock(database: Database, settings: Settings) -> None:
    first = await laid_aside(database)

    said = await shown(settings)

    (line,) = [line for line in said.splitlines() if "KeyError" in line]
    assert [word.strip() for word in line.strip("│┃ ").split("│")] == [
        str(first),
        "take in what Slack tells",
        "2 Mar 2026, 09:30 CET",
        "KeyError",
    ]
    assert "its process ended in the middle of it" in said
    assert f"motbot jobs retry {first}" in said
    with speaking("zh"):
        said = await shown(settings)
    assert ("彻底失败的工作" in said, "接收 Slack 的消息" in said, "take_event" in said) == (True, True, False)


async def test_where_nothing_lies_aside_it_says_so(settings: Settings) -> None:
    assert await shown(settings) == "Nothing lies aside.\n"


async def test_those_that_are_named_go_back_and_a_number_that_is_none_is_told(
    database: Database, settings: Settings
) -> None:
    first = await laid_aside(database)
    screen = io.StringIO()

    with pytest.raises(Failed, match=r"^99: nothing of that number lies aside"):
        await put_back(settings, [first, 99], Console(file=screen))

    assert screen.getvalue() == "Put back: 1 job.\n"
    assert await states(database) == [("take_event", "todo"), ("upkeep", "failed")]


async def test_all_go_back_at_once(database: Database, settings: Settings) -> None:
    await laid_aside(database)
    screen = io.StringIO()

    await put_back(settings, None, Console(file=screen))

    assert screen.getvalue() == "Put back: 2 jobs.\n"
    assert await states(database) == [("take_event", "todo"), ("upkeep", "todo")]


@pytest.mark.parametrize("line", [["jobs", "retry"], ["jobs", "retry", "4711", "--all"]])
def test_it_has_to_be_said_which_ones_are_meant(line: list[str]) -> None:
    done = CliRunner().invoke(commands(), line)

    assert done.exit_code == 2
    assert "name the ids, or --all for every one" in done.output
