"""What check says of this machine: configuration, secrets, disk and database."""

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from motbot.checkup.finding import Finding, Light, bounded
from motbot.checkup.machine import look_at_config, look_at_database, look_at_disk
from motbot.clock import SystemClock
from motbot.domain.errors import Failed, StorageRefused
from motbot.settings import Settings, load_settings
from motbot.storage.database import Url
from motbot.storage.embedded import Embedded
from motbot.storage.standing import nearest_folder, standing_of
from tests.checkup.conftest import Founded, about, lights
from tests.fakes.clock import FakeClock
from tests.fakes.database import TestServer


def on(settings: Settings, conninfo: str) -> Settings:
    """The same on a PostgreSQL of one's own."""
    given = settings.environment.model_copy(update={"motbot_database_url": SecretStr(conninfo)})
    return settings.model_copy(update={"environment": given})


def test_a_founded_folder_is_good_and_closed(founded: Founded) -> None:
    assert set(lights(look_at_config(founded())).values()) == {Light.GREEN}


def test_secrets_that_others_can_read_are_told_with_the_command_that_closes_them(founded: Founded) -> None:
    settings = founded()
    secrets = settings.file.parent / ".env"
    secrets.chmod(0o644)

    found = look_at_config(settings)

    assert lights(found)[".env"] is Light.AMBER
    assert f"chmod 600 {secrets}" in about(found, ".env")


def test_without_a_configuration_of_ones_own_or_without_channels_somebody_should_look(founded: Founded) -> None:
    assert "motbot init" in about(look_at_config(load_settings({})), "configuration")
    assert lights(look_at_config(founded(channel="")))["configuration"] is Light.AMBER


def test_the_disk_is_looked_at_where_the_folder_will_be(founded: Founded, tmp_path: Path) -> None:
    (found,) = look_at_disk(founded())

    assert found.text.endswith(f"MB free for {tmp_path / 'data'}")
    assert nearest_folder(tmp_path / "data" / "deeper") == tmp_path


def test_a_place_for_the_embedded_database_is_only_looked_at() -> None:
    folder = Path(tempfile.gettempdir()) / "motbot-that-was-never-started"

    standing = asyncio.run(standing_of(Embedded(folder=folder, root_allowed=True)))

    assert (standing.where, standing.release, standing.made) == (str(folder), "", False)
    assert not folder.exists()


def test_a_place_where_no_database_can_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StorageRefused, match="MOTBOT_DATABASE_URL"):
        asyncio.run(standing_of(Embedded(folder=tmp_path / "file" / "data", root_allowed=True)))


async def test_a_database_of_ones_own_is_told_with_its_release_and_left_as_it_is(
    postgres: TestServer, worker_database: str, founded: Founded
) -> None:
    bare = postgres.new_database(migrated=False)

    full = await look_at_database(on(founded(), worker_database), SystemClock())
    empty = await look_at_database(on(founded(), bare), SystemClock())

    assert about(full, "database").startswith("PostgreSQL 1")
    assert "empty; filled at the first start" in about(empty, "database")
    assert not (await standing_of(Url(text=bare))).made


async def test_a_database_whose_clock_differs_is_told(worker_database: str, founded: Founded) -> None:
    late = FakeClock(SystemClock().now() + timedelta(minutes=5))

    found = await look_at_database(on(founded(), worker_database), late)

    assert lights(found) == {"database": Light.GREEN, "database clock": Light.AMBER}


async def test_a_database_that_cannot_be_reached_is_red_with_its_remedy(founded: Founded) -> None:
    found = await look_at_database(on(founded(), "postgresql://127.0.0.1:9/motbot"), SystemClock())

    assert lights(found) == {"database": Light.RED}
    assert "127.0.0.1:9/motbot cannot be reached" in about(found, "database")


async def test_a_try_that_fails_or_takes_too_long_is_one_red_line() -> None:
    async def failing() -> list[Finding]:
        raise Failed("no such thing; make one")

    async def slow() -> list[Finding]:
        await asyncio.Event().wait()
        return []

    assert [one.text for one in await bounded("x", failing())] == ["no such thing; make one"]
    assert [one.text for one in await bounded("x", slow(), within=0.01)] == ["no answer within 0.01 s"]
