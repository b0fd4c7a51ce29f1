"""A page says the same in English and in Chinese: the same headings, commands, keys and pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documentation.pages import CHINESE, DOCS, Page, chinese_of, english, named, page


def sections(found: Page) -> Iterator[tuple[int, str]]:
    """The level of each heading, with the code in it."""
    for level, text in found.headings:
        yield level, " ".join(re.findall(r"motbot[a-z -]*|/mot[a-z ]*", text)) if level > 1 else ""


def codes(found: Page) -> set[str]:
    """What is no prose: commands, keys, variables, files."""
    return {code for code in found.codes if code.isascii() and (" " not in code or code.startswith(("motbot", "/mot")))}


@pytest.mark.parametrize("path", english(), ids=named)
def test_every_page_stands_in_chinese_too(path: Path) -> None:
    assert chinese_of(path).is_file()


def test_no_chinese_page_is_left_without_an_english_one() -> None:
    assert {path.name for path in CHINESE.glob("*.md")} == {path.name for path in english()}


@pytest.mark.parametrize("path", english(), ids=named)
def test_both_languages_have_the_same_headings_in_the_same_order(path: Path) -> None:
    assert [level for level, _ in page(path).headings] == [level for level, _ in page(chinese_of(path)).headings]
    assert list(sections(page(path))) == list(sections(page(chinese_of(path))))


@pytest.mark.parametrize("path", english(), ids=named)
def test_both_languages_show_the_same_commands(path: Path) -> None:
    assert page(path).commands == page(chinese_of(path)).commands


@pytest.mark.parametrize("path", english(), ids=named)
def test_both_languages_name_the_same_keys_variables_and_files(path: Path) -> None:
    here, there = codes(page(path)), codes(page(chinese_of(path)))

    assert here - there == set(), "missing in Chinese"
    assert there - here == set(), "missing in English"


def test_both_languages_list_the_same_packages_with_the_same_licences() -> None:
    here = DOCS / "supply-chain.md"
    listed = [page(path).text.rpartition("|---|---|")[2] for path in (here, chinese_of(here))]

    assert listed[0] == listed[1]


@pytest.mark.parametrize("path", english(), ids=named)
def test_chinese_pages_are_chinese(path: Path) -> None:
    plain = [line for line in page(chinese_of(path)).text.splitlines() if line and not line.startswith(("|", "#", "`"))]
    words = [line for line in plain if len(line) > 200 and not re.search("[一-鿿]", line)]

    assert words == []
