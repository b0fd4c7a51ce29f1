"""Names in a wish the thing that it is about, where its own words only say "it" or a time."""

import re
from collections.abc import Sequence
from dataclasses import replace

from motbot.domain.grounding import folded
from motbot.domain.language import Language
from motbot.domain.likeness import named_things
from motbot.domain.typesetting import spaced
from motbot.playbook.occasions import in_time, is_occasion
from motbot.playbook.rephrasing import Kind, Stated
from motbot.playbook.voice import about_customer, lowered
from motbot.playbook.wording import capital

_BACK = re.compile(
    r"(?:it|them|they|this|that|these|those)\b(?! (?:one|way|time|much|many)\b) ?(?P<rest>.*)", re.IGNORECASE
)
_BACK_ZH = re.compile(r"它们?|(?<!把)这些(?=$|[，,周星今明后下\d])|那些(?=$|[，,周星今明后下\d])")
_LED = re.compile(r"(?:by|before|until|on|at|in|within|for|from|to|no later than)\b", re.IGNORECASE)
_BOUND = re.compile(
    rf"(?:{_LED.pattern}|(?:today|tomorrow|tonight|this|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:by|before|until|on|at|today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|之?前|今天|明天|后天|今晚|(?:周|星期)[一二三四五六日天]|\d+[点号日]",
    re.IGNORECASE,
)
_SAYS_AGAIN = re.compile(
    r"(?:fix|solve|resolve|check|look (?:into|at)|sort|sort out|help (?:us |me )?with|see to|handle|deal with"
    r"|take care of|investigate) (?:it|this|that|them)(?: (?:fixed|solved|sorted))?"
    r"|(?:it|this|that|them) (?:fixed|solved|sorted|checked)",
    re.IGNORECASE,
)
"""Asks for no more than that what was told is seen to."""
_HOW_IT_STANDS = re.compile(
    r"To know (?:(?:where|how) (?:we|they|things|it|that|this|all of (?:it|this|that)) (?:now )?"
    r"(?:stands?|looks?|(?:is|are) (?:going|doing|coming along))|how far (?:it|this|that|you|things) (?:is|are)"
    r"|the status|what the status is)(?: now| today| please)?"
    r"|知道(?:它|这个?|那个?|事情)?(?:现在|目前|大概)*(?:是?(?:什么|啥)情况|[到走办]+哪(?:一?步|儿|里)?了?|的?进[展度](?:如何|怎么?样)?了?"
    r"|怎么样了?|有没有(?:消息|进展|结果))",
    re.IGNORECASE,
)
"""Asks how it stands, and not with what."""
_STANDS_WITH = re.compile(r"To know how things stand with .+|知道.{2,}的进展", re.IGNORECASE)
_DEED_ZH = re.compile(
    r"^(?:寄|发|送|给|做|开|办|订|买|换|打印|准备|提供|导出|安排)(?:一下|我们|我)?\s*"
    r"(?=[\d一二两三四五六七八九十\u4e00-\u9fff]{2})"
)
_SINCE = re.compile(r"\bsince [\w ]+|[从自][^，,]{1,10}?(?:开始|起)")
_ONLY_POLITE = re.compile(r"(?:please|pls|kindly|thanks?|thank you|麻烦了?|谢谢|拜托了?)", re.IGNORECASE)
_I_ZH = re.compile(r"^(?:我们?|咱们?)(?:这边)?(?=[今明后本这下周星\d])")
_ASKED_FOR = re.compile(
    r"To know (?:where|when|how|what happened (?:to|with)) (?P<thing>.+?)(?: (?:is|are|stands?|will be))?",
    re.IGNORECASE,
)
"""Asks after a thing: what is said of "it" next is said of the thing, not of the knowing."""
_THING_AT_MOST = 60


def with_their_things(wishes: Sequence[Stated], language: Language) -> tuple[Stated, ...]:
    """The wishes in their order, each with its thing named; what only asks once more to see to it is left out."""
    told: list[Stated] = []
    asked = [one.expectation.text for one in wishes]
    news = any(_STANDS_WITH.fullmatch(text) and not _HOW_IT_STANDS.fullmatch(text) for text in asked)
    for one in wishes:
        thing = _thing(told)
        again = (_SAYS_AGAIN, bool(thing)), (_HOW_IT_STANDS, news)
        says_no_more = any(holds and form.fullmatch(one.expectation.text) for form, holds in again)
        if says_no_more or (len(wishes) > 1 and _ONLY_POLITE.fullmatch(one.expectation.text)):
            continue
        text = one.expectation.text if is_occasion(one) else _named(one, thing, language)
        told.append(
            one if text == one.expectation.text else replace(one, expectation=replace(one.expectation, text=text))
        )
    return in_time(told, language)


def _thing(told: Sequence[Stated]) -> str:
    """What the newest wish that names a thing is about."""
    named = (one.expectation.text for one in reversed(told) if one.kind not in {Kind.TIME, Kind.ANSWER})
    thing = next((text for text in named if not _BACK.match(text) and len(text) <= _THING_AT_MOST), "")
    asked_for = _ASKED_FOR.fullmatch(thing)
    return capital(asked_for["thing"]) if asked_for else thing


def _named(one: Stated, thing: str, language: Language) -> str:
    text = one.expectation.text
    if language is Language.ZH:
        return _named_zh(text, thing)
    back = _BACK.match(text)
    if back is None:
        return _bounded(text, thing, " " if _LED.match(text) else ": ")
    if thing and not _names_time(thing) and _BOUND.match(back["rest"]):
        return f"{thing} {back['rest']}"
    return capital(about_customer(lowered(one.expectation.quote), language)) if one.kind is not Kind.ANSWER else text


def _named_zh(text: str, thing: str) -> str:
    bare = _DEED_ZH.sub("", thing)
    if bare and _BACK_ZH.search(text):
        return spaced(_BACK_ZH.sub(f" {bare}" if bare[0].isdigit() else bare, text, count=1))
    return _bounded(_I_ZH.sub("", text), bare, "：")


def _bounded(text: str, thing: str, joint: str) -> str:
    """A bare time behind what it is the time for."""
    is_bare = bool(_TIME.search(text)) and named_things(folded(text)) == ((), ())
    if not thing or not is_bare or _names_time(thing):
        return text
    return f"{thing}{joint}{lowered(text) if joint == ' ' else text}"


def _names_time(thing: str) -> bool:
    """Whether it has a time of its own, other than since when it is so."""
    return bool(_TIME.search(_SINCE.sub("", thing)))
