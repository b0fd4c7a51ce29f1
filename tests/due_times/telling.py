"""Sentences and their due times as lines of text, so that a table of them can be read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from motbot.domain.due import DueKind, FoundDue
from motbot.ports.due_times import DueTimes

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 11, 18, 14, 30, tzinfo=SHANGHAI)


def rows(table: str) -> list[tuple[str, str]]:
    """The lines of a table: a sentence, an arrow, what is due in it."""
    return [
        (sentence, expected)
        for sentence, _, expected in (line.partition(" => ") for line in table.strip().splitlines())
    ]


def told(times: DueTimes, sentence: str) -> str:
    """What is found in a sentence; wall times are those of the zone it names."""
    found = times.find(sentence, said_at=WEDNESDAY, zone=SHANGHAI)
    return "; ".join(map(_one, found)) or "nothing"


def _one(found: FoundDue) -> str:
    at = found.at.strftime("%Y-%m-%d %H:%M") if found.at else ""
    if found.kind is DueKind.DEADLINE:
        return at
    return str(found.doubt or f"{found.kind} {at}".strip())
