"""Tells whether the conversation already answers a question, by rules that rather let a question pass."""

import re
from dataclasses import dataclass
from itertools import pairwise

from motbot.domain.grounding import folded
from motbot.domain.likeness import likeness
from motbot.domain.message import ConversationView
from motbot.domain.people import Side
from motbot.domain.said_no import things

_ALIKE = 0.6
"""Likeness from which two questions ask for the same."""
_QUESTION = re.compile(r"[^.!?;]+\?")
_WISH = re.compile(
    r"\b(?:we|i)(?:'d|\ would)?(?:\ also|\ still)?\ (?:need|want|like)\b(?!\ to\ (?:ask|check|look|find|see))"
    r"|\b(?:can|could|would)\ (?:you|we)\b|需要|想要|还[要有想]|麻烦|能不能|能否|请(?!问)"
)
"""Words with which something is asked for."""
_FRAME = re.compile(
    r"\b(?:what|which|do|does|did|need|use|used|latest|here|ready|done|may|know|tell|be|is|must|exactly)\b"
    r"|您|[需得必]?[须要]|用到?|是|什么时候|几点|哪[天个]|多少|到位?|准备好|问"
)
"""What a question says around the thing that it is about."""
_NUMBERED = "order|ticket|invoice|booking|case|reference"
_NUMBERED_ZH = "订单|工单|发票|单据|预订"


@dataclass(frozen=True, slots=True)
class _Topic:
    """A kind of question, and what the customer's words look like where they have answered it.

    Both patterns are verbose and meet folded text: small letters, half-width punctuation.
    """

    asked: str
    told: str

    def is_asked(self, question: str) -> bool:
        return bool(re.search(self.asked, question, re.VERBOSE))

    def is_known(self, question: str, told: list[str]) -> bool:
        return self.is_asked(question) and any(re.search(self.told, text, re.VERBOSE) for text in told)


_BY_WHEN = _Topic(
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
)
_TOPICS = (
    _BY_WHEN,
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


def asks_by_when(question: str) -> bool:
    """Whether a question of ours is for the time by which something is needed."""
    return _BY_WHEN.is_asked(folded(question))


def is_answered(question: str, view: ConversationView) -> bool:
    """Whether the customer has told already what the question asks, or has answered the same question before."""
    wanted = folded(question)
    told = [folded(line.text) for line in view.lines if line.side in {Side.CUSTOMER, Side.UNKNOWN}]
    return any(topic.is_known(wanted, told) for topic in _TOPICS) or _asked_and_answered(wanted, view)


def _asked_and_answered(wanted: str, view: ConversationView) -> bool:
    """Whether our side has put the question since the newest wish, in these words or others, and they have spoken."""
    last = max((line.ts for line in view.lines if line.side is Side.CUSTOMER), default="")
    since = _newest_wish(view)
    put = [folded(line.text) for line in view.lines if line.side.is_ours and since < line.ts < last]
    core = wanted.rstrip("?!. ")
    return any((core and core in text) or any(_alike(wanted, one) for one in _QUESTION.findall(text)) for text in put)


def _newest_wish(view: ConversationView) -> str:
    """The `ts` of the line in which something was asked for last; what follows a question of ours answers it."""
    newest = ""
    for before, line in pairwise((None, *view.lines)):
        answers = before is not None and before.side.is_ours and "?" in folded(before.text)
        if line is not None and line.side is Side.CUSTOMER and not answers and _WISH.search(folded(line.text)):
            newest = line.ts
    return newest


def _alike(question: str, other: str) -> bool:
    """Whether two questions ask for the same: of a kind that is known and about no other thing, else in like words."""
    kind = next((one.asked for one in _TOPICS if all(one.is_asked(text) for text in (question, other))), "")
    if not kind:
        return likeness(question, other) >= _ALIKE
    about, before = (things(_FRAME.sub(" ", re.sub(kind, " ", text, flags=re.VERBOSE))) for text in (question, other))
    return about <= before
