"""Names in a wish what the customer has just said would do: "A confirmation might do it. Can I have it today?"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from motbot.domain.language import Language
from motbot.playbook.fitting import names_nothing_zh
from motbot.playbook.rephrasing import Stated
from motbot.playbook.sentences import Piece

_WOULD_DO = re.compile(
    r"(?:^|[,，] ?)(?:an?|the|your) (?P<thing>(?!(?:one|thing|way|time|moment)\b)[a-z][\w'-]*(?: [\w'-]+){0,3}?)"
    r" (?:might|would|could|should|may|will)(?: (?:also|probably|just|well|perhaps))?"
    r" (?:do|work|help|be (?:fine|enough|great|good|ok|okay|perfect))\b"
    r"|(?:^|[，,])(?:那|要是|如果)?能?(?:有|开|出|用)(?:一?[份张个封])?(?P<thing_zh>[^，,有的了这那它我你您他什么]{2,8}?)"
    r"(?:的话|应该|可能|大概|也许)*(?:也|就)(?:应该|可能)?(?:行|可以|好|够)(?:了|的)?$",
    re.IGNORECASE,
)
_IT = re.compile(
    r"(?P<verb>\b(?:have|get|receive|see|send (?:me|us|them|you)|give (?:me|us|them|you)) )"
    r"(?:it|that(?=\W*$| (?:today|tonight|tomorrow|now|soon|please|by|before|in|on|at|for|from|with|until|this)\b))\b"
)
"""Never "that number", which is another thing."""
_KNOW_ZH = "知道"


def taking_up(wishes: Sequence[Stated], said: Sequence[Piece], language: Language) -> list[Stated]:
    """The wishes, each that only takes up what would do with its thing named."""
    return [_named(one, _thing(one, said), language) for one in wishes]


def _thing(one: Stated, said: Sequence[Piece]) -> str:
    """What they said would do right before a wish."""
    own = next((at for at, piece in enumerate(said) if one.expectation.quote in piece.text), 0)
    found = _WOULD_DO.search(said[own - 1].text) if own else None
    thing = (found["thing"] or found["thing_zh"]) if found else ""
    return "" if names_nothing_zh(thing) else thing


def _named(one: Stated, thing: str, language: Language) -> Stated:
    text = one.expectation.text
    if not thing:
        return one
    if language is Language.EN:
        yours, text = (_IT.sub(rf"\g<verb>the {thing}", words, count=1) for words in (one.yours, text))
        return replace(one, yours=yours, expectation=replace(one.expectation, text=text))
    bare = text.removeprefix(_KNOW_ZH)
    if not names_nothing_zh(bare):
        return one
    yours = f"{thing}{one.yours}" if one.yours else ""
    return replace(one, yours=yours, expectation=replace(one.expectation, text=text.replace(bare, f"{thing}{bare}", 1)))
