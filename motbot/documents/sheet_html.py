"""Writes sheets as one HTML file for screen and paper that needs nothing from outside."""

from collections.abc import Sequence
from dataclasses import dataclass

from motbot.documents.pages import page
from motbot.documents.parts import SheetParts
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.documents.sheet_wording import SheetWording, sheet_wording
from motbot.domain.behaviour_names import signed
from motbot.domain.scoring import LEAST, MOST
from motbot.domain.sheet_page import SheetPage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """One sheet with what its template needs beside it."""

    parts: SheetParts
    said: SheetWording
    anchor: str

    @property
    def has_one(self) -> bool:
        """Whether its only contact stands below the conversation's score, which says the same."""
        return self.parts.overall is not None and len(self.parts.contacts) == 1


def sheet_html(pages: Sequence[SheetPage], origin: Origin | None = None) -> str:
    """Write one page, or the overview with the pages of its contacts; `pages` holds at least one."""
    return html_of((sheet_parts(pages, origin),))


def html_of(sheets: Sequence[SheetParts], *, title: str = "") -> str:
    """Write the sheets of several conversations into one file, a list of them on top; at least one.

    When it is printed, a page ends between contacts where it can. `title` is what the whole is called.
    """
    articles = [
        _Article(parts=one, said=sheet_wording(one.language), anchor=f"s{number}")
        for number, one in enumerate(sheets, 1)
    ]
    said = articles[0].said
    own = said.conversations if len(sheets) > 1 else sheets[0].title
    return page(
        "sheet.html",
        language=sheets[0].language,
        title=title or (f"{said.title}{said.colon}{own}" if own else said.title),
        sheets=articles,
        scale=[signed(score) for score in range(LEAST, MOST + 1)],
    )
