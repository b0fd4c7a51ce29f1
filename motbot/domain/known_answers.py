"""Tells whether the conversation already answers a question, by rules that rather let a question pass."""

import re
from dataclasses import dataclass

from motbot.domain.grounding import folded
from motbot.domain.message import ConversationView
from motbot.domain.people import Side

_NUMBERED = "order|ticket|invoice|booking|case|reference"
_NUMBERED_ZH = "订单|工单|发票|单据|预订"


@dataclass(frozen=True, slots=True)
class _Topic:
    """A kind of question, and what the customer's words look like where they have answered it.

    Both patterns are verbose and meet folded text: small letters, half-width punctuation.
    """

    asked: str
    told: str

    def is_known(self, question: str, told: list[str]) -> bool:
        if not re.search(self.asked, question, re.VERBOSE):
            return False
        return any(re.search(self.told, text, re.VERBOSE) for text in told)


_TOPICS = (
    _Topic(
        asked=r"""\bby\ when\b | \bwhen\ do\ you\ need\b | \bhow\ soon\ do\ you\ need\b | \b(?:the|your)\ deadline\b
        | 最晚(?:什么时候|几点|哪天|何时) | (?:什么时候|几点|哪天|何时)之?前?(?:需?要|得|必须)""",
        told=r"""\b(?:by|before|no\ later\ than|due(?:\ on)?)\ (?:\d
            | (?:today|tonight|tomorrow|noon|midnight|eod|cob)\b | (?:the\ )?end\ of\b | (?:next|this)\b
            | (?:mon|tues?|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\b)
        | \bdeadline\ (?:is|:) | 截止
        | (?:\d{1,2}:\d{2} | [\d一二三四五六七八九十两]+点[半钟]? | (?:周|星期|礼拜)[一二三四五六日天]
            | 今天 | 明天 | 后天 | 今晚 | 下班 | 月底 | 年底 | \d+[号日])
            (?:上午|中午|下午|晚上)?(?:\d{1,2}:\d{2} | [\d一二三四五六七八九十两]+点半?)?
            (?:之前|以前|前)""",
    ),
    _Topic(
        asked=rf"\b(?:{_NUMBERED})\ (?:number|no\b|id\b) | (?:{_NUMBERED_ZH})(?:号|编号)",
        told=rf"""\b(?:{_NUMBERED})(?:\ (?:number|no\.?|id))?(?:\ is)?[ :]*\#?[a-z]{{0,4}}-?\d{{3,}} | \#\d{{3,}}
        | (?:{_NUMBERED_ZH}|单)(?:编?号)?[是为]?[ :]*[a-z]{{0,4}}-?\d{{3,}}""",
    ),
    _Topic(
        asked=r"\be-?mail\ address\b | \byour\ e-?mail\b | 邮箱",
        told=r"[a-z0-9._%+-]+@[a-z0-9-]+\.[a-z0-9.-]+",
    ),
    _Topic(
        asked=r"\b(?:phone|mobile|contact)\ number\b | (?:电话|手机)号?",
        told=r"""\+\d[\d\ ()-]{7,16}\d | (?<!\d)1[3-9]\d{9}(?!\d)
        | \b(?:phone|mobile|call\ me\ (?:on|at))\D{0,12}\d[\d\ ()-]{6,}""",
    ),
    _Topic(
        asked=r"\b(?:which|what)\ version\b | 哪个版本 | 什么版本 | 版本号",
        told=r"\bv\d+(?:\.\d+)*\b | \bversion\ \d | 版本(?:号|是|为)?[ :]*v?\d",
    ),
)


def is_answered(question: str, view: ConversationView) -> bool:
    """Whether the customer has told already what the question asks, or has answered the same question before."""
    wanted = folded(question)
    told = [folded(line.text) for line in view.lines if line.side in {Side.CUSTOMER, Side.UNKNOWN}]
    return any(topic.is_known(wanted, told) for topic in _TOPICS) or _asked_and_answered(wanted, view)


def _asked_and_answered(wanted: str, view: ConversationView) -> bool:
    """Whether our side has put the question in these words and the customer has spoken since."""
    core = wanted.rstrip("?!. ")
    for position, line in enumerate(view.lines):
        if core and line.side.is_ours and core in folded(line.text):
            return any(later.side is Side.CUSTOMER for later in view.lines[position + 1 :])
    return False
