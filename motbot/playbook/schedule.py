"""The clock time a reply may name: soon enough for the urgency, in working hours, before any hour that was named."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.due import DueConventions
from motbot.domain.expectation import Urgency
from motbot.domain.language import Language

_FIRST_CALL = timedelta(hours=1)
"""The longest that anybody waits once work begins again."""
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


def next_word(
    urgency: Urgency,
    now: datetime,
    zone: ZoneInfo,
    office: DueConventions,
    *,
    quick: bool = False,
    before: datetime | None = None,
) -> datetime:
    """When our side should next be heard, in working hours unless harm happens now; aware, in the zone.

    Args:
        urgency: of what was asked.
        now: when the reply is written; aware.
        zone: whose clock the working hours are on.
        office: when work is done.
        quick: for what is told rather than done.
        before: an hour that was named already; one to come is never missed, if need be outside working hours.
    """
    step = min(_STEP[urgency], _QUICK) if quick else _STEP[urgency]
    ahead = before is not None and before > now
    if before is not None and ahead:
        step = min(step, (before - now) / 2)
    soon = _after(now.astimezone(zone), step)
    if urgency is Urgency.CRITICAL:
        return soon
    due = _in_office(now, step, zone, office, before)
    return soon if before is not None and ahead and due >= before else due


def _in_office(
    now: datetime, step: timedelta, zone: ZoneInfo, office: DueConventions, before: datetime | None
) -> datetime:
    """So long after now, or by the end of this day where most of it fits; else soon after work begins again.

    Work that begins before the hour that was named leaves half of the time up to it.
    """
    opened = office.opening(now, zone)
    if opened <= now:
        due, closing = _after(opened, step), datetime.combine(opened.date(), office.end_of_day, tzinfo=zone)
        if min(due, closing) - opened >= step / 2:
            return min(due, closing)
        opened = office.opening(due, zone)
    wait = min(step, _FIRST_CALL)
    return _after(opened, min(wait, (before - opened) / 2) if before is not None and before > opened else wait)


def in_words(due: datetime, now: datetime, zone: ZoneInfo, language: Language) -> str:
    """The time as a reply names it: weekday where it is not today, clock, and the zone where it has a name.

    Never "tomorrow": a reply that is written in the evening may be sent in the morning.
    """
    local = due.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    clock = f"{local:%H:%M}"
    name = _zone_name(local)
    if language is Language.ZH:
        weekday = f"周{_WEEKDAYS_ZH[local.weekday()]}"
        day = {0: "今天 ", 1: f"{weekday} "}.get(days, f"{weekday}（{local.month} 月 {local.day} 日）")
        return f"{day}{clock}" + (f"（{name}）" if not _is_home(local) else "")
    day = {0: "", 1: f" on {local:%A}"}.get(days, f" on {local:%A}, {local.day} {local:%B}")
    return f"{clock}" + f" {name}" + day


def _zone_name(local: datetime) -> str:
    """The zone's short name where it means one zone only, else its distance from UTC."""
    name = local.tzname() or ""
    offset = f"{local:%z}"
    return name if name.isalpha() and name not in _AMBIGUOUS else f"UTC{offset[:3]}:{offset[3:]}".removesuffix(":00")


def _is_home(local: datetime) -> bool:
    """Chinese readers take a bare clock time as Beijing's."""
    return f"{local:%z}" == "+0800"


def _after(begin: datetime, step: timedelta) -> datetime:
    """So much real time later, down to a quarter of an hour, or to less where that would leave too little."""
    target = (begin.astimezone(UTC) + step).astimezone(begin.tzinfo)
    for minutes in (15, 5, 1):
        down = target.replace(minute=target.minute - target.minute % minutes, second=0, microsecond=0)
        if down - begin >= step * 0.6:
            return down
    return target
