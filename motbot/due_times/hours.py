"""The hour alone that a phrase names, without the day it is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motbot.domain.due import DueConventions
from motbot.due_times.english_clocks import LEAD
from motbot.due_times.instants import in_part
from motbot.due_times.meanings import ANY_HOUR, Clock, Dial, Part, Piece
from motbot.due_times.phrases import Phrase

_NOON = 12
_MIDNIGHT = Clock(24)
_LEADS = re.compile(rf"(?:{LEAD}\s+)+", re.IGNORECASE)
_HOW_MANY = re.compile(r"(?:about|around|approximately|from|between)\s", re.IGNORECASE)
"""Alone in front of a number of no day: it rather says how many there are."""
_CLOCK = r"(?::\d\d|\s?[ap]\.?m\b\.?|点)"
_OPENS = re.compile(rf"{_CLOCK}\s*[-~]\s*$", re.IGNORECASE)
_CLOSES = re.compile(rf"\s*[-~]\s*\d{{1,2}}{_CLOCK}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedHour:
    """An hour and its place in the text; from 24 on it lies after the midnight that ends the day."""

    hour: int
    minute: int
    start: int
    end: int
    twelve_hours: bool
    """Whether nothing says on which half of the day it lies."""


def hour_of(phrase: Phrase, text: str, pieces: Sequence[Piece], conventions: DueConventions) -> NamedHour | None:
    """The hour of a phrase that was put together from pieces of a text; of a range told in full the earlier one.

    With a dash to another (10:00-18:00) it tells when something is open, and no hour is named.
    """
    if phrase.near and phrase.near.clock:
        return hour_of(phrase.near, text, pieces, conventions)
    clock = phrase.clock or (_MIDNIGHT if Part.MIDNIGHT in phrase.parts else None)
    if clock is None or clock.hour == ANY_HOUR:
        return None
    told = [piece for piece in pieces if phrase.start <= piece.start and piece.end <= phrase.end and _tells(piece)]
    led, end = _LEADS.match(text, told[0].start), told[-1].end
    start = led.end() if led else told[0].start
    counts = led and _HOW_MANY.match(led[0]) and not (phrase.days or phrase.parts)
    if counts or _OPENS.search(text, 0, start) or _CLOSES.match(text, end):
        return None
    named = bool(phrase.parts) and clock is not _MIDNIGHT
    return NamedHour(
        hour=in_part(clock, phrase.parts) if named else clock.hour,
        minute=clock.minute,
        start=start,
        end=end,
        twelve_hours=not phrase.parts and _is_open(clock, conventions),
    )


def _tells(piece: Piece) -> bool:
    return any(isinstance(meaning, Clock | Part) for meaning in piece.meanings)


def _is_open(clock: Clock, conventions: DueConventions) -> bool:
    """Whether it may be meant for either half of the day; digits only where nobody works at that hour."""
    if clock.dial is Dial.COLON:
        return clock.hour < conventions.earliest_hour
    return clock.dial is Dial.TWELVE and clock.hour < _NOON
