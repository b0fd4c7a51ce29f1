"""What the environment may say, and how a mistake there is told."""

from pathlib import Path

import pytest

from motbot.catalogue import speaking
from motbot.domain.errors import BadConfig
from motbot.settings.environment import VARIABLES, read_environment

HERE = str(Path(__file__).parent)


def test_every_variable_of_the_contract_is_read() -> None:
    assert set(VARIABLES) >= {
        "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "OPENAI_API_KEY",
        "OPENAI_BASE_URL", "MOTBOT_CONFIG", "MOTBOT_PROMPTS", "MOTBOT_DATABASE_URL", "MOTBOT_DATA_DIR", "MOTBOT_LOG",
    }  # fmt: skip


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read_environment(dict.fromkeys(VARIABLES, "")) == read_environment({})


def test_secrets_do_not_show_themselves() -> None:
    told = read_environment({"SLACK_BOT_TOKEN": "xoxb-1-a", "MOTBOT_DATABASE_URL": "postgresql://me:pass@host/db"})

    assert "xoxb-1-a" not in repr(told)
    assert "pass" not in repr(told)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "SLACK_BOT_TOKEN",
            "xapp-1-a",
            "expected a bot token (xoxb-); found an app token (xapp-); the two may be swapped",
        ),
        (
            "SLACK_APP_TOKEN",
            "xoxb-1-a",
            "expected an app token (xapp-); found a bot token (xoxb-); the two may be swapped",
        ),
        ("SLACK_BOT_TOKEN", "xoxb-1-a ", "expected one token without spaces"),
        ("SLACK_BOT_TOKEN", '"xoxb-1-a"', "expected one token without spaces"),
        ("OPENAI_API_KEY", "sk-1\n", "expected one token without spaces"),
        ("OPENAI_API_KEY", "sk-密钥", "expected one token without spaces"),
        ("SLACK_API_URL", "slack.com/api", "expected an address that begins with https:// or http://"),
        ("OPENAI_BASE_URL", "http://", "expected an address"),
        ("OPENAI_BASE_URL", "http://host:port/", "expected an address"),
        ("MOTBOT_DATABASE_URL", "mysql://root:pass@host", "expected an address such as postgresql://"),
        ("MOTBOT_CONFIG", HERE, "expected the path of a file"),
        ("MOTBOT_PROMPTS", f"{HERE}/none", "expected the path of a folder"),
        ("MOTBOT_DATA_DIR", "data", "expected the full path of a folder (it may be new)"),
        ("MOTBOT_LOG", "loud", "expected auto, console, json and debug, info, warning, error"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_name(name: str, value: str, message: str) -> None:
    with pytest.raises(BadConfig) as caught:
        read_environment({name: value})

    told = str(caught.value)
    assert told.startswith(f"environment: {name}: {message}")
    assert "pass" not in told
    assert "sk-" not in told


def test_every_bad_variable_is_told_at_once() -> None:
    with pytest.raises(BadConfig) as caught:
        read_environment({"SLACK_API_URL": "x", "MOTBOT_LOG": "loud", "MOTBOT_CONFG": "x"})

    assert len(str(caught.value).splitlines()) == 3


def test_where_a_mistake_stands_is_told_in_the_readers_language() -> None:
    with speaking("zh"), pytest.raises(BadConfig, match=r"^环境变量: MOTBOT_LOG: 应为"):
        read_environment({"MOTBOT_LOG": "loud"})


def test_a_misspelt_variable_of_ours_is_refused() -> None:
    with pytest.raises(BadConfig, match="environment: MOTBOT_CONFG: unknown variable; did you mean 'MOTBOT_CONFIG'"):
        read_environment({"MOTBOT_CONFG": "x"})


def test_other_peoples_variables_are_left_alone() -> None:
    assert read_environment({"PATH": "/bin", "MOTBOT_SOMETHING_ELSE": "x"}) == read_environment({})
