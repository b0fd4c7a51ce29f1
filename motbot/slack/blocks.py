"""Turns a nudge into what Slack shows: blocks, and the line for notifications and screen readers."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.models.blocks import Block

from motbot.domain.notice import Notice
from motbot.domain.nudge import Card, Nudge, PromiseNote, Prompt, SheetNote, Summary
from motbot.domain.welcome import Welcome
from motbot.slack.card_blocks import card_blocks, card_headline, shows_words, urgency_headline
from motbot.slack.note_blocks import note_blocks, note_headline
from motbot.slack.notices import notice_blocks, notice_headline
from motbot.slack.plain import quoted_line
from motbot.slack.promise_blocks import Pen
from motbot.slack.prompt_blocks import prompt_blocks, prompt_headline, prompt_shows_words, summary_blocks
from motbot.slack.room import MESSAGE_AT_MOST, ROOMS, Room
from motbot.slack.sheet_notes import sheet_note_blocks, sheet_note_headline
from motbot.slack.welcome_blocks import welcome_blocks, welcome_headline

_LINE_AT_MOST = 160
_PLACE_AT_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message as it goes to Slack; `text` is already escaped."""

    text: str
    blocks: tuple[dict[str, Any], ...]


def render(nudge: Nudge, *, workspace_url: str) -> Rendered:
    """Draw a nudge; `workspace_url` ends in a slash.

    slack_sdk's models refuse what Slack would refuse, so a limit that was forgotten is an error here and not there.
    """
    match nudge:
        case Card():
            said = nudge.words if shows_words(nudge) else ""
            headline, blocks = card_headline(nudge), _fitting(lambda room: card_blocks(nudge, workspace_url, room))
        case Summary():
            said, headline = nudge.words, urgency_headline(nudge)
            blocks = _drawn(summary_blocks(nudge, workspace_url))
        case Prompt():
            said = nudge.words if prompt_shows_words(nudge) else ""
            headline, blocks = prompt_headline(nudge), _fitting(lambda room: prompt_blocks(nudge, workspace_url, room))
        case PromiseNote():
            pen = Pen(language=nudge.language, workspace_url=workspace_url)
            said, headline = nudge.items[0].what, note_headline(nudge, pen)
            blocks = _fitting(lambda room: note_blocks(nudge, replace(pen, room=room)))
        case SheetNote():
            said, headline = "", sheet_note_headline(nudge)
            blocks = _drawn(sheet_note_blocks(nudge, workspace_url))
        case Welcome():
            said, headline, blocks = "", welcome_headline(nudge), _drawn(welcome_blocks(nudge))
        case Notice():
            said, headline, blocks = "", notice_headline(nudge), _drawn(notice_blocks(nudge))
    text = headline if isinstance(nudge, Notice | Welcome) else _line(headline, nudge.channel_name, said)
    return Rendered(text=text, blocks=tuple(blocks))


def _fitting(draw: Callable[[Room], Iterable[Block]]) -> list[dict[str, Any]]:
    """As roomy as Slack takes it."""
    for room in ROOMS:
        blocks = _drawn(draw(room))
        if sum(len(json.dumps(block, ensure_ascii=False)) + 2 for block in blocks) <= MESSAGE_AT_MOST:
            break
    return blocks


def _line(headline: str, channel: str, said: str) -> str:
    """Headline, channel and the beginning of what was said; cut before it is escaped, or half an escape would stay."""
    place, words = quoted_line(channel, _PLACE_AT_MOST), quoted_line(said, _LINE_AT_MOST)
    line = f"{headline} · #{place}: {words}" if words else f"{headline} · #{place}"
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _drawn(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Each as it is sent. Once for a message: slack_sdk checks every block anew whenever it is asked for it."""
    return [block.to_dict() for block in blocks]
