"""Which of the things asked for in words only bound another one: by when it is needed, for what, within what limit."""

import re

from motbot.domain.expectation import Assessment, Expectation, ExpectationKind
from motbot.domain.grounding import folded
from motbot.domain.likeness import named_things
from motbot.domain.said_times import MONTH, WEEKDAY, without_times

_BACK = r"(?:it|them|they|this|that|these|those|both|all\ of\ (?:it|them|this|that))"
_AGAIN = re.compile(
    rf"""
    ^(?:and|but|so|because|as|since|please|also)?,?\ *(?:
        (?:i|we)(?:'ll|'d|\ will|\ would|\ must|\ have\ to|\ only|\ really|\ just|\ do)*
            \ (?:need|want|like|have|get|use)(?:\ to\ (?:have|get|use|see))?
            \ {_BACK}(?=$|,|\ (?:on|by|at|before|for|in|within|until|from|under|today
            |tonight|tomorrow|this|next|no|not|when|because|{WEEKDAY})\b)
        | {_BACK}\ (?:must|should|shouldn't|has\ to|have\ to|needs?\ to|may\ not|mustn't|can't|cannot)\b
    )
    """,
    re.VERBOSE,
)
"""Says once more what was asked, with what it is to be met by."""
_BY = re.compile(r"(?:(?:no|not) later than|by|before|until|within|on|at|today|tomorrow|tonight)\b")
_WHEN = re.compile(
    rf"""
    \b(?:{WEEKDAY}|today|tonight|tomorrow|(?:next|this)\ (?:week|month|quarter|year|morning|afternoon|evening))\b
    | \b(?:at|by|before|from|until)\ (?:[01]?\d|2[0-4]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve
        |noon|midday|midnight|half\ past|quarter)\b
    | \b\d{{1,2}}(?:[:.]\d\d)?\ ?(?:[ap]\.?m\b|o'?clock)| \b\d{{1,2}}:\d\d\b
    | \b{MONTH}\ \d{{1,2}}\b| \b\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?{MONTH}\b| \bon\ the\ \d{{1,2}}(?:st|nd|rd|th)\b
    """,
    re.VERBOSE,
)
_TELLS = re.compile(
    r"^(?:and|but|so|because|as|since)?,? *(?:i|we|they|he|she|my|our|their|his|her|the|there)(?:'(?:m|re|s|ll))?\b"
)
_ASKS = re.compile(
    r"[?]|\b(?:need|want|would|'d|wish|hope|expect|like|await|wait|request|ask|please|you|your|should|must|missing)"
    r"(?:s|ed|ing)?\b"
)
_TROUBLE = re.compile(
    r"n't\b|\b(?:not|no|never|nobody|nothing|still|since|every|each|always|again|was|were|been|had|did|late"
    r"|wrong|slow|stuck|lost|broke|broken|fail\w*|error\w*|crash\w*|problem\w*|issue\w*|trouble\w*|(?!need)\w+ed"
    r"|(?:go|goes|went|is|are) (?:off|out|down))\b"
)
_WHEN_ZH = (
    r"(?:(?:[今明后]天|[今明后][早晚]|(?:这个?|本|下个?)?(?:周|星期|礼拜)[一二三四五六日天末]|(?:下|本|这)个?[周月]"
    r"|[\d一二三四五六七八九十]+月|[\d一二三四五六七八九十]+[日号]|上午|中午|下午|晚上|早上|傍晚|月底|年底|下班"
    r"|[\d一二三四五六七八九十两]+(?:点[半钟整]?(?:[\d一二三四五六七八九十]+分?)?|:\d\d)))"
)
_EVENT_ZH = r"开[^，,？?]{0,6}会|开业|开考|开庭|开始|汇报|演示|上线|发布|考试|验收|评审|出差|出发|起飞|投标"
_BOUND_ZH = re.compile(
    rf"""
    ^(?:因为|而且|不过|但是?|所以|最好|最晚|最迟)*(?:我们?|咱们?|我这边|我们这边|我方|老板|领导|客户|董事会)?(?:在|于)?
    {_WHEN_ZH}+(?:之?前|以前|以内|之内|左右|的时候)?(?:就|都|也|正式|必须|还)*
    (?:
        (?:需?要|得|等着)?(?:用|拿到|收到|看到|看)?(?:它们?|这些?|那些?)?(?:的|了|啊|呢|哦|哈|吧)*$
        | (?:需?要|得|有)?[^，,？?]{{0,4}}(?:(?:给|向|跟|和|对)[^，,？?]{{1,12}})?
          (?:{_EVENT_ZH}|截止|见客户)
          [^，,？?吗么]{{0,8}}$
        | (?:需?要|得)(?:拿|带|交|发)?去?(?:给|向)(?!(?:我们?|咱们?|您|你们?)(?:看|过目|审))[^，,？?吗么]{{1,12}}
          (?:看|过目|审|审核|审批|签字)(?:的|了)?$
    )
    """,
    re.VERBOSE,
)
_HAPPENS_ZH = re.compile(
    rf"{_WHEN_ZH}[^，,。？?]{{0,10}}"
    rf"(?:{_EVENT_ZH}|开张|开幕|入住|到店|到场|抵达|过来|到|来)(?:$|[，,])"
)
_WANTS_ZH = re.compile(
    r"要(?![来到走去开])|需|得|必须|之?前|以内|最晚|最迟|截止|希望|能|可以|想|请|麻烦|帮|给|发|送|寄|交|改|换|[吗么呢?？]|你|您"
)
_NO_EVENT = re.compile(
    r"\b(?:until|till|through|from|by|before|within|in time|on time|latest|due|deadline|off|away|closed"
    r"|on (?:leave|holiday)|for (?:\w+ ){0,2}(?:hours?|days?|weeks?|months?))\b"
)
"""Says how long something lasts, or itself by when it is to be."""
_TROUBLE_ZH = re.compile(r"没|不|坏|错|失败|崩|卡|慢|丢|每")
_OWN_THING = re.compile(
    r"(?P<when>\b(?:by|before|until|till|after|in|on|at|during|within|for|around) )?"
    r"\b(?:the|an?|my|our|your|their|his|her|its|another) (?P<thing>[^\W\d_]+(?: [^\W\d_]+)?)"
)
_NO_THING = re.compile(
    r"(?:answers?|repl(?:y|ies)|rest|lot|result\w*|solution|word|whole|request|matter|update|news|best|same)\b"
)
_BARE_ZH = re.compile(
    r"处理|安排|解决|落实|跟进|答复|回音|结果|消息|全部|所有|一并|一起|都|办|弄|做|搞|来|去|完|妥|事情?|拿|看|它|用|争取|尽力|尽量"
)
_PIECE = 2


def asked_in_words(found: Assessment) -> tuple[Expectation, ...]:
    """What was asked for in words, without what only bounds it; all of it where nothing else was said."""
    explicit = found.of_kind(ExpectationKind.EXPLICIT)
    return tuple(one for one in explicit if not is_condition(one)) or explicit


def is_condition(one: Expectation) -> bool:
    """Whether the words tell by when or within what something is needed, and ask for nothing of their own."""
    said = folded(one.quote or one.text).strip(" .!。！~,，")
    if _BOUND_ZH.search(said):
        return not _TROUBLE_ZH.search(said)
    if _AGAIN.search(said) or (_BY.match(said) and named_things(said) == ((), ())):
        return "?" not in said
    return _tells_when(said)


def is_circumstance(one: Expectation) -> bool:
    """Whether the words only tell what takes place and when: it sets a time for what is wanted, and is no wish."""
    said = folded(one.text or one.quote).strip(" .!。！~,，")
    if _HAPPENS_ZH.search(said):
        return not _WANTS_ZH.search(said) and not _TROUBLE_ZH.search(said)
    return _tells_when(said) and not _AGAIN.search(said) and not _NO_EVENT.search(said)


def _tells_when(said: str) -> bool:
    tells = bool(_TELLS.search(said) and _WHEN.search(said))
    return tells and not _ASKS.search(said) and not _TROUBLE.search(said)


def names_another(text: str) -> bool:
    """Whether a promise names a thing of its own, and not just "it", "everything" or an answer."""
    said = without_times(folded(text))
    for match in _OWN_THING.finditer(said):
        if not match["when"] and not _NO_THING.match(match["thing"]) and named_things(match["thing"])[0]:
            return True
    return any(len(left) >= _PIECE for piece in named_things(said)[1] for left in _BARE_ZH.sub(" ", piece).split())
