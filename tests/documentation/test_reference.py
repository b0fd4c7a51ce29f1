"""Every command, option, key, variable and exit code stands in the documentation, and nothing that is none of ours."""

import re
from pathlib import Path

import pytest
import yaml

from motbot.settings.branch import keys_of
from motbot.settings.environment import VARIABLES
from motbot.settings.loading import load_config
from motbot.settings.tree import CoachKind, Config
from tests.documentation.keys import all_keys, told_in_file
from tests.documentation.options import refuse_unknown
from tests.documentation.pages import CHINESE, DOCS, HOME, all_pages, named, page
from tests.documentation.reference import languages, written

BOTH = [DOCS, CHINESE]
SPOKEN_BY = ("MOTBOT_LANGUAGE", "MOTBOT_LOCALES")
"""Read by the catalogue, before the environment is."""
_OURS = re.compile(r"\b(?:MOTBOT|SLACK|OPENAI|AZURE_OPENAI)_[A-Z_]*[A-Z]\b")


@pytest.mark.parametrize("path", written(), ids=named)
def test_what_is_made_from_the_code_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == written()[path], "run: python -m tests.documentation.write"


def test_every_key_is_explained_in_both_languages() -> None:
    paths = {key.path for key in all_keys()}

    for language in languages():
        assert {path for path in paths if not language.keys.get(path)} == set(), language.code
        assert {path for path, text in language.keys.items() if text} - paths == set(), language.code


def test_an_explanation_in_the_shipped_file_is_found_where_it_stands() -> None:
    told = told_in_file()

    assert told["coach"].startswith("who reads the customer's words")
    assert "`playbook`: rules" in told["coach"]
    assert told["channels[].limits[].rule"] == "the limit in your words, as the agent reads it."
    assert told["bridges[].bot"].startswith("its bot id")


@pytest.mark.parametrize("folder", BOTH, ids=named)
def test_every_variable_is_explained(folder: Path) -> None:
    explained = page(folder / "environment.md").codes

    assert {*VARIABLES, *SPOKEN_BY} - explained == set()


@pytest.mark.parametrize("path", all_pages(), ids=named)
def test_no_page_names_a_variable_that_is_none(path: Path) -> None:
    assert set(_OURS.findall(page(path).text)) - {*VARIABLES, *SPOKEN_BY} == set()


COMMANDS = [(path, line) for path in all_pages() for line in page(path).commands]


@pytest.mark.parametrize(("path", "line"), COMMANDS, ids=[f"{named(path)}-{line}" for path, line in COMMANDS])
def test_every_command_that_is_shown_is_understood(path: Path, line: str) -> None:
    assert path.is_file()
    if not re.fullmatch(r"motbot(?: prompts)?(?: --?h\w*)?", line):
        refuse_unknown(line)


SNIPPETS = [
    (path, number, fence.text)
    for path in all_pages()
    for number, fence in enumerate(page(path).fences)
    if fence.kind == "yaml"
]


@pytest.mark.parametrize(("path", "number", "text"), SNIPPETS, ids=[f"{named(one[0])}-{one[1]}" for one in SNIPPETS])
def test_every_piece_of_configuration_that_is_shown_loads(path: Path, number: int, text: str, tmp_path: Path) -> None:
    shown = yaml.safe_load(text)
    if not isinstance(shown, dict) or not shown.keys() <= keys_of(Config).keys():
        assert shown, f"{path}: piece {number} is empty"
        return
    file = tmp_path / "motbot.yaml"
    file.write_text(text + ("" if "coach" in shown else "\ncoach: playbook\n"), encoding="utf-8")

    assert load_config(file).coach in CoachKind


@pytest.mark.parametrize("path", all_pages(), ids=named)
def test_no_page_names_a_file_of_the_project_that_is_not_there(path: Path) -> None:
    places = re.compile(r"(?:motbot|tests|config|prompts|docs|\.ci)/[\w./@-]+\.(?:py|yaml|yml|md|service|txt|po|png)")
    told = (code for code in page(path).codes if places.fullmatch(code))
    made = re.compile(r"prompts/(?:cases/(?:proposed|accepted)|\w+/(?:suggested|mine))")

    assert [code for code in told if not (HOME / code).exists() and not made.match(code)] == []
