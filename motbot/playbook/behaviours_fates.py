"""What became of the promises of a conversation: as they were tracked, else as later words tell, or their own time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from motbot.domain.expectation import Signal
from motbot.domain.message import Line
from motbot.domain.promise import TRACKED, Promise
from motbot.domain.scoring import Quote
from motbot.domain.sheet import Fate, JudgedPromise, fate_of, tracked_as
from motbot.playbook.asking import Asking
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.known_promises import KnownPromises
from motbot.playbook.sentences import Piece
from motbot.playbook.told import Told

Place = tuple[str, str]
"""A promise by the `ts` of its line and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FateFinder:
    """Looks for it in all that was said."""

    known: KnownPromises
    asking: Asking

    def fates(
        self, judged: Sequence[Judged], promises: Sequence[Promise], now: datetime
    ) -> list[tuple[JudgedPromise, ...]]:
        """What became of the promises, contact by contact.

        Args:
            judged: every contact of the conversation.
            promises: those that the bot knows.
            now: when the sheet is made.
        """
        done = self._deliveries(judged)
        return [
            tuple(_fate(pair, judged[at + 1 :], promises, done, now) for pair in part.lines_told)
            for at, part in enumerate(judged)
        ]

    def _deliveries(self, judged: Sequence[Judged]) -> dict[Place, datetime]:
        """When words of ours say of a promise that it is done; each delivers what no words before it have."""
        told = [(at, line, one) for at, part in enumerate(judged) for line, one in part.lines_told]
        done: dict[Place, datetime] = {}
        for at, line in ((at, line) for at, part in enumerate(judged) for line in part.contact.said):
            waiting = [pair for pair in told if pair[1].ts < line.ts and (pair[1].ts, pair[2].words) not in done]
            now = [one for _, made, one in told if made.ts == line.ts]
            for one, words in self.known.delivered(line, [one for *_, one in waiting], now):
                was, made = next((was, made) for was, made, other in waiting if other is one)
                if self._is_sure(one, words, line, judged[was + 1 : at + 1], judged[at + 1 : at + 2]):
                    done[made.ts, one.words] = line.at
        return done

    def _is_sure(self, one: Told, words: str, line: Line, between: Sequence[Judged], behind: Sequence[Judged]) -> bool:
        """Whether what may be evidence will do for a verdict: nothing else is meant, and nobody misses it."""
        if any(self._misses(part) for part in behind):
            return False
        if self.known.is_about(words, one):
            return self.known.is_all_of(words, one)
        # "Done" without a word of what: of the last that was asked for, and of nothing else the line tells.
        return self.known.tells_nothing_else(line) and not any(self._asks_other(part, one) for part in between)

    def _misses(self, part: Judged) -> bool:
        """Whether the customer says that it did not come, or is not what it should be."""
        said = (Piece(text=one.quote, source=one.source) for one in part.explicit)
        return Signal.NOT_QUITE in part.assessment.signals or any(map(self.asking.tells_trouble, said))

    def _asks_other(self, part: Judged, one: Told) -> bool:
        """Whether the customer asks for something else than what was promised."""
        asked = [other.quote for other in part.explicit]
        return bool(asked) and not any(self.known.is_about(quote, one) for quote in asked)


def _fate(
    told: tuple[Line, Told],
    later: Sequence[Judged],
    promises: Sequence[Promise],
    done: Mapping[Place, datetime],
    now: datetime,
) -> JudgedPromise:
    line, one = told
    quote = Quote(ts=line.ts, words=one.words)
    known = tracked_as(quote, promises)
    due = known.due if known else one.at
    fate = _tracked(known) or _told(line, one, later) or _delivered(done.get((line.ts, one.words)), due)
    return JudgedPromise(
        quote=quote,
        fate=fate or Fate.OPEN,
        due_words=one.due_words,
        is_over=fate is None and due is not None and due < now,
        taken_back_at=known.taken_back_at if known else None,
    )


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


def _delivered(at: datetime | None, due: datetime | None) -> Fate | None:
    """Kept, where words of ours said in time that it is done."""
    return Fate.KEPT if at and (due is None or at <= due) else None
