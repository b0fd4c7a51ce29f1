"""A report as it is read, whatever it is written on: sections with a large number, a picture, and a table."""

from dataclasses import dataclass
from enum import StrEnum

from motbot.domain.language import Language


class Shape(StrEnum):
    """Which picture shows a section's numbers."""

    BARS = "bars"
    """A bar for each group."""
    PARTS = "parts"
    """A bar for each group, all of one length, divided into what came of it."""
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One group: its name and its numbers, one for each series."""

    label: str
    counts: tuple[int, ...]
    tone: str = "one"
    """The colour's name where there is one series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One of the parts that bars are divided into."""

    name: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a chart is to show."""

    shape: Shape
    bars: tuple[Bar, ...]
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A table; the first cell of a row names it, the others are numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One figure."""

    key: str
    title: str
    lead: str
    """The large number."""
    lead_says: str
    how: str
    brief: str = ""
    """What the large number is called where it stands by itself; "" where it has no place there."""
    picture: Picture | None = None
    numbers: Numbers | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReport:
    """The whole report in one language."""

    language: Language
    title: str
    about: tuple[str, ...]
    """The span, the channels and the zone."""
    notes: tuple[str, ...]
    """What holds for all of it."""
    sections: tuple[Section, ...]
