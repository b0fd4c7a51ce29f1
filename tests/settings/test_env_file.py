"""The `.env` beside the configuration fills what the environment leaves open, and is read in one way only."""

from pathlib import Path

import pytest

from motbot.domain.errors import BadConfig
from motbot.settings import load_settings
from motbot.settings.env_file import with_env_file

BOT = "SLACK_BOT_TOKEN"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration in a folder of its own."""
    file = tmp_path / "motbot.yaml"
    file.write_text("coach: playbook\n")
    return file


def read(config: Path, text: str | bytes, **environ: str) -> dict[str, str]:
    """What the environment is, with this text in the file beside the configuration."""
    (config.parent / ".env").write_bytes(text if isinstance(text, bytes) else text.encode())
    given = dict(with_env_file({"MOTBOT_CONFIG": str(config), **environ}).environ)
    del given["MOTBOT_CONFIG"]
    return given


def refused(config: Path, text: str | bytes) -> str:
    """What a person reads about such a file, without the folder it stands in."""
    with pytest.raises(BadConfig) as caught:
        read(config, text)
    return str(caught.value).replace(f"{config.parent}/", "")


def test_a_variable_that_is_not_set_is_taken_from_the_file(config: Path) -> None:
    assert read(config, f"{BOT}=xoxb-1-a\n") == {BOT: "xoxb-1-a"}


def test_what_the_environment_says_wins(config: Path) -> None:
    assert read(config, f"{BOT}=xoxb-1-a\n", **{BOT: "xoxb-2-b"}) == {BOT: "xoxb-2-b"}


def test_an_empty_variable_counts_as_not_set_and_is_filled(config: Path) -> None:
    assert read(config, f"{BOT}=xoxb-1-a\n", **{BOT: ""}) == {BOT: "xoxb-1-a"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (f"{BOT}=a", "a"),
        (f"export {BOT}=a", "a"),
        (f"  {BOT}=a  ", "a"),
        (f"{BOT}=", ""),
        (f"{BOT}='a b # c'", "a b # c"),
        (f'{BOT}="a b"', "a b"),
        (f"{BOT}='a\\$b'", "a\\$b"),
        (f"{BOT}=a#b=c$d", "a#b=c$d"),
        (f"# a remark\n\n   # another\n{BOT}=a", "a"),
        (f"\ufeff{BOT}=a\r\n", "a"),
    ],
)
def test_every_usual_form_of_a_line_is_read(config: Path, line: str, value: str) -> None:
    assert read(config, line)[BOT] == value


def test_variables_of_other_programs_are_left_alone(config: Path) -> None:
    assert read(config, "POSTGRES_PASSWORD='x\nTZ=UTC\n") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("xoxb-1-a", ".env:1:1: expected NAME=value, or a # before a remark"),
        (f"{BOT}: a", ".env:1:1: expected NAME=value, or a # before a remark"),
        (f"\n{BOT} = a", f".env:2:1: {BOT}: spaces around the = are read differently elsewhere; take them out"),
        ("SLACK_BOT_TOKN=a", ".env:1:1: SLACK_BOT_TOKN: unknown variable; did you mean 'SLACK_BOT_TOKEN'?"),
        (f"{BOT}=a\n{BOT}=b", f".env:2:1: {BOT}: stands here a second time (first in line 1); keep one of the two"),
        (f"{BOT}='a", f".env:1:17: {BOT}: the quote that opens here is not closed at the end of the line"),
        (f"{BOT}='a' # mine", f".env:1:17: {BOT}: the quote that opens here is not closed at the end of the line"),
        (f'{BOT}="a$b"', f".env:1:17: {BOT}: a \\, $ or ` means something else"),
        (f"{BOT}=a # mine", f".env:1:17: {BOT}: a # behind a space may be meant as a remark"),
        (f"{BOT}=a\x00", f".env:1:17: {BOT}: holds a control character"),
        ("MOTBOT_CONFIG=other.yaml", ".env:1:1: MOTBOT_CONFIG: cannot stand in this file"),
        ("MOTBOT_LANGUAGE=zh", ".env:1:1: MOTBOT_LANGUAGE: cannot stand in this file"),
        (b"\n# \xff\n", ".env:2: this is not UTF-8"),
        (b"#" * 70_000, ".env: is larger than 64 KiB"),
    ],
)
def test_a_line_that_could_be_meant_otherwise_is_refused_with_its_place(
    config: Path, text: str | bytes, told: str
) -> None:
    assert refused(config, text).startswith(told)


def test_a_message_never_repeats_a_value(config: Path) -> None:
    told = refused(config, f"{BOT}='xoxb-canary\nSLACK_APP_TOKEN=xapp-canary # mine\nxoxb-canary\n")

    assert len(told.splitlines()) == 3
    assert "canary" not in told


def test_a_value_that_cannot_be_used_is_told_with_its_file_and_line(config: Path) -> None:
    (config.parent / ".env").write_text(f"\n{BOT}=xapp-1-a\n")

    with pytest.raises(BadConfig) as caught:
        load_settings({"MOTBOT_CONFIG": str(config)})

    assert str(caught.value).startswith(f"environment: {BOT} ({config.parent}/.env:2): expected a bot token (xoxb-)")


def test_without_a_configuration_of_ones_own_no_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("nonsense")
    monkeypatch.chdir(tmp_path)

    assert with_env_file({}).environ == {}


def test_a_folder_of_that_name_is_something_else(config: Path) -> None:
    (config.parent / ".env").mkdir()

    assert load_settings({"MOTBOT_CONFIG": str(config)}).environment.slack_bot_token is None


def test_prompts_beside_the_configuration_are_used_unless_others_are_named(config: Path, tmp_path: Path) -> None:
    own, named = config.parent / "prompts", tmp_path / "named"
    named.mkdir()

    assert not load_settings({"MOTBOT_CONFIG": str(config)}).has_own_prompts
    (own / "playbook").mkdir(parents=True)

    assert load_settings({"MOTBOT_CONFIG": str(config)}).prompts == own
    assert load_settings({"MOTBOT_CONFIG": str(config)}).has_own_prompts
    assert load_settings({"MOTBOT_CONFIG": str(config), "MOTBOT_PROMPTS": str(named)}).prompts == named
