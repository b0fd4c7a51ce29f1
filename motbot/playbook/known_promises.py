"""Tells new words of ours about promises that are already known: said again, given another date, or kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from motbot.domain.likeness import likeness
from motbot.domain.marks import Marks, marks
from motbot.domain.message import Line
from motbot.domain.promise import Evidence, Promise
from motbot.playbook.cues import Cues
from motbot.playbook.finding import Finder
from motbot.playbook.limits import Limits
from motbot.playbook.told import Told

_SAID_AGAIN = 0.8
_ABOUT = 0.25


class Awaited(Protocol):
    """A promise, whether it is stored or has only just been read."""

    @property
    def words(self) -> str:
        """Verbatim."""

    @property
    def what(self) -> str:
        """What is to be done."""

    @property
    def due_words(self) -> str:
        """By when, verbatim."""


A = TypeVar("A", bound=Awaited)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPromises:
    """Compares words of ours with open promises."""

    finder: Finder
    limits: Limits

    @property
    def cues(self) -> Cues:
        """What tells a deed from a promise."""
        return self.finder.cues

    def once_each(self, told: Sequence[tuple[Line, Told]]) -> list[tuple[Line, Told]]:
        """The promises without those that later words state again: of two tellings the later one counts."""
        kept: list[tuple[Line, Told]] = []
        for line, one in told:
            twin = next((pair for pair in kept if self._is_said_again(pair, line, one, alone=len(kept) == 1)), None)
            if twin and twin[1].is_dated and not one.is_dated:
                continue
            kept = [pair for pair in kept if pair is not twin]
            kept.append((line, one))
        return kept

    def repeated(self, told: Told, promised: Sequence[Promise]) -> int:
        """Id of the open promise that the words state again, perhaps with another time; 0 where they are new."""
        said = _marks_of(told)
        open_ones = [one for one in promised if one.is_open and not said.contradict(_marks(one))]
        if self.cues.another.within(told.words):
            return 0
        likest = max(open_ones, key=lambda one: self._likeness(told.words, told.deed, one), default=None)
        if likest is not None and self._likeness(told.words, told.deed, likest) >= _SAID_AGAIN:
            return likest.id
        nameless = self._names_nothing(told)
        # "It will be done by noon": after a move the new time alone says what is meant.
        same_time = [one for one in open_ones if told.at and one.due == told.at and (nameless or one.moved_from)]
        if len(same_time) == 1:
            return same_time[0].id
        return open_ones[0].id if len(open_ones) == 1 and nameless and self._moves(told) else 0

    def kept(self, line: Line, promised: Sequence[Promise], told: Sequence[Told]) -> tuple[Evidence, ...]:
        """What in a line looks as if a promise that was open before was kept."""
        open_ones = [one for one in promised if one.is_open and line.ts > one.lines[-1]]
        found: dict[int, Evidence] = {}
        for promise, words in self.delivered(line, open_ones, told):
            found.setdefault(promise.id, Evidence(promise=promise.id, source=line.ts, words=words))
        return tuple(found.values())

    def delivered(self, line: Line, awaited: Sequence[A], told: Sequence[Told]) -> Iterator[tuple[A, str]]:
        """What of the awaited a line delivers, each with the words that say so; "" where a file does."""
        words_do = False
        for piece in self.finder.deliveries(line, told):
            for one in self._meant(piece.text, awaited):
                words_do = True
                yield one, piece.text
        if line.files and not words_do:
            meant = self._about(line.text, awaited) or (awaited if len(awaited) == 1 else [])
            yield from ((one, "") for one in meant[:1])

    def is_about(self, text: str, one: Awaited) -> bool:
        """Whether words name what was promised."""
        return bool(self._about(text, [one]))

    def is_all_of(self, text: str, one: Awaited) -> bool:
        """Whether words that name what was promised tell of nothing but that: not why it is late, nor of its draft."""
        if self.cues.short_of_it.within(text):
            return False
        names = self.limits.content
        said, promised = names(self.cues.delivered.without(text)), names(f"{one.words}\n{one.what}")
        return not (said - promised and names(one.what) - said)

    def tells_nothing_else(self, line: Line) -> bool:
        """Whether a line says no more than that something is done."""
        rest = self.finder.words.thanks.without(
            self.finder.words.acknowledgement.without(self.cues.delivered.without(line.text))
        )
        return not self.limits.content(rest) and not self.cues.short_of_it.within(line.text)

    def _meant(self, text: str, open_ones: Sequence[A]) -> list[A]:
        """The promises that a delivery is about: the likest, all of them, or the only one where it names nothing."""
        if about := self._about(text, open_ones):
            return about[:1]
        names_nothing = not self.limits.content(self.cues.all_of_it.without(self.cues.delivered.without(text)))
        all_of_them = len(open_ones) == 1 or self.cues.all_of_it.within(text)
        return list(open_ones) if names_nothing and all_of_them else []

    def _is_said_again(self, before: tuple[Line, Told], line: Line, told: Told, *, alone: bool) -> bool:
        if _marks_of(before[1]).contradict(_marks_of(told)):
            return False
        alike = max(likeness(before[1].words, told.words), likeness(before[1].deed, told.deed)) >= _SAID_AGAIN
        one_time = told.at == before[1].at or not (told.is_dated and before[1].is_dated)
        if line.ts == before[0].ts:
            return alike and one_time
        return alike or (alone and self._names_nothing(told) and self._moves(told))

    def _names_nothing(self, told: Told) -> bool:
        """Whether only "it" is promised."""
        return not self.limits.content(self.cues.moved.without(told.deed))

    def _moves(self, told: Told) -> bool:
        return told.is_dated and self.cues.moved.within(told.words)

    def _about(self, text: str, open_ones: Sequence[A]) -> list[A]:
        """The promises that the text is about, the likest first."""
        said = marks(text)
        alike = [(self._likeness(text, text, one), one) for one in open_ones if not said.contradict(_marks(one))]
        return [one for score, one in sorted(alike, key=lambda pair: -pair[0]) if score >= _ABOUT]

    def _likeness(self, words: str, deed: str, promise: Awaited) -> float:
        moved = self.cues.moved
        return max(likeness(moved.without(words), promise.words), likeness(moved.without(deed), promise.what))


def _marks_of(told: Told) -> Marks:
    return marks(told.words, told.deed, due_words=told.due_words)


def _marks(promise: Awaited) -> Marks:
    return marks(promise.words, promise.what, due_words=promise.due_words)
