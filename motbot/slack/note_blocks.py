"""Draws the short messages about promises: is it one, is it on track, is it late; one or many at a time."""

from collections import Counter
from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from motbot.domain.events import Act
from motbot.domain.nudge import NotePurpose, PromiseItem, PromiseNote
from motbot.domain.promise import PromiseState
from motbot.slack import rich
from motbot.slack.buttons import OPEN_CARD, link_button, row
from motbot.slack.fading_blocks import why_short
from motbot.slack.permalinks import permalink
from motbot.slack.plain import quoted_line
from motbot.slack.promise_blocks import Pen, has_message, place_line, promise_blocks, promise_buttons, promise_line

_SIGNS = {NotePurpose.LATE: "🕒", NotePurpose.ASK: "🤝", NotePurpose.REMINDER: "⏰", NotePurpose.LOOKS_KEPT: "📦"}
"""What stands before a headline; the weightiest first."""


def note_headline(note: PromiseNote, pen: Pen) -> str:
    """What the note is about as things stand now: a promise that was moved after its time is late no more."""
    moods = Counter(_mood(item) for item in note.items if item.is_open)
    mood = next((one for one in _SIGNS if moods[one]), None)
    if mood is None:
        kept = any(item.state is PromiseState.KEPT for item in note.items)
        return f"{'✅' if kept else '⚪'} {pen.say.settled}"
    sign = _SIGNS[mood]
    count = moods[mood] + (note.more if mood is note.purpose else 0)
    if count > 1:
        return f"{sign} {pen.say.notes[mood].format(count=count)}"
    [about] = (item for item in note.items if item.is_open and _mood(item) is mood)
    when = pen.time(about.due) if about.due else quoted_line(about.what, pen.room.what)
    return f"{sign} {pen.say.note[mood].format(when=when)}"


def _mood(item: PromiseItem) -> NotePurpose:
    """What an open promise asks of its agent."""
    if item.state is PromiseState.MADE:
        return NotePurpose.ASK
    if item.looks_kept:
        return NotePurpose.LOOKS_KEPT
    return NotePurpose.LATE if item.state is PromiseState.BROKEN else NotePurpose.REMINDER


def note_blocks(note: PromiseNote, pen: Pen) -> Iterator[Block]:
    """The note from top to bottom."""
    yield rich.header(note_headline(note, pen))
    if len(note.items) == 1:
        yield from _alone(note, note.items[0], pen)
        return
    in_full = _in_full(note, pen)
    for place, item in enumerate(note.items):
        # The moment is the first one's; the others have their own, which the promise itself knows.
        moment = 0 if place else note.moment
        if item.promise in in_full:
            yield from promise_blocks(item, pen, moment=moment, channel=True)
        else:
            yield promise_line(item, pen, moment=moment)
    yield from _advice(note, pen)
    if note.more:
        yield rich.context(pen.say.more.format(count=note.more))


def _in_full(note: PromiseNote, pen: Pen) -> frozenset[int]:
    """Which promises get more than a line: all of a few; of many those with a message to copy."""
    few = len(note.items) <= pen.room.in_full
    chosen = [item.promise for item in note.items if few or has_message(item)]
    return frozenset(chosen[: pen.room.in_full])


def _alone(note: PromiseNote, item: PromiseItem, pen: Pen) -> Iterator[Block]:
    """The one promise of a note, with the links beside its buttons."""
    yield rich.context(place_line(item, pen))
    # Without its own row of buttons: the one at the end holds them all.
    if note.faded is not None and item.mending is None:
        yield rich.rich(rich.line(rich.words(quoted_line(item.what, pen.room.what), bold=True)))
    else:
        yield from (block for block in promise_blocks(item, pen, moment=note.moment) if block.type != "actions")
    yield from _advice(note, pen)
    buttons = list(promise_buttons(item, pen, moment=note.moment))
    buttons.append(link_button(Act.OPEN.value, pen.words.open_thread, note.moment, pen.source(item)))
    if note.card is not None:
        address = permalink(pen.workspace_url, note.card)
        buttons.append(link_button(OPEN_CARD, pen.words.open_card, note.moment, address))
    yield row(*buttons)


def _advice(note: PromiseNote, pen: Pen) -> Iterator[Block]:
    """One sentence that helps, while there is anything to be done and no message to send says more."""
    if note.faded is not None:
        yield why_short(note.faded, note.language)
        return
    waiting = [item for item in note.items if item.is_open and item.mending is None and not item.has_evidence]
    if waiting:
        yield rich.context(pen.say.advice[_mood(waiting[0])])
