"""What a message about promises shows: how it is begun, how it takes more in, and how it follows them."""

from collections.abc import Iterable
from dataclasses import replace

from motbot.domain.language import Language
from motbot.domain.nudge import NotePurpose, Place, PromiseItem, PromiseNote
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.shown_promises import by_due

SHOWN_AT_MOST = 12
_WEIGHT = (NotePurpose.ASK, NotePurpose.LOOKS_KEPT, NotePurpose.REMINDER, NotePurpose.LATE)
"""A message that comes for several reasons names the last of these."""


def note_for(
    purpose: NotePurpose, items: Iterable[PromiseItem], *, language: Language, moment: int, card: Place | None
) -> PromiseNote:
    """A new message about promises of one moment, or of none."""
    ordered = by_due(items)
    shown = ordered[:SHOWN_AT_MOST]
    return PromiseNote(
        purpose=purpose,
        language=language,
        items=shown,
        moment=moment,
        card=card if len(ordered) == 1 else None,
        more=len(ordered) - len(shown),
    )


def with_more(
    note: PromiseNote, purpose: NotePurpose, items: Iterable[PromiseItem], *, moment: int, count: int
) -> PromiseNote:
    """The same message with more promises in it; `count` is how many it is about in all, `moment` that of the new."""
    new = {one.promise: one for one in items}
    ordered = by_due((*(one for one in note.items if one.promise not in new), *new.values()))
    shown = ordered[:SHOWN_AT_MOST]
    return replace(
        note,
        purpose=max(note.purpose, purpose, key=_WEIGHT.index),
        faded=note.faded if purpose is NotePurpose.ASK else None,
        items=shown,
        moment=moment if shown[0].promise in new else note.moment,
        card=note.card if len(ordered) == 1 else None,
        more=max(count, len(ordered)) - len(shown),
    )


def following(note: PromiseNote, item: PromiseItem) -> PromiseNote:
    """The same message with the newer state of a promise it shows."""
    return with_items(note, by_due(item if one.promise == item.promise else one for one in note.items))


def without(note: PromiseNote, promise: int, others: Iterable[PromiseItem] = ()) -> PromiseNote | None:
    """The same message without one promise, and with others that there was no room for; None with nothing to say."""
    left = tuple(one for one in note.items if one.promise != promise)
    ordered = by_due((*left, *others))
    if not ordered:
        return None
    shown = ordered[:SHOWN_AT_MOST]
    return replace(with_items(note, shown), more=len(ordered) - len(shown))


def still_says(before: PromiseItem, now: PromiseItem) -> bool:
    """Whether what a message was to say of a promise, while it waited to be sent, is still worth saying.

    What its agent has done about it meanwhile needs no message; that its time has passed does.
    """
    if not now.is_open:
        return False
    if now.state is PromiseState.BROKEN or before.state is now.state is PromiseState.MADE:
        return True
    return (before.state, before.due) == (now.state, now.due)


def still_told(promise: Promise) -> bool:
    """The same of a promise that the message had no room for."""
    is_told = promise.state in {PromiseState.BROKEN, PromiseState.MADE} or promise.at_once or promise.looks_kept
    return promise.is_open and (is_told or (promise.due is not None and promise.reminded_for == promise.due))


def with_items(note: PromiseNote, items: tuple[PromiseItem, ...]) -> PromiseNote:
    """Other items; which moment the first of them is of is known only where it stays the first."""
    same = items[0].promise == note.items[0].promise
    return replace(note, items=items, moment=note.moment if same else 0, card=note.card if same else None)
