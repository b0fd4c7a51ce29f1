"""Writes what is made from the code: two reference pages in both languages, and the configuration in Chinese."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tests.documentation.keys import Key, all_keys, told_in_file
from tests.documentation.options import Command, Option, all_commands
from tests.documentation.pages import CHINESE, DOCS, HOME
from tests.documentation.spoken_config import Words, spoken_config

WORDS = Path(__file__).parent / "reference.yaml"
"""The sentences of these pages that stand nowhere in the code, and the Chinese words for every key."""


_VARIABLE = re.compile(r"(?<!`)\b((?:MOTBOT|SLACK|OPENAI)_[A-Z_]*[A-Z])\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What one language says on these pages."""

    code: str
    folder: Path
    words: Mapping[str, str]
    keys: Mapping[str, str]


def languages() -> list[Language]:
    """English and Chinese."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return [
        Language(code="en", folder=DOCS, words=words["en"], keys=told_in_file()),
        Language(code="zh", folder=CHINESE, words=words["zh"], keys=words["keys"]),
    ]


@cache
def written() -> dict[Path, str]:
    """What each of the pages should hold, by its path."""
    found = {}
    for language in languages():
        found[language.folder / "commands.md"] = "\n".join(_commands_page(language))
        found[language.folder / "configuration.md"] = "\n".join(_keys_page(language))
        if language.code != "en":
            found[HOME / "config" / f"motbot.{language.code}.yaml"] = spoken_config(_in_file(language))
    return found


def _in_file(language: Language) -> Words:
    words = language.words
    more = {name.removeprefix("file_more_"): text for name, text in words.items() if name.startswith("file_more_")}
    return Words(head=words["file_head"], keys=language.keys, more=more, must=words["file_must"])


def _commands_page(language: Language) -> Iterator[str]:
    yield from (language.words["commands"].strip(), "")
    for command in all_commands(language.code):
        yield from _command(command, language)
    yield language.words["exit_codes"].strip() + "\n"


def _command(command: Command, language: Language) -> Iterator[str]:
    yield from (f"## `{command.words}`", "", _escaped(command.help), "")
    if command.example:
        yield from ("```", command.example, "```", "")
    if command.options:
        yield from (f"| {language.words['option']} | {language.words['meaning']} |", "|---|---|")
        yield from (_option(option, language) for option in command.options)
        yield ""


def _option(option: Option, language: Language) -> str:
    told = option.help
    if option.is_required:
        told += language.words["required"]
    elif option.default:
        told += language.words["default"].format(value=f"`{option.default}`")
    return f"| {_in_cell(f'`{option.written}`')} | {_in_cell(told)} |"


def _keys_page(language: Language) -> Iterator[str]:
    keys = all_keys()
    top = [key for key in keys if not key.is_section and "." not in key.path]
    sections = [key for key in keys if key.is_section and "." not in key.path]
    yield from (language.words["configuration"].strip(), "", f"## {language.words['top']}", "")
    yield from _table(top, "", language)
    for section in sections:
        below = [key for key in keys if re.match(rf"{section.path}(\[\])?\.", key.path)]
        told = language.keys.get(section.path, "")
        yield from (f"## `{section.path}`", "", _escaped(told[:1].upper() + told[1:]), "")
        yield from _table(below, section.path, language)


def _table(keys: list[Key], section: str, language: Language) -> Iterator[str]:
    words = language.words
    yield from (f"| {words['key']} | {words['usual']} | {words['meaning']} |", "|---|---|---|")
    for key in keys:
        name = re.sub(rf"^{section}(\[\])?\.", "", key.path) if section else key.path
        usual = words["must"] if key.is_required else f"`{key.default}`" if key.default else ""
        told = _in_cell(language.keys.get(key.path, ""))
        yield f"| `{name}` | {usual} | {told} |"
    yield ""


def _in_cell(text: str) -> str:
    """A text between the bars of a table."""
    return _escaped(text).replace("|", r"\|")


def _escaped(text: str) -> str:
    """Words in plain text, as they read: a star or an angle in them is no markup."""
    parts = re.split(r"(`[^`]*`)", _VARIABLE.sub(r"`\1`", text))
    return "".join(part if at % 2 else re.sub(r"([*<>\[\]])", r"\\\1", part) for at, part in enumerate(parts))
