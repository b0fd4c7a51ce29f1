"""What each clause of a reply can be an answer to, by the kind of its words rather than by what it names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from motbot.domain.message import Line
from motbot.domain.promise import Strength
from motbot.playbook.cues import Cues
from motbot.playbook.finding import Finder
from motbot.playbook.limits import Limits
from motbot.playbook.phrases import plain
from motbot.playbook.sentences import Piece, clauses, sentences
from motbot.playbook.told import Told
from motbot.playbook.words import Words

_NOTHING = 3
"""Letters that may be left of an acknowledgement: particles and marks."""
_TERSE = re.compile(
    r"有[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,2}有|(?:今|明|后)[天早晚]\S|[\d一二两三四五六七八九十]+点?\S?"
)
"""So few characters may be a whole answer: 有货, 今天发, 七点."""
_BARE_AT_MOST = 200
"""Longer than this, a line is no mere acknowledgement."""


class Gives(StrEnum):
    """What a clause of our side is good for."""

    DEED = "deed"
    """Something is done, or will be at a time."""
    FACT = "fact"
    QUESTION = "question"
    """It asks back, which shows that the wish was taken up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One clause of our side that is more than a nod."""

    gives: frozenset[Gives]
    about: frozenset[str]
    goes_on: bool
    """It may only say more of what stands right before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Takes replies apart into what may answer a wish."""

    words: Words
    cues: Cues
    limits: Limits
    finder: Finder

    def said(self, line: Line, *, zone: ZoneInfo) -> tuple[Said, ...]:
        """The clauses of a line of ours that say something: no thanks, no courtesies, no "I'll look into it"."""
        return tuple(self._of_line(line, zone))

    def meets(self, wish: str, said: Said) -> bool:
        """Whether a clause that names nothing of any wish may be the answer to one in these words."""
        cues = self.cues
        if cues.wants_when.within(wish) or cues.wants_how_many.within(wish):
            return False
        return said.gives != {Gives.DEED} or not self.is_only_told(wish)

    def is_only_told(self, wish: str) -> bool:
        """Whether only words answer it: that something is done tells nobody why it was, or whether there is parking."""
        cues = self.cues
        lists = (cues.wants_how_many, cues.wants_why, cues.wants_what, cues.wants_whether, cues.wants_hours)
        return any(one.within(wish) for one in lists)

    def _of_line(self, line: Line, zone: ZoneInfo) -> Iterator[Said]:
        told = self.finder.found(line, zone=zone) if len(line.text) <= _BARE_AT_MOST else ()
        for sentence in sentences(line, self.words):
            for at, clause in enumerate(clauses(sentence)):
                beside = [one for one in told if clause.text in one.words or one.words in clause.text]
                rest = self._more_than_a_nod(clause.text, beside)
                if rest:
                    gives = self._gives(clause, beside)
                    yield Said(
                        gives=gives,
                        about=self.limits.content(clause.text),
                        goes_on=self.cues.refers.within(rest) or (at > 0 and Gives.DEED not in gives),
                    )

    def _more_than_a_nod(self, text: str, told: Sequence[Told]) -> str:
        if len(text) > _BARE_AT_MOST:
            return text
        rest = plain(text)
        for one in told:
            if _is_vague(one):
                rest = "" if text in one.words else rest.replace(plain(one.words), " ")
        if self.words.is_done(rest):
            return rest
        nods = (self.words.acknowledgement, self.words.thanks, self.words.greeting, self.words.farewell)
        for said in (self.cues.courtesy, self.words.anything_else, *nods):
            rest = said.without(rest)
        cues = self.cues
        if cues.did.within(rest) or cues.delivered.within(rest):
            return rest
        looks = cues.working.within(text) and all(map(_is_vague, told)) and not cues.because.within(rest)
        little = len(rest) <= _NOTHING and not (rest == plain(text) and _TERSE.fullmatch(rest))
        return "" if looks or little else rest

    def _gives(self, clause: Piece, told: Sequence[Told]) -> frozenset[Gives]:
        if clause.asked:
            return frozenset({Gives.QUESTION})
        cues, dated = self.cues, any(not _is_vague(one) for one in told)
        if dated or cues.delivered.within(clause.text) or cues.did.within(clause.text):
            return frozenset({Gives.DEED})
        if cues.came_about.within(clause.text):
            return frozenset({Gives.DEED, Gives.FACT})
        return frozenset({Gives.FACT})


def unattached(said: Iterable[Said], wished: Sequence[AbstractSet[str]]) -> tuple[Said, ...]:
    """The clauses that name nothing of what any wish is about, nor only say more of one that does."""
    found = []
    attached = False
    for one in said:
        if any(one.about & about for about in wished):
            attached = True
        elif not (attached and one.goes_on):
            attached = False
            found.append(one)
    return tuple(found)


def _is_vague(told: Told) -> bool:
    """Whether it leaves open what comes of it: no time, and nobody named who will do something about it."""
    return told.strength is Strength.VAGUE and (told.prepares or bool(told.due_words) or not told.who)
