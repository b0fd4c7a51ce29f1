"""Takes out of words what hour or day they name, and how long something takes: such numbers number no thing."""

import re

from motbot.domain.numerals import CHINESE, ENGLISH

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
MONTH = f"(?:{'|'.join(MONTHS)})"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
HAN = rf"(?:\d+|{CHINESE})"

_COUNT = rf"(?:\d+(?:[.,]\d+)?|{ENGLISH})"
_LENGTH = rf"""
    \b{_COUNT}(?:\ ?(?:-|to|or)\ ?{_COUNT})?[\ -]?(?:more\ )?(?:(?:working|business|calendar|full)\ )?
        (?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|h|days?|weeks?|wks?|fortnights?|months?|years?|yrs?)\b
    | {HAN}个?半?多?(?:小时|钟头|工作日|分钟|秒钟?|星期|礼拜|[天周]|刻钟)
    | {HAN}个半?月
    | (?<!\d)(?:\d{{1,2}}|[一两二三四五])年
"""
_HOUR = r"(?:[01]?\d|2[0-4]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK = rf"""
    \b\d{{1,2}}(?::\d\d){{1,2}}(?:\ ?[ap]\.?m\b\.?)?
    | \b\d{{1,2}}(?:[.:]\d\d)?\ ?(?:[ap]\.?m\b\.?|o'?clock|uhr\b|h\b)
    | {HAN}(?:点|时(?!间))(?:[钟整]|半|{HAN}[分刻]?)?
    | \b(?:by|before|until|till|at|around|after|past|since|half\ past|quarter\ (?:past|to))\ {_HOUR}
        (?:\ (?:or|and|to|past)\ {_HOUR})?(?![\w%]|[.:/-]\d)
"""
_DAY = rf"""
    (?:(?:\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?{MONTH}|{MONTH}\.?\ \d{{1,2}}(?:st|nd|rd|th)?)(?!\d)(?:,?\ \d{{4}})?
    | (?:\d{{4}}-\d\d?-\d\d?|\d\d?[/.]\d\d?(?:[/.](?:\d\d){{0,2}})?)(?!\d))
"""
# "On 5 March" and "3月5日前" say when; "the 5 March invoice" and "3月5日的账单" name a thing.
_DATE = rf"""
    \b(?:on|by|before|until|till|after|latest|{WEEKDAY}),?\ (?:the\ )?{_DAY}
    | \b(?:on|by|before|until|till|after)\ the\ \d{{1,2}}(?:st|nd|rd|th)(?!\ (?!(?:of|at|by|in|or|and)\b)[a-z])
    | \b(?:by|before|until|till|in|during|mid|early|late|(?:end|start|beginning)\ of)[\ -]{MONTH}\b
    | (?:{HAN}月)?{HAN}[日号](?:之?前|以前|当天|[上中下]午|早上|晚上|下班|左右|(?=[把将给会就我您发来去可]))
    | 第[一二三四五]天 | 第一(?:时间|次)
"""
_TIMES = tuple(re.compile(one, re.VERBOSE) for one in (_LENGTH, _CLOCK, _DATE))


def without_times(text: str) -> str:
    """The folded text without the times in it; where one stood, nothing joins what was around it."""
    for times in _TIMES:
        text = times.sub(" ; ", text)
    return text
