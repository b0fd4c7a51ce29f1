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
_MORE_WORDS = 2
"""Beside praise so many words already tell something: "it arrived, in pieces"."""
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
_BUT = re.compile(
    r"(?:^|[,;.!]\s*)(?:but|however|except|although|though)\b"
    r"|\b(?:but|except|though)(?= (?:not|only|no|the|it|its|our|two|one|three|\d+|half|still)\b)"
    r"|但是?|不过|可是|只是|可惜|就是(?!我)",
    re.IGNORECASE,
)
_THEIR_OWN = re.compile(r"\s*,?\s*(?:then you|(?:i|we)\b|it was (?:my|our)\b|my\b|[我咱])", re.IGNORECASE)
"""How they themselves fare or did, or a joke; not what our answer lacks."""
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
        """Likewise, or nothing but praise, or word that what was wanted is there, right after words of ours."""
        return self.is_polite(heard.text) or self.praises(heard)

    def praises(self, heard: Heard) -> bool:
        """Whether they say that it is good, or there, and tell nothing else; an answer of theirs praises nothing."""
        words, text = self.words, heard.text
        said = words.outcome.within(text) or (words.praise.within(text) and not heard.before.we_ask)
        more = words.unsure.within(text) or _BUT.search(text) or self._tells_more(text)
        return said and heard.ours is not None and not more

    def confirms(self, heard: Heard, *, is_open: bool) -> bool:
        """Whether thanks, praise or an outcome say that the need is met.

        While something is promised only word that it works now does; praise alone needs a deed of ours before it.
        """
        words, text = self.words, heard.text
        if self.denies(text) or any(piece.asked for piece in heard.pieces):
            return False
        if words.works_now.within(text) and not words.unsure.within(text):
            return True
        if is_open or not any(line.side.is_ours for line in heard.before.lines):
            return False
        thanked = words.thanks.within(text) or words.farewell.within(text) or words.outcome.within(text)
        return thanked or not words.praise.within(text) or (heard.ours is not None and words.is_done(heard.ours.text))

    def spoils(self, heard: Heard) -> bool:
        """Whether praise goes on with a but that tells something: "that was quick, but the file is empty"."""
        but, words = _BUT.search(heard.text), self.words
        if but is None or heard.ours is None or heard.before.we_ask:
            return False
        praised, rest = heard.text[: but.start()], heard.text[but.end() :]
        good = any(one.within(praised) for one in (words.praise, words.outcome, words.works_now))
        idle = (words.no_hurry, words.thanks, words.nothing_more, words.praise)
        tells = _is_as_long(rest, words=_FAULT_WORDS, han=_FAULT_HAN) and not _THEIR_OWN.match(rest)
        return good and tells and not any(one.within(rest) for one in idle)

    def _tells_more(self, text: str) -> bool:
        """Whether something stands beside praise and an outcome."""
        words = self.words
        lists = (words.outcome, words.praise, words.works_now, words.thanks, words.farewell, words.nothing_more)
        return _is_as_long(stripped(text, *lists, *words.small_talk), words=_MORE_WORDS, han=_FAULT_HAN)

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
