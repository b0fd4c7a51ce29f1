"""What our side has said no to in its own words: a no is said once, and then it is about what can be done."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from motbot.domain.grounding import folded
from motbot.domain.language import is_chinese_character
from motbot.domain.message import Line
from motbot.domain.own_words import aloud

_NO = re.compile(
    r"""(?<!you\ )(?<!they\ )(?<!he\ )\b(?:can't|cannot|can\ not|couldn't|could\ not)\ (?!yet\b|only\b|just\b|(?:see
    |find|say|tell|know|think|believe|promise|guarantee|reproduce|confirm|wait|reach|open|access|understand|remember
    |recall|thank|agree)\b)(?=\w)
    |\b(?:we|i)(?:\ \w+ly|\ also|\ just)?\ (?:won't|will\ not|don't|do\ not)\ (?!yet\b|only\b|just\b|(?:see|find|say
    |tell|know|think|believe|have|promise|reproduce|worry|hesitate|wait|need|want|mind|understand|remember|recall|expect
    |charge|bill|forget|miss|let|mean)\b)(?=\w)
    |(?<!you're\ )(?<!you\ are\ )\b(?:unable|not\ able)\ to\ (?!see|find|say|tell|reproduce|confirm|reach|open|access)
    |(?:n't|\bnot)\ (?:possible|available|allowed|permitted|offered|supported|an\ option|something\ we)\b
    |\bimpossible\b|\bno\ way\ to\b|\b(?:we|i)\ have\ to\ say\ no\b
    |(?<![你您能])不能(?!让您|耽误|再晚)|(?<![你您可])不可以|不可能(?!再?晚)|(?<!行)不行(?!吗)|不(?:支持|提供|开放|接受|允许)
    |(?<![你您])(?:没(?:法|办法|有办法)|无法)(?!确定|确认|判断|看|找|复现)|做不到|办不[到了]
    |[发送改退换做修开装给加调接订运]不了|答应不了""",
    re.VERBOSE,
)
_NOT_ALWAYS = re.compile(
    r"\b(?:unless|until|without|yet|before|if you)\b|除非|才能|之前|以前|还不能|暂时|的话"
    r"|\b(?:won't|will not)\b.*\b(?:again|any ?more|any longer)\b"
    r"|\b(?:is|are|now|been|it's) (?:fixed|resolved|solved)\b|\bworks? (?:again|now)\b|已经?(?:修好|修复|解决|恢复)"
)
"""A no that leaves the door open is none, nor is a promise to stop, or a fault that is over."""
_TOLD = re.compile(
    r"\b(?:sorry|see|saw|hear|heard|understand|know|noticed) (?:that|you|your)\b(?! (?:we|i)\b)"
    r"|\b(?:if|because|since|whether|why)\b|如果|要是|因为|由于|为什么|看[到见]|听说|了解到|知道您?"
)
"""What stands behind it is told of, not refused."""
_NEGATED = re.compile(r"n't\b|\b(?:not|cannot|unable|no longer)\b|(?<!能)不能|不要|没法|没办法|无法|别|不[了开上出到]")
_ASKING = re.compile(r"^\W*(?:can't|couldn't|won't|isn't|aren't|why)\b|[吗呢么嘛]\W*$")
"""A question without its mark."""
_SENTENCE = re.compile(r"[.!;]+|(?<=[?])")
_CLAUSE = re.compile(r",|\b(?:but|so|and then)\b|但是?|不过|所以")
_WORD = re.compile(r"[a-z][a-z'-]{2,}|\d+(?:[.:]\d+)?")
_SAID_OF_ANYTHING = re.compile(
    r"""the|and|can|you|our|for|with|please|could|would|that|this|have|your|has|had|not|are|was|were|will|any|all|but|its
    |it's|that's|from|they|them|their|there|then|than|what|when|which|who|how|just|like|get|give|need|want|let|can't
    |cannot|won't|don't|doesn't|isn't|aren't|couldn't|able|unable|possible|impossible|sorry|afraid|really|still|also""",
    re.VERBOSE,
)
_ENDINGS = ("ing", "ed", "s")
_LEFT_UNDONE_ZH = re.compile("(?<![做办])不[了到]")
_NOTHING_ZH = re.compile(
    "这[个样点]|那[个样点]|我们|你们|您们?|咱们|这边|可以|不能|能不能|能否|没法|无法|不行|[做办]不[到了]|没有?办法|不可能|不支持|不提供"
    "|安排|请问|麻烦|抱歉|对不起|不好意思|一下|[的了吗呢吧啊能可把给要想我]"
)
_READ = 4000
"""Characters of a message that are read."""
_NEWEST = 48
"""Clauses of a long conversation that are looked at: work grows with their number times that of all the rest."""
_FEW = 2
"""Words in common from which a no is about one of several things."""


def left_of(asked: Sequence[tuple[str, str]], lines: Iterable[Line]) -> tuple[int, ...]:
    """Places of the things asked for that our side has not said no to since.

    Args:
        asked: their words, each with the `ts` of its line.
        lines: the conversation.
    """
    gone: set[int] = set()
    abouts = [things(words) for words, _ in asked]
    for line, clause in our_noes(lines):
        before = [at for at, (_, source) in enumerate(asked) if at not in gone and source < line.ts]
        if before:
            gone.update(_meant(things(clause), abouts, before))
    return tuple(at for at in range(len(asked)) if at not in gone)


def our_noes(lines: Iterable[Line]) -> Iterator[tuple[Line, str]]:
    """The clauses in which our side says no, each with its line; what the others said was not, told back, is none."""
    theirs: deque[frozenset[str]] = deque(maxlen=_NEWEST)
    for line in lines:
        if not line.side.is_ours:
            told = (one for one in _clauses(line.text) if _NEGATED.search(one) and not _ASKING.search(one))
            theirs.extend(named(one) for one in told)
            continue
        for clause in noes(line.text):
            about = named(clause)
            if not about or not any(about <= known for known in theirs):
                yield line, clause


def noes(text: str) -> Iterator[str]:
    """The clauses in which a text of ours says no."""
    return (one for one in _clauses(text, passes=_NOT_ALWAYS) if (no := _NO.search(one)) and not _is_told(one, no))


def named(clause: str) -> frozenset[str]:
    """What a clause is about in whatever order: stems of Latin words, and single Chinese characters."""
    return frozenset(part for one in things(clause) for part in (one if is_chinese_character(one[0]) else (one,)))


def _is_told(clause: str, no: re.Match[str]) -> bool:
    told = _TOLD.search(clause)
    return told is not None and told.start() < no.start()


def _clauses(text: str, passes: re.Pattern[str] | None = None) -> Iterator[str]:
    """The clauses of every sentence that asks nothing and has none of some words."""
    for sentence in (one for row in aloud(text[:_READ]).splitlines() for one in _SENTENCE.split(folded(row))):
        if not sentence.rstrip().endswith("?") and not (passes and passes.search(sentence)):
            yield from _CLAUSE.split(sentence)


def noes_about(lines: Iterable[Line], since: str = "") -> tuple[frozenset[str], ...]:
    """What our newest noes are about, each for itself: those of lines after a `ts`."""
    newest = deque((clause for line, clause in our_noes(lines) if line.ts > since), maxlen=_NEWEST)
    return tuple(things(clause) for clause in newest)


def told_of(limit: str, said: Iterable[frozenset[str]]) -> frozenset[str]:
    """What the words of a limit have in common with one of our noes: empty where we have not told it."""
    about = things(limit)
    return max((about & named for named in said), key=len, default=frozenset())


@lru_cache(maxsize=1024)
def things(text: str) -> frozenset[str]:
    """What words are about: stems of Latin words, days and numbers included, and pairs of Chinese characters."""
    flat = folded(text)
    words = {_stem(word) for word in _WORD.findall(flat) if not _SAID_OF_ANYTHING.fullmatch(word)}
    han = "".join(letter if is_chinese_character(letter) else " " for letter in flat)
    for piece in _NOTHING_ZH.sub(" ", _LEFT_UNDONE_ZH.sub("", han)).split():
        words.update(piece[at : at + 2] for at in range(max(len(piece) - 1, 1)))
    return frozenset(words)


def _meant(said: frozenset[str], abouts: Sequence[frozenset[str]], before: Sequence[int]) -> set[int]:
    """Which of them a no is about: those that share the most with it; the only one, whatever the words."""
    shared = {at: len(said & abouts[at]) for at in before}
    most = max(shared.values())
    if len(before) == 1:
        return set(before) if most or not said else set()
    return {at for at, count in shared.items() if count == most} if most >= min(_FEW, len(said)) and most else set()


def _stem(word: str) -> str:
    """A word without its ending, and without the letter that stands twice before one: shipping is ship."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > len(ending):
            word = word[: -len(ending)]
            break
    return word[:-1] if word[-2:-1] == word[-1:] and word[-1:].isalpha() else word
