"""`motbot report`: a table and a file from the database of the config, and one plain line where something is wrong."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from psycopg.conninfo import conninfo_to_dict
from rich.console import Console

from motbot.domain.errors import BadInput, Failed, StorageRefused
from motbot.domain.language import Language
from motbot.engine.arming import armed
from motbot.reporting import ReportWish, show_report
from motbot.settings.loading import load_settings
from motbot.storage.database import make_engine
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0, FakeClock
from tests.fakes.database import TestServer
from tests.fakes.samples import a_moment

CONFIG = """\
coach: playbook
timezone: Asia/Shanghai
channels:
  - id: C0SUPPORT
    name: support
    agents: [U0ALICE]
"""


@pytest.fixture
def conninfo(postgres: TestServer) -> Iterator[str]:
    """A database of its own."""
    made = postgres.new_database()
    yield made
    postgres.drop(made)


@pytest.fixture
def environ(conninfo: str, tmp_path: Path) -> dict[str, str]:
    """Everything that is to be set."""
    path = tmp_path / "motbot.yaml"
    path.write_text(CONFIG)
    return {"MOTBOT_CONFIG": str(path), "MOTBOT_DATABASE_URL": address(conninfo)}


def address(conninfo: str, **other: str) -> str:
    """The same as an address."""
    parts = {name: str(value) for name, value in conninfo_to_dict(conninfo).items()} | other
    return f"postgresql://{parts['user']}@/{parts['dbname']}?host={quote(parts['host'], safe='')}&port={parts['port']}"


async def keep_moments(conninfo: str, count: int) -> None:
    """Moments in the channel of the config, and one elsewhere."""
    engine = make_engine(conninfo)
    async with PostgresStore(engine=engine, armed=armed).begin() as tx:
        for number in range(count):
            await tx.moments.save(replace(a_moment(conversation=number + 1), channel="C0SUPPORT"))
        await tx.moments.save(a_moment(conversation=99))
    await engine.dispose()


async def shown(environ: Mapping[str, str], wish: ReportWish, *, now: datetime = T0 + timedelta(minutes=30)) -> str:
    """What stands on the terminal."""
    screen = io.StringIO()
    await show_report(load_settings(environ), wish, Console(file=screen, width=100), FakeClock(now))
    return screen.getvalue()


async def test_it_shows_the_channels_of_the_config_and_writes_the_page(
    conninfo: str, environ: dict[str, str], tmp_path: Path
) -> None:
    await keep_moments(conninfo, 7)
    out = tmp_path / "report.html"

    text = await shown(environ, ReportWish(html=out, language=Language.ZH))

    assert "7 个关键时刻" in text
    assert "Asia/Shanghai" in text
    assert text.endswith(f"written: {out}\n")
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


async def test_only_what_lies_in_the_span_is_counted(conninfo: str, environ: dict[str, str]) -> None:
    await keep_moments(conninfo, 7)

    old = datetime(2020, 1, 1, tzinfo=UTC)

    assert "7 moments" in await shown(environ, ReportWish(since="1h"))
    assert "Nothing was said" in await shown(environ, ReportWish(since="1h"), now=T0 + timedelta(hours=2))
    assert "7 moments" in await shown(environ, ReportWish(since="all"), now=T0 + timedelta(hours=2))
    assert "Nothing was said" in await shown(environ, ReportWish(since="all"), now=old)


async def test_an_empty_database_is_told_in_a_sentence(environ: dict[str, str]) -> None:
    assert "Nothing was said in these channels" in await shown(environ, ReportWish())


async def test_a_file_that_cannot_be_written_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"report\.html: cannot be written \(No such file or directory\)"):
        await shown(environ, ReportWish(html=tmp_path / "no" / "report.html"))


async def test_a_span_that_is_none_is_refused_before_anything_is_opened(environ: dict[str, str]) -> None:
    with pytest.raises(BadInput, match="such as 30d, or all"):
        await shown(environ | {"MOTBOT_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, ReportWish(since="1"))


async def test_a_database_that_is_not_there_is_refused(environ: dict[str, str], conninfo: str) -> None:
    with pytest.raises(StorageRefused):
        await shown(environ | {"MOTBOT_DATABASE_URL": address(conninfo, dbname="there_is_none")}, ReportWish())


def test_the_command_ends_with_0_and_what_it_was_asked_for(environ: dict[str, str]) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, "-m", "motbot", "report", "--since", "all", "--language", "zh"]

    ended = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False, env=kept | environ)

    assert ended.returncode == 0, ended.stderr
    assert "没有可以统计的内容" in ended.stdout
