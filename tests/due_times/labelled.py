"""Reads labelled phrases and tells for each whether sentence and phrase come to the expected instant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from motbot.domain.due import DueKind
from motbot.ports.due_times import DueTimes

DATA = Path(__file__).parent.parent / "data" / "due_times"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence said at a time and place, with the instant of its due time; None where it names none."""

    language: str
    text: str
    phrase: str | None
    said_at: datetime
    zone: ZoneInfo
    expected: datetime | None

    @property
    def kind(self) -> str:
        """Whether a time is expected."""
        return "time" if self.expected else "none"

    def is_found(self, times: DueTimes) -> bool:
        """Whether the sentence yields exactly the expected deadline."""
        found = times.find(self.text, said_at=self.said_at, zone=self.zone)
        deadlines = [one.at.timestamp() for one in found if one.kind is DueKind.DEADLINE and one.at]
        return deadlines == ([self.expected.timestamp()] if self.expected else [])

    def is_resolved(self, times: DueTimes) -> bool:
        """Whether the phrase alone comes to the expected instant."""
        if self.phrase is None:
            return True
        at = times.resolve(self.phrase, said_at=self.said_at, zone=self.zone).at
        return (at and at.timestamp()) == (self.expected and self.expected.timestamp())


def labelled(file: Path) -> Iterator[Labelled]:
    """The labelled sentences of a YAML file."""
    for row in yaml.safe_load(file.read_text(encoding="utf-8")):
        yield Labelled(
            language=row["lang"],
            text=row["text"],
            phrase=row["phrase"],
            said_at=datetime.fromisoformat(row["now"]),
            zone=ZoneInfo(row["zone"]),
            expected=datetime.fromisoformat(row["expect"]) if row["expect"] else None,
        )
