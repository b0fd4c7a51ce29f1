"""Written documents in a browser: no word is so long that a phone has to be scrolled sideways, and axe is content."""

from dataclasses import replace
from pathlib import Path

import pytest

from motbot.documents.report_page import report_page
from motbot.documents.sheet_html import html_of
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.domain.language import Language
from motbot.domain.report_sections import told
from tests.browser.conftest import OpenScreen
from tests.browser.screen import DESK, PHONE
from tests.documents.sheets import FIRST, LINES, REVIEW, SHEET, pages
from tests.domain.test_report_sections import FULL

pytestmark = pytest.mark.thorough

LONG = "https://files.example/" + "a-folder-without-an-end/" * 12 + "x" * 120
LOOKS = [(PHONE, False), (PHONE, True), (DESK, False), (DESK, True)]


def with_long_words() -> str:
    """Sheets in both languages, of a conversation in which both sides write what cannot be broken at a space."""
    contact = replace(FIRST, better=f"I have put it there: {LONG}", reason=f"The customer is sent to {LONG}")
    review = replace(
        REVIEW,
        lines=tuple(replace(line, text=f"{line.text} {LONG}") for line in LINES),
        sheet=replace(SHEET, contacts=(contact, *SHEET.contacts[1:])),
    )
    return html_of([sheet_parts(pages(review, language=one), Origin(title=LONG)) for one in Language])


@pytest.mark.parametrize(("width", "dark"), LOOKS)
@pytest.mark.parametrize("kind", ["sheets", "report-en", "report-zh"])
def test_a_document_is_no_wider_than_its_window_and_everybody_can_read_it(
    tmp_path: Path, window: OpenScreen, kind: str, width: int, dark: bool
) -> None:
    file = tmp_path / "document.html"
    language = kind.partition("-")[2]
    written = report_page(told(FULL, Language(language))) if language else with_long_words()
    file.write_text(written, encoding="utf-8")
    screen = window(width=width, dark=dark)

    screen.driver.get(file.as_uri())

    assert screen.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    assert screen.findings() == []


@pytest.mark.parametrize(("media", "width"), [("print", 680), ("screen", 680), ("screen", 1000)])
def test_a_charts_words_are_no_larger_than_its_heading(
    tmp_path: Path, window: OpenScreen, media: str, width: int
) -> None:
    file = tmp_path / "report.html"
    file.write_text(report_page(told(FULL, Language.EN)), encoding="utf-8")
    screen = window()
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    screen.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    screen.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})

    screen.driver.get(file.as_uri())

    script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.getBoundingClientRect().height)"
    words, headings = screen.run(script, ".chart text"), screen.run(script, ".figure h2")
    screen.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})  # this browser has other tests to do
    assert max(words) <= min(headings)
