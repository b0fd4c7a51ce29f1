"""Puts a page of a sheet into a window: what it shows, the buttons around it, and the part of it that fits."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import ActionsBlock, Block
from slack_sdk.models.views import View

from motbot.domain.language import Language, languages_spoken
from motbot.domain.review import Cost, Failure, ReviewState, Row
from motbot.domain.sheet_page import SheetPage
from motbot.slack import rich
from motbot.slack.sheet_buttons import part_buttons, sheet_button
from motbot.slack.sheet_contact import contact_blocks, contact_headline
from motbot.slack.sheet_overview import calibration_line, overview_blocks, overview_headline
from motbot.slack.sheet_pen import SheetPen
from motbot.slack.sheet_refs import (
    AGREE,
    COMMENT,
    GO_NEXT,
    GO_OVERVIEW,
    GO_PREVIOUS,
    MARKS,
    OPEN_SHEET,
    SEND,
    SHEET,
    TEXT,
    SheetFrame,
    SheetRef,
)
from motbot.slack.sheet_wording import sheet_wording
from motbot.slack.sheet_words import parts_of
from motbot.slack.tongues import in_every_language

_TITLE_AT_MOST = 24


def sheet_view(page: SheetPage, workspace_url: str, part: int = 0) -> dict[str, Any]:
    """Draw a page; a part that there is not (any more) is the nearest one that there is.

    slack_sdk's models refuse what Slack would refuse, so a limit that was forgotten is an error here and not there.
    """
    match page.state:
        case ReviewState.READING:
            return _plain_view(page.language, sheet_wording(page.language).reading)
        case ReviewState.FAILED:
            say = sheet_wording(page.language)
            return _plain_view(page.language, say.failed[page.failure or Failure.UNREADABLE])
        case ReviewState.ASKING:
            return _asking(page)
        case ReviewState.READY:
            return _ready(SheetPen(page, workspace_url), part)


def loading_view() -> dict[str, Any]:
    """What a window shows before we know anything, in every language."""
    said = in_every_language(sheet_wording, lambda say: say.loading)
    return _view(Language.EN, [rich.rich(rich.line(rich.words(said)))], metadata="")


def unread_view(ref: SheetRef | None = None, language: Language | None = None) -> dict[str, Any]:
    """Says that it did not work just now, and where `ref` is given offers to try again."""
    said = [sheet_wording(one) for one in (languages_spoken() if language is None else [language])]
    blocks: list[Block] = [rich.rich(rich.line(rich.words("\n".join(say.unread for say in said))))]
    if ref is not None:
        blocks.append(ActionsBlock(elements=[sheet_button(OPEN_SHEET, " · ".join(say.retry for say in said), ref)]))
    return _view(language or Language.EN, blocks, metadata="")


def not_yours_view(language: Language) -> dict[str, Any]:
    """What everybody gets who may not see a sheet, and everybody who asks for one that there is not."""
    return _plain_view(language, sheet_wording(language).failed[Failure.NOT_YOURS])


def _plain_view(language: Language, text: str) -> dict[str, Any]:
    """Nothing in it tells one conversation from another."""
    return _view(language, [rich.rich(rich.line(rich.words(text)))], metadata="")


def _asking(page: SheetPage) -> dict[str, Any]:
    say, cost = sheet_wording(page.language), page.cost or Cost(lines=0, calls=0, tokens=0)
    told = say.asking if cost.calls else say.asking_offline
    figures = {"lines": cost.lines, "calls": cost.calls, "tokens": cost.tokens}
    ref = SheetRef(review=page.review)
    blocks: list[Block] = [
        rich.rich(rich.line(rich.words(told.format(**figures)))),
        ActionsBlock(elements=[sheet_button(AGREE, say.agree, ref, primary=True)]),
    ]
    return _view(page.language, blocks, metadata=SheetFrame(ref=ref, language=page.language).metadata)


def _ready(pen: SheetPen, part: int) -> dict[str, Any]:
    page = pen.page
    body = list(contact_blocks(pen) if page.page else overview_blocks(pen))
    parts = parts_of(body)
    part = min(max(part, 0), len(parts) - 1)
    ref = SheetRef(review=page.review, page=page.page, part=part)
    is_blind = page.calibration is not None and not page.calibration.sent_by_you
    blocks = [
        rich.header(contact_headline(pen) if page.page else overview_headline(pen)),
        *_leading(pen, ref),
        *parts[part],
        *part_buttons(pen.say, ref, len(parts)),
        *_acts(pen, ref, is_blind=is_blind),
        *(_leading(pen, ref) if len(parts[part]) > 1 else ()),
    ]
    frame = SheetFrame(
        ref=ref, language=page.language, is_blind=is_blind, mine=_mine(page), can_answer=_can_answer(page)
    )
    return _view(page.language, blocks, metadata=frame.metadata)


def _mine(page: SheetPage) -> dict[Row, int | None]:
    """The reader's own newest marks on the rows of this page."""
    contact = page.page
    rows = [row for row in page.rows if row.row.contact == contact]
    return {row.row: mark.score for row in rows for mark in row.humans if mark.is_yours}


def _can_answer(page: SheetPage) -> bool:
    """Whether anybody but the reader has said something of a row of this page."""
    rows = [row for row in page.rows if row.row.contact == page.page]
    marked = any(mark.reason and not mark.is_yours for row in rows for mark in row.humans)
    return marked or any(not remark.is_yours for row in rows for remark in row.remarks)


def _leading(pen: SheetPen, ref: SheetRef) -> Iterator[Block]:
    """To the contacts beside this one, and back."""
    if not ref.page:
        return
    say, buttons = pen.say, []
    if ref.page > 1:
        buttons.append(sheet_button(GO_PREVIOUS, say.previous, SheetRef(review=ref.review, page=ref.page - 1)))
    buttons.append(sheet_button(GO_OVERVIEW, say.overview, SheetRef(review=ref.review)))
    if ref.page < pen.page.pages - 1:
        buttons.append(sheet_button(GO_NEXT, say.following, SheetRef(review=ref.review, page=ref.page + 1)))
    yield ActionsBlock(elements=buttons)


def _acts(pen: SheetPen, ref: SheetRef, *, is_blind: bool) -> Iterator[Block]:
    """What a reader can do about the sheet; before a blind one is sent, only what belongs to filling it in."""
    say, calibration = pen.say, pen.page.calibration
    if not is_blind or calibration is None:
        # Marks of a blind sheet stay as they were sent: what is seen afterwards would change them.
        marks = [] if calibration else [sheet_button(MARKS, say.my_marks, ref)]
        comment, text = sheet_button(COMMENT, say.comment, ref), sheet_button(TEXT, say.as_text, ref)
        yield ActionsBlock(elements=[*marks, comment, text])
        return
    if ref.page:
        yield rich.context(calibration_line(pen, calibration))
    buttons = [sheet_button(MARKS, say.my_marks, ref, primary=ref.page in calibration.missing)]
    if not calibration.missing:
        buttons.append(sheet_button(SEND, say.send, ref, primary=True))
    yield ActionsBlock(elements=buttons)


def _view(language: Language, blocks: Sequence[Block], *, metadata: str) -> dict[str, Any]:
    say = sheet_wording(language)
    view = View(
        type="modal",
        callback_id=SHEET,
        title=rich.plain(say.title, _TITLE_AT_MOST),
        close=rich.plain(say.close, _TITLE_AT_MOST),
        private_metadata=metadata,
        blocks=list(blocks),
    )
    view.validate_json()
    return view.to_dict()
