"""When a reply is due for an urgency, and whether an hour lies in somebody's quiet hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.due import DueConventions
from motbot.domain.expectation import Assessment, Urgency
from motbot.domain.policy import Limits, ReplyWithin


def reply_by(urgency: Urgency, at: datetime, zone: ZoneInfo, within: ReplyWithin) -> datetime | None:
    """When silence itself disappoints, for a message written `at`; aware, in the given zone.

    Minutes are counted in UTC, so that a clock change does not stretch them. "Same working day" that is already over,
    or no working day, means the next one.
    """
    local = at.astimezone(zone)
    match urgency:
        case Urgency.NONE:
            return None
        case Urgency.CRITICAL:
            return (at.astimezone(UTC) + within.critical).astimezone(zone)
        case Urgency.HIGH:
            return _at_work(at, within.high, zone, within.office)
        case Urgency.NORMAL:
            return _end_of_working_day(local, within, skip=0)
        case Urgency.LOW:
            return _end_of_working_day(local, within, skip=1)


def due_by(found: Assessment, at: datetime, zone: ZoneInfo, within: ReplyWithin) -> datetime | None:
    """The same for a whole assessment of words written `at`: never behind the hour to come that its customer names."""
    due, named = reply_by(found.urgency, at, zone, within), found.reply_by
    if due is None or named is None:
        return due
    ahead = at.astimezone(UTC) < named.astimezone(UTC) < due.astimezone(UTC)
    return named.astimezone(zone) if ahead else due


def _at_work(at: datetime, step: timedelta, zone: ZoneInfo, office: DueConventions | None) -> datetime:
    """So long after `at`; by the end of the day where most of that fits, else as long after work begins again."""
    due = (at.astimezone(UTC) + step).astimezone(zone)
    opened = due if office is None else office.opening(at, zone)
    if office is None or (opened <= at and office.opening(due, zone) <= due):
        return due
    closing = _closing(opened, office)
    if opened <= at and closing - opened >= step / 2:
        return closing
    begins = opened if opened > at else office.opening(closing + timedelta(seconds=1), zone)
    return min((begins.astimezone(UTC) + step).astimezone(zone), _closing(begins, office))


def _closing(opened: datetime, office: DueConventions) -> datetime:
    """When the working day ends that an hour lies on."""
    return datetime.combine(opened.date(), office.end_of_day, tzinfo=opened.tzinfo)


def _end_of_working_day(local: datetime, within: ReplyWithin, *, skip: int) -> datetime:
    """The end of this working day, or of the one `skip` working days later."""
    day = local.date()
    if day.weekday() in within.workdays and local.time() >= within.end_of_day:
        day += timedelta(days=1)
    while True:
        if day.weekday() in within.workdays:
            if skip == 0:
                return datetime.combine(day, within.end_of_day, tzinfo=local.tzinfo)
            skip -= 1
        day += timedelta(days=1)


def end_of_quiet(at: datetime, zone: ZoneInfo, limits: Limits) -> datetime | None:
    """When the quiet hours that `at` lies in end, as the person's clock shows it; None outside quiet hours.

    Never before `at`: an end that a clock change makes happen twice is the next one, and one that it skips is as much
    later as the clock jumped.
    """
    if limits.quiet_from == limits.quiet_to:
        return None
    local = at.astimezone(zone)
    clock = local.time()
    over_midnight = limits.quiet_from > limits.quiet_to
    inside = (
        (clock >= limits.quiet_from or clock < limits.quiet_to)
        if over_midnight
        else limits.quiet_from <= clock < limits.quiet_to
    )
    if not inside:
        return None
    day = local.date() + timedelta(days=1 if over_midnight and clock >= limits.quiet_from else 0)
    end = datetime.combine(day, limits.quiet_to, tzinfo=zone).astimezone(UTC)
    if end <= at:
        end = datetime.combine(day, limits.quiet_to.replace(fold=1), tzinfo=zone).astimezone(UTC)
    return end.astimezone(zone)
