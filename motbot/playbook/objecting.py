"""What a customer says of our answer: that it did not do, and what is wrong with it, or that it will do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from motbot.domain.language import is_chinese_character
from motbot.playbook.phrases import Phrases
from motbot.playbook.sentences import Piece, between, clauses
from motbot.playbook.words import Words

_LETTER = re.compile(r"\w")
_LATIN_WORD = re.compile(r"[a-z0-9][\w'-]*", re.IGNORECASE)
_FAULT_WORDS, _FAULT_HAN = 3, 3
"""An objection that says at least so much beside "not quite" names what is wrong."""
_SHORT = 40  # characters up to which words of thanks are nothing more
_ACCEPTED = 60
"""Characters up to which a yes with a grumble is no more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objections:
    """Tells objections from a yes with a sigh."""

    words: Words

    def names_fault(self, text: str) -> bool:
        """Whether an objection says what is wrong, so that it stands without the request it is about."""
        rest = stripped(text, *self._nods)
        han = sum(is_chinese_character(letter) for letter in rest)
        return han >= _FAULT_HAN or len(_LATIN_WORD.findall(rest)) >= _FAULT_WORDS

    def faults(self, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The sentences of an objection without the "not quite" at their front; all of them where that is all."""
        found = []
        for piece in pieces:
            full = [part for part in clauses(piece) if _LETTER.search(stripped(part.text, *self._nods))]
            if full:
                found.append(replace(piece, text=between(piece, full[0], clauses(piece)[-1])))
        return tuple(found) or tuple(pieces)

    def accepts(self, text: str) -> bool:
        """Whether what we offered is taken, if with a sigh: "Tight, but fine, thanks"."""
        words = self.words
        bound = (words.objects, words.due_marker, words.pressing, words.harm_now, words.hard_event)
        if len(text) > _ACCEPTED or not words.accepts.within(text):
            return False
        rest = words.accepts.without(text)
        return not any(one.within(rest) for one in bound)

    def is_polite(self, text: str) -> bool:
        """Whether there is thanks, a goodbye or word that it works."""
        return self.words.thanks.within(text) or self.words.farewell.within(text) or self.words.works_now.within(text)

    def is_content(self, text: str) -> bool:
        """Whether somebody is thankful or says that all is well, shortly and without a but."""
        w = self.words
        bound = (w.contrast, w.due_marker, w.pressing, w.chase, w.harm_now)
        return self.is_polite(text) and len(text) <= _SHORT and not any(one.within(text) for one in bound)

    @property
    def _nods(self) -> tuple[Phrases, ...]:
        words = self.words
        return (words.not_quite, words.thanks, words.acknowledgement, words.contrast)


def stripped(text: str, *lists: Phrases) -> str:
    """What is left of a text without the phrases of these lists."""
    for phrases in lists:
        text = phrases.without(text)
    return text.strip()
