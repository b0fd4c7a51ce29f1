"""What the customer said as what the customer will have: patterns of rephrase.yaml, else the clause itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.playbook.asking import Asking
from motbot.playbook.files import Entry
from motbot.playbook.phrases import Phrases, plain
from motbot.playbook.sentences import Piece, between, clauses, opening_cut
from motbot.playbook.situation import Situation

_AT_MOST = 6
_HAN_AT_LEAST = 3
_WORDS_AT_LEAST = 2
_HAN = re.compile("[\u4e00-\u9fff]")
_PARTICLES = re.compile(r"(?<=[\u4e00-\u9fff])[啊呀呢哈哦吧嘛啦呗]+$")
_MINE = re.compile(r"\b(my|our)\b", re.IGNORECASE)
_ME = re.compile(r"\b(me|us)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(I|we|I'm|we're|I've|we've|I'll|we'll|I'd|we'd|you|your|am)\b", re.IGNORECASE)
_SUBJECT_ZH = re.compile("您|你")


class Kind(StrEnum):
    """What a stated clause is."""

    REQUEST = "request"
    QUESTION = "question"
    PROBLEM = "problem"
    TIME = "time"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One explicit expectation with what a reply needs to restate it."""

    expectation: Expectation
    kind: Kind
    yours: str
    """The same, said to the customer; empty where only their own words will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rephrasing:
    """One pattern and what it becomes; `(?P<what>...)` of the pattern is `{what}` of the text."""

    pattern: re.Pattern[str]
    text: str
    kind: Kind
    only_questions: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rephraser:
    """Finds and words the explicit expectations."""

    asking: Asking
    rules: Mapping[Language, Sequence[Rephrasing]]
    openers: Phrases
    tags: Phrases

    @classmethod
    def read(cls, entry: Entry, asking: Asking) -> "Rephraser":
        """Read rephrase.yaml.

        Raises:
            BadPrompt: a key is missing or unknown, a pattern is no regular expression, or a text uses an unknown group.
        """
        found = entry.keys(required=("openers", "tags", *Language))
        rules = {language: tuple(_rule(item) for item in found[language].items()) for language in Language}
        return cls(asking=asking, rules=rules, openers=found["openers"].phrases(), tags=found["tags"].phrases())

    def stated(self, situation: Situation) -> tuple[Stated, ...]:
        """What the customer states: asks, problems, and the time where it stands apart."""
        found: dict[str, Stated] = {}
        full = [sentence for sentence in situation.asks if _says_something(sentence.text)]
        for sentence in full or situation.asks:
            for part in self._parts(sentence):
                found.setdefault(part.text, self._worded(part, situation))
        time = situation.deadline_piece
        if time and not any(opening_cut(time.text) in quote for quote in found):
            time = replace(time, text=opening_cut(time.text))
            found[time.text] = _as_said(time, Kind.ANSWER if situation.ruling.answers else Kind.TIME)
        return tuple(found.values())[:_AT_MOST]

    def _parts(self, sentence: Piece) -> tuple[Piece, ...]:
        """The asks of a sentence, each with its conditions; the whole sentence where it cannot be taken apart."""
        every = clauses(sentence)
        empty = {part.text for part in every[:-1] if self._opens_only(part)}
        starts = [at for at, part in enumerate(every) if part.text not in empty and self._stands(part)]
        if not starts and empty:
            starts = [len(every) - 1]
        if not starts:
            return (replace(sentence, text=opening_cut(sentence.text)),)
        if len(starts) == 1 and not every[-1].asked:
            starts = [next(at for at, part in enumerate(every) if part.text not in empty)]
        ends = [*(at - 1 for at in starts[1:]), len(every) - 1]
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
        return _says_something(text) and self.asking.asks_in_words(replace(part, text=text))

    def _opens_only(self, part: Piece) -> bool:
        """Whether a clause only announces a request, such as "quick question"."""
        match = self.openers.first(part.text)
        return match is not None and not part.text[match.end() :].strip()

    def _worded(self, piece: Piece, situation: Situation) -> Stated:
        if situation.ruling.answers:
            return _as_said(piece, Kind.ANSWER)
        language = situation.language
        said = _PARTICLES.sub("", piece.text)
        for rule in self.rules[language]:
            match = rule.pattern.search(plain(said))
            if match and (piece.asked or not rule.only_questions):
                groups = {name: _kept(said, match, name) for name in match.re.groupindex}
                return _stated(piece, rule.kind, " ".join(rule.text.format(**groups).split()), groups, language)
        return _as_said(piece, Kind.PROBLEM if self.asking.troubles(piece) else Kind.REQUEST)


def _stated(piece: Piece, kind: Kind, text: str, groups: Mapping[str, str], language: Language) -> Stated:
    what = groups.get("what", piece.text)
    if language is Language.ZH:
        yours = "" if _SUBJECT_ZH.search(what) else what.replace("我们", "你们").replace("我", "您")
        theirs = text
    else:
        plainly = not _SUBJECT.search(what)
        yours = _ME.sub("you", _MINE.sub("your", what)) if plainly else ""
        theirs = _ME.sub("them", _MINE.sub("their", text)) if plainly else text
    expectation = Expectation(
        kind=ExpectationKind.EXPLICIT,
        text=theirs[:1].upper() + theirs[1:],
        quote=piece.text,
        source=piece.source,
    )
    return Stated(expectation=expectation, kind=kind, yours=yours)


def _says_something(text: str) -> bool:
    """Whether a clause is long enough to stand alone."""
    return len(_HAN.findall(text)) >= _HAN_AT_LEAST or len(text.split()) >= _WORDS_AT_LEAST


def _as_said(piece: Piece, kind: Kind) -> Stated:
    text = piece.text[:1].upper() + piece.text[1:]
    expectation = Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=piece.text, source=piece.source)
    return Stated(expectation=expectation, kind=kind, yours="")


def _kept(said: str, match: re.Match[str], name: str) -> str:
    """A group in the original's own characters."""
    begin, end = match.span(name)
    return "" if begin < 0 else said[begin:end].strip(" ,，.。:()")


def _rule(item: Entry) -> Rephrasing:
    keys = item.keys(required=("pattern", "text", "kind"), optional=("only_questions",))
    try:
        pattern = re.compile(keys["pattern"].text(), re.IGNORECASE)
    except re.error as error:
        keys["pattern"].refuse(f"is no regular expression ({error})", "mend it")
    text = keys["text"].text()
    try:
        text.format(**dict.fromkeys(pattern.groupindex, ""))
    except (KeyError, IndexError, ValueError) as error:
        keys["text"].refuse(f"uses a group the pattern lacks ({error})", "name it in the pattern: (?P<what>...)")
    kind = keys["kind"].text()
    if kind not in tuple(Kind):
        keys["kind"].refuse(f"is no kind: `{kind}`", f"known: {', '.join(Kind)}")
    return Rephrasing(
        pattern=pattern,
        text=text,
        kind=Kind(kind),
        only_questions="only_questions" in keys and keys["only_questions"].flag(),
    )
