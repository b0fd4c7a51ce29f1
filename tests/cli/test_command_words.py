"""The command line's help and refusals come in the reader's language, whole and within the terminal's width."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from motbot.catalogue import speaking
from motbot.cli import commands
from motbot.command_words import help_texts, said_of_line

_CHINESE = re.compile("[\u4e00-\u9fff]")
_CHINESE_TERMINAL = {"MOTBOT_LANGUAGE": "zh", "COLUMNS": "80"}


def shown(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to every command."""
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from shown(below, (*path, name))


def run(*line: str, language: str = "zh") -> str:
    """What the terminal shows of a command line that does nothing."""
    with speaking(language):  # the runner sets the variables only once the commands are made
        ran = CliRunner().invoke(commands(), list(line), env=_CHINESE_TERMINAL | {"MOTBOT_LANGUAGE": language})
    return ran.output


def test_every_text_of_the_help_has_chinese_words() -> None:
    with speaking("zh"):
        texts = set(help_texts(typer.main.get_command(commands())))

    assert [text for text in texts if not _CHINESE.search(text)] == []
    assert len(texts) > 100


@pytest.mark.parametrize("path", list(shown(typer.main.get_command(commands()))))
def test_help_in_chinese_is_never_cut_and_no_line_begins_with_a_full_stop(path: tuple[str, ...]) -> None:
    help_shown = run(*path, "--help")

    assert help_shown.lstrip().startswith("用法：")
    assert "─ 选项 ─" in help_shown
    assert re.findall(r"<(?:str|bool|int|float|path|Path|list)\b|\[OPTIONS\]|COMMAND \[ARGS\]", help_shown) == []
    assert "显示本帮助并退出。" in help_shown
    assert "…" not in help_shown
    assert re.findall(r"(?m)^[│ ]*[，。、；：）].*$", help_shown) == []


def test_help_is_english_where_the_terminal_is() -> None:
    run("--help")

    help_shown = run("--help", language="en")

    assert help_shown.lstrip().startswith("Usage:")
    assert "─ Commands ─" in help_shown
    assert not _CHINESE.search(help_shown)


@pytest.mark.parametrize("path", [("init",), ("run",), ("prompts", "test")])
def test_help_in_english_says_in_words_what_stands_behind_an_option(path: tuple[str, ...]) -> None:
    assert re.findall(r"<(?:str|bool|int|float|Path|list)\b[^>]*", run(*path, "--help", language="en")) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("rum",), "没有命令 'rum'。您是想输入 'run' 吗？"),
        (("report", "--sinse", "3d"), "没有这个选项：--sinse（相近的有：--since）"),
        (("run", "--http", "x"), "'--http' 的值不对：应为整数"),
        (("run", "--health-port", "70000"), "'--health-port' 的值不对：不能大于 65535"),
        (("run", "--http"), "选项 '--http' 后面要跟一个值。"),
        (("run", "now"), "多出了参数（now）"),
        (("review",), "缺少参数 'target'。"),
        (("prompts", "test", "--split", "trian"), "'--split' 的值不对：'trian' 不在可选项之中："),
        (("playground", "--report", "x.html"), "--report 的值不对：没有 --replay 就没有可以生成报告的内容"),
    ],
)
def test_a_wrong_line_is_refused_in_the_readers_words(line: tuple[str, ...], told: str) -> None:
    refused = run(*line)

    assert told in refused
    assert "─ 错误 ─" in refused


def test_a_sentence_that_nobody_knows_is_shown_as_it_is() -> None:
    with speaking("zh"):
        assert said_of_line("Something {new} happened.") == "Something {new} happened."
