"""Finds and resolves due times by rules, without a model."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

from typing_extensions import override

from motbot.domain.due import Doubt, DueConventions, DueKind, FoundDue, Hour, Resolved
from motbot.domain.errors import BadInput
from motbot.due_times import calendar, numbers
from motbot.due_times.chinese_days import chinese_days
from motbot.due_times.chinese_hours import chinese_hours
from motbot.due_times.english_days import english_days
from motbot.due_times.english_hours import english_hours
from motbot.due_times.hours import NamedHour, hour_of
from motbot.due_times.instants import Said, instant
from motbot.due_times.legible import Legible, legible
from motbot.due_times.phrases import Phrase, phrases
from motbot.due_times.rules import Lexicon
from motbot.due_times.surroundings import Place
from motbot.due_times.zones import zone_names
from motbot.ports.due_times import DueTimes

_PHRASES_AT_MOST = 100
"""Times that are read in one message; who lists more of them promises nothing."""
_HOURS_A_DAY = 24
_MAY_NAME_AN_HOUR = re.compile(rf"[\d点點时時夜]|\b(?:midnight|{numbers.EN_HOUR})\b", re.IGNORECASE)
"""Without any of these no text names one; looking for that saves reading most of them."""


@cache
def _lexicon() -> Lexicon:
    return Lexicon(families=(*english_days(), *english_hours(), *chinese_days(), *chinese_hours(), *zone_names()))


class DueReader(DueTimes):
    """Reads due times in Chinese and English by a grammar of its own; the first one of a process compiles it."""

    def __init__(self, *, conventions: DueConventions) -> None:
        self._conventions = conventions
        self._lexicon = _lexicon()

    @property
    @override
    def conventions(self) -> DueConventions:
        return self._conventions

    @override
    def hour(self, text: str) -> Hour | None:
        if not _MAY_NAME_AN_HOUR.search(text):
            return None
        readable = legible(text)
        return next((_as_said(named, begin, readable) for begin, named in self._hours(readable)), None)

    @override
    def find(
        self, text: str, *, said_at: datetime, zone: ZoneInfo, their_zone: ZoneInfo | None = None
    ) -> tuple[FoundDue, ...]:
        said = self._said(said_at, zone, their_zone)
        readable = legible(text)
        found: list[FoundDue] = []
        for begin, place in self._places(readable):
            start, end = readable.span(begin + place.start, begin + place.end)
            start = max(start, found[-1].end if found else 0)
            if not place.is_speech or start >= end:
                continue
            read = _resolved(place, said, in_sentence=True)
            found.append(
                FoundDue(start=start, end=end, phrase=text[start:end], kind=read.kind, at=read.at, doubt=read.doubt)
            )
        return tuple(found)

    @override
    def resolve(
        self, phrase: str, *, said_at: datetime, zone: ZoneInfo, their_zone: ZoneInfo | None = None
    ) -> Resolved:
        said = self._said(said_at, zone, their_zone)
        places = _as_one_time(place for _, place in self._places(legible(phrase)))
        read = [_resolved(place, said, in_sentence=False) for place in places]
        told = [one for one in read if one.kind is not DueKind.VAGUE]
        if any(one.kind is DueKind.UNCLEAR for one in told):
            return next(one for one in told if one.kind is DueKind.UNCLEAR)
        if told:
            return max(told, key=lambda one: (one.at or said_at).timestamp())
        return read[0] if read else Resolved(kind=DueKind.UNCLEAR, doubt=Doubt.NOT_UNDERSTOOD)

    def _hours(self, readable: Legible) -> Iterator[tuple[int, NamedHour]]:
        """Each hour that is named, with where the part of the text begins that it is read in."""
        for begin, text in readable.windows():
            pieces = self._lexicon.pieces(text)
            for phrase in phrases(text, pieces):
                if named := hour_of(phrase, text, pieces, self._conventions):
                    yield begin, named

    def _said(self, said_at: datetime, zone: ZoneInfo, their_zone: ZoneInfo | None) -> Said:
        if said_at.utcoffset() is None:
            raise BadInput("said_at: an aware datetime is expected; give it the zone it was read in")
        return Said(at=said_at.astimezone(UTC), zone=zone, their_zone=their_zone, conventions=self._conventions)

    def _places(self, readable: Legible) -> Iterator[tuple[int, Place]]:
        """Each phrase, as far as any message has them, with where the part of the text begins that it is read in."""
        places = (
            (begin, Place.of(text, phrase))
            for begin, text in readable.windows()
            for phrase in phrases(text, self._lexicon.pieces(text))
        )
        return islice(places, _PHRASES_AT_MOST)


def _as_said(named: NamedHour, begin: int, readable: Legible) -> Hour:
    """An hour with its words as they stand in the original."""
    start, end = readable.span(begin + named.start, begin + named.end)
    days, hour = divmod(named.hour, _HOURS_A_DAY)
    return Hour(
        at=time(hour, named.minute),
        words=readable.original[start:end],
        twelve_hours=named.twelve_hours,
        overnight=bool(days),
    )


def _as_one_time(places: Iterable[Place]) -> list[Place]:
    """Places of words that are one time: an hour is that of the day before it, which then is no time of its own."""
    joined: list[Place] = []
    for place in places:
        hour = place.phrase.on_the_day_of(joined[-1].phrase) if joined else None
        if hour and not joined[-1].phrase.clock:
            joined.pop()
        joined.append(replace(place, phrase=hour) if hour else place)
    return joined


def _resolved(place: Place, said: Said, *, in_sentence: bool) -> Resolved:
    phrase = place.phrase
    if phrase.vague:
        return Resolved(kind=DueKind.VAGUE)
    if in_sentence and place.is_event:
        return _event(phrase, said)
    if place.recurs:
        return Resolved(kind=DueKind.UNCLEAR, doubt=Doubt.RECURRING)
    if place.only_begins:
        return Resolved(kind=DueKind.UNCLEAR, doubt=Doubt.OPEN_ENDED)
    found = instant(phrase, said)
    if isinstance(found, Doubt):
        return Resolved(kind=DueKind.UNCLEAR, doubt=found)
    return Resolved(kind=DueKind.DEADLINE, at=found)


def _event(phrase: Phrase, said: Said) -> Resolved:
    """An event's day begins at midnight: what is kept is the day, not a deadline."""
    found = instant(phrase, replace(said, only_ahead=False))
    if isinstance(found, Doubt):
        return Resolved(kind=DueKind.EVENT_DATE)
    whole_day = phrase.days and not (phrase.clock or phrase.parts or phrase.span)
    if whole_day and found.tzinfo is not None:
        found = calendar.on_the_clock(found.date(), time.min.hour, time.min.minute, found.tzinfo)
    return Resolved(kind=DueKind.EVENT_DATE, at=found)
