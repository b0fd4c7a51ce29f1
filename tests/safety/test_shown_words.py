"""Whatever hostile words stand in a message, a sheet, a report or on a terminal: they are words and nothing else."""

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest
from rich.console import Console, RenderableType
from typing_extensions import override

from motbot.documents.report_page import report_page
from motbot.documents.report_terminal import report_in_terminal
from motbot.documents.sheet_html import sheet_html
from motbot.documents.sheet_markdown import sheet_markdown
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.documents.sheet_terminal import list_on_terminal, sheet_on_terminal
from motbot.domain.harm import Harm
from motbot.domain.language import Language
from motbot.domain.nudge import Nudge
from motbot.domain.report_sections import told
from motbot.domain.report_told import ToldReport
from motbot.domain.sheet_page import SheetPage
from motbot.tuning.outputs import output_of, output_of_parts
from tests.documents import sheets
from tests.domain.test_report_sections import FULL
from tests.safety.hostile_data import OWN, injections, naughty_strings
from tests.slack.looking import assert_slack_takes, shown_of
from tests.slack.rig import card, note, prompt, summary
from tests.slack.test_hostile_texts import assert_harmless, promises

TEXTS = [*OWN, *naughty_strings(), *injections()]
LONG = [*OWN, *(" ".join(TEXTS[at : at + 6]) for at in range(len(OWN), len(TEXTS), 6))]
"""The same, several together: a page takes longer to write than a message."""
ACTS_ON_A_TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
HIDES = re.compile("[\u200b-\u200f\u202a-\u202e\u2061-\u2069\ufeff\ufe00-\ufe0d\u034f\ufffe\U000e0000-\U000e01ef]")

MARKUP = re.compile(
    r"(?<!\\)(?:\\\\)*(?:\]\((?!<https://)|<(?:script|img|svg|a\b))|(?<![\w.])@(?=(?:channel|here|everyone)\b)",
    re.IGNORECASE,
)


def numbered(texts: list[str]) -> list[object]:
    """The texts as parameters with a number for a name: some of them cannot be one."""
    return [pytest.param(text, id=str(number)) for number, text in enumerate(texts)]


def nudges_with(text: str) -> list[Nudge]:
    """Messages with the text in every place that a customer's or a model's words come to."""
    given = {"words": text, "channel_name": text, "reply": text, "why": text}
    return [card(**given), prompt(**given), summary(words=text, channel_name=text), note(*promises(text))]


def pages_with(text: str) -> tuple[SheetPage, ...]:
    """A sheet with the text wherever somebody else's words come to."""
    first = sheets.FIRST
    contact = replace(
        first,
        reason=text,
        better=text,
        marks=tuple(replace(mark, reason=text) for mark in first.marks),
        expectations=tuple(
            replace(one, expectation=replace(one.expectation, text=text, quote=text, cue=text))
            for one in first.expectations
        ),
        promises=tuple(replace(one, due_words=text) for one in first.promises),
    )
    review = replace(
        sheets.REVIEW,
        lines=tuple(replace(line, text=text) for line in sheets.LINES),
        sheet=replace(sheets.SHEET, contacts=(contact, sheets.SECOND)),
    )
    remarks = tuple(replace(remark, text=text) for remark in sheets.REMARKS)
    ratings = tuple(replace(rating, reason=text) for rating in sheets.RATINGS)
    return sheets.pages(review, ratings=ratings, remarks=remarks)


def report_with(text: str) -> ToldReport:
    """A report of channels that are called so."""
    channels = tuple(replace(one, name=text) for one in FULL.scores.by_channel)
    return told(replace(FULL, scores=replace(FULL.scores, by_channel=channels)), Language.EN)


@cache
def harmless() -> tuple[object, object]:
    """What stands on the pages when the words are harmless."""
    sheet = sheet_html(pages_with("x"), Origin(title="x"))
    return Read(sheet).found, Read(report_page(report_with("x"))).found


class Read(HTMLParser):
    """Counts a page's elements with their attributes, as a browser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.feed(page)
        self.close()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag, tuple(sorted(name for name, _ in attrs))] += 1


def on_terminal(*pieces: RenderableType) -> str:
    """What reaches a terminal, without the colours of ours."""
    console = Console(file=io.StringIO(), width=100, color_system=None)
    for piece in pieces:
        console.print(piece)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def one_line(text: str) -> str:
    """The text without line ends, which rightly make more paragraphs."""
    return " ".join(text.split()) or "x"


@pytest.mark.parametrize("text", numbered(TEXTS))
def test_in_slack_they_are_words(text: str) -> None:
    for nudge in nudges_with(text):
        shown = shown_of(nudge)
        assert_slack_takes(shown)
        assert_harmless(shown)


@pytest.mark.parametrize("text", numbered(LONG))
def test_on_a_page_they_add_no_element_and_no_attribute(text: str) -> None:
    page = sheet_html(pages_with(one_line(text)), Origin(title=one_line(text)))

    assert not HIDES.search(page)
    assert (Read(page).found, Read(report_page(report_with(text))).found) == harmless()


@pytest.mark.parametrize("text", numbered(LONG))
def test_on_a_terminal_they_move_nothing_and_hide_nothing(text: str) -> None:
    parts = sheet_parts(pages_with(text), Origin(title=text))
    shown = on_terminal(*sheet_on_terminal(parts), list_on_terminal([parts]), report_in_terminal(report_with(text)))

    assert not ACTS_ON_A_TERMINAL.search(shown)
    assert not HIDES.search(shown)


@pytest.mark.parametrize("text", numbered(LONG))
def test_in_markdown_they_are_neither_markup_nor_hidden(text: str) -> None:
    page = sheet_markdown(pages_with(text), Origin(title=text))

    assert not HIDES.search(page.replace("\u2060", ""))
    assert not ACTS_ON_A_TERMINAL.search(page)
    assert not MARKUP.search(page)


@pytest.mark.parametrize("text", numbered(list(OWN)))
def test_what_is_said_of_a_case_moves_no_cursor(text: str) -> None:
    predicted = {
        "is_moment": True, "urgency": "low", "explicit": [{"text": text, "quote": text}], "implicit": [],
        "not_yet_existing": [{"text": text, "cue": text}], "explore_questions": [text], "offer": {"reply": text},
        "say_no": {"value": True, "what": text, "why": text}, "agent_commitments": [], "score": None,
    }  # fmt: skip
    told = (output_of(Harm.MISSED_EXPECTATION, predicted), output_of_parts(predicted, {"assess", "draft"}))

    assert not any(ACTS_ON_A_TERMINAL.search(one) or HIDES.search(one) for one in told)
