"""No word for people stands beside the catalogue: what is shown is said by it, and no Chinese is written in code."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest

from tests.catalogue.bypassing import chinese_in, joints_in, words_in
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
    "slack/socket.py": (r"a frame that is no whole envelope", "a fault for the log"),
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
    "settings/typed_limits.py": "times and amounts that are typed in Chinese",
    "slack/commands.py": "names of commands that are typed in Chinese",
    "slack/report_requests.py": "words that are typed in Chinese",
    "slack/review_requests.py": "words that are typed in Chinese",
}

JOINTS: Mapping[str, str] = {
    "slack": "blocks and messages have words of their own for joining",
    "playground": "an imitated Slack, and refusals for whoever programs against it",
    "catalogue/broken.py": "a fault for the log",
    "domain/mute_span.py": "names of fields, for the log",
    "domain/refused.py": "what a customer hears, joined as the playbook writes it",
    "domain/typed_limit.py": "names of fields, for the log; and what a person typed, as they typed it",
    "engine/tasks.py": "the log's name of a failure",
    "founding/config_text.py": "YAML",
    "llm/answers.py": "told the model",
    "llm/conventions.py": "told the model",
    "llm/draft_files.py": "YAML",
    "llm/mender.py": "told the model",
    "llm/remembered.py": "told the model",
    "llm/replying.py": "a draft in one of the two languages that need no model",
    "llm/transcript.py": "told the model",
    "playbook/schedule.py": "English for a customer",
    "settings/bridging.py": "an example in English for the reference",
    "settings/places.py": "a file, a line and a key as compilers write them, so that editors can jump there",
    "storage/copy_programs.py": "the log's name of a failure",
    "tuning/suggest_session.py": "the changelog of a prompt, which is written in English",
    "tuning/suggest_text.py": "YAML",
}
"""Where commas, colons and brackets are written into code: a folder or a file, and why no reader's language asks."""


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


def joined_by_hand(excused: AbstractSet[str]) -> dict[str, list[str]]:
    """What joins things without asking the reader's language, by the file; those excused are passed over."""
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if not {named(path), named(path).split("/")[0]} & excused]
    found = {named(path): list(joints_in(path.read_text(encoding="utf-8"))) for path in paths}
    return {name: [f"{line}: {joint!r}" for line, joint in joints] for name, joints in found.items() if joints}


def test_commas_colons_and_brackets_between_things_are_those_of_the_readers_language() -> None:
    assert joined_by_hand(set(JOINTS)) == {}, "join by listed, in_turn, labelled or with_aside"


def test_every_excuse_for_a_joint_is_needed() -> None:
    found = joined_by_hand(frozenset())

    assert [one for one in JOINTS if not any(name == one or name.startswith(f"{one}/") for name in found)] == []


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
