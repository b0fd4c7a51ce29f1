"""Taking a customer's sentence apart into what it asks, states and names as a time, each with its conditions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from motbot.playbook.asking import Asking
from motbot.playbook.going_on import going_on
from motbot.playbook.phrases import Phrases, plain
from motbot.playbook.rephrasing import Rephrasing
from motbot.playbook.sentences import Piece, between, clauses, opening_cut
from motbot.playbook.situation import Situation

_HAN_AT_LEAST = 3
_WORDS_AT_LEAST = 2
_HAN = re.compile("[\u4e00-\u9fff]")
_EDGES = " ,，.。:;；!！?？~～、"
_ASKS_IN_FRONT = re.compile(
    r"(?:and )?(?:what|when|where|which|who|why|how|do|does|is|are|can|could|will|would)\b", re.IGNORECASE
)
_ANOTHER_THING = re.compile(
    r"and (?:(?-i:[A-Z])[\w'-]+|(?:the|my|our|your|his|her|their|an?|two|three|\d+) [\w'-]+)"
    r" (?:by|before|at|until|on|for)\b",
    re.IGNORECASE,
)
"""A second thing with the time for both: it is no clause of its own."""

_UNFINISHED_ZH = re.compile(r"(?:的|以上|以下|以内|左右|之间|免费|\d\s*(?:元|分|人|天|个?小时|块))$")
_FINISHES_ZH = re.compile(r"[^，,]{1,30}的[^，,的]{1,12}?(?:吗|么|呢|吧)?$")
"""How a thing is told that is named at the very end: "a place that is free, with four stars, for two"."""

_NOT, _ONLY = re.compile(r"not\b", re.IGNORECASE), re.compile(r"(?:only|just)\b", re.IGNORECASE)
"""What is not wanted and, right behind it, what is wanted instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """Takes sentences apart."""

    asking: Asking
    openers: Phrases
    tags: Phrases
    hanging: Phrases
    times: Sequence[Rephrasing]
    """The patterns of rephrase.yaml that name a time."""

    def parts(self, sentence: Piece, situation: Situation) -> tuple[Piece, ...]:
        """The asks of a sentence, each with its conditions; the whole sentence where it cannot be taken apart."""
        every = clauses(sentence)
        if sentence.asked:
            every = tuple(replace(part, asked=part.asked or bool(_ASKS_IN_FRONT.match(part.text))) for part in every)
        empty = {at for at, part in enumerate(every) if self.opens_only(part)}
        timed = [at for at, part in enumerate(every) if at not in empty and self._times(part, situation)]
        stands = [at for at, part in enumerate(every) if at not in empty and self._stands(part)]
        starts = sorted({*timed, *stands, *going_on(every)} - empty - _told_more_of(every))
        full = [at for at in range(len(every)) if at not in empty]
        if not starts and empty and full:
            starts = [full[0]]
        if not starts:
            return (replace(sentence, text=opening_cut(sentence.text)),)
        if starts[0] in stands and not sentence.asked and not any(part.asked for part in every):
            starts[0] = full[0]
        ends = [*(at - 1 for at in starts[1:]), len(every) - 1]
        ends = [max(at for at in full if first <= at <= last) for first, last in zip(starts, ends, strict=True)]
        return tuple(
            Piece(
                text=opening_cut(between(sentence, every[first], every[last])),
                source=sentence.source,
                asked=every[last].asked,
            )
            for first, last in zip(starts, ends, strict=True)
        )

    def _stands(self, part: Piece) -> bool:
        """Whether a clause asks by itself; what follows up to the next such clause are its conditions."""
        text = self.tags.without(part.text)
        if not self.hanging.without(text):
            return False
        return says_something(text) and (
            self.asking.asks_in_words(replace(part, text=text))
            or self.asking.states(replace(part, text=text))
            or bool(part.asked and _ASKS_IN_FRONT.match(text))
        )

    def _times(self, part: Piece, situation: Situation) -> bool:
        """Whether a clause names a time to be met, which stands by itself as well."""
        if situation.deadline_piece and situation.deadline_piece.text.startswith(part.text):
            return says_something(part.text) and not _ANOTHER_THING.match(part.text)
        return any(rule.pattern.search(plain(part.text)) for rule in self.times)

    def opens_only(self, part: Piece) -> bool:
        """Whether a clause only announces or repeats a request, such as "quick question"."""
        text = opening_cut(part.text)
        match = self.openers.pattern.match(plain(text))
        return match is not None and not text[match.end() :].strip(_EDGES)


def _told_more_of(clauses: Sequence[Piece]) -> set[int]:
    """Places of the clauses that only go on telling what a thing asked for is like, or what instead of it."""
    pairs = [(at, clauses[at - 1].text, clauses[at].text) for at in range(1, len(clauses))]
    return {
        at
        for at, before, told in pairs
        if (_UNFINISHED_ZH.search(before) and _FINISHES_ZH.fullmatch(told))
        or (_NOT.match(before) and _ONLY.match(told))
    }


def says_something(text: str) -> bool:
    """Whether a clause is long enough to stand alone."""
    return len(_HAN.findall(text)) >= _HAN_AT_LEAST or len(text.split()) >= _WORDS_AT_LEAST
