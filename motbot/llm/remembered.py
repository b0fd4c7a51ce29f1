"""Tells a model what the customer has asked in this channel before: as notes of our side, beside "We know that"."""

from collections.abc import Iterator, Mapping

from motbot.domain.memory import Ending, Owed, Past
from motbot.domain.message import ConversationView

_ENDINGS: Mapping[Ending, str] = {
    Ending.OPEN: "still open",
    Ending.WELL: "confirmed as done",
    Ending.NOT_WELL: "not as they had hoped",
    Ending.THANKED: "they said thanks in the end",
    Ending.UNSAID: "nobody said how it ended",
}


def remembered(view: ConversationView) -> Iterator[str]:
    """Nothing at all where nothing is remembered, so that the prompt is then the same as ever."""
    if view.memory is None:
        return
    if view.memory.again is not None:
        yield f"This customer has asked about the same thing before, {_past(view.memory.again)}."
    for past in view.memory.last:
        yield f"This customer's request before, {_past(past)}."
    for owed in view.memory.owed:
        yield f"Promised to this customer before and not kept yet: {_owed(owed)}."


def _past(past: Past) -> str:
    thanks = f"; they thanked us with “{past.thanks}”" if past.thanks else ""
    return f"on {past.at:%Y-%m-%d}: “{past.about}” ({_ENDINGS[past.ending]}{thanks})"


def _owed(owed: Owed) -> str:
    due = f", {'was due' if owed.is_broken else 'due'} {owed.due:%Y-%m-%d %H:%M}" if owed.due else ""
    return f"{owed.what}{due}"
