"""Tells words that call a colleague in a customer's thread from an answer to the customer."""

import re
from collections.abc import Collection

_ASKS_TO_TAKE = re.compile(
    r"[?？]|\b(?:take|taking|over to you|hand(?:ing|ed)?|pass(?:ing)?|yours|your side|look after|handle"
    r"|pick (?:this|it) up"
    r"|jump in|please)\b|接手|接一下|接下|接管|交给|转给|移交|麻烦|处理|跟进|负责|帮忙|请你|请您|看一下|拜托",
    re.IGNORECASE,
)
_CALL = r"@[UW][A-Z0-9]{2,}"
_OPENS = re.compile(rf"^\W*(?:(?i:hey|hi|hello|嗨|你好)\b[\s,，]*)?{_CALL}(?:(?:\s|[,，、:：]|\band\b|和)*{_CALL})*")
_ENDS = re.compile(rf"(?:[,，?？]|\b(?i:this|it|one|over|up)|吗|一下)\s*{_CALL}\W*$")
_IS_SPOKEN_OF = re.compile(
    r"^(?:['’](?:s|ll)\b|\s*[,，]?\s*(?:"
    r"(?:will|is|was|has|had|does|did|won['’]t|isn['’]t|from|who|our|my|and (?:I|me|my|our|we)|says?|said"
    r"|takes|handles|looks|works|knows|needs|sends|sent"
    r"|(?:can|could|would|should|may|might)\s+(?!(?:you|u|we|i|this|it|somebody|someone|anyone)\b))\b"
    r"|会|将|正在|已|刚|的|来自|[和跟与]我|是(?!不是|否)|负责|马上就?会|稍后|我们的|[帮给为]您|这边会|来(?:帮您|为您|跟进您)))",
    re.IGNORECASE,
)
"""What follows a name that is told to the customer: "@Ben will send it to you"."""


def asks_to_take(text: str) -> bool:
    """Whether words with a mention ask whoever is mentioned to take a request."""
    return bool(_ASKS_TO_TAKE.search(text))


def is_aside(text: str, *, called: Collection[str], ours: Collection[str]) -> bool:
    """Whether words of our side are for colleagues alone: "@Ben can you take this?". In doubt they are an answer.

    Args:
        text: with accounts as `@U123`.
        called: every account that it mentions.
        ours: those of them that are of our side.
    """
    if not called or not set(called) <= set(ours):
        return False
    if opening := _OPENS.match(text):
        return not _IS_SPOKEN_OF.match(text[opening.end() :])
    return bool(_ENDS.search(text)) and asks_to_take(text)
