"""Whether two requests are about the same thing: which things they name, and whether both tell of trouble."""

import re
from dataclasses import dataclass

from motbot.domain.grounding import folded
from motbot.domain.language import is_chinese_character
from motbot.domain.likeness import named_things

_SHARED_IN_TROUBLE = 0.5
"""Of the fewer things that one of two complaints names."""
_SHARED = 0.5
"""Of all the things that two requests name, where not both tell of trouble."""
_NUMBER = re.compile(r"(?<![\d.,])\d{3,}(?![\d.,]*\d)")
_TROUBLE = re.compile(
    r"""\b(?:fail\w*|broke\w*|break\w*|down|crash\w*|error\w*|wrong|miss(?:ing|ed)|late|delay\w*|lost|damaged?|stuck|slow
    |stop(?:s|ped)|leak\w*|defect\w*|fault\w*|complain\w*|problem\w*|issue\w*|overcharged|unable|cannot|can't|couldn't
    |doesn't|does\ not|didn't|did\ not|don't|isn't|is\ not|aren't|hasn't|haven't|not\ (?:yet\ )?\w+ed|not\ here
    |no\ longer|never|still\ (?:not|no|waiting)|again)\b
    |坏|错|慢|晚了|迟|延误|失败|故障|问题|异常|报错|丢|漏|缺|断|卡住|卡死|打不开|不(?!客气|好意思|过|错|仅|知道|急|用|必|要)|没[有法收到来用修好发]|未|无法|还没|又|再次|一直""",
    re.VERBOSE,
)
_THINGS_AS_WELL = re.compile(r"\b(?:deliver(?:y|ies)|e-?mails?|inbox)\b|发票|发货|收货|送货|配送|邮箱|邮件")
"""Words that say nothing in a promise ("by email", "delivered") and name the thing in a request."""
_SAID_OF_ANY_REQUEST = re.compile(
    r"""again|another|anybody|anyone|answer\w*|arriv\w*|ask\w*|back|bad|been|before|broke\w*|call\w*|can't|cannot|change\w*|could\w*
    |crash\w*|customer\w*|delay\w*|doesn't|didn't|don't|down|else|error\w*|every|explain\w*|fail\w*|find\w*|fix\w*|happen\w*
    |hasn't|haven't|hello|help\w*|hey|hi|how|information|isn't|issue\w*|kind\w*|late|later|long|look\w*|lost|matter|mend\w*
    |missing|must|nobody|nothing|open\w*|other|perhaps|possible|problem\w*|question\w*|quick\w*|reach\w*|reason\w*|receiv\w*|remain\w*
    |repair\w*|report\s*back|since|solv\w*|somebody|someone|something|sort|start\w*|status|stop\w*|support|tell|thank\w*|thanks
    |time|times|try\w*|tried|two|understand|unable|urgent\w*|use\w*|using|wait\w*|want\w*|why|wonder\w*|wrong|yesterday""",
    re.VERBOSE,
)
_CHINESE_SAID_OF_ANY_REQUEST = re.compile(
    "请问|麻烦|帮忙|帮我|帮|看看|看一下|查一下|查查|解决|处理|修复|修好|恢复|什么时候|什么|怎么|怎样|为什么|为何|回事|哪里|哪儿|多久"
    "|能不能|能否|可不可以|可否|行不行|问题|情况|原因|进度|消息|结果|答复|知道|需要|想要|想|希望|一直|总是|再次|还是|还没|还没有"
    "|没有|没法|没|未|无法|不能|不了|不上|不到|不出|不动|不行|不对|不通|打不开|不|又|昨天|昨晚|上次|之前|从|开始|到|收|来|谢谢|你好|您好|急|尽快|请"
)

_FOR_WHOM_OR_WHEN = re.compile(
    r"""\b(?:boards?(?:\ of\ directors)?|directors?|boss(?:es)?|managers?|management|ceo|cfo|cto|coo|auditors?|audits?
    |(?:for|to|with)\ (?:an?\ |the\ |our\ |my\ )?clients?|clients?(?=\ (?:meet|call|visit))
    |investors?|shareholders?|stakeholders?|meet(?:s|ings?)?|presentations?|present(?:s|ing)|demos?|deadlines?
    |half|(?:a\ )?quarter\ (?:past|to)|past|midnight|weekends?|weeks|months?|years?)(?:'s?)?(?!\w)
    |董事会?|股东(?:大会|会)?|投资人|老板|老总|领导|上级|经理|总监|总裁|客户(?!端)|审计师?|审计员?|会议(?!室)|[开例晨周早晚]会(?!员)|汇报|演示|路演
    |要看|要用|等着|在等|急用|一刻|大后天|[这那上下每]次|[一二两三几]次""",
    re.VERBOSE,
)
"""An audience, an occasion or a time: what is asked for has its name beside them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request names."""

    things: frozenset[str]
    numbers: frozenset[str]
    is_trouble: bool


def asked(text: str) -> Asked:
    """Read a request, in the customer's own words."""
    flat = folded(text)
    words, pieces = named_things(_FOR_WHOM_OR_WHEN.sub(" ", flat))
    things = {_stem(word) for word in words if not _SAID_OF_ANY_REQUEST.fullmatch(word)}
    things.update(map(_stem, _THINGS_AS_WELL.findall(flat)))
    for piece in pieces:
        for left in _CHINESE_SAID_OF_ANY_REQUEST.sub(" ", piece).split():
            han = "".join(filter(is_chinese_character, left))
            things.update(han[at : at + 2] for at in range(len(han) - 1))
    return Asked(frozenset(things), frozenset(_NUMBER.findall(flat)), bool(_TROUBLE.search(flat)))


def about_the_same(one: Asked, other: Asked) -> bool:
    """Whether both name the same thing; never where each names a number of its own."""
    shared = one.things & other.things
    if not shared or (one.numbers and other.numbers and not one.numbers & other.numbers):
        return False
    if one.is_trouble and other.is_trouble:
        return len(shared) / min(len(one.things), len(other.things)) >= _SHARED_IN_TROUBLE
    return len(shared) / len(one.things | other.things) >= _SHARED


def _stem(word: str) -> str:
    """A word without the ending of its plural."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > len("bus") and word.endswith("s") and not word.endswith("ss") else word
