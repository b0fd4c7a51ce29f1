"""Finds whom of our side a text asks for something by a plain name: "Ben, can you take this?"."""

import re

from motbot.domain.asides import asks_to_take
from motbot.domain.called_names import CalledNames

_LONGEST = 200
"""Characters: whoever calls a colleague is brief."""
_HAN = r"\u4e00-\u9fff"
_NAMED = "\N{BELL}"
"""Stands for a name: no message has it."""
_ALL_NAMED = rf"[@＠]?{_NAMED}(?:(?:\s|[,，、]|\band\b|和)*[@＠]?{_NAMED})*"
_HAIL = r"^\W*(?:(?:hey|hi|hello|thanks|thank you|okay|ok|嗨|你好|您好|谢谢|好的)[\s,，]*)?"
_ASKED_EN = r"(?:(?:can|could|would|will)\s+(?:you|u)\b|(?:please|pls)\b)"
_ASKED_ZH = (
    r"(?:你|(?:请|麻烦|拜托|帮忙|辛苦)(?!您|稍等)|能不能|能否|可不可以|有没有空"
    r"|(?:能|可以|有空)(?![^?？\n]*您)[^,，?？\n]*(?:吗|[?？])"
    r"|[^,，。\n]{0,8}(?:交给|转给|移交)你)"
)
_OUR_ONE_ZH = r"[^,，\n]{0,12}(?:我们|我)(?:的|这边的?)?(?:同事|工程师|团队|经理|专员)"
_SAYS_WHO = rf"(?:您|(?:an?|the|our|my|one|who|from|and|he|she|they)\b|{_OUR_ONE_ZH})"
"""What follows a name that is told to the customer, or is theirs: "Ben, our engineer"."""
_OPENS = re.compile(
    rf"{_HAIL}{_ALL_NAMED}(?:\s*[,，:：–—-]++\s*+(?!{_SAYS_WHO})|\s+(?={_ASKED_EN})|\s*(?={_ASKED_ZH}))", re.IGNORECASE
)
_ENDS = re.compile(rf"[,，?？]\s*{_ALL_NAMED}\W*$")
_SAID_WHO = re.compile(
    rf"(?:\b(?:my|our|your|the)\s+(?:[\w-]+\s+){{0,5}}[\w-]+|同事|工程师|经理|团队|专员|的人)\s*[,，]\s*{_ALL_NAMED}\W*$",
    re.IGNORECASE,
)
"""A name that closes the other way round: "to our engineer, Ben"."""
_RUN_ON = re.compile(
    rf"^(\W*(?:嗨|你好|您好|谢谢|好的)?[\s,，]*)([@＠]?[{_HAN}]{{2,4}}?)(?=你|请|麻烦|拜托|帮忙|辛苦|能|可以|有空|\W)"
)
"""Chinese leaves no room around a name."""


def may_call_by_name(text: str) -> bool:
    """Whether it is worth asking what our people are called."""
    return len(text) <= _LONGEST and asks_to_take(text)


def called_by_name(text: str, names: CalledNames) -> tuple[str, ...]:
    """Everybody a text names, where it opens or ends by asking one of them for something; else nobody.

    In doubt nobody is called: the name may be told to the customer.
    """
    if not may_call_by_name(text):
        return ()
    marked = _RUN_ON.sub(r"\1 \2 ", text)
    found = list(names.found(marked))
    for start, end, _ in reversed(found):
        marked = f"{marked[:start]}{_NAMED}{marked[end:]}"
    is_asked = _OPENS.search(marked) or (_ENDS.search(marked) and not _SAID_WHO.search(marked))
    return tuple(dict.fromkeys(role for *_, role in found)) if is_asked else ()
