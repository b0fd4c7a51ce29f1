"""Whether a reply promises for later than the customer needs it, without a word about that."""

from dataclasses import dataclass
from datetime import datetime, time

from motbot.domain.grounding import occurs
from motbot.domain.needed_by import is_needed_by
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.finding import Finder

_OPEN = ("refuses", "limits_said", "slips", "owns", "reason", "checks", "helpless")
"""Words of a reply that does not pass over it in silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """Holds promises against the hour by which the customer needs what was asked for."""

    finder: Finder

    def marks(self, judged: Judged) -> frozenset[str]:
        """Marks of the explicit expectations whose hour the promises leave behind."""
        dated = [one for one in judged.told if one.at is not None and not one.prepares]
        by = self._needed_by(judged)
        if not dated or by is None or judged.delivers or self._is_open(judged, by):
            return frozenset()
        piece, asked = judged.situation.deadline_piece, judged.explicit
        stated = [one for one in asked if piece and (occurs(one.quote, piece.text) or occurs(piece.text, one.quote))]
        return frozenset(one.mark for one in stated or asked)

    def _needed_by(self, judged: Judged) -> datetime | None:
        """The end of the time by which they need it; None where an hour they name is not said to be that."""
        deadline, piece = judged.situation.deadline, judged.situation.deadline_piece
        at = next((line.at for line in judged.contact.asked if piece and line.ts == piece.source), None)
        if deadline is None or piece is None or at is None:
            return None
        due_times, zone = self.finder.due_times, judged.view.zone
        found = due_times.find(piece.text, said_at=at, zone=zone)
        if not any(due.at == deadline.at and is_needed_by(due, piece.text) for due in found):
            return None
        local = deadline.at.astimezone(zone)
        is_day = local.time() == due_times.conventions.end_of_day and not deadline.to_the_minute
        return datetime.combine(local.date(), time.max, tzinfo=zone) if is_day else local

    def _is_open(self, judged: Judged, by: datetime) -> bool:
        """Whether it says or asks anything about its time, or names one that is not behind theirs."""
        heard, due_times = judged.heard, self.finder.due_times
        return (
            heard.has(*_OPEN)
            or any(piece.asked for piece in heard.pieces)
            or any(
                due.at is not None and due.at <= by
                for line in judged.contact.said
                for due in due_times.find(line.text, said_at=line.at, zone=judged.view.zone)
            )
        )
