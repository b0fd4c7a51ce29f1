"""Chinese words for days, weeks, months and years, simplified; traditional ones are folded before."""

import re
from collections.abc import Iterator

from motbot.domain.due import Doubt
from motbot.due_times import numbers
from motbot.due_times.calendar import YEAR
from motbot.due_times.days import (
    Ahead,
    DayOfMonth,
    MonthDay,
    NumericDate,
    Rough,
    Share,
    Stretch,
    Unit,
    Weekday,
    Weekend,
    WorkdaysAhead,
)
from motbot.due_times.meanings import Meaning
from motbot.due_times.rules import Family, Rule, says

_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAYS = "一二三四五六日"
_NUMBER = numbers.ZH
_PART_FOLLOWS = r"(?=早|晚|晨|夜|午)"
_YEARS = {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1}
_SHARES = {
    "底": Share.END, "末": Share.END, "内": Share.END, "之内": Share.END, "以内": Share.END, "里": Share.END,
    "结束前": Share.END, "结束之前": Share.END, "结束": Share.END, "终": Share.END, "下旬": Share.END, "份": Share.END,
    "初": Share.FIRST_DAYS, "上旬": Share.FIRST_THIRD, "中旬": Share.SECOND_THIRD, "中": Share.MIDDLE,
    "前": Share.BEFORE, "之前": Share.BEFORE, "以前": Share.BEFORE,
}  # fmt: skip
_SHARE = (
    r"(?P<share>底|末|初|结束之?前|结束|上旬|中旬|下旬|中(?!午)|之内|以内|内|里|终|份(?:之?内|里|结束前)|之前|以前|前)?"
)
_NOT_A_DAY = (
    r"(?!楼|线|机|店|门|仓|库|码|桌|房|院|厅|柜|馆|出口|方案|服务|节点|通道|文件|单|窗口|会议室"
    r"|位|群|员|键|站|车|厂|段|字|公馆|包)"
)
_ONE_WORD = r"(?:定|直|起(?!飞)|并|样|般|次|些|共|律|切|下(?![午班]))"
"""What makes another word of 一: 下周一定 is certainly next week, not Monday."""
_LONGEST_MONTH = 31
_NEAR = 8
_NUMERAL = r"(?:\d|[一二三四五六七八九十百])"
_PLACE_BEFORE = re.compile(
    rf"(?:路|街|巷|弄|胡同|大道|(?:[A-Za-z]|{_NUMERAL})\s*(?:单元|楼|层|室|座|栋|幢|号?院|条|排|桌|区|床|车厢?)|[甲乙丙丁])\s*$"
    r"|(?<![A-Za-z])[A-Za-z]$"
)
_PLACE_AFTER = re.compile(rf"\s*{_NUMERAL}{{1,5}}\s*(?:单元|楼|层|室|座|栋|幢|弄|排|床|车厢)")
_NEXT = r"(?P<next>下{1,3}|本|这|当|上|每|隔)"


def chinese_days() -> Iterator[Family]:
    """Every rule for a day said in Chinese."""
    yield Family(sign="[今当本同明次翌第隔后昨前每作营]", rules=_near_days())
    yield Family(sign="[周星礼]", rules=_weeks())
    yield Family(sign=r"[月号日]|\d[-.]\d", rules=_dates())
    yield Family(sign=r"[月季年节]|q\s?[1-4]|元旦|五一|国庆|中秋|端午|清明|圣诞", rules=_stretches())


def _near_days() -> Iterator[Rule]:
    yield says(
        rf"今(?:天|日|儿个?|个儿)(?:之?内|以内|里)?|今{_PART_FOLLOWS}|(?<!正)当(?:天|日)(?:之?内|以内)?|当{_PART_FOLLOWS}(?!时)"
        rf"|本日(?:内)?|同一天",
        Ahead(0),
    )
    yield says(
        rf"明(?:天|日|儿个?|个儿)(?:之?内|以内)?|明{_PART_FOLLOWS}|(?<!前)(?:次|翌)日|第二天|隔天|次{_PART_FOLLOWS}|隔日",
        Ahead(1),
    )
    yield says(
        rf"(?<![今以之然最随此前])后(?:天|日|儿)(?:之?内|以内)?|(?<![今以之然最随此前])后{_PART_FOLLOWS}", Ahead(2)
    )
    yield says(r"明后(?:两|二)?天(?:内)?", Ahead(2))
    yield says(r"今明(?:两|二)?天(?:内)?", Ahead(1))
    yield says(r"大后天|大后日", Ahead(3))
    yield says(rf"昨(?:天|日|儿)|昨{_PART_FOLLOWS}", Ahead(-1))
    yield says(r"(?<!大)(?:(?<![以之提])前天)|前日", Ahead(-2))
    yield says(
        r"每(?:天|日|周(?![一二三四五六日天末])|晚|早|月|个?(?:工作日|小时|月|星期|礼拜)(?![一二三四五六日天]))",
        Rough(Doubt.RECURRING),
    )
    yield says(r"(?:下一?个?|次一?个?|第一个)(?:工作|营业)[日天]", WorkdaysAhead(1))
    yield says(r"下下个?(?:工作|营业)[日天]", WorkdaysAhead(2))
    yield Rule(
        rf"第(?P<many>{_NUMBER})个?(?:工作|营业)[日天]",
        lambda match: (WorkdaysAhead(max(1, numbers.whole(match["many"]))),),
    )


def _weeks() -> Iterator[Rule]:
    yield Rule(
        rf"(?:(?<![一二两三四五六七八九十\d个])|(?<=[下本这]个)){_NEXT}?一?个?{_WEEK}\s?(?P<day>日(?!常|志|报)|[一二三四五六天1-7])(?![周天个种])",
        _weekday,
    )
    yield Rule(r"(?P<next>下{1,3}|本|这)?个?周末(?P<before>之?前|以前)?", _weekend)
    yield Rule(
        rf"(?<![一二两三四五六七八九十\d上每]){_NEXT}一?个?{_WEEK}(?:(?=一{_ONE_WORD})|(?![一二三四五六日天末1-7])){_SHARE}",
        _week,
    )
    yield says(r"(?<![\d一二两三四五六七八九十个这本下每上])周内", Stretch(Unit.WEEK, None))


def _weeks_ahead(word: str | None) -> int | None:
    return (
        None if not word else 1 if word == "次" else len(word) if word.startswith("下") else -1 if word == "上" else 0
    )


def _weekday(match: re.Match[str]) -> tuple[Meaning, ...]:
    if match["next"] in {"每", "隔"}:
        return (Rough(Doubt.RECURRING),)
    if match["next"] == "上":
        return (Rough(Doubt.PAST),)
    if match["next"] and match["day"] == "一" and re.match(_ONE_WORD, match.string[match.end() :]):
        return ()
    day = match["day"].replace("天", "日").replace("7", "日")
    weekday = int(day) - 1 if day.isdigit() else _WEEKDAYS.index(day)
    return (Weekday(weekday, _weeks_ahead(match["next"])),)


def _weekend(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (Weekend(_weeks_ahead(match["next"]) or 0, before=bool(match["before"])),)


def _week(match: re.Match[str]) -> tuple[Meaning, ...]:
    ahead = _weeks_ahead(match["next"])
    if match["next"] in {"每", "隔"}:
        return (Rough(Doubt.RECURRING),)
    if ahead == -1:
        return (Rough(Doubt.PAST),)
    share = _share(match)
    if share is Share.BEFORE and ahead == 0:
        share = Share.END
    return (Stretch(Unit.WEEK, ahead, share),)


def _share(match: re.Match[str]) -> Share:
    word = match["share"] or "末"
    return _SHARES.get(word, Share.END)


def _dates() -> Iterator[Rule]:
    year = r"(?:(?:(?P<year>20\d\d|\d\d)|(?P<years>[今明后去本]))年\s*)?"
    day = (
        rf"(?P<day>{_NUMBER})\s*(?:[日号](?:内|之内)?{_NOT_A_DAY}|(?!\s*(?:个|点|时|小时|天|万|元|%|人|次|月|:|[\d.]"
        rf"|[ap]m)))"
    )
    yield Rule(rf"{year}(?<!\d)(?<![一二三四五六七八九十个])(?P<month>{_NUMBER})\s*月(?:份)?\s*{day}", _month_day)
    yield Rule(
        rf"(?P<next>下{{1,2}}|本|这|当|次)一?个?月(?:份)?(?:的)?\s*(?P<day>{_NUMBER})\s*[日号]{_NOT_A_DAY}",
        _day_of_month,
    )
    yield Rule(rf"(?<![\d月.第])(?P<next>)(?P<day>{_NUMBER})\s*号{_NOT_A_DAY}", _lone_number)
    yield Rule(
        rf"(?<![\d月.第])(?P<next>)(?P<day>{_NUMBER})\s*日(?=\s*(?:之前|以前|前(?!端)|上午|下午|早|晚|中午|凌晨|当天"
        rf"|\d|之后|\(|$|给|发|交))",
        _day_of_month,
    )
    yield Rule(
        r"(?<![\d-])(?P<first>0\d|1[0-2])-(?P<second>[0-3]\d)(?=\s*(?:之前|以前|前(?!端)|\d{1,2}:|上午"
        r"|下午|中午|晚))",
        _dotted,
    )
    yield Rule(
        r"(?<![\d.v/])(?P<first>1[0-2]|0?[1-9])\.(?P<second>3[01]|[12]\d|0?[1-9])(?=\s*(?:之前|以前"
        r"|前(?!端)|[日号]|上午|下午|早|晚|中午|当天|截止))",
        _dotted,
    )


def _month_day(match: re.Match[str]) -> tuple[Meaning, ...]:
    year = int(match["year"]) % 100 + 2000 if match["year"] else None
    years = _YEARS[match["years"]] if match["years"] else None
    return (MonthDay(numbers.whole(match["month"]), numbers.whole(match["day"]), year, years),)


def _day_of_month(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (DayOfMonth(numbers.whole(match["day"]), _weeks_ahead(match["next"])),)


def _lone_number(match: re.Match[str]) -> tuple[Meaning, ...]:
    """号 alone also numbers houses, seats and orders."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    placed = _PLACE_BEFORE.search(before) or _PLACE_AFTER.match(match.string, match.end())
    return () if placed or numbers.whole(match["day"]) > _LONGEST_MONTH else _day_of_month(match)


def _dotted(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (NumericDate(int(match["first"]), int(match["second"]), month_first=True),)


def _stretches() -> Iterator[Rule]:
    ahead = r"(?P<next>下{1,3}|本|这|当|次)"
    some = _SHARE.removesuffix("?")
    year = r"(?:(?P<year>20\d\d)\s*年\s*|(?P<years>[今明后本])年\s*)?"
    yield Rule(rf"{ahead}一?个?月(?:份)?(?!\s*[\d一二三四五六七八九十]+\s*[日号]){_SHARE}", _month)
    yield Rule(
        r"(?<![\d一二两三四五六七八九十几个下本这当上岁])(?P<next>)月(?P<share>底|末|初|中(?!心|国|旬)|上旬|中旬|下旬|内)",
        _month,
    )
    yield Rule(rf"{year}(?<![\d个])(?P<month>{_NUMBER})\s*月(?:份)?\s*{some}", _named_month)
    yield Rule(rf"(?P<next>下{{1,2}}|本|这)一?个?季度?{_SHARE}", _quarter)
    yield Rule(r"(?<![一二三四个本这下1-4])(?P<next>)季度?(?P<share>底|末|内|结束前)", _quarter)
    yield Rule(rf"(?:第?(?P<name>[一二三四1-4])季度?|q(?P<number>[1-4])){some}", _named_quarter)
    yield Rule(r"(?P<years>[今明本])年(?P<share>年?底|年?末|年?终|之内|以内|内|结束前|里|初|年初|年中)", _year)
    yield Rule(r"(?<![今明本后去\d])(?P<years>)(?:全年|年)(?P<share>底|末|终(?!奖|总)|内(?!部)|中(?!国|心))", _year)
    yield Rule(r"(?P<year>20\d\d)\s*年(?P<share>底|末)", lambda match: (MonthDay(12, 31, int(match["year"])),))
    yield says(r"(?<!\d)上半年(?:内|底|末|结束前|之前|前)?", Stretch(Unit.MONTH, None, Share.END, 6))
    yield says(r"(?<!\d)下半年(?:内|底|末|结束前)?", Stretch(Unit.MONTH, None, Share.END, 12))
    yield says(
        r"(?<!\d)年前(?!台)|节前|节后|年后|月初|(?:元旦|春节|五一|国庆|中秋|端午|清明|圣诞)节?(?:之?前|之?后|期间)",
        Rough(Doubt.TOO_ROUGH),
    )


def _month(match: re.Match[str]) -> tuple[Meaning, ...]:
    share = _share(match)
    ahead = _weeks_ahead(match["next"])
    if share is Share.BEFORE and not ahead:
        share = Share.END
    return (Stretch(Unit.MONTH, ahead, share),)


def _named_month(match: re.Match[str]) -> tuple[Meaning, ...]:
    month = numbers.whole(match["month"])
    if not 1 <= month <= YEAR:
        return (Rough(Doubt.IMPOSSIBLE),)
    year = int(match["year"]) if match["year"] else None
    years = _YEARS[match["years"]] if match["years"] else None
    return (Stretch(Unit.MONTH, None, _share(match), month, years, year),)


def _quarter(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (Stretch(Unit.QUARTER, _weeks_ahead(match["next"]), _share(match)),)


def _named_quarter(match: re.Match[str]) -> tuple[Meaning, ...]:
    return (Stretch(Unit.QUARTER, None, _share(match), numbers.whole(match["name"] or match["number"])),)


def _year(match: re.Match[str]) -> tuple[Meaning, ...]:
    share = _SHARES.get(match["share"].removeprefix("年"), Share.END)
    return (Stretch(Unit.YEAR, _YEARS[match["years"]] if match["years"] else None, share),)
