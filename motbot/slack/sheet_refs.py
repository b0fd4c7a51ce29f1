"""What a button or a window about a sheet carries: which review, which page of it, and which part of a long page."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from motbot.domain.language import Language
from motbot.domain.review import Row
from motbot.domain.scoring import LEAST, MOST, Step

OPEN_SHEET = "open_sheet"
"""Opens a window, or leads to another sheet where one is open."""
GO_PREVIOUS, GO_NEXT, GO_OVERVIEW = "sheet_previous", "sheet_next", "sheet_overview"
GO_BEFORE, GO_MORE, JUMP = "sheet_before", "sheet_more", "sheet_jump"
AGREE, SEND, MARKS, COMMENT, TEXT = "sheet_agree", "sheet_send", "sheet_marks", "sheet_comment", "sheet_text"
"""Action ids; the last three are the callback ids of the windows they open as well."""
SHEET = "sheet"
"""Callback id of the window that shows a sheet."""

_VALUE = re.compile(r"(?P<review>\d{1,18})(?::(?P<page>\d{1,5})(?::(?P<part>\d{1,4}))?)?", re.ASCII)
_WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRef:
    """A place in a sheet; review 0, which nobody has, where what came was none of ours."""

    review: int
    page: int = 0
    part: int = 0

    @property
    def value(self) -> str:
        """As a button or an option carries it."""
        return f"{self.review}:{self.page}:{self.part}"


def read_value(value: object) -> SheetRef:
    """Decode what a pressed button or a chosen option carried."""
    found = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return SheetRef(review=0)
    return SheetRef(review=int(found["review"]), page=int(found["page"] or 0), part=int(found["part"] or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFrame:
    """What travels with a window about a sheet."""

    ref: SheetRef
    language: Language = Language.EN
    is_blind: bool = False
    """The person has still to send their own marks."""
    mine: Mapping[Row, int | None] = field(default_factory=dict)
    """The person's own marks on the rows of this page."""
    can_answer: bool = False
    """Somebody else has said something of a row of this page, as far as the person may see it."""

    @property
    def metadata(self) -> str:
        """As it stands in the window's metadata."""
        mine = {row_name(row): score for row, score in self.mine.items()}
        told = {"at": self.ref.value, "language": self.language.value, "blind": self.is_blind, "mine": mine}
        told |= {"said": True} if self.can_answer else {}
        return json.dumps(told, separators=(",", ":"))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that can be marked and spoken of on this page."""
        if not self.ref.page:
            return (Row(contact=0),)
        return (Row(contact=self.ref.page), *(Row(contact=self.ref.page, step=step) for step in Step))


def read_frame(metadata: object) -> SheetFrame:
    """Decode a window's metadata; review 0 where it is none of ours."""
    try:
        told = json.loads(metadata) if isinstance(metadata, str) else None
        if not isinstance(told, dict):
            return SheetFrame(ref=SheetRef(review=0))
        ref, language = read_value(told.get("at")), Language(str(told.get("language")))
    except ValueError:
        return SheetFrame(ref=SheetRef(review=0))
    frame = SheetFrame(ref=ref, language=language, is_blind=told.get("blind") is True)
    given = told.get("mine")
    mine = {row: given[row_name(row)] for row in frame.rows if isinstance(given, dict) and row_name(row) in given}
    kept = {row: score for row, score in mine.items() if score is None or is_score(score)}
    return replace(frame, mine=kept, can_answer=told.get("said") is True)


def is_score(value: object) -> bool:
    """Whether it is one of the scale's seven."""
    return isinstance(value, int) and not isinstance(value, bool) and LEAST <= value <= MOST


def row_name(row: Row) -> str:
    """A row's name within its page."""
    return row.step.value if row.step else _WHOLE
