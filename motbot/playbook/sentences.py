"""Taking a message apart: the poster's own words, their sentences and clauses, each a verbatim piece."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motbot.domain.message import Line
from motbot.domain.own_words import unstruck
from motbot.playbook.phrases import plain
from motbot.playbook.words import Words

_FENCED = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_QUOTED_LINE = re.compile(r"^\s*(?:>|&gt;).*$", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_LINK = re.compile(
    r"(?:(?:^|(?<=[\s,，。;；:：!！?？(（]))(?:请|详|参|具体|截图)?见[:：]? *)?<?https?://[^\s>|]+(?:\|[^>]*)?>?"
)
_NAME = r"[A-Z][\w'-]+"
_OF = r" (?:from|at|of|with|in) [^.!?:\n\d]{1,40}"
_GREETED = r"(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^.!?:\n]{0,30}[,!] *"
_GREETED_ZH = r"(?:你们?|您|大家|各位|[早上下中晚][上午]?)好[,! ]*"
_BY_NAME = (
    rf"(?:{_GREETED})?(?i:this is) {_NAME}(?: {_NAME}|{_OF})",
    rf"{_GREETED}(?i:this is|it's) {_NAME}",
    rf"(?:{_GREETED})?(?i:my name is|i am|i'm) {_NAME}(?: {_NAME})?(?:{_OF})?",
    rf"(?:{_GREETED})?{_NAME}(?: {_NAME}|(?: {_NAME})?{_OF}) here",
    rf"{_GREETED}{_NAME} here",
    rf"(?:{_GREETED_ZH})?(?:我是|我叫(?![的了])|这里是|这边是)[^,.!?;:。\n\d号楼层房室桌栋]{{1,20}}",
)
"""One capital alone may begin any word: what it is called, or a greeting before it, tells a person. A number tells
where they are, which is wanted."""
_INTRODUCED = rf"(?:^|(?<=\n))[ \t]*(?:{'|'.join(_BY_NAME)}):"
"""Who somebody says they are is no part of what they want."""
_END = re.compile(
    _INTRODUCED + r"|[!?;。]+[\"')\]]*|\n+|(?<!\b[A-Za-z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bNo)\.+(?=\s|$)"
    # A letter alone is an initial, unless what follows begins a sentence: "on drive G. The other one is full."
    r"|(?<=\b[A-Za-z])\.+(?=\s+(?:The|This|That|These|It|He|She|They|We|You|I|There|What|When|Where|Who|Why|How|Is|Are"
    r"|Can|Could|Do|Does|Did|Will|Would|Please|Our|My|Your|And|But|So|If|Also|Last|Next|Thanks?|Any)\b)"
)
_POINT = re.compile(r"(?:^|(?<=[\s,;:。]))[(#]?(?P<n>\d)(?:[.)、:]\s*|(?<=^\d)\s+)(?=[^\W\d])", re.MULTILINE)
_END_OR_POINT = re.compile(f"(?:{_POINT.pattern})|{_END.pattern}", re.MULTILINE)
"""A point's number ends what stands before it."""
_JOINT = re.compile(r",(?![^()]*\))\s*|(?<=[A-Za-z])\s-{1,2}\s(?=[A-Za-z])|\s+(?=and\s)", re.IGNORECASE)
_LONGEST = 300
"""Characters of a sentence."""
_READ = 4000
"""Characters of a message that are read: a pasted book must not hold up everybody else."""
_EDGES = " \t\n,，.。;；:：!！~～、…-–—•·▪‣●○"
_LEAD = re.compile(
    r"^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))"
    r"(?: (?!we\b|i\b|can\b|is\b|do\b|the\b|our\b|my\b|what\b)[\w'-]+){0,2}"
    r"\s*[,!:]\s*|(?:by the way|btw|and|but|so|also|well|ok|okay|oh|hi|hello|hey|yes|yeah|then|please note)\b[\s,!.]*"
    r"|(?:你好|您好|大家好|哈喽|那|嗯|哦|妥了|可以|行|不错|太好了|收到|好的|好吧|好|然后|另外|还有|对了|顺便)[\s,，!！。啊呀]+|另外)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A verbatim piece of a line, without the punctuation around it; `asked` keeps whether it ended as a question."""

    text: str
    source: str
    asked: bool = False


def own_words(text: str, words: Words) -> str:
    """The text with code, quotes, logs, links, forwarded or struck words and excess blanked out, the rest in place."""
    text = unstruck(text[:_READ]) + " " * (len(text) - _READ)
    for data in (_FENCED, _QUOTED_LINE, _LINK):
        text = data.sub(_blank, text)
    kept = list(text)
    forwarded = False
    for line in _LINE.finditer(text):
        forwarded = forwarded or words.forwarded_head.within(line[0])
        if forwarded or words.log_line.within(line[0]):
            kept[line.start() : line.end()] = " " * len(line[0])
    return "".join(kept)


def sentences(line: Line, words: Words) -> tuple[Piece, ...]:
    """The sentences of a line's own words, and the points of a numbered list."""
    text = own_words(line.text, words)
    numbers = [match["n"] for match in _POINT.finditer(plain(text))]
    ends = _END_OR_POINT if numbers[:2] == ["1", "2"] else _END
    return tuple(part for piece in _pieces(text, line.ts, ends) for part in _in_parts(piece))


def clauses(sentence: Piece) -> tuple[Piece, ...]:
    """The parts of a sentence between commas and joining words; the last one is asked if the sentence is."""
    parts = tuple(_pieces(sentence.text, sentence.source, _JOINT))
    if not parts:
        return ()
    last = parts[-1]
    return (*parts[:-1], Piece(text=last.text, source=last.source, asked=sentence.asked or last.asked))


def between(sentence: Piece, first: Piece, last: Piece) -> str:
    """The sentence's own words from one of its clauses to a later one."""
    begin = sentence.text.index(first.text)
    return sentence.text[begin : sentence.text.index(last.text, begin) + len(last.text)]


def opening_cut(text: str) -> str:
    """The text without a greeting or a joining word in front."""
    rest = text[len(lead[0]) :] if (lead := _LEAD.match(text)) else text
    return rest.strip(_EDGES) or text


def _pieces(text: str, source: str, ends: re.Pattern[str]) -> Iterator[Piece]:
    begin = 0
    for end in (*ends.finditer(plain(text)), None):
        stop = end.start() if end else len(text)
        piece = text[begin:stop].strip(_EDGES)
        mark = plain(text[stop : end.end()]) if end else ""
        if piece:
            yield Piece(text=piece, source=source, asked="?" in mark)
        begin = end.end() if end else stop


def _in_parts(piece: Piece) -> Iterator[Piece]:
    """What nobody would write as one sentence in parts, since rules of language take long over it."""
    text = piece.text
    while len(text) > _LONGEST:
        at = max(text.rfind(" ", _LONGEST // 2, _LONGEST), 0) or _LONGEST
        if head := text[:at].strip(_EDGES):
            yield Piece(text=head, source=piece.source)
        text = text[at:].strip(_EDGES)
    if text:
        yield Piece(text=text, source=piece.source, asked=piece.asked)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
