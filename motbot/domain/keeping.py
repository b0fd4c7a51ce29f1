"""When an agent is reminded of a promise: a share of the time left, bounded, and outside their quiet hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.policy import Keeping, Limits
from motbot.domain.urgency import end_of_quiet

SHORTEST = timedelta(minutes=2)
"""A promise that is due sooner than this is still in its agent's mind."""


def reminder_at(due: datetime, *, since: datetime, zone: ZoneInfo, keeping: Keeping, limits: Limits) -> datetime | None:
    """When to remind of what is due, reckoned from `since`; in UTC, after `since` and before `due`.

    What would come in the quiet hours of `zone`, the agent's own, comes at their end where that leaves time enough,
    else so long before they begin that the agent can still do it, else where it is: somebody who promises something in
    the night for the same night is at work. So a reminder's time stands, whatever the hour when it has come.

    Returns:
        None where so little time is left that a reminder only disturbs.
    """
    due, since = due.astimezone(UTC), since.astimezone(UTC)
    left = due - since
    if left < SHORTEST:
        return None
    least = min(keeping.remind_least, left / 2)
    at = due - min(max(left * keeping.remind_share, least), max(keeping.remind_most, least))
    return _outside_quiet(at, due=due, since=since, zone=zone, limits=limits, least=least)


def _outside_quiet(
    at: datetime, *, due: datetime, since: datetime, zone: ZoneInfo, limits: Limits, least: timedelta
) -> datetime:
    end = end_of_quiet(at, zone, limits)
    if end is None:
        return at
    awake = end.astimezone(UTC)
    if due - awake >= least:
        return awake
    begin = _beginning_of_quiet(at, zone, limits)
    # Not at the very beginning: what comes then is in the quiet hours already, and nothing could be done about it.
    before = begin - min(least, (begin - since) / 2)
    return before if begin > since and end_of_quiet(before, zone, limits) is None else at


def _beginning_of_quiet(at: datetime, zone: ZoneInfo, limits: Limits) -> datetime:
    """When the quiet hours that `at` lies in began, in UTC.

    Where a clock change makes the hour happen twice, the later one that is not after `at`; where it skips the hour, at
    most as much earlier as the clock jumped.
    """
    local = at.astimezone(zone)
    day = local.date() - timedelta(days=0 if local.time() >= limits.quiet_from else 1)
    both = (datetime.combine(day, limits.quiet_from.replace(fold=fold), tzinfo=zone).astimezone(UTC) for fold in (0, 1))
    return max(begin for begin in both if begin <= at)
