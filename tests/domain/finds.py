"""Lines of our side and what a coach finds in them, for the tests of what is read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.expectation import Provenance
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import FoundPromise, Promise, Strength

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIVE = T0 + timedelta(hours=8)
BY = Provenance(coach="model", revision="r")
WORDS = "I'll send the report by 5"


def a_line(ts: str, text: str, side: Side = Side.AGENT, files: int = 0) -> Line:
    return Line(ts=ts, at=T0, side=side, author=side.value, text=text, files=files)


def a_view(*lines: Line) -> ConversationView:
    return ConversationView(lines=lines, focus=tuple(line.ts for line in lines), now=T0, zone=ZoneInfo("UTC"))


def a_find(words: str = WORDS, source: str = "2", **rest: object) -> FoundPromise:
    return replace(FoundPromise(words=words, source=source, what="the report"), **rest)  # type: ignore[arg-type]


def an_open_promise(line: str = "1", number: int = 7) -> Promise:
    return Promise(
        id=number, team="T", channel="C", conversation=1, agent="A1", said_by="A1", lines=(line,), what="the report",
        words=WORDS, strength=Strength.FIRM, provenance=BY, made_at=T0,
    )  # fmt: skip
