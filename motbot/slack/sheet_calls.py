"""What the windows of a sheet ask for; each checks anew who the person is and whether they may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from motbot.domain.nudge import Place
from motbot.domain.review import RemarkKind, Row
from motbot.domain.sheet_page import SheetPage
from motbot.slack.mine_blocks import ShowMine

AsText = Callable[[SheetPage], str]
"""A page as text to copy."""


class RequestReview(Protocol):
    """Asks for the sheet of a conversation."""

    async def __call__(self, *, user: str, place: Place, is_blind: bool, window: str) -> SheetPage:
        """Ask; `window` is where the sheet will be shown."""
        ...


class AgreeToCost(Protocol):
    """Lets a long review go on."""

    async def __call__(self, *, review: int, user: str, window: str) -> SheetPage:
        """Agree."""
        ...


class OpenSheet(Protocol):
    """Shows a page of a sheet."""

    async def __call__(self, *, review: int, user: str, page: int, window: str) -> SheetPage:
        """Open it; `window` is where it is shown, empty where it is shown once and not followed."""
        ...


class MarkSheet(Protocol):
    """Adds a person's own marks."""

    async def __call__(self, *, review: int, user: str, marks: Mapping[Row, int | None], reason: str) -> bool:
        """Add them; False where the sheet is not theirs."""
        ...


class RemarkOnSheet(Protocol):
    """Adds a dispute or context."""

    async def __call__(self, *, review: int, user: str, row: Row, kind: RemarkKind, text: str) -> bool:
        """Add it; False where the sheet is not theirs."""
        ...


class SendMarks(Protocol):
    """Sends a person's marks of a blind review."""

    async def __call__(self, *, review: int, user: str) -> bool:
        """Send them; False where they are not complete, or the sheet is not theirs."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCalls:
    """All of them."""

    request: RequestReview
    agree: AgreeToCost
    open: OpenSheet
    mark: MarkSheet
    remark: RemarkOnSheet
    send: SendMarks
    mine: ShowMine
    as_text: AsText
