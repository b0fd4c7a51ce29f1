"""Reads labelled replies of our side and tells for each which promises were found in it, and which of them are none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import FoundPromise, Strength
from motbot.ports.due_times import DueTimes

DATA = Path(__file__).parents[1] / "data" / "promises"
_ZONES = {"zh": ZoneInfo("Asia/Shanghai"), "en": ZoneInfo("Europe/London")}
_SIDES = {"customer": Side.CUSTOMER, "agent": Side.AGENT, "bot": Side.BOT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A labelled promise; `words` is enough to know it by, empty where the label has none of its own."""

    words: str
    due: datetime | None
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply in its conversation, with every promise in it; `due` of a label is given in words or as an instant."""

    view: ConversationView
    rows: Sequence[Any]

    @property
    def text(self) -> str:
        """The reply itself."""
        return self.view.focus_text

    def expected(self, due_times: DueTimes) -> tuple[Expected, ...]:
        """The labels, their times as instants."""
        return tuple(
            Expected(words=row.get("words", ""), due=self._due(row, due_times), strength=Strength(row["strength"]))
            for row in self.rows
        )

    def _due(self, row: Any, due_times: DueTimes) -> datetime | None:
        if "words" not in row:
            return datetime.fromisoformat(row["due"]) if row["due"] else None
        return resolved(row["due"], self, due_times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A labelled promise with the one that was found for it, if any."""

    expected: Expected
    found: FoundPromise | None
    due: datetime | None

    @property
    def has_strength(self) -> bool:
        """Whether it was found with the right strength."""
        return self.found is not None and self.found.strength is self.expected.strength

    @property
    def has_due(self) -> bool:
        """Whether it was found with exactly the right time, or with none where it has none."""
        return self.found is not None and self.due == self.expected.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of reading a reply."""

    reply: Reply
    matches: tuple[Match, ...]
    false: tuple[FoundPromise, ...]

    def told(self) -> Iterator[str]:
        """What went wrong, a line each."""
        for match in self.matches:
            if not (match.has_strength and match.has_due):
                yield f"{self.reply.text!r}: {match.expected} -> {match.found}"
        for one in self.false:
            yield f"{self.reply.text!r}: false {one}"


def resolved(words: str, reply: Reply, due_times: DueTimes) -> datetime | None:
    """The instant of a time in a reply."""
    if not words:
        return None
    return due_times.resolve(words, said_at=reply.view.now, zone=reply.view.zone).at


def judged(reply: Reply, promises: Sequence[FoundPromise], due_times: DueTimes) -> Outcome:
    """Pair every label with at most one promise found, first by its words or time, then by its strength."""
    left = list(promises)
    matches = []
    for expected in reply.expected(due_times):
        found = next((one for one in left if _is_it(expected, one, reply, due_times)), None)
        if found:
            left.remove(found)
        due = resolved(found.due_words, reply, due_times) if found else None
        matches.append(Match(expected=expected, found=found, due=due))
    return Outcome(reply=reply, matches=tuple(matches), false=tuple(left))


def _is_it(expected: Expected, found: FoundPromise, reply: Reply, due_times: DueTimes) -> bool:
    if not expected.words:
        return resolved(found.due_words, reply, due_times) == expected.due
    return expected.words in found.words or found.words in expected.words


def labelled(file: Path) -> Iterator[Reply]:
    """The labelled replies of a YAML file."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    if isinstance(content, dict):
        yield from (_case(row) for row in content["cases"] if row.get("agent_reply"))
    else:
        yield from (_sentence(row) for row in content)


def _sentence(row: Any) -> Reply:
    zone = _ZONES[row["lang"]]
    at = datetime(2026, 4, 8, 10, 0, tzinfo=zone)
    line = Line(ts="1.0", at=at, side=Side.AGENT, author="U1", text=row["text"])
    return Reply(view=ConversationView(lines=(line,), focus=("1.0",), now=at, zone=zone), rows=row["promises"])


def _case(row: Any) -> Reply:
    sides = {one["id"]: _SIDES[one["side"]] for one in row["people"]}
    said = [one for one in row["thread"] if one["kind"] == "message"] + [row["agent_reply"]]
    lines = tuple(
        Line(
            ts=f"{at}.0",
            at=datetime.fromisoformat(one["at"]),
            side=sides[one["by"]],
            author=one["by"],
            text=one["text"],
        )
        for at, one in enumerate(said, start=10)
    )
    view = ConversationView(lines=lines, focus=(lines[-1].ts,), now=lines[-1].at, zone=ZoneInfo(row["tz"]))
    return Reply(view=view, rows=row["agent_reply"]["gold"].get("commitments") or ())
