"""Whether a customer's words fit where a reply says them back; what may not fit is not said back at all."""

import re

from motbot.domain.language import ByLanguage, Language
from motbot.playbook.rephrasing import Kind

SAID_AT_MOST = ByLanguage({Language.ZH: 64, Language.EN: 120})
"""Longer words are not said back: they stand right above."""
_PAIRS = ("()", "（）", "“”", "「」", "『』", "《》", "[]")
_WORD = re.compile(r"[A-Za-z'’-]+")
_NO_DEED = re.compile(
    r"(?:the|an?|this|that|these|those|my|our|your|their|his|her|its|some|any|all|both|each|no|not|nothing|nobody|i|we|you|they|it"
    r"|he|she|there|here|what|when|where|which|who|whose|why|how|if|whether|is|are|was|were|am|been|being|do|does|did|has|had"
    r"|can|could|will|would|should|shall|may|might|must|of|in|on|at|for|with|from|by|as|than|and|or|but|so|because|since|too|very"
    r"|also|please|pls|maybe|perhaps|mine|yours|me|us|them|him|one|two|three|four|five|more|another|other|same|thanks|sorry|\d.*"
    r"|[a-z]{2,}ing|to)\b",
    re.IGNORECASE,
)
"""What no plain form of a verb begins with: "you'd like us to" cannot go on so."""
_NO_THING = re.compile(
    r"(?:i|we|you|they|he|she|is|are|was|were|am|do|does|did|has|had|can|could|will|would|should|shall|may|might|must|if|whether"
    r"|when|because|since|and|or|but|so|please|pls|not|maybe|be|as|than|too)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"(?:(?:and )?(?:what|when|where|why|who|how|which|whose)(?: (?!to\b)\w+){0,2}? (?:do|does|did|is|are|was|were|am"
    r"|can|could|should|would|will|have|has|may|must) (?:i|you|we|they|he|she|it|there|this|that|these|those|the|an?"
    r"|your|our|my|their|his|her|any|someone|anyone)\b"
    r"|(?:is|are|was|were|am|do|does|did|can|could|will|would|should|has|have|had|may|shall"
    r"|(?:is|are|do|does|did|wo|ca|could)n't)\b)",
    re.IGNORECASE,
)
"""A question in its own order: it cannot stand behind "you'd like to know"."""
_ALONE = re.compile(
    r"\s*(?:,|;|:|[-–—]{2}|\s[-–—]\s|—|\.\.+|…)\s*(?:and |but )?(?=(?:(?:i|we|they|it|he|she|there)(?:'|’|\s)"
    r"|(?:my|our|the|this|that) (?:\w+ ){1,3}?(?:is|are|was|were|has|have|had|can|can't|cannot|will|won't|does|doesn't"
    r"|don't|didn't|keeps?|needs?|wants?)\b))",
    re.IGNORECASE,
)
"""Where a statement with a subject of its own begins behind a wish."""
_HANGS = re.compile(r"\b(?:the|an?|my|our|your|and|or|but|because|if|than)$", re.IGNORECASE)
_NO_DEED_ZH = re.compile(
    r"(?:[的了个些这那我您你他她它吗呢啊吧也都很太已还又是有没不就才]|[一二两三四五六七八九十几\d]+\s*[个份张套只把台箱条句盒杯本间位]"
    r"|什么|哪|怎么|为什么|为何|多少|谁|一下|一点|因为|所以|如果|要是|但|而且|麻烦|请|谢)"
)
_NO_THING_ZH = re.compile(
    r"(?:[的了个些吗呢吧也都把将被就才]|麻烦|请|能不能|可不可以|可以|帮|给我|给您|一下|我|因为|所以|但|而且)"
)
_NO_QUESTION_ZH = re.compile(r"(?:[的了吗呢吧把将]|麻烦|请|帮|给我)")
_NO_OBJECT_ZH = re.compile(
    r"(?:拿到)?(?:今[天晚]|明[天早晚]|后天|现在|马上|尽快|先|就|都|也|还|[上下]午|晚上|中午|早上|(?:这|本|下)?(?:周|星期)[一二三四五六日天]?"
    r"|[\d一二两三四五六七八九十]+[点号日:：]\d{0,2}半?|之?前|以内|什么时候|几点|哪天|多久|最快|最晚|能不能|可不可以|可以|能否|可否|能)*"
    r"(?:再|也|都|先|就)?(?:发|寄|送|交|拿|传|开|提供|回复|答复|回|收)?(?:给|到)?(?:我们?|您们?|您这边|您那边)?(?:一[份个张套本])?(?:了|过来|一下)*"
)
"""Words in which something is given that they do not name: "您想知道今天能不能给您" leaves open what."""
_ALSO_ZH = re.compile(r"(也都|[也都])(能不能|可不可以|会不会|要不要|是不是)")
_HAS_ZH = re.compile(r"(也都|[也都])有没有")
_HANGS_ZH = re.compile(r"(?:[把将给跟和与都在从向比让使及或且但而被为]|(?<![不核答])对|因为|所以|如果|一个)$")
_SAME_HAN = re.compile(r"([您我请])\1")
_ASKS_ZH = re.compile(
    r"([\u4e00-\u9fff])不\1(?![相得])|有没有|(?:吗|什么|怎么)$|^(?:那|到底|请问)?(?:为什么|为啥|为何|怎么|咋)"
    r"|(?:什么时候|几点|多少|多久|哪(?:天|里|儿|个|家|些|一)|谁)[^，,了吧]{0,8}$"
)
_NEVER_MIND_ZH = re.compile(r"不用|不必|无论|不管|不论|不知道|忘|随便|都可以|都行")
_ABOUT_ZH = re.compile(r"什么|啥|哪[里儿个家些天]|多少|几[点天个号]|怎么|如何|有没有|是不是|能不能")


def fits(kind: Kind, words: str, language: Language) -> bool:
    """Whether the words can stand in the frame that `says` and `said` of replies.yaml have for their kind."""
    if not words or not _is_balanced(words):
        return False
    return _fits_zh(kind, words) if language is Language.ZH else _fits_en(kind, words)


def asks_zh(words: str) -> bool:
    """Whether Chinese words ask something, with or without a mark."""
    return bool(_ASKS_ZH.search(words)) and not _NEVER_MIND_ZH.search(words)


def is_question_zh(words: str) -> bool:
    """Whether Chinese words that are wanted are a question in full: one wants to know them rather than to have them."""
    return bool(_ABOUT_ZH.search(words))


def in_order_zh(words: str) -> str:
    """A Chinese question with what adds or sums up behind what asks: 他能不能也看, not 他也能不能看."""
    return _HAS_ZH.sub(r"是不是\1有", _ALSO_ZH.sub(r"\2\1", words))


def names_nothing_zh(words: str) -> bool:
    """Whether Chinese words only say when or that something is given: it has to be named in front of them."""
    return bool(_NO_OBJECT_ZH.fullmatch(words))


def without_statement(text: str) -> str:
    """An English wish without the statement behind it: "cancel it, I was charged twice" is "cancel it"."""
    found = _ALONE.search(text)
    return text[: found.start()] if found and found.start() else text


def as_deed(text: str) -> str:
    """An English deed small at the front, whatever it is: a verb is no name."""
    first = _WORD.match(text)
    is_plain = first is not None and first[0] != "I" and first[0][1:].islower()
    return text[:1].lower() + text[1:] if is_plain else text


def _fits_en(kind: Kind, words: str) -> bool:
    if _HANGS.search(words):
        return False
    match kind:
        case Kind.REQUEST | Kind.WISH:
            return not _NO_DEED.match(words)
        case Kind.NEED:
            return not _NO_THING.match(words)
        case Kind.QUESTION:
            return not _TURNED.match(words)
        case _:
            return True


def _fits_zh(kind: Kind, words: str) -> bool:
    if _HANGS_ZH.search(words) or _SAME_HAN.search(words):
        return False
    match kind:
        case Kind.REQUEST:
            return not _NO_DEED_ZH.match(words)
        case Kind.NEED | Kind.WISH:
            return not _NO_THING_ZH.match(words)
        case Kind.QUESTION:
            return not _NO_QUESTION_ZH.match(words)
        case _:
            # A statement ends with a full stop: what asks would be a question closed like one.
            return not asks_zh(words)


def _is_balanced(text: str) -> bool:
    straight = text.count('"') % 2 == 0
    return straight and all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)
