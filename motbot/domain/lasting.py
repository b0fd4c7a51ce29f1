"""Until which day a fact may be told as it stands: words of a day end with it, and so does a date that it ends on.

A fact that is lost does more harm than one that is told too long: what may be a rule for every day goes on holding.
Whatever ends a fact here is asked about as it is kept (`words_of_today`), and nobody has to guess.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from motbot.domain.said_times import MONTH, MONTHS

_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_TODAY = re.compile(
    r"""(?<![\w-])(?:today|tonight|yesterday|(?<!the\ )last\ night|this\ (?:morning|noon|afternoon|evening))(?![\w-])
    |(?<![如现迄而至于])[今昨](?:[天日早晨晚夜儿]|[上下中]午)""",
    re.IGNORECASE | re.VERBOSE,
)
_THIS_WEEK = re.compile(
    rf"(?<![\w-])this (?:week|weekend|{_WEEKDAY})(?![\w-])"
    r"|(?:(?<![基样成版资根书文日])本|[这這]个?)(?:周|星期|礼拜)(?![期边围转])",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"""\b(?:if|when(?:ever)?|whoever|every|each|any(?:body|one)?|always|never|unless|annual(?:ly)?|yearly|per|within
        |before|after(?:wards)?|then|thereafter|later|and|but|otherwise|from|as\ of
        |since\ (?:today|yesterday|this\ week)
        |start(?:s|ing)?|begin(?:s|ning)?|tomorrow|next|order(?:s|ed|ing)?|buy|bought|due)\b
    |[每凡但买買购購]|如果|若是|的话|一律|只要|之后|以后|此后|然后|届时|[点时日号][前后]|(?<!\d[日号])(?:之前|以前)|下单|订单
    |明[天日早晨晚]|后天|下个?[周月]|自[今昨本]|(?:[今昨][天日]|[本这](?:周|星期|礼拜)[一二三四五六日天]?)(?:起|开始)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What makes of words of a day, or of a date, a part of a rule that goes on holding, or a part of a longer story."""
_DEALT = re.compile(
    r"""\b(?:sold|signed|purchase[sd]?|book(?:ed|ings?)|made|placed|pa(?:y|id|yments?)|registered|submitted|received
        |delivered|installed|concluded|issued|produced|built|shipped|invoiced|filed|sent|dated|contracts?|customers?)\b
    |[的签付交订]|注册|登记|生产|出厂|发货|收到""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a date may be about instead of the fact: things bought until then keep what they have."""
_UNTIL = re.compile(
    rf"""\b(?:until|till|through)\ (?:and\ including\ )?(?:the\ )?(?:{_WEEKDAY},?\ )?
    (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<month>{MONTH})\b(?:,?\ (?P<year>\d{{4}}))?
    |(?P<month2>{MONTH})\ (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\ (?P<year2>\d{{4}}))?
    |(?P<year3>\d{{4}})-(?P<month3>\d\d)-(?P<day3>\d\d))""",
    re.IGNORECASE | re.VERBOSE,
)
_DAY_ZH = r"(?:(?P<year{n}>\d{{4}})\s?年\s?)?(?P<month{n}>\d{{1,2}})\s?月\s?(?P<day{n}>\d{{1,2}})\s?[日号]"
_UNTIL_ZH = re.compile(
    r"(?:截[至止]到?|(?<![收看得迟拿接遇见找达报签送日号])直?到)\s*"
    + _DAY_ZH.format(n=2)
    + "|"
    + _DAY_ZH.format(n=3)
    + r"\s?(?:之?前|以前|为止|截止)"
)
_AT_ITS_HEAD = re.compile(r"(?:^|[,:(])\s*$")
_AT_ITS_END = re.compile(r"\s*(?:$|[,.;:!?)])")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])|(?=\n)")


def last_day(fact: str, *, told: date) -> date | None:
    """The last day on which a fact holds as it is worded; None where it names no end.

    A date that was over when it was told ends nothing: whoever kept it was asked, and meant it to hold.

    Args:
        fact: one sentence.
        told: the day it was told on; a date without a year is the one nearest to it.
    """
    ends = [end for found in _ends(fact) if (end := _dated(found, told)) and end >= told]
    if ends:
        return min(ends)
    return max(_spans(fact, told), default=None)


def still_holding(text: str, *, told: date, today: date) -> str:
    """The text without the sentences whose last day is over."""
    return "".join(one for one in _parts(text) if not _is_over(one, told, today))


def is_over(text: str, *, told: date, today: date) -> bool:
    """Whether the last day of one of its sentences is over."""
    return any(_is_over(one, told, today) for one in _parts(text))


def words_ending(facts: Iterable[str]) -> tuple[str, ...]:
    """The words of dates that a fact ends on, as they stand there."""
    return tuple(found[0].strip() for fact in facts for one in _parts(fact) for found in _ends(one))


def _is_over(sentence: str, told: date, today: date) -> bool:
    last = last_day(sentence, told=told)
    return last is not None and last < today


def _parts(text: str) -> Iterator[str]:
    """The sentences with what stands behind them."""
    begin = 0
    for end in _SENTENCE.finditer(text):
        if text[begin : end.end()].strip():
            yield text[begin : end.end()]
            begin = end.end()
    yield text[begin:]


def _spans(fact: str, told: date) -> Iterator[date]:
    """The last days of the words in a fact that only hold around the day of telling."""
    if _RULE.search(fact):
        return
    if _TODAY.search(fact):
        yield told
    if _THIS_WEEK.search(fact):
        yield told + timedelta(days=6 - told.weekday())


def _ends(fact: str) -> Iterator[re.Match[str]]:
    """The dates that a fact says it ends on, and not something in it."""
    if _DEALT.search(fact):
        return
    for pattern in (_UNTIL, _UNTIL_ZH):
        for match in pattern.finditer(fact):
            before, after = fact[: match.start()], fact[match.end() :]
            about_all = pattern is _UNTIL_ZH or _AT_ITS_HEAD.search(before) or _AT_ITS_END.match(after)
            if about_all and not _RULE.search(f"{before}|{after}") and _month(match) not in {"may", "march"}:
                yield match


def _named(match: re.Match[str]) -> dict[str, str]:
    return {name.rstrip("23"): value for name, value in match.groupdict().items() if value}


def _month(match: re.Match[str]) -> str:
    """The month as it is written: "5 may be ordered" names none."""
    return _named(match)["month"]


def _dated(match: re.Match[str], near: date) -> date | None:
    found = _named(match)
    month = found["month"].lower()
    number = int(month) if month.isdigit() else MONTHS[month]
    years = [int(found["year"])] if "year" in found else [near.year - 1, near.year, near.year + 1]
    days = [day for year in years if (day := _date(year, number, int(found["day"])))]
    return min(days, key=lambda day: abs(day - near), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
