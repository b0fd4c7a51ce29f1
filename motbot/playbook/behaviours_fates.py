"""What became of the promises of a conversation: as they were tracked, else as later words tell, or their own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motbot.domain.expectation import Signal
from motbot.domain.message import Line
from motbot.domain.promise import TRACKED, Promise
from motbot.domain.scoring import Quote
from motbot.domain.sheet import Fate, JudgedPromise, fate_of, tracked_as
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.known_promises import KnownPromises
from motbot.playbook.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class FateFinder:
    """Looks for it in all that was said."""

    known: KnownPromises

    def fates(
        self, judged: Sequence[Judged], at: int, promises: Sequence[Promise], now: datetime
    ) -> tuple[JudgedPromise, ...]:
        """What became of each promise made in a contact.

        Args:
            judged: every contact of the conversation.
            at: the place of the contact among them.
            promises: those that the bot knows.
            now: when the sheet is made.
        """
        found = []
        for line, one in judged[at].lines_told:
            quote = Quote(ts=line.ts, words=one.words)
            known = tracked_as(quote, promises)
            due = known.due if known else one.at
            fate = _tracked(known) or _told(line, one, judged[at + 1 :]) or self._delivered(line, one, due, judged)
            is_over = fate is None and due is not None and due < now
            found.append(
                JudgedPromise(
                    quote=quote,
                    fate=fate or Fate.OPEN,
                    due_words=one.due_words,
                    is_over=is_over,
                    taken_back_at=known.taken_back_at if known else None,
                )
            )
        return tuple(found)

    def _delivered(self, line: Line, one: Told, due: datetime | None, judged: Sequence[Judged]) -> Fate | None:
        """Kept, where words of ours behind it say in time that it is done."""
        told = [pair for part in judged for pair in part.lines_told]
        later = (said for part in judged for said in part.contact.said if said.ts > line.ts)
        done = next((said.at for said in later if self._delivers(said, one, told)), None)
        return Fate.KEPT if done and (due is None or done <= due) else None

    def _delivers(self, said: Line, one: Told, told: Sequence[tuple[Line, Told]]) -> bool:
        """Whether a line says so, of all that was promised before it."""
        awaited = [other for line, other in told if line.ts < said.ts]
        now = [other for line, other in told if line.ts == said.ts]
        return any(found is one for found, _ in self.known.delivered(said, awaited, now))


def _tracked(known: Promise | None) -> Fate | None:
    """As it was tracked."""
    if known is None:
        return None
    fate = fate_of(known)
    return fate if known.state in TRACKED or fate is not Fate.OPEN else None


def _told(line: Line, one: Told, later: Sequence[Judged]) -> Fate | None:
    """As the contacts behind it show."""
    if any(line.text in words or one.words in words for part in later for words in part.missed):
        return Fate.BROKEN
    confirmed = any(Signal.CONFIRMED_BY_CUSTOMER in part.assessment.signals for part in later)
    return Fate.KEPT if confirmed else None
