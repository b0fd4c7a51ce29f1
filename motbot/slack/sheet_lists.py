"""Draws lists of sheets: in the Home tab, and among all that is held about a person."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from slack_sdk.models.blocks import Block, SectionBlock

from motbot.catalogue.formats import weekday_and_clock
from motbot.domain.language import Language
from motbot.domain.mine import SheetItem
from motbot.domain.review import ReviewState
from motbot.domain.routing import zone_named
from motbot.slack import rich
from motbot.slack.plain import quoted_line
from motbot.slack.sheet_buttons import sheet_button
from motbot.slack.sheet_note_wording import sheet_note_wording
from motbot.slack.sheet_refs import OPEN_SHEET, SheetRef

_AT_MOST = 10
"""Each takes one of the Home tab's 100 blocks."""
_LINE_AT_MOST = 200
_CHANNEL_AT_MOST = 80


class ListSheets(Protocol):
    """The sheets that a person may open: about them, or asked for by them; the newest first."""

    async def __call__(self, *, user: str) -> tuple[SheetItem, ...]:
        """List them."""
        ...


def sheet_blocks(items: Sequence[SheetItem], *, language: Language, zone: str) -> Iterator[Block]:
    """A person's newest sheets with a button each; or how one is made."""
    say = sheet_note_wording(language)
    yield rich.header(say.home_sheets)
    if not items:
        yield rich.context(say.home_none)
    for item in items[:_AT_MOST]:
        yield sheet_line(item, language=language, zone=zone)
    if left_out := len(items[_AT_MOST:]):
        yield rich.context(say.home_more.format(count=left_out))


def sheet_line(item: SheetItem, *, language: Language, zone: str) -> Block:
    """One sheet: where and when, why it is here, and the button; it holds no score."""
    say = sheet_note_wording(language)
    channel = quoted_line(item.channel_name, _CHANNEL_AT_MOST)
    facts = [say.item.format(channel=channel, when=when(item.at, language=language, zone=zone))]
    facts += [say.item_about_you] if item.is_about_you else []
    facts += [say.item_by_you] if item.asked_by_you else []
    facts += [say.item_blind] if item.is_blind else []
    facts += [say.item_state[item.state]] if item.state is not ReviewState.READY else []
    button = sheet_button(OPEN_SHEET, say.open_item, SheetRef(review=item.review))
    return SectionBlock(text=rich.plain(" · ".join(facts), _LINE_AT_MOST), accessory=button)


def when(at: datetime, *, language: Language, zone: str) -> str:
    """A day and an hour on the person's clock."""
    return weekday_and_clock(at.astimezone(zone_named(zone)), language)
