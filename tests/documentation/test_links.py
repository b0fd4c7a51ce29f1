"""No link of the documentation leads nowhere, and every page can be reached from the first one."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.documentation.pages import CHINESE, DOCS, HOME, all_pages, chinese_of, english, named, page

READER = HOME / "README.md"


def targets(path: Path) -> list[tuple[Path, str]]:
    """The files that a page leads to, each with what stands behind `#`."""
    local = (link for link in page(path).links if "://" not in link and not link.startswith("mailto:"))
    parts = (unquote(link).partition("#") for link in local)
    return [((path.parent / file).resolve() if file else path, anchor) for file, _, anchor in parts]


@pytest.mark.parametrize("path", all_pages(), ids=named)
def test_every_link_leads_to_a_file_and_a_heading_that_exist(path: Path) -> None:
    broken = [
        f"{target}#{anchor}"
        for target, anchor in targets(path)
        if not target.exists() or (anchor and anchor not in page(target).anchors)
    ]

    assert broken == []


@pytest.mark.parametrize(("first", "pages"), [(READER, DOCS), (chinese_of(READER), CHINESE)], ids=["en", "zh"])
def test_every_page_can_be_reached_from_the_first_one(first: Path, pages: Path) -> None:
    reached: set[Path] = set()
    waiting = [first.resolve()]
    while waiting:
        path = waiting.pop()
        if path not in reached and path.suffix == ".md":
            reached.add(path)
            waiting += [target for target, _ in targets(path) if target.parent in (HOME, pages)]

    assert {path.resolve() for path in pages.glob("*.md")} - reached == set()


@pytest.mark.parametrize("path", english(), ids=named)
def test_each_page_leads_to_itself_in_the_other_language_at_its_top(path: Path) -> None:
    there = chinese_of(path)

    assert there.resolve() in [target for target, _ in targets(path)[:2]]
    assert path.resolve() in [target for target, _ in targets(there)[:2]]


def test_pictures_are_small_enough_to_load_at_once() -> None:
    heavy = [named(path) for path in DOCS.rglob("*.png") if path.stat().st_size > 400_000]

    assert heavy == []
