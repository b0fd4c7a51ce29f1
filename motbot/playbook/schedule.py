"""The clock time a reply may name: within the urgency's window, and in working hours where nothing burns."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.expectation import Urgency
from motbot.domain.language import Language
from motbot.domain.policy import ReplyWithin
from motbot.domain.urgency import reply_by

_MORNING = time(9, 0)
_FIRST_CALL = time(10, 0)
_STEP = {
    Urgency.NONE: timedelta(hours=2),
    Urgency.LOW: timedelta(hours=4),
    Urgency.NORMAL: timedelta(hours=2),
    Urgency.HIGH: timedelta(minutes=45),
    Urgency.CRITICAL: timedelta(minutes=10),
}
_QUICK = timedelta(minutes=45)
_AMBIGUOUS = frozenset({"CST", "IST"})
_WEEKDAYS_ZH = "一二三四五六日"


def next_word(urgency: Urgency, now: datetime, zone: ZoneInfo, *, quick: bool = False) -> datetime:
    """When our side should next be heard; aware, in the zone; `quick` for what is told rather than done."""
    within = ReplyWithin()
    local = now.astimezone(zone)
    step = min(_STEP[urgency], _QUICK) if quick else _STEP[urgency]
    target = _rounded((now + step).astimezone(zone), local)
    limit = reply_by(Urgency.NORMAL if urgency is Urgency.NONE else urgency, now, zone, within)
    if limit is None or urgency in {Urgency.HIGH, Urgency.CRITICAL}:
        return target
    at_work = target.weekday() in within.workdays and _MORNING <= target.time() <= within.end_of_day
    if at_work and target.date() == local.date():
        return min(target, limit)
    morning = datetime.combine(limit.date(), _FIRST_CALL, tzinfo=zone)
    return morning if morning > local else limit


def in_words(due: datetime, now: datetime, zone: ZoneInfo, language: Language) -> str:
    """The time as a reply names it: day where it is not today, clock, and the zone where it has a name."""
    local = due.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    clock = f"{local:%H:%M}"
    name = _zone_name(local)
    if language is Language.ZH:
        day = {0: "今天 ", 1: "明天 "}.get(
            days, f"周{_WEEKDAYS_ZH[local.weekday()]}（{local.month} 月 {local.day} 日）"
        )
        return f"{day}{clock}" + (f"（{name}）" if not _is_home(local) else "")
    day = {0: "", 1: " tomorrow"}.get(days, f" on {local:%A}, {local.day} {local:%B}")
    return f"{clock}" + f" {name}" + day


def _zone_name(local: datetime) -> str:
    """The zone's short name where it means one zone only, else its distance from UTC."""
    name = local.tzname() or ""
    offset = f"{local:%z}"
    return name if name.isalpha() and name not in _AMBIGUOUS else f"UTC{offset[:3]}:{offset[3:]}".removesuffix(":00")


def _is_home(local: datetime) -> bool:
    """Chinese readers take a bare clock time as Beijing's."""
    return f"{local:%z}" == "+0800"


def _rounded(target: datetime, now: datetime) -> datetime:
    """Down to a quarter of an hour, or to five minutes where that would leave too little."""
    for minutes in (15, 5, 1):
        down = target.replace(minute=target.minute - target.minute % minutes, second=0, microsecond=0)
        if down - now >= (target - now) * 0.6:
            return down
    return target
