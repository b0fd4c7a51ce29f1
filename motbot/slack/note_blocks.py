"""Draws the short messages about promises: is it one, is it on track, is it late; one or many at a time."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from slack_sdk.models.blocks import Block, InteractiveElement

from motbot.domain.events import Act
from motbot.domain.nudge import NotePurpose, PromiseItem, PromiseNote
from motbot.domain.promise import PromiseState
from motbot.slack import rich
from motbot.slack.buttons import OPEN_CARD, link_button, row
from motbot.slack.fading_blocks import why_short
from motbot.slack.permalinks import permalink
from motbot.slack.plain import quoted_line
from motbot.slack.promise_blocks import (
    Pen,
    has_message,
    is_anothers,
    place_line,
    promise_blocks,
    promise_buttons,
    promise_line,
)


class _Mood(StrEnum):
    """What an open promise asks of its agent now, whatever it was that the message was sent for."""

    LATE = "late"
    ASK = "ask"
    REMINDER = "reminder"
    LOOKS_KEPT = "looks_kept"
    MOVED = "moved"
    """It has another time, and nothing is to be done until that comes near."""
    TRACKED = "tracked"
    """Nothing is to be done until its time comes near."""


_SIGNS = {
    _Mood.LATE: "🕒",
    _Mood.ASK: "🤝",
    _Mood.REMINDER: "⏰",
    _Mood.LOOKS_KEPT: "📦",
    _Mood.MOVED: "📅",
    _Mood.TRACKED: "👀",
}
"""What stands before a headline; the weightiest first."""
_RESTS = frozenset({_Mood.MOVED, _Mood.TRACKED})
_BEFORE_LATE = frozenset({NotePurpose.ASK, NotePurpose.REMINDER})
"""What has been said of a promise once a newer message says that its time has passed."""


def note_headline(note: PromiseNote, pen: Pen) -> str:
    """What the note is about as things stand now: a promise that was moved after its time is late no more."""
    moods = Counter(_mood(item) for item in note.items if item.is_open)
    mood = next((one for one in _SIGNS if moods[one]), None)
    if mood is None and any(has_message(item) for item in note.items):
        return f"✋ {pen.say.to_be_told}"
    if mood is None:
        kept = any(item.state is PromiseState.KEPT for item in note.items)
        return f"{'✅' if kept else '⚪'} {pen.say.settled}"
    about = [item for item in note.items if item.is_open and _mood(item) is mood]
    count = len(about) + (note.more if mood.value == note.purpose.value else 0)
    when = pen.time(about[0].due) if about[0].due else quoted_line(about[0].what, pen.room.what)
    told = _words_for(mood, pen, several=count > 1, colleagues=any(is_anothers(item, pen) for item in about))
    return f"{_SIGNS[mood]} {told.format(count=count, when=when)}"


def _words_for(mood: _Mood, pen: Pen, *, several: bool, colleagues: bool) -> str:
    """The headline of a mood, over one promise or several; `colleagues` where not all are the reader's own words."""
    say = pen.say
    match mood:
        case _Mood.MOVED:
            return say.notes_moved if several else say.note_moved
        case _Mood.TRACKED:
            return say.notes_tracked if several else say.note_tracked
        case _Mood.ASK if colleagues:
            return say.notes_colleagues if several else say.note_colleagues
        case _:
            return (say.notes if several else say.note)[NotePurpose(mood)]


def _mood(item: PromiseItem) -> _Mood:
    """What an open promise asks of its agent."""
    if item.state is PromiseState.MADE:
        return _Mood.ASK
    if item.looks_kept:
        return _Mood.LOOKS_KEPT
    if item.state is PromiseState.BROKEN:
        return _Mood.LATE
    if item.is_reminded:
        return _Mood.REMINDER
    return _Mood.MOVED if item.moved else _Mood.TRACKED


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
    if _is_superseded(note, item):
        yield rich.rich(rich.line(rich.words(quoted_line(item.what, pen.room.what), bold=True)))
        yield row(*_links(note, item, pen))
        return
    # Without its own row of buttons: the one at the end holds them all.
    if note.faded is not None and item.mending is None:
        yield rich.rich(rich.line(rich.words(quoted_line(item.what, pen.room.what), bold=True)))
    else:
        yield from (block for block in promise_blocks(item, pen, moment=note.moment) if block.type != "actions")
    yield from _advice(note, pen)
    yield row(*promise_buttons(item, pen, moment=note.moment), *_links(note, item, pen))


def _is_superseded(note: PromiseNote, item: PromiseItem) -> bool:
    """Whether a newer message, and the card, ask about the same promise: two that look alike only puzzle."""
    mood = _mood(item)
    is_late = item.is_open and (mood is _Mood.LATE or (mood is _Mood.MOVED and item.was_late))
    return is_late and note.purpose in _BEFORE_LATE and note.card is not None


def _links(note: PromiseNote, item: PromiseItem, pen: Pen) -> Iterator[InteractiveElement]:
    """The ways to the conversation and to the card."""
    yield link_button(Act.OPEN.value, pen.words.open_thread, note.moment, pen.source(item))
    if note.card is not None:
        yield link_button(OPEN_CARD, pen.words.open_card, note.moment, permalink(pen.workspace_url, note.card))


def _advice(note: PromiseNote, pen: Pen) -> Iterator[Block]:
    """One sentence that helps, while there is anything to be done and no message to send says more."""
    if note.faded is not None:
        yield why_short(note.faded, note.language)
        return
    waiting = [item for item in note.items if item.is_open and item.mending is None and not item.has_evidence]
    mood = _mood(waiting[0]) if waiting else _Mood.TRACKED
    if mood not in _RESTS:
        yield rich.context(pen.say.advice[NotePurpose(mood)])
