"""The report as a file: whole in itself, read by eye and ear, and safe whatever a channel is called."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from typing_extensions import override

from motbot.documents.report_page import report_page
from motbot.domain.language import Language
from motbot.domain.report_sections import told
from tests.domain.reported import counted
from tests.domain.test_report_sections import FULL

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Read(HTMLParser):
    """Reads a page as a browser would: elements with what they hold, and whether every one is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, Any]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(params=list(Language))
def page(request: pytest.FixtureRequest) -> str:
    return report_page(told(FULL, request.param))


def test_it_asks_no_server_for_anything_and_runs_nothing(page: str) -> None:
    read = Read(page)

    assert not {"script", "link", "img", "iframe", "base", "form"} & {tag for tag, _ in read.found}
    assert not re.search(r"(?:https?:)?//[a-z]|url\(|@import|javascript:", page, re.IGNORECASE)
    assert all(str(one["href"]).startswith("#") for one in read.all("a"))
    assert not any(name.startswith("on") for _, attributes in read.found for name in attributes)
    assert {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"} in (
        read.all("meta")
    )


def test_every_picture_has_a_name_says_what_it_shows_and_stands_beside_its_numbers(page: str) -> None:
    read = Read(page)
    pictures = [one for one in read.all("svg") if one.get("role") == "img"]
    ids = {attributes["id"] for _, attributes in read.found if "id" in attributes}

    assert len(pictures) == 7
    assert len(read.all("table")) >= len(pictures)
    assert all(set(str(one["aria-labelledby"]).split()) <= ids for one in pictures)
    assert len(read.all("title")) == len(pictures) + 1
    assert all(one.get("aria-hidden") == "true" for one in read.all("svg") if one.get("role") != "img")


def test_no_two_elements_have_one_id(page: str) -> None:
    ids = [attributes["id"] for _, attributes in Read(page).found if "id" in attributes]

    assert len(ids) == len(set(ids))


def test_every_cell_has_a_heading_on_its_row_and_column(page: str) -> None:
    scopes = {one.get("scope") for one in Read(page).all("th")}

    assert scopes == {"row", "col"}


def test_every_colour_has_a_name_that_light_dark_and_paper_define(page: str) -> None:
    used = set(re.findall(r"var\((--[a-z-]+)\)", page))
    light, dark, paper = (set(re.findall(r"(--[a-z-]+):", block)) for block in re.findall(r":root \{([^}]*)\}", page))

    assert used <= light
    assert light == dark == paper
    assert not re.search(r'(?:fill|stroke|color)="', page)


def test_it_says_its_language_to_whoever_reads_it_aloud() -> None:
    assert Read(report_page(told(FULL, Language.ZH))).all("html") == [{"lang": "zh-Hans"}]
    assert Read(report_page(told(FULL, Language.EN))).all("html") == [{"lang": "en"}]


def test_a_channels_name_is_never_markup() -> None:
    evil = '</table><script>alert("x")</script>&<svg onload=x>'
    rows = tuple(replace(one, name=evil) for one in FULL.scores.by_channel)
    read = Read(report_page(told(replace(FULL, scores=replace(FULL.scores, by_channel=rows)), Language.EN)))

    assert read.all("script") == []
    assert evil in read.texts


def test_the_same_report_gives_the_same_file(page: str) -> None:
    language = Language.ZH if 'lang="zh' in page else Language.EN

    assert report_page(told(FULL, language)) == page


@pytest.mark.parametrize("language", Language)
def test_an_empty_report_is_a_page_with_a_sentence(language: Language) -> None:
    read = Read(report_page(told(counted(), language)))

    assert read.all("section") == read.all("svg") == []
    assert len(read.all("h1")) == 1


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines define it, from 1 to 21."""

    def light(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "paper"])
def test_words_and_pictures_stand_out_from_their_ground(theme: int) -> None:
    block = re.findall(r":root \{([^}]*)\}", report_page(told(FULL, Language.EN)))[theme]
    colours = dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", block))
    grounds = [colours[name] for name in ("--paper", "--sheet", "--wash")]
    words = [colours[name] for name in ("--ink", "--soft", "--accent", "--good", "--even", "--bad", "--mild")]
    # What counts as none is drawn with an outline.
    tones = {name: colour for name, colour in colours.items() if name.startswith("--tone-") and name != "--tone-none"}

    assert all(contrast(word, ground) >= 4.5 for word in words for ground in grounds[:2])
    assert all(contrast(colours[name], grounds[2]) >= 4.5 for name in ("--ink", "--soft", "--accent"))
    assert {name for name, tone in tones.items() if contrast(tone, colours["--sheet"]) < 3} == set()
