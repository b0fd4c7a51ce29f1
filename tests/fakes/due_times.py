"""Due times told beforehand, for tests of what is done with them."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from typing_extensions import override

from motbot.domain.due import Doubt, DueConventions, DueKind, FoundDue, Hour, Resolved
from motbot.ports.due_times import DueTimes


class FakeDueTimes(DueTimes):
    """Knows the phrases it was given, wherever they stand and whenever they are said; others it does not understand."""

    def __init__(self, *, known: Mapping[str, Resolved]) -> None:
        self._known = dict(known)

    @property
    @override
    def conventions(self) -> DueConventions:
        return DueConventions()

    @override
    def hour(self, text: str) -> Hour | None:
        return None

    @override
    def find(
        self, text: str, *, said_at: datetime, zone: ZoneInfo, their_zone: ZoneInfo | None = None
    ) -> tuple[FoundDue, ...]:
        places = sorted((text.find(phrase), phrase) for phrase in self._known if phrase in text)
        return tuple(self._found(start, phrase) for start, phrase in places)

    @override
    def resolve(
        self, phrase: str, *, said_at: datetime, zone: ZoneInfo, their_zone: ZoneInfo | None = None
    ) -> Resolved:
        return self._known.get(phrase, Resolved(kind=DueKind.UNCLEAR, doubt=Doubt.NOT_UNDERSTOOD))

    def _found(self, start: int, phrase: str) -> FoundDue:
        known = self._known[phrase]
        return FoundDue(
            start=start, end=start + len(phrase), phrase=phrase, kind=known.kind, at=known.at, doubt=known.doubt
        )
