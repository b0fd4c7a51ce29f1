"""A sheet as HTML is one file that loads nothing, keeps everybody's words words, and can be read in any order."""

import re
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from motbot.documents.sheet_html import html_of, sheet_html
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.domain.language import Language
from tests.documents.sheets import blind, pages

EMPTY = {"meta", "br", "hr", "img", "link", "input"}


class Reading(HTMLParser):
    """What a browser would find: elements, attributes and text; fails where something is not closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self._open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        """All that is read, blanks alike."""
        return " ".join(" ".join(self.texts).split())

    def values(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [value for _, attributes in self.elements for key, value in attributes.items() if key == name and value]


@pytest.mark.parametrize("language", Language)
def test_the_file_is_whole_and_loads_nothing(language: Language) -> None:
    source = sheet_html(pages(language=language))
    read = Reading(source)

    assert not {"script", "img", "iframe", "link", "object", "form"} & {tag for tag, _ in read.elements}
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import", source)
    assert "default-src 'none'" in source
    assert read.values("lang")[0].startswith(language.value)


def test_everybodys_words_stay_words() -> None:
    read = Reading(sheet_html(pages()))

    assert "**Now**, please: [here](https://trap.example/x) <b>or</b> @channel" in read.text
    assert read.values("href") == ["#s1-1", "#s1-2"]


def test_links_lead_to_the_messages_and_tell_nobody_where_from() -> None:
    read = Reading(sheet_html(pages(), Origin(link=lambda place: f"https://acme.example/{place.ts}?a=1&b=2")))
    outside = [attributes for tag, attributes in read.elements if tag == "a" and attributes["href"][:1] != "#"]  # type: ignore[index] # every link of ours has one

    assert {attributes["href"] for attributes in outside} == {
        "https://acme.example/1772442000.000100?a=1&b=2",
        "https://acme.example/1772442300.000100?a=1&b=2",
        "https://acme.example/1772449200.000100?a=1&b=2",
    }
    assert {attributes["rel"] for attributes in outside} == {"noreferrer"}


def test_every_address_within_the_file_leads_somewhere() -> None:
    sheets = [sheet_parts(pages(language=language), Origin(title=f"case {language}")) for language in Language]
    read = Reading(html_of(sheets))
    places = read.values("id")

    assert len(places) == len(set(places))
    assert {address[1:] for address in read.values("href")} <= set(places)


def test_every_score_is_told_in_words_beside_its_colour() -> None:
    text = Reading(sheet_html(pages())).text

    assert "\u22122 lets down" in text
    assert "+1 meets" in text
    assert "\u22121 falls short" in text


def test_the_whole_sheet_is_there() -> None:
    text = Reading(sheet_html(pages(), Origin(decided_by=1))).text

    for told in (
        "in contact 1",
        "one open question that is worth asking",
        "broken due: by Friday",
        "You have the new date from me by 10:00.",
        "you: \u22121 – The date was given",
        "agent, disputing this: I *called* them",
        "Nobody has answered yet.",
        "weighted kappa 0.61",
        "the lower half (-3 to -1) is our own",
    ):
        assert told in text
    assert text.count("the lower half") == 1


def test_a_blind_sheet_says_nothing_that_is_hidden() -> None:
    text = Reading(sheet_html(blind())).text

    for hidden in ("lets down", "by 10:00", "What they expected", "What was promised", "sent away"):
        assert hidden not in text


def test_several_conversations_have_a_list_on_top() -> None:
    sheets = [sheet_parts(pages(), Origin(title=title)) for title in ("one", "two <i>")]

    read = Reading(html_of(sheets))

    assert [tag for tag, _ in read.elements].count("nav") == 1
    assert read.text.startswith("Evaluation sheet: Conversations")
    assert "two <i>" in read.text


@pytest.mark.parametrize("language", Language)
def test_the_list_on_top_shows_how_each_conversation_begins(language: Language) -> None:
    sheets = [sheet_parts(pages(language=language), Origin(title=title)) for title in ("one", "two")]
    words = sheets[0].listed[0].words

    begins = Reading(html_of(sheets)).text.split("two", 1)[0]

    assert words
    assert words in begins.split("one", 1)[1]


def test_of_a_single_contact_what_decided_is_said_once() -> None:
    overview, first, _ = pages()

    assert Reading(sheet_html((overview, first))).text.count("What decided:") == 1
    assert Reading(sheet_html((first,))).text.count("What decided:") == 1
    assert Reading(sheet_html(pages())).text.count("What decided:") == 2
