"""File and environment together, and what the shipped files promise."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motbot.domain.errors import BadConfig
from motbot.settings import (
    CoachKind,
    LogFormat,
    LogLevel,
    default_config,
    default_prompts,
    load_config,
    load_playground_settings,
    load_settings,
)
from motbot.settings.branch import keys_of
from motbot.settings.environment import VARIABLES
from motbot.settings.tree import branches

BOT = {"SLACK_BOT_TOKEN": "xoxb-1-a"}


def test_without_any_variable_the_shipped_file_is_read() -> None:
    told = load_settings({})

    assert told.file == default_config()
    assert told.config.coach is CoachKind.PLAYBOOK
    assert len(told.config.channels) == 1
    assert told.prompts == default_prompts()


def test_every_key_is_documented_in_the_shipped_file() -> None:
    comments = "\n".join(
        line.partition("#")[2] for line in default_config().read_text(encoding="utf-8").splitlines() if "#" in line
    )
    keys = {key for _, branch in branches() for key in keys_of(branch)}

    assert {key for key in keys if not re.search(rf"(?<!\w){key}( \(required\))?:", comments)} == set()


def test_every_variable_is_in_the_documentation() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "environment.md").read_text(encoding="utf-8")

    assert [name for name in VARIABLES if f"`{name}`" not in page] == []


def test_the_shipped_file_shows_the_default_of_every_key() -> None:
    shown = load_settings({}).config

    assert shown.model_copy(update={"channels": ()}) == type(shown)(coach=CoachKind.PLAYBOOK)


def test_the_playground_has_a_configuration_of_its_own_whatever_the_shell_says() -> None:
    shell = {**BOT, "SLACK_API_URL": "nonsense", "MOTBOT_CONFIG": "/nowhere", "MOTBOT_DATABASE_URL": "mysql://x"}

    told = load_playground_settings(shell)

    assert told.file == default_config("playground.yaml")
    assert told.config.coach is CoachKind.PLAYBOOK
    assert told.environment.slack_bot_token is None
    assert told.environment.motbot_database_url is None


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("coach: model\nlog_level: warning\n", encoding="utf-8")

    told = load_settings({"MOTBOT_CONFIG": str(own), "MOTBOT_PROMPTS": str(tmp_path)})

    assert (told.file, told.config.coach, told.prompts) == (own, CoachKind.MODEL, tmp_path)
    assert (told.log_level, told.log_format) == (LogLevel.WARNING, LogFormat.AUTO)


def test_the_environment_wins_over_the_files_log_level() -> None:
    told = load_settings({"MOTBOT_LOG": "json,debug"})

    assert (told.log_level, told.log_format) == (LogLevel.DEBUG, LogFormat.JSON)


def test_socket_mode_needs_the_bot_and_the_app_token() -> None:
    given = load_settings({**BOT, "SLACK_APP_TOKEN": "xapp-1-b", "SLACK_API_URL": "http://127.0.0.1:9/api"})

    access = given.slack_access()

    assert access.bot_token.get_secret_value() == "xoxb-1-a"
    assert access.app_token
    assert access.app_token.get_secret_value() == "xapp-1-b"
    assert access.signing_secret is None
    assert access.api_url == "http://127.0.0.1:9/api/"


def test_a_process_that_only_works_needs_the_bots_token_alone() -> None:
    access = load_settings(BOT).slack_access(listens=False)

    assert (access.bot_token.get_secret_value(), access.app_token) == ("xoxb-1-a", None)


def test_a_variable_that_is_missed_is_told_with_the_misspelt_name_that_is_set() -> None:
    given = {"SLACK_BOT_TOKN": "xoxb-canary", "SLACK_SIGNING_SECRT": "", "SLACK_TEAM": "x"}

    with pytest.raises(BadConfig) as caught:
        load_settings(given).slack_access(over_http=True)

    first, second = str(caught.value).splitlines()
    assert first == "environment: SLACK_BOT_TOKEN: is not set, but SLACK_BOT_TOKN is; correct its name"
    assert second.startswith("environment: SLACK_SIGNING_SECRET: is not set; motbot needs it")


def test_another_programs_variable_that_looks_like_ours_troubles_nobody() -> None:
    theirs = {"SLACK_API_TOKEN": "x", "OPENAI_API_KEYS": "y"}

    access = load_settings({**BOT, "SLACK_APP_TOKEN": "xapp-1-a", **theirs}).slack_access()

    assert access.bot_token


def test_http_needs_the_bot_token_and_the_signing_secret() -> None:
    with pytest.raises(BadConfig) as caught:
        load_settings({}).slack_access(over_http=True)

    lines = str(caught.value).splitlines()
    assert [line.split(": ")[1] for line in lines] == ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]
    assert all("is not set" in line and "api.slack.com/apps" in line for line in lines)


@pytest.mark.parametrize(
    ("coach", "remedy"), [("model", "or say `coach: playbook`"), ("playbook", "or leave `--model` out")]
)
@pytest.mark.parametrize("address", [{}, {"AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com"}])
def test_a_model_needs_a_key_and_whoever_asked_for_it_is_named(
    tmp_path: Path, coach: str, remedy: str, address: dict[str, str]
) -> None:
    config = tmp_path / "motbot.yaml"
    config.write_text(f"coach: {coach}\n")
    settings = load_settings({"MOTBOT_CONFIG": str(config), **address})

    with pytest.raises(BadConfig, match=r"environment: \w*OPENAI_API_KEY: is not set; ") as caught:
        settings.model_access()

    assert all(line.endswith(remedy) for line in str(caught.value).splitlines())


def test_a_server_of_ones_own_needs_no_key() -> None:
    access = load_settings({"OPENAI_BASE_URL": "http://localhost:11434/v1"}).model_access()

    assert access.api_key
    assert access.base_url == "http://localhost:11434/v1"


def test_azure_is_meant_where_its_endpoint_is_set() -> None:
    azure = {"AZURE_OPENAI_ENDPOINT": "https://x.openai.azure.com", "OPENAI_API_VERSION": "2026-01-01"}

    access = load_settings({**azure, "AZURE_OPENAI_AD_TOKEN": "abc", "OPENAI_API_KEY": "other"}).model_access()

    assert access.azure_endpoint == "https://x.openai.azure.com"
    assert (access.api_key, access.base_url, access.azure_api_version) == (None, None, "2026-01-01")
    with pytest.raises(BadConfig, match="AZURE_OPENAI_API_KEY: is not set"):
        load_settings(azure).model_access()


FRAGMENTS = st.sampled_from(
    [
        "coach",
        "pace",
        "channels",
        ":",
        " ",
        "\n",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "\t",
        "&a",
        "*a",
        "!!int",
        "|",
        "#",
        "3s",
    ]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.one_of(st.binary(max_size=60), st.lists(FRAGMENTS, max_size=30).map("".join).map(str.encode)))
def test_whatever_stands_in_a_file_it_loads_or_is_refused_by_name(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "any.yaml"
    file.write_bytes(raw)

    try:
        load_config(file)
        told = f"{file}: good"
    except BadConfig as error:
        told = str(error)

    assert told.startswith(f"{file}:")
