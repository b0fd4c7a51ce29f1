"""Tests of the examples for running several processes: what they name exists, and what they set is documented."""

import shlex
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from typing_extensions import override

from motbot.cli import commands
from motbot.running import STOP_WITHIN
from motbot.settings.environment import VARIABLES

HOME = Path(__file__).parent.parent
EXPLAINED = (HOME / "docs" / "environment.md").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((HOME / "config" / "compose.yaml").read_text(encoding="utf-8"))
OURS = ("listening", "working")


def run_options() -> set[str]:
    """The options of `motbot run`, as the command line knows them."""
    group: Any = typer.main.get_command(commands())
    return {name for option in group.commands["run"].params for name in (*option.opts, *option.secondary_opts)}


def options_of(words: list[str]) -> list[str]:
    """What stands behind `motbot run`."""
    assert (Path(words[0]).name, words[1]) == ("motbot", "run")
    return words[2:]


def assert_understood(options: list[str]) -> None:
    """The command line takes them."""
    assert {one for one in options if one.startswith("-")} <= run_options()


@pytest.fixture
def unit() -> RawConfigParser:
    """The unit; a key that stands there twice keeps both values, one a line."""
    parser = RawConfigParser(strict=False, dict_type=_Gathering, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # systemd's keys have capitals
    parser.read(HOME / "config" / "motbot@.service", encoding="utf-8")
    return parser


class _Gathering(dict[str, Any]):
    """Adds a list to the one that is there."""

    @override
    def __setitem__(self, key: str, value: Any) -> None:
        known = self.get(key)
        super().__setitem__(key, [*known, *value] if isinstance(known, list) and isinstance(value, list) else value)


@pytest.mark.parametrize("name", OURS)
def test_the_composed_processes_are_started_as_the_command_line_understands(name: str) -> None:
    assert_understood(options_of(COMPOSE["services"][name]["command"]))


def test_one_composed_service_listens_and_one_only_works() -> None:
    listens = ["--no-listen" not in COMPOSE["services"][name]["command"] for name in OURS]

    assert listens == [True, False]
    assert 2 * COMPOSE["services"]["listening"]["deploy"]["replicas"] <= 10


@pytest.mark.parametrize("name", OURS)
def test_the_composed_processes_are_given_variables_that_exist_and_are_explained(name: str) -> None:
    given = set(COMPOSE["services"][name]["environment"])

    assert given <= set(VARIABLES)
    assert all(f"`{variable}`" in EXPLAINED for variable in given)


def test_the_composed_database_is_the_one_the_processes_are_told_of_and_has_room_for_all() -> None:
    database = COMPOSE["services"]["database"]
    url = COMPOSE["services"]["working"]["environment"]["MOTBOT_DATABASE_URL"]
    room = next(int(one.partition("=")[2]) for one in database["command"] if one.startswith("max_connections="))
    replicas = sum(COMPOSE["services"][name]["deploy"]["replicas"] for name in OURS)

    assert url.startswith(f"postgresql://{database['environment']['POSTGRES_USER']}:")
    assert url.endswith(f"@database:5432/{database['environment']['POSTGRES_DB']}")
    assert room >= 60 * (replicas + 1)


@pytest.mark.parametrize("name", OURS)
def test_the_composed_processes_are_left_time_to_end(name: str) -> None:
    assert float(COMPOSE["services"][name]["stop_grace_period"].removesuffix("s")) > STOP_WITHIN


def test_the_unit_starts_what_the_command_line_understands(unit: RawConfigParser) -> None:
    words = shlex.split(unit["Service"]["ExecStart"].replace("%i", "8081").replace("$RUN_OPTIONS", "--no-listen"))

    assert_understood(options_of(words))


def test_the_unit_names_variables_that_exist_and_are_explained(unit: RawConfigParser) -> None:
    text = (HOME / "config" / "motbot@.service").read_text(encoding="utf-8")
    named = {word.strip("#=,;") for line in text.splitlines() for word in line.replace("=", " ").split()}
    ours = {word for word in named if word.startswith(("MOTBOT_", "SLACK_", "OPENAI_"))}

    assert {"MOTBOT_CONFIG", "MOTBOT_DATABASE_URL", "SLACK_BOT_TOKEN"} <= ours <= set(VARIABLES)
    assert all(variable in EXPLAINED for variable in ours)


def test_the_unit_leaves_time_to_end_and_starts_again_but_for_a_wrong_configuration(unit: RawConfigParser) -> None:
    service = unit["Service"]

    assert float(service["TimeoutStopSec"]) > STOP_WITHIN
    assert (service["Restart"], service["RestartPreventExitStatus"]) == ("always", "2")
