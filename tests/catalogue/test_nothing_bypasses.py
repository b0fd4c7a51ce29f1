"""No word for people stands beside the catalogue: what is shown is said by it, and no Chinese is written in code."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.catalogue.bypassing import chinese_in, words_in
from tests.catalogue.collecting import PACKAGE

SHOWN = sorted(
    path
    for pattern in (
        "slack/**/*.py",
        "documents/**/*.py",
        "workbench/**/*.py",
        "checkup/**/*.py",
        "*_commands.py",
        "cli.py",
        "command_line.py",
        "reporting.py",
    )
    for path in PACKAGE.glob(pattern)
    if not path.stem.endswith(("wording", "phrases"))
)
"""Where people are spoken to; English phrases stand in modules of their own, which `translated` puts into words."""

NOT_FOR_PEOPLE: Mapping[str, tuple[str, str]] = {
    "slack/events.py": (r"[a-z_ ]+ event", "what the log calls an event that makes no sense"),
    "slack/http.py": (r"text/plain; .*", "a type of content"),
    "slack/inbox.py": (r"Bolt .*", "an answer to Slack's servers, which nobody reads"),
    "slack/notices.py": (r"(?s).*", "phrases that `translated` puts into words in this very module"),
    "slack/opening.py": (r"no id", "a fault for the log"),
    "slack/payloads.py": (r"the payload itself", "a fault for the log"),
    "slack/people.py": (r"put the new id into the config", "a remedy for the log"),
    "slack/screening.py": (r"nested too deep to be kept", "a fault for the log"),
    "slack/socket.py": (r"a frame with no JSON object for a payload", "a fault for the log"),
    "slack/web_api.py": (r"(?s).*", "errors of Slack's API for the log, put together from Slack's own codes"),
    "documents/charts.py": (r"bar tone-", "a class of CSS"),
    "documents/report_terminal.py": (r"bold \w+", "a style of Rich"),
    "documents/sheet_terminal.py": (r"not bold", "a style of Rich"),
    "checkup/shown.py": (r"bold \w+", "a style of Rich"),
}
"""What reads like words and is shown to nobody, by file: a pattern, and why."""
COMMAND_LINE = re.compile(r"(?:Example: .*)|(?:[\w-]+=[\w-]+: .*)", re.DOTALL)

CHINESE_IS_READ: Mapping[str, str] = {
    "domain": "rules that read what people write in Chinese",
    "due_times": "days and hours as Chinese says them",
    "playbook": "rules of the coach that needs no model",
    "llm": "what prompts are filled with, and samples they are tried on",
    "transcripts": "how conversations are written down in Chinese",
    "playground": "the invented people of the local Slack",
    "use_cases": "rules that read what people write in Chinese",
    "tuning": "what a proposed prompt must not touch",
    "slack/commands.py": "names of commands that are typed in Chinese",
    "slack/report_requests.py": "words that are typed in Chinese",
    "slack/review_requests.py": "words that are typed in Chinese",
}


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def is_excused(name: str, text: str) -> bool:
    pattern, _ = NOT_FOR_PEOPLE.get(name, ("(?!)", ""))
    is_help = bool(COMMAND_LINE.fullmatch(text)) and ("command" in name or name == "cli.py")
    return is_help or re.fullmatch(pattern, text.strip()) is not None


@pytest.mark.parametrize("path", [pytest.param(path, id=named(path)) for path in SHOWN])
def test_what_is_shown_is_said_by_the_catalogue(path: Path) -> None:
    found = [
        f"{named(path)}:{line}: {text!r}"
        for line, text in words_in(path.read_text(encoding="utf-8"))
        if not is_excused(named(path), text)
    ]

    assert found == [], "say it by say() or translated(), or give a reason in NOT_FOR_PEOPLE"


def test_chinese_stands_in_catalogues_and_where_chinese_is_read_alone() -> None:
    found = [
        f"{named(path)}:{line}: {text!r}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if named(path) not in CHINESE_IS_READ and named(path).partition("/")[0] not in CHINESE_IS_READ
        for line, text in chinese_in(path.read_text(encoding="utf-8"))
    ]

    assert found == [], "write it in English, and the Chinese into the catalogue"


def test_every_excuse_is_needed() -> None:
    idle = [
        name
        for name in NOT_FOR_PEOPLE
        if not any(is_excused(name, text) for _, text in words_in((PACKAGE / name).read_text(encoding="utf-8")))
    ]

    assert idle == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('rich.header("Your promises")', ["Your promises"]),
        ('print(f"{count} promises are late")', [" promises are late"]),
        ('say("Your promises")', []),
        ('log.warning("home not published")', []),
        ('"""What it is for."""', []),
        ('typer.Option(help="Do not ask.")', []),
    ],
)
def test_words_are_told_from_what_only_looks_like_them(source: str, found: list[str]) -> None:
    assert [text for _, text in words_in(source)] == found
