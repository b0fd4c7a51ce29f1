"""Chinese words for hours, parts of the day and lengths of time, simplified; traditional ones are folded before."""

import re
from collections.abc import Iterator
from datetime import timedelta

from motbot.due_times import numbers
from motbot.due_times.meanings import ANY_HOUR, Clock, Dial, Meaning, Part, Span, Vague
from motbot.due_times.rules import Family, Rule, says

_MIDDAY = 12
_HOUR = 60
_NUMBER = numbers.ZH
_TO = r"\s*(?:-|~|到|至|或者?)\s*"
_OF_A_DAY = re.compile(r"(?:[今明后当昨号早晚午夜天]|凌晨|早上|晚上|(?:周|星期|礼拜)[一二三四五六日天])\s*的?\s*$")
_LIST = re.compile(r"\s*[,:]\s*(?:第一(?![时批次趟班])|一(?:(?=[是要来则、,.:)\s])|个是|方面|项|条)|1(?=[、,.:)是\s]))")
"""What stands behind 三点 where the points follow one by one."""
_AFTER_DAY = r"(?<=[今明后当昨次一二三四五六日天号隔])"


def chinese_hours() -> Iterator[Family]:
    """Every rule for an hour or a length of time said in Chinese."""
    yield Family(sign="[点时]", rules=_clocks())
    yield Family(sign="[早晚晨午晌夜班工时市终黑落烊关]", rules=_parts())
    yield Family(sign=r"[作业然时钟天日周星礼月年]|t\s?\+|\d\s*[hmd]", rules=_spans())
    yield Family(sign="[\u4e00-\u9fff]", rules=_vague_words())


def _vague_words() -> Iterator[Rule]:
    yield says(
        r"尽快|尽早|尽速|从速|第一时间|马上|立马|立刻|立即|即刻|回头(?!客)|稍后|稍候|稍晚(?:点|些)?|稍等|(?<!最)晚一?点儿?(?![\d一二三四五六七八九十])"
        r"|晚些(?:时候)?|待会儿?|一会儿?(?!议)|等会儿?|等下|等一下"
        r"|过一?会儿?(?!议)|过一?阵子?|随后|及时|近期|近日|最近|这几天|这两天|这段时间|过几天|过两天|过些天|改天|改日|不久|很快|早日|抓紧(?:时间)?"
        r"|优先(?:安排|处理)|到时候|届时"
        r"|几(?:分钟|个小时|小时|天|个工作日|周|个月)(?:之内|以内|内|之?后)?|有(?:了)?(?:新的?)?(?:消息|进展|结果)(?=.{0,4}(?:就"
        r"|会|再|马上|及时|告|通知|同步|跟|给|和|随时|立|第一|后))"
        r"|随时|有空|得空|日后|以后(?=再|会|有|给)|之后(?=再|会|有|给)|后续|争取早|赶紧|赶快|火速|即将|下次|持续(?:跟进|关注|同步)",
        Vague.VAGUE,
    )


def _clocks() -> Iterator[Rule]:
    near = rf"(?:{_NUMBER}(?:点半?)?{_TO})?"
    aside = (
        r"(?!建议|意见|说明|原因|要求|问题|疑问|内容|需要|注意|补充|好处|区别|信息|小|思考|想法|是|儿|心|都|也|水|菜"
        r"|击|赞|评|名|进(?![您你场门行入去来我])|差|整改)"
    )
    spaced = rf"(?:\s+(?={_NUMBER}\s*分))?"
    minutes = (
        rf"(?:\s*(?P<half>半)|(?P<quarter>[一三])刻(?!钟内)"
        rf"|{spaced}(?P<minute>{_NUMBER})\s*(?:分钟?(?!之?内|以内))?|整|多)?"
    )
    yield Rule(
        rf"(?<![\d周期拜第])(?<!\d[:.]){near}(?P<hour>{_NUMBER})\s*(?:点钟|点|时(?!间|候|段|长|刻|效|差|区)){aside}{minutes}",
        _clock,
    )
    yield Rule(
        rf"(?<![\d.周期拜])(?<!\d:)(?P<hour>{_NUMBER})点(?P<to>差)\s*(?:(?P<quarter>一)刻|(?P<minute>{_NUMBER})分)",
        _clock_to,
    )
    yield Rule(rf"差\s*(?:(?P<quarter>一)刻|(?P<minute>{_NUMBER})分)\s*(?P<hour>{_NUMBER})点(?P<to>)", _clock_to)
    yield says(r"整点(?:之?前)?", Clock(ANY_HOUR))
    yield says(r"(?:零|0)点前?(?![\d一二三四五六七八九十半整])", Clock(0))


def _clock(match: re.Match[str]) -> tuple[Meaning, ...]:
    hour = numbers.number(match["hour"])
    minute = 30 if match["half"] else _quarter(match["quarter"]) or numbers.number(match["minute"] or "0")
    if hour > 2 * _MIDDAY or minute >= _HOUR or hour != int(hour) or _is_count(match):
        return ()
    digital = match["hour"].isdigit() and (match["hour"].startswith("0") or hour > _MIDDAY)
    if match["hour"] == "一" and not _is_one_oclock(match):
        return ()
    exact = digital or hour in {0, 2 * _MIDDAY} or hour > _MIDDAY
    return (Clock(int(hour), int(minute), Dial.EXACT if exact else Dial.TWELVE),)


def _is_count(match: re.Match[str]) -> bool:
    """Whether it says how many points there are (有三点, 两点：一是), and nothing beside it makes it an hour."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    exact = match["half"] or match["quarter"] or match["minute"]
    if exact or _OF_A_DAY.search(before) or re.match(r"\s*(?:之?前|以前|左右)", after):
        return False
    told = re.search(r"(?:这|以下|如下|上述)$", before) or (before.endswith("有") and not after.startswith("的"))
    return bool(told or _LIST.match(after))


def _is_one_oclock(match: re.Match[str]) -> bool:
    """一点 alone is "a little": it needs an hour's company."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    company = re.search(r"(?:上午|下午|中午|凌晨|晚上?|夜|天|到|至|[一二三四五六日])\s*$", before)
    exact = match["half"] or match["quarter"] or match["minute"]
    return bool(company or exact or re.match(r"之?前|以前|左右", after))


def _quarter(word: str | None) -> int:
    return {"一": 15, "三": 45}.get(word or "", 0)


def _clock_to(match: re.Match[str]) -> tuple[Meaning, ...]:
    minutes = _quarter(match["quarter"]) or numbers.whole(match["minute"])
    hour = numbers.whole(match["hour"])
    if not 0 < minutes < _HOUR or hour > 2 * _MIDDAY:
        return ()
    return (Clock((hour - 2) % _MIDDAY + 1, _HOUR - minutes, Dial.TWELVE),)


def _parts() -> Iterator[Rule]:
    yield says(r"凌晨", Part.SMALL_HOURS)
    yield says(r"上班前|上班之前|开工前|上班时|一上班", Part.START_OF_WORK)
    yield says(
        rf"一大早|大清早|(?<![周期拜])一早|(?<!最)早[晨上]|清晨|清早|上午|(?<!中)午前|{_AFTER_DAY}(?:早|晨)"
        rf"|(?<!最)早(?=\s*[\d五六七八九十]+\s*(?:点|:))",
        Part.MORNING,
    )
    yield says(r"中午|正午|午饭前|午间|晌午|午饭时", Part.NOON)
    yield says(r"下午|午后", Part.AFTERNOON)
    yield says(
        rf"傍晚|(?<!最)晚[上间]|晚饭前|{_AFTER_DAY}晚(?!上|间|些|点)|(?<!最)晚(?=\s*[\d五六七八九十]+\s*(?:点|:))",
        Part.EVENING,
    )
    yield says(rf"夜里|夜间|半夜|深夜|{_AFTER_DAY}夜", Part.NIGHT)
    yield says(r"午夜|子夜|零时|(?:夜|(?<!最)晚)上?12点整?", Part.MIDNIGHT)
    yield says(
        r"下班之?前|下班以前|下班时|下班(?!后|之后|以后|高峰)|收工前|收市前|日终|天黑前|日落前|打烊前|关门前",
        Part.END_OF_DAY,
    )


_CUE = (
    r"(?:需要?|大概|大约|预计|给我|再给我|再等|再有|请?稍等|等我|最多|最快|最慢|至多|不超过|顶多|还要|还需要?|要|控制在|估计|约|过|再过|差不多|请等"
    r"|限|在)\s*"
)
_UNIT = (
    r"(?P<unit>工作[日天]|营业[日天]|自然[日天]|工作小时|小时|钟头|分钟|刻钟|钟(?!头)|天|日|周(?![一二三四五六日天末])|星期(?![一二三四五六日天])"
    r"|礼拜(?![一二三四五六日天])|个?月|年)"
)
_TAIL = (
    r"\s*(?:左右|上下)?\s*(?P<tail>之内|以内|内(?!部|容|测)|之后|以后|后(?!台|端|天)|过后|之前|以前|前(?!端)|左右)?(?P<then>(?=\s*(?:给"
    r"|回[复电您你]|答复|能|可以|就[能可好会给回]|搞定|处理完|解决|恢复|出结果|完成|送达|到账)))?"
)


def _spans() -> Iterator[Rule]:
    low = rf"(?:{_NUMBER}\s*(?:个)?{_TO})?"
    cue = rf"(?P<cue>{_CUE})?"
    number = rf"(?<![\d.第a-z周期拜])(?:(?P<half>半)|{low}(?P<number>{_NUMBER}))\s*个?(?P<more>半)?(?:来|多)?"
    extra = rf"(?:零?\s*(?P<minutes>{_NUMBER}|半)\s*(?:个?(?P<rest>小时|分钟?|刻钟?|天)))?"
    yield Rule(rf"{cue}{number}\s*个?{_UNIT}(?P<later>半)?{extra}{_TAIL}", _span)
    yield Rule(
        rf"(?P<cue>还[有剩差]|再有?)\s*{number}\s*个?{_UNIT}(?P<later>半)?{extra}\s*(?P<tail>左右)?(?P<then>(?=就?(?:能|可以)?(?:到"
        rf"|送到|好|弄好|修好|装好|完成|出来)))",
        _span,
    )
    yield Rule(
        rf"{cue}(?<![\d.])(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>hours?|hrs?|h|minutes?|mins?|days?"
        rf"|d)(?![a-z])\s*{_TAIL}",
        _latin_span,
    )
    yield Rule(
        r"\bt\s?\+\s?(?P<number>\d)(?:个?工作日)?(?!\d)", lambda match: (Span(workdays=max(1, int(match["number"]))),)
    )
    yield says(r"明天(?:的)?(?:这个|同一个?|此)(?:时候|时间|时|点)(?:之?前)?", Span(days=1))


def _depends(match: re.Match[str]) -> bool:
    """Whether the length counts from something said before it: 收到材料后三天内, 起飞前两小时."""
    before = match.string[: match.start()].rstrip(" ,的")
    clause = re.split(r"[,。;!?、\x00\n]", match.string[: match.start()])[-1].rstrip(" 的")
    if re.search(r"(?:今天|明天|后天|今|明)后$", clause):
        return False
    happened = re.search(
        r"(?:收到|确认|签署|签收|付款|支付|提交|审核|审批|通过|到货|到账|下单|完成|会议|结束|盖章|回复|交付|入库|拿到|评审|开通|生效|发货|寄出|取件|报修"
        r"|受理|立项|验收|测试)[^,。;]{0,10}(?:之后|以后|后|起|日起|之日起)$",
        before,
    )
    return bool(
        (clause and re.search(r"[\u4e00-\u9fff](?:之后|以后|后|起|日起)$", clause))
        or happened
        or re.search(r"[\u4e00-\u9fff]前$", clause)
    )


def _span(match: re.Match[str]) -> tuple[Meaning, ...]:
    found = match.groupdict()
    count = 0.5 if found["half"] else numbers.number(found["number"])
    count += 0.5 if found["more"] or found["later"] else 0
    tail = found["tail"] or ""
    if found["unit"] == "日" and (tail.endswith("前") or not tail):
        return ()
    if found["unit"] in {"年", "月"} and not tail and not found["half"]:
        return ()
    return _marked(match, found["unit"], count, _extra(found["minutes"], found["rest"]))


def _latin_span(match: re.Match[str]) -> tuple[Meaning, ...]:
    units = {"h": "小时", "m": "分钟", "d": "天"}
    if not match["tail"] and not match["cue"]:
        return ()
    return _marked(match, units[match["unit"][0].lower()], float(match["number"]), timedelta())


def _marked(match: re.Match[str], unit: str, count: float, extra: timedelta) -> tuple[Meaning, ...]:
    tail = match["tail"] or ""
    so_far = re.search(r"[了过已]\s*(?:大概|大约)?$", match.string[: match.start()])
    marked = bool(match["cue"] or tail or match["then"] is not None) and not so_far
    return (_measured(unit, count, extra, marked=marked, ago=tail.endswith("前"), depends=_depends(match)),)


def _extra(many: str | None, unit: str | None) -> timedelta:
    if not many or not unit:
        return timedelta()
    count = 0.5 if many == "半" else numbers.number(many)
    if unit == "天":
        return timedelta(days=count)
    return timedelta(minutes=count * (60 if unit == "小时" else 15 if unit.startswith("刻") else 1))


def _measured(unit: str, count: float, extra: timedelta, *, marked: bool, ago: bool, depends: bool) -> Span:
    """Days are wall days, business days count apart, everything shorter is real time."""
    if unit.startswith(("工作", "营业")):
        if unit.endswith("小时"):
            return Span(workhours=count, marked=marked, ago=ago, depends=depends)
        return Span(workdays=max(1, round(count)), marked=marked, ago=ago, depends=depends)
    minutes = {"小时": 60, "钟头": 60, "钟": 60, "分钟": 1, "刻钟": 15}.get(unit)
    if minutes:
        return Span(length=timedelta(minutes=minutes * count) + extra, marked=marked, ago=ago, depends=depends)
    if unit.endswith(("月", "年")):
        months = count * (12 if unit == "年" else 1)
        half = 15 if months != int(months) else 0
        return Span(months=int(months), days=half, marked=marked, ago=ago, depends=depends)
    days = count * (1 if unit.endswith(("天", "日")) else 7)
    rest = timedelta(days=days - int(days)) + extra
    return Span(length=rest, days=int(days), marked=marked, ago=ago, depends=depends)
