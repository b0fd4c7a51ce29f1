"""Whether our first answer asks before it offers, and whether they answer a question: told by question marks alone."""

import re
from collections.abc import Collection, Iterator, Sequence

from motbot.domain.asides import is_among_ours
from motbot.domain.grounding import bare, folded
from motbot.domain.message import Line
from motbot.domain.people import Side

AMONG_FIRST = 3
"""A question that comes after more sentences than this follows an answer rather than leads to one."""

_SENTENCE = re.compile(r"[^.!?。！？…\n]*(?:[.!?。！？…\n]+|$)")
_ASKS = re.compile(r"[?？]|(?:吗|呢)[\s。.!！~～]*$")
_ADDRESS = re.compile(r"<[^<>\n]*>|(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*+://\S+", re.IGNORECASE)
_POINT_INSIDE = re.compile(r"(?<=\w)[.](?=\w)")
_POLITE_CLOSE = re.compile(
    r"anything else|something else|any other|what else can|else i can|further (?:questions|help)"
    r"|more (?:i|we) can (?:do|help)"
    r"|还有(?:什么|别的|其他|其它)|还需要(?:我|什么|别的|其他|其它)|其他(?:问题|需要)|别的(?:问题|需要|可以帮)"
)


def asks_first(answer: Sequence[str], promised: Sequence[str] = ()) -> bool:
    """Whether one of the first three sentences asks something, and nothing is promised before it.

    A polite close ("anything else?") asks nothing. Whether the question is a good one is not looked at here: the sheet
    does that.

    Args:
        answer: the texts of our answer's messages, in their order.
        promised: the promises found in them, verbatim.
    """
    said = bare("\n".join(map(_plain, answer)))
    vows = [at for at in (said.find(bare(_plain(words))) for words in promised if bare(words)) if at >= 0]
    end = 0
    for sentence in _first_sentences(answer):
        end = said.find(bare(sentence), end) + len(bare(sentence))
        if _ASKS.search(sentence) and not _POLITE_CLOSE.search(folded(sentence)):
            return all(at >= end for at in vows)
    return False


def answers_us(focus: Collection[str], lines: Sequence[Line]) -> bool:
    """Whether a request's newest words follow a question of ours and ask nothing themselves.

    Args:
        focus: `ts` of the request's lines.
        lines: what was said in its conversation, oldest first.
    """
    customers = {line.author for line in lines if line.side is Side.CUSTOMER}
    newest, first = max(focus, default=""), min(focus, default="")
    ours = [line for line in lines if line.side.is_ours and first < line.ts < newest and line.text]
    told = [one for one in ours if not is_among_ours(one, customers)]
    if not told or not _puts_question(told[-1].text):
        return False
    since = [line.text for line in lines if line.ts in focus and line.ts > told[-1].ts]
    return not any(_puts_question(text) for text in since)


def _puts_question(text: str) -> bool:
    said = (one for one in _SENTENCE.findall(_plain(text)) if bare(one))
    return any(_ASKS.search(one) and not _POLITE_CLOSE.search(folded(one)) for one in said)


def _plain(text: str) -> str:
    """A link asks nothing, and a point inside a number or a name ends no sentence."""
    return _POINT_INSIDE.sub("", _ADDRESS.sub(" ", text))


def _first_sentences(texts: Sequence[str]) -> Iterator[str]:
    """The first sentences that say anything."""
    found = (one for text in texts for one in _SENTENCE.findall(_plain(text)) if bare(one))
    yield from (one for _, one in zip(range(AMONG_FIRST), found, strict=False))
