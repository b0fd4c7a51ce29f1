"""The story of a request for whoever takes it over: three short lines, as plain values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One time that a request went over from one agent to another."""

    giver: str
    taker: str
    at: datetime
    is_known: bool = False
    """The taker has answered by themselves, and nothing is promised by others: they have read it, and need no story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """Something that our side has promised in it and that is still to be done."""

    agent: str
    """Whose promise it is."""
    what: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What was asked, what was said, what is promised by when."""

    giver: str
    asked: str
    said: str = ""
    """Empty where our side has said nothing."""
    pledges: tuple[Pledge, ...] = ()
