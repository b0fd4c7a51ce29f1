"""Reads a conversation written as `name: words` lines, with times in front of them or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motbot.catalogue import say, to_say
from motbot.transcripts.heading import Heading
from motbot.transcripts.spoken import LONGEST_NAME, Draft, Spoken, folded_name, looks_like_name, wrong
from motbot.transcripts.stamps import FORMS, Stamp, stamp_at_start, stamps_behind

EXPECTED = to_say("expected `name: words`, with a time in front or not ({forms})")
_NAMED = re.compile(r"(?P<name>[^:：\n]{1,80}?)[ \t]*(?:：|:(?=[ \t]|\*\*|$))[ \t]*(?P<words>.*)", re.DOTALL)
_LABEL = re.compile(
    r"(?:note|notes|ps|p\.s|nb|fyi|re|fwd?|subject|from|to|cc|date|time|tel|phone|mobile|e-?mail|address|order|invoice"
    r"|step|error|warning|update|edit|link|url|status|summary|details?|examples?|total|price|amount|version|ticket|ref"
    r"|reference|option|steps|reason|result|expected|actual|environment|browser|account|number|id|注|备注|注意|附|地址"
    r"|电话|手机|邮箱|订单号|单号|订单|时间|日期|主题|问题|原因|金额|例如|比如|另外|补充|说明|链接|版本|报错|如下|结果|步骤|账号)"
    r"(?: (?:number|no|id|message|code))?[ .#]*\d*",
    re.IGNORECASE,
)
"""Words that begin a line of a message more often than they are anybody's name."""

_OPENING = re.compile(
    r"(?i:dear|hi|hello|hey|thanks?|please|greetings)\b|您好|你好|大家|各位|请|谢谢|亲爱的|尊敬的"
    r"|(?i:a|an|the|this|that|these|my|our|your|here|it|i|we|you|if|so|but|and|what|when|where|why|how|is|are) [a-z]"
    r"|(?i:team|all|everyone|everybody|folks|guys|meeting|reminder|attached|location|agenda|here|so|but|and)$"
)
"""Words that begin a sentence or a letter, and nobody's name."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What a line would be if a message began there."""

    stamp: Stamp | None
    name: str
    words: str


def start_of(row: str) -> _Start | None:
    """Read a line as the beginning of a message; None for every other line."""
    timed = stamp_at_start(row)
    stamp, rest = timed or (None, row)
    found = _NAMED.fullmatch(rest)
    if not found:
        return None if timed else _name_time_words(row)
    name, words = found["name"].strip("*_ \t"), found["words"]
    if found["name"].startswith("**") and words.startswith("**"):
        words = words[2:].lstrip()
    return _Start(stamp, " ".join(name.split()), words) if looks_like_name(name) else None


def _name_time_words(row: str) -> _Start | None:
    """`Ann (10:12): words`."""
    for found in stamps_behind(row, within=LONGEST_NAME):
        if found.rest[:1] in {":", "："} and looks_like_name(found.words):
            return _Start(found.stamp, " ".join(found.words.split()), found.rest[1:].strip())
    return None


def read_name_lines(rows: Sequence[str], *, above: int, file: str, heading: Heading) -> tuple[Spoken, ...]:
    """Read the messages; `above` counts the lines of the file that stand before these.

    Indented lines, and those that begin no message, go on with the message above. Where customers and agents are
    named on top, only people named begin messages. Else, where the first message has a time, only timed lines do, and
    people who have spoken in one.

    Raises:
        BadDialogue: the words do not begin with somebody's.
    """
    starts = [None if row[:1].isspace() else start_of(row) for row in rows]
    begins = _Beginning(starts, heading)
    drafts: list[Draft] = []
    for number, (row, start) in enumerate(zip(rows, starts, strict=True), above + 1):
        if start and begins(start):
            drafts.append(Draft(start.name, start.stamp, number, [start.words]))
        elif drafts:
            drafts[-1].rows.append(row)
        elif row.strip():
            raise wrong(
                file,
                number,
                say("{expected}, found {row!r}", expected=say(EXPECTED, forms=FORMS), row=row.strip()[:40]),
            )
    return tuple(spoken for draft in drafts for spoken in draft.spoken())


class _Beginning:
    """Tells the lines that begin a message from those that only look like it."""

    def __init__(self, starts: Sequence[_Start | None], heading: Heading) -> None:
        found = [start for start in starts if start]
        named = {folded_name(name) for name in (*heading.customers, *heading.agents, *heading.colleagues)}
        self._named = named
        self._only_named = bool(heading.customers and heading.agents)
        self._is_timed = bool(found) and found[0].stamp is not None
        self._is_spaced = bool(found) and not found[0].words
        self._with_words = {folded_name(start.name) for start in found if start.words}
        self._timed = {folded_name(start.name) for start in found if start.stamp}

    def __call__(self, start: _Start) -> bool:
        name = folded_name(start.name)
        if name in self._named:
            return True
        if self._only_named:
            return False
        if self._is_timed:
            return start.stamp is not None or name in self._timed
        if not start.words and not self._is_spaced and name not in self._with_words:
            return False
        return not (_LABEL.fullmatch(start.name) or _OPENING.match(start.name))
