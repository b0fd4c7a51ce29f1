"""The page about the architecture names the floors as the import contract has them."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.documentation.pages import CHINESE, DOCS, HOME, named, page

FLOORS = "importlinter:contract:floors"


def contract() -> list[list[str]]:
    """The floors from top to bottom, each with its modules."""
    read = ConfigParser()
    read.read(HOME / ".importlinter", encoding="utf-8")
    rows = read[FLOORS]["layers"].split("\n")
    return [sorted(re.findall(r"\w+", row)) for row in rows if row.strip()]


def told(path: Path) -> list[list[str]]:
    """The floors as the page's table has them: the first column's words of code."""
    rows = re.findall(r"^\| (`[^|]*`) \|", page(path).text, flags=re.MULTILINE)
    return [sorted(re.findall(r"`(\w+)`", row)) for row in rows]


@pytest.mark.parametrize("folder", [DOCS, CHINESE], ids=named)
def test_the_page_names_every_floor_in_its_place(folder: Path) -> None:
    assert told(folder / "architecture.md") == contract()
