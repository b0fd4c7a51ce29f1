"""Draws the short messages that lead to a sheet: that it is there, or that somebody has said something of it."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from motbot.domain.events import Act
from motbot.domain.nudge import SheetNote, SheetPurpose
from motbot.slack import rich
from motbot.slack.buttons import link_button, row
from motbot.slack.permalinks import permalink
from motbot.slack.plain import quoted_line
from motbot.slack.promise_blocks import CHANNEL_AT_MOST
from motbot.slack.sheet_note_wording import sheet_note_wording
from motbot.slack.sheet_phrases import SheetNoteWording
from motbot.slack.sheet_refs import OPEN_SHEET, SheetRef
from motbot.slack.wording import wording

_BUTTON_AT_MOST = 75
_SIGNS = {
    SheetPurpose.READY: "📋",
    SheetPurpose.BLIND: "📝",
    SheetPurpose.FAILED: "📋",
    SheetPurpose.DISPUTED: "💬",
    SheetPurpose.CONTEXT: "💬",
    SheetPurpose.ANSWERED: "💬",
    SheetPurpose.MARKED: "💬",
}


def sheet_note_headline(note: SheetNote) -> str:
    """Why the message is there."""
    return f"{_SIGNS[note.purpose]} {sheet_note_wording(note.language).note[note.purpose]}"


def sheet_note_blocks(note: SheetNote, workspace_url: str) -> Iterator[Block]:
    """The message from top to bottom; it holds no score and nobody's words."""
    words, say = wording(note.language), sheet_note_wording(note.language)
    yield rich.header(sheet_note_headline(note))
    yield rich.context(words.in_channel.format(channel=quoted_line(note.channel_name, CHANNEL_AT_MOST)))
    yield rich.rich(rich.line(rich.words(_told(note, say))))
    button = ButtonElement(
        text=rich.plain(_label(note, say), _BUTTON_AT_MOST),
        action_id=OPEN_SHEET,
        value=SheetRef(review=note.review, page=note.contact).value,
        style="primary" if note.purpose in {SheetPurpose.READY, SheetPurpose.BLIND} else None,
    )
    yield row(button, link_button(Act.OPEN.value, words.open_thread, 0, permalink(workspace_url, note.place)))


def _told(note: SheetNote, say: SheetNoteWording) -> str:
    """What happened, and what can be done about it."""
    match note.purpose:
        case SheetPurpose.READY if note.is_yours:
            return say.note_ready_yours
        case SheetPurpose.READY:
            return say.note_ready_by_lead if note.by_lead else say.note_ready_by_agent
        case SheetPurpose.BLIND:
            return say.note_blind_yours if note.is_yours else say.note_blind
        case SheetPurpose.FAILED:
            return say.note_failed
        case SheetPurpose.DISPUTED:
            told = say.note_disputed
        case SheetPurpose.CONTEXT:
            told = say.note_context
        case SheetPurpose.ANSWERED:
            told = say.note_answered
        case SheetPurpose.MARKED:
            told = say.note_marked_blind if note.is_blind else say.note_marked
    what = say.about_contact.format(number=note.contact) if note.contact else say.about_whole
    return told.format(who=say.somebody[note.by_lead], what=what)


def _label(note: SheetNote, say: SheetNoteWording) -> str:
    if note.purpose is SheetPurpose.FAILED:
        return say.open_why
    return say.fill_in if note.purpose is SheetPurpose.BLIND else say.open_sheet
