"""Tells words that call a colleague in a customer's thread from an answer to the customer."""

import re
from collections.abc import Collection

from motbot.domain.message import Line

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

_GREETS = re.compile(
    r"^\W*(?:(?:hey|hi|hello|quick (?:one|question)|sorry)?(?:\s*(?:team|all|everyone|everybody|folks|colleagues))?"
    r"|(?:你好|大家好?|各位|同事们?|同事们好))\W*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^?？!！。\n]*?(?:[?？!！。\n]|\.(?=\s|$)|$)")
_HAIL = (
    r"^\W*(?:(?:hey|hi|hello|team|all|everyone|everybody|folks|colleagues|here|channel|你好|大家好?|各位|同事们?)"
    r"[\s,，:：、@]*)*"
)
_TAKES = (
    r"(?:(?:take|handle|own|cover)\s+(?:this|it)(?:\s+(?:one|on|over|up|from here|request|case|ticket))*"
    r"|pick\s+(?:this\s+(?:one|request|case|ticket)\s+up|up\s+this\s+(?:one|request|case|ticket))"
    r"|look into\s+(?:this|it)|take care of\s+(?:this|it)|jump in|step in)"
    r"(?:\s+(?:please|now|today|tonight|tomorrow|asap|for (?:me|us)|(?:before|by|until)\s+\S+))*\W*$"
)
_SOMEBODY = (
    r"(?=\W*$|,|\s+(?:about|on|that|to|when|whether|if|how|why|what|where|first|now|today|tomorrow|already|back|yet|again"
    r"|before|after|by|directly|please|it|the|an?|our)\b)"
)
"""What follows a customer; "the customer portal" and "the customer service" are none."""
_TELLS = (
    rf"(?:(?:tell|call|inform|answer|reply to|write to|get back to)\s+(?:the|this) (?:customer|client)"
    rf"|update\s+(?:the|this) customer){_SOMEBODY}"
)
"""A client that is updated may as well be a program."""
_WHO = r"(?:(?:can|could|would|will)\s+(?:some|any)(?:body|one)|who)(?:\s+(?:of us|from (?!your?\b)\S+))?"
_ASKS_COLLEAGUES = re.compile(
    rf"{_HAIL}(?:{_WHO}\s+(?:(?:can|could|would|will|please)\s+)*(?:{_TAKES}|.*\bthis customer{_SOMEBODY}|{_TELLS})"
    rf"|(?:should|shall|do|can|may)\s+(?:we|I)\s+(?:(?:already|first|now|just)\s+)?{_TELLS})",
    re.IGNORECASE,
)
_CAN_ZH = r"(?:现在|今天|方便|有空|可以|能够?|愿意|来|帮忙|先){1,4}"
_TAKES_ZH = r"(?:接手|接管|跟进|处理)"
_SOMEBODY_ZH = r"(?:这位|该|这个)?客户(?!端|经理|服务|代表|中心|热线|资料|信息|邮|账|号|编号|群)"
_ASKS_COLLEAGUES_ZH = re.compile(
    rf"{_HAIL}(?:(?:现在|今天|(?:这|该)(?:个|单|件事?|边|位客户))[\s,，]*)*(?:"
    rf"(?:谁|哪位(?:同事)?|哪个同事){_CAN_ZH}(?:接(?:一?下)?|{_TAKES_ZH})(?:一下|这个|这单|这件事|这边)*"
    rf"|(?:有没有(?:人|同事)|有(?:人|同事)){_CAN_ZH}(?:接(?:一?下)?(?:这个|这单|这件事|这边)|{_TAKES_ZH}(?:一下|这个|这单|这件事|这边)*)"
    rf"|(?:谁|哪位(?:同事)?|哪个同事|有没有(?:人|同事)|有(?:人|同事)){_CAN_ZH}.*(?:给|跟|向|和|帮|替|告诉|通知|回复|答复|联系)(?:一下)?{_SOMEBODY_ZH}.*"
    rf"|(?:我们?|咱们?)?(?:现在|先)?(?:要不要|该不该|需不需要|需要|要).*(?:告诉|通知|回复|答复|联系)(?:一下)?{_SOMEBODY_ZH}.*"
    r")(?:吗|呢|啊|吧)?\s*[?？]\W*$"
)
_LONGEST = 200
"""Characters: whoever calls a colleague is brief."""
_TO_CUSTOMER = re.compile(r"\b(?:you|your|yours)\b|您|你|贵", re.IGNORECASE)
"""Words with these may ask the customer for something, or speak of the customer's own customers."""


def asks_to_take(text: str) -> bool:
    """Whether words with a mention ask whoever is mentioned to take a request."""
    return bool(_ASKS_TO_TAKE.search(text))


def is_aside(text: str, *, called: Collection[str], ours: Collection[str]) -> bool:
    """Whether words of our side are for colleagues alone: "@Ben can you take this?", "Who can take this?".

    In doubt they are an answer: so are words of which any sentence may be for the customer.

    Args:
        text: with accounts as `@U123`.
        called: every account that it mentions; one that does not stand in it was called by name.
        ours: those of them that are of our side.
    """
    if not set(called) <= set(ours):
        return False
    if any(f"@{one}" not in text for one in called) or (called and _calls_one(text)):
        return True
    said = [one for one in _SENTENCE.findall(text) if one.strip() and not _GREETS.match(one[:_LONGEST])]
    return bool(said) and all(_asks_colleagues(one) or (bool(called) and _calls_one(one)) for one in said)


def is_among_ours(line: Line, customers: Collection[str]) -> bool:
    """The same of a stored line of ours, where all that is known is which accounts have written as customers."""
    return is_aside(line.text, called=line.addressed, ours=set(line.addressed).difference(customers))


def _calls_one(text: str) -> bool:
    """Whether words with mentions of colleagues are said to them."""
    if opening := _OPENS.match(text):
        return not _IS_SPOKEN_OF.match(text[opening.end() :])
    return bool(_ENDS.search(text)) and asks_to_take(text)


def _asks_colleagues(sentence: str) -> bool:
    """Whether a sentence asks whoever of our side can take it, or speaks of the customer as of somebody else."""
    if len(sentence) > _LONGEST or _TO_CUSTOMER.search(sentence):
        return False
    return bool(_ASKS_COLLEAGUES.match(sentence) or _ASKS_COLLEAGUES_ZH.match(sentence))
