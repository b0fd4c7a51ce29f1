"""What an agent has typed on a card under "We know that ...", as far as its day is not over."""

from datetime import datetime, tzinfo

from motbot.domain.lasting import still_holding
from motbot.domain.moment import Moment


def told_at(moment: Moment) -> tuple[datetime, ...]:
    """When each of a moment's notes was typed; where nobody knows, when it was opened."""
    missing = max(0, len(moment.known) - len(moment.known_at))
    return (*(moment.opened_at,) * missing, *moment.known_at)[: len(moment.known)]


def known_now(moment: Moment | None, *, now: datetime, zone: tzinfo) -> tuple[str, ...]:
    """What a draft may still be made of: of an open moment, without what held only for a day that is over."""
    return known_by(moment, at=now, zone=zone) if moment is not None and moment.is_open else ()


def known_by(moment: Moment, *, at: datetime, zone: tzinfo) -> tuple[str, ...]:
    """What was typed by then, likewise without what held only for a day that was over."""
    today = at.astimezone(zone).date()
    typed = ((note, when) for note, when in zip(moment.known, told_at(moment), strict=True) if when <= at)
    notes = (still_holding(note, told=when.astimezone(zone).date(), today=today) for note, when in typed)
    return tuple(note for note in notes if note.strip())
