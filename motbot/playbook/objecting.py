"""What a customer says of our answer: that it did not do, and what is wrong with it, or that it will do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from motbot.domain.language import is_chinese_character
from motbot.playbook.heard import Heard
from motbot.playbook.phrases import Phrases, plain
from motbot.playbook.sentences import Piece, between, clauses
from motbot.playbook.words import Words

_LETTER = re.compile(r"\w")
_LATIN_WORD = re.compile(r"[a-z0-9][\w'-]*", re.IGNORECASE)
_FAULT_WORDS, _FAULT_HAN = 3, 3
"""An objection that says at least so much beside "not quite" names what is wrong."""
_MUCH_WORDS, _MUCH_HAN = 6, 6
"""A complaint that says at least so much beside its anger tells what it is about."""
_NO = re.compile(
    r"(?:^|[,.!;:\n]) {0,2}(?:it|that|this|they|these|we|i|he|she)"
    r" (?:(?:does|do|did|is|are|was|were|has|have|can|will) not|cannot"
    r"|(?:does|do|did|is|are|was|were|has|have|ca|wo)n't)(?: yet)?(?= {0,2}(?:[,.!;\n]|$))"
    r"|(?:^|[,.!;。\n]) {0,2}(?:还是[^,。!;?\n]{1,6}了|还没(?:有|好|到|行)?|不行|没呢)[呢啊哦]?(?=[,.!;。\n]|$)",
    re.IGNORECASE,
)
"""A no in the words of the question: "it doesn't", 还没有."""
_BUT = re.compile(r"\b(?:but|however|except|although|though)\b|但是?|不过|可是|只是|就是(?!我)", re.IGNORECASE)
_SHORT = 40  # characters up to which words of thanks are nothing more
_ACCEPTED = 60
"""Characters up to which a yes with a grumble is no more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objections:
    """Tells objections from a yes with a sigh."""

    words: Words

    def names_fault(self, text: str) -> bool:
        """Whether an objection says what is wrong, so that it stands without the request it is about."""
        return _is_as_long(stripped(text, *self._nods), words=_FAULT_WORDS, han=_FAULT_HAN)

    def says_much(self, text: str) -> bool:
        """Whether so much stands beside words of anger that it tells what they are about."""
        return _is_as_long(stripped(text, *self._nods), words=_MUCH_WORDS, han=_MUCH_HAN)

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

    def is_pleased(self, heard: Heard) -> bool:
        """Likewise, or praise for what our side has just said or done; an answer to a question of ours is none."""
        praises = heard.ours is not None and not heard.before.we_ask and self.words.praise.within(heard.text)
        return praises or self.is_polite(heard.text)

    def spoils(self, heard: Heard) -> bool:
        """Whether praise goes on with a but that tells something: "that was quick, but the file is empty"."""
        but = _BUT.search(heard.text)
        if but is None or heard.ours is None or heard.before.we_ask:
            return False
        praised, rest = heard.text[: but.start()], heard.text[but.end() :]
        good = self.words.praise.within(praised) or self.words.works_now.within(praised)
        idle = (self.words.no_hurry, self.words.thanks, self.words.nothing_more, self.words.praise)
        return good and _is_as_long(rest, words=_FAULT_WORDS, han=_FAULT_HAN) and not any(w.within(rest) for w in idle)

    def denies(self, text: str) -> bool:
        """Whether a question is answered with a no, whatever thanks stand beside it."""
        return _NO.search(plain(text)) is not None

    def is_content(self, heard: Heard) -> bool:
        """Whether somebody is thankful or says that all is well, shortly and without a but."""
        w, text = self.words, heard.text
        bound = (w.contrast, w.due_marker, w.pressing, w.chase, w.harm_now)
        return self.is_pleased(heard) and len(text) <= _SHORT and not any(one.within(text) for one in bound)

    @property
    def _nods(self) -> tuple[Phrases, ...]:
        words = self.words
        return (words.not_quite, words.thanks, words.acknowledgement, words.contrast)


def _is_as_long(text: str, *, words: int, han: int) -> bool:
    return sum(map(is_chinese_character, text)) >= han or len(_LATIN_WORD.findall(text)) >= words


def stripped(text: str, *lists: Phrases) -> str:
    """What is left of a text without the phrases of these lists."""
    for phrases in lists:
        text = phrases.without(text)
    return text.strip()
