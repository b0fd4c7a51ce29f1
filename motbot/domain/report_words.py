"""What a report calls its figures and how it says that each is counted; every form of it uses these words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """One figure: its name, what its large number counts, and how it is counted."""

    title: str
    lead: str
    """What stands behind the large number."""
    brief: str = ""
    """What the large number is called where it stands by itself."""
    lead_few: str = ""
    """The same where the large number is a total instead of a share."""
    lead_one: str = ""
    """The same where that number is 1."""
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """One language."""

    title: str
    span: str
    """With `{since}` and `{until}`."""
    span_open: str
    """With `{until}`, where there is no beginning."""
    channels: str
    channel: str
    zone: str
    nothing: str
    """The whole report is empty."""
    none: str
    """One figure is."""
    merged: str
    left_out: str
    one_agent: str
    kept_back: str
    untracked: str
    people: str
    """At the end: what is never in a report."""
    aside: str
    """Brackets around `{words}`, with the space before them where the language has one."""
    count: str
    share: str
    group: str
    revision: str
    cards: str
    used: str
    adapted: str
    own: str
    unanswered: str
    edited: str
    not_helpful: str
    wrong: str
    channel_head: str
    week_head: str
    score_head: str
    sheets: str
    typical: str
    coaches: Mapping[str, str]
    figures: Mapping[str, FigureWords]
    names: Mapping[str, str]
    """What the parts of splits are called, by key."""
