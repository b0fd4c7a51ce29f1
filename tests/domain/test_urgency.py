"""When a reply is due and when quiet hours end: expected instants by hand, across weekends and clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.expectation import Urgency
from motbot.domain.policy import Limits, ReplyWithin
from motbot.domain.urgency import end_of_quiet, reply_by

NEW_YORK = "America/New_York"
LONDON = "Europe/London"
KOLKATA = "Asia/Kolkata"
KATHMANDU = "Asia/Kathmandu"
SHANGHAI = "Asia/Shanghai"
LORD_HOWE = "Australia/Lord_Howe"
APIA = "Pacific/Apia"
ZONES = (NEW_YORK, LONDON, KOLKATA, KATHMANDU, SHANGHAI, LORD_HOWE, APIA, "UTC")
LEVELS = (Urgency.CRITICAL, Urgency.HIGH, Urgency.NORMAL, Urgency.LOW)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# ---- reply by: zone, urgency, written (UTC), due (UTC)

REPLY_BY = [
    # an ordinary working week
    (SHANGHAI, "critical", "2026-07-01T02:00", "2026-07-01T02:10"),
    (SHANGHAI, "high", "2026-07-01T02:00", "2026-07-01T03:00"),
    (SHANGHAI, "normal", "2026-07-01T02:00", "2026-07-01T10:00"),
    (SHANGHAI, "low", "2026-07-01T02:00", "2026-07-02T10:00"),
    # the end of the day belongs to the next one
    (KOLKATA, "normal", "2026-07-01T12:29:59", "2026-07-01T12:30"),
    (KOLKATA, "normal", "2026-07-01T12:30", "2026-07-02T12:30"),
    (KATHMANDU, "normal", "2026-07-01T12:14:59", "2026-07-01T12:15"),
    (KATHMANDU, "normal", "2026-07-01T12:15", "2026-07-02T12:15"),
    (KATHMANDU, "low", "2026-07-01T12:00", "2026-07-02T12:15"),
    # after hours and weekends: the next working day counts as the day it was written
    (SHANGHAI, "normal", "2026-07-03T11:00", "2026-07-06T10:00"),
    (SHANGHAI, "low", "2026-07-03T09:00", "2026-07-06T10:00"),
    (SHANGHAI, "low", "2026-07-03T11:00", "2026-07-07T10:00"),
    (SHANGHAI, "normal", "2026-07-04T04:00", "2026-07-06T10:00"),
    (SHANGHAI, "low", "2026-07-04T04:00", "2026-07-07T10:00"),
    (SHANGHAI, "normal", "2026-07-05T15:59", "2026-07-06T10:00"),
    (SHANGHAI, "critical", "2026-07-04T20:00", "2026-07-04T20:10"),
    (SHANGHAI, "high", "2026-07-04T20:00", "2026-07-04T21:00"),
    # the day is the channel's, not UTC's: Sunday evening here is Monday morning there
    (SHANGHAI, "normal", "2026-07-05T16:00", "2026-07-06T10:00"),
    (SHANGHAI, "low", "2026-07-05T16:00", "2026-07-07T10:00"),
    (NEW_YORK, "normal", "2026-07-04T02:00", "2026-07-06T22:00"),
    (APIA, "normal", "2026-07-01T00:00", "2026-07-01T05:00"),
    (APIA, "low", "2026-07-01T06:00", "2026-07-03T05:00"),
    # leap day and the turn of the year
    (SHANGHAI, "normal", "2028-02-28T11:00", "2028-02-29T10:00"),
    (SHANGHAI, "low", "2028-02-29T01:00", "2028-03-01T10:00"),
    (SHANGHAI, "low", "2026-12-31T01:00", "2027-01-01T10:00"),
    # clocks go forward in New York on Sunday 8 March 2026 at 07:00 UTC
    (NEW_YORK, "critical", "2026-03-08T06:55", "2026-03-08T07:05"),
    (NEW_YORK, "high", "2026-03-08T06:30", "2026-03-08T07:30"),
    (NEW_YORK, "normal", "2026-03-06T15:00", "2026-03-06T23:00"),
    (NEW_YORK, "normal", "2026-03-06T23:00", "2026-03-09T22:00"),
    (NEW_YORK, "normal", "2026-03-08T07:00", "2026-03-09T22:00"),
    (NEW_YORK, "low", "2026-03-06T15:00", "2026-03-09T22:00"),
    # ... and back on Sunday 1 November at 06:00 UTC
    (NEW_YORK, "critical", "2026-11-01T05:55", "2026-11-01T06:05"),
    (NEW_YORK, "high", "2026-11-01T05:30", "2026-11-01T06:30"),
    (NEW_YORK, "normal", "2026-10-30T20:00", "2026-10-30T22:00"),
    (NEW_YORK, "low", "2026-10-30T20:00", "2026-11-02T23:00"),
    # London changes on 29 March and 25 October at 01:00 UTC
    (LONDON, "high", "2026-03-29T00:30", "2026-03-29T01:30"),
    (LONDON, "normal", "2026-03-27T12:00", "2026-03-27T18:00"),
    (LONDON, "normal", "2026-03-28T12:00", "2026-03-30T17:00"),
    (LONDON, "low", "2026-10-23T12:00", "2026-10-26T18:00"),
    # Lord Howe changes by half an hour: back on 4 April at 15:00 UTC, forward on 3 October at 15:30 UTC
    (LORD_HOWE, "high", "2026-04-04T14:45", "2026-04-04T15:45"),
    (LORD_HOWE, "normal", "2026-04-03T00:00", "2026-04-03T07:00"),
    (LORD_HOWE, "low", "2026-04-03T00:00", "2026-04-06T07:30"),
    (LORD_HOWE, "low", "2026-10-02T00:00", "2026-10-05T07:00"),
    # Apia had no 30 December 2011
    (APIA, "high", "2011-12-30T09:30", "2011-12-30T10:30"),
    (APIA, "normal", "2011-12-29T20:00", "2011-12-30T04:00"),
]


@pytest.mark.parametrize(("zone", "urgency", "written", "due"), REPLY_BY)
def test_a_reply_is_due_at_the_instant_of_the_table(zone: str, urgency: str, written: str, due: str) -> None:
    found = reply_by(Urgency(urgency), instant(written), ZoneInfo(zone), ReplyWithin())

    assert found is not None
    assert found.astimezone(UTC) == instant(due)
    assert found.tzinfo == ZoneInfo(zone)


def test_what_is_no_moment_is_due_never() -> None:
    assert reply_by(Urgency.NONE, instant("2026-07-01T02:00"), ZoneInfo("UTC"), ReplyWithin()) is None


@pytest.mark.parametrize(("urgency", "minutes"), [(Urgency.CRITICAL, 10), (Urgency.HIGH, 60)])
def test_minutes_are_real_minutes_also_when_the_message_comes_with_local_time(urgency: Urgency, minutes: int) -> None:
    before_the_gap = datetime(2026, 3, 8, 1, 55, tzinfo=ZoneInfo(NEW_YORK))

    found = reply_by(urgency, before_the_gap, ZoneInfo(NEW_YORK), ReplyWithin())

    assert found is not None
    assert found.astimezone(UTC) == instant("2026-03-08T06:55") + timedelta(minutes=minutes)


def test_an_hour_is_an_hour_also_where_the_local_clock_goes_back_in_it() -> None:
    found = reply_by(
        Urgency.HIGH, datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo(NEW_YORK)), ZoneInfo(NEW_YORK), ReplyWithin()
    )

    assert found is not None
    assert found.astimezone(UTC) == instant("2026-11-01T06:30")


def test_the_settings_decide_minutes_hours_and_working_days() -> None:
    within = ReplyWithin(
        critical=timedelta(minutes=5),
        high=timedelta(minutes=30),
        end_of_day=time(16, 30),
        workdays=frozenset({6, 0, 1, 2, 3}),
    )
    thursday_noon = instant("2026-07-02T12:00")

    found = [reply_by(level, thursday_noon, ZoneInfo("UTC"), within) for level in LEVELS]

    due = ("2026-07-02T12:05", "2026-07-02T12:30", "2026-07-02T16:30", "2026-07-05T16:30")
    assert found == [instant(text) for text in due]


@settings(deadline=None, max_examples=100)
@given(
    minutes=st.integers(0, 28 * 365 * 24 * 60),
    zone=st.sampled_from(ZONES),
)
def test_a_reply_is_always_due_later_than_the_message_on_a_working_day(minutes: int, zone: str) -> None:
    at = instant("2012-01-02T00:00") + timedelta(minutes=minutes)
    critical, high, normal, low = (reply_by(level, at, ZoneInfo(zone), ReplyWithin()) for level in LEVELS)

    assert critical is not None
    assert high is not None
    assert normal is not None
    assert low is not None
    assert at < critical.astimezone(UTC) < high.astimezone(UTC)  # within one zone Python compares wall times
    assert at < normal < low
    assert {normal.weekday(), low.weekday()} <= ReplyWithin().workdays
    assert normal.time() == low.time() == time(18, 0)


# ---- quiet hours: zone, from-to, now (UTC), end (UTC) or "" for outside

NIGHT, LATE, EARLY, NOON = "20:00-08:00", "22:00-01:30", "22:00-02:30", "12:00-14:00"
QUIET = [
    (NEW_YORK, NIGHT, "2026-03-08T00:59:59", ""),
    (NEW_YORK, NIGHT, "2026-03-08T01:00", "2026-03-08T12:00"),
    (NEW_YORK, NIGHT, "2026-03-08T04:59:59", "2026-03-08T12:00"),
    (NEW_YORK, NIGHT, "2026-03-08T05:00", "2026-03-08T12:00"),
    (NEW_YORK, NIGHT, "2026-03-08T06:59:59", "2026-03-08T12:00"),
    (NEW_YORK, NIGHT, "2026-03-08T07:00", "2026-03-08T12:00"),
    (NEW_YORK, NIGHT, "2026-03-08T11:59:59", "2026-03-08T12:00"),
    (NEW_YORK, NIGHT, "2026-03-08T12:00", ""),
    (NEW_YORK, NIGHT, "2026-03-08T23:59:59", ""),
    (NEW_YORK, NIGHT, "2026-03-09T00:00", "2026-03-09T12:00"),
    (NEW_YORK, NIGHT, "2026-10-31T23:59:59", ""),
    (NEW_YORK, NIGHT, "2026-11-01T00:00", "2026-11-01T13:00"),
    (NEW_YORK, NIGHT, "2026-11-01T05:30", "2026-11-01T13:00"),
    (NEW_YORK, NIGHT, "2026-11-01T06:30", "2026-11-01T13:00"),
    (NEW_YORK, NIGHT, "2026-11-01T12:59:59", "2026-11-01T13:00"),
    (NEW_YORK, NIGHT, "2026-11-01T13:00", ""),
    # an end that happens twice: the next one
    (NEW_YORK, LATE, "2026-11-01T05:15", "2026-11-01T05:30"),
    (NEW_YORK, LATE, "2026-11-01T05:30", ""),
    (NEW_YORK, LATE, "2026-11-01T05:59:59", ""),
    (NEW_YORK, LATE, "2026-11-01T06:00", "2026-11-01T06:30"),
    (NEW_YORK, LATE, "2026-11-01T06:29:59", "2026-11-01T06:30"),
    (NEW_YORK, LATE, "2026-11-01T06:30", ""),
    # an end that the clock skips
    (NEW_YORK, EARLY, "2026-03-08T06:30", "2026-03-08T07:30"),
    (NEW_YORK, EARLY, "2026-03-08T06:59:59", "2026-03-08T07:30"),
    (NEW_YORK, EARLY, "2026-03-08T07:00", ""),
    (NEW_YORK, EARLY, "2026-03-09T06:29", "2026-03-09T06:30"),
    # a beginning that the clock skips
    (NEW_YORK, "02:30-05:00", "2026-03-08T06:59:59", ""),
    (NEW_YORK, "02:30-05:00", "2026-03-08T07:00", "2026-03-08T09:00"),
    (LONDON, NIGHT, "2026-03-28T19:59:59", ""),
    (LONDON, NIGHT, "2026-03-28T20:00", "2026-03-29T07:00"),
    (LONDON, NIGHT, "2026-03-29T01:00", "2026-03-29T07:00"),
    (LONDON, NIGHT, "2026-03-29T07:00", ""),
    (LONDON, NIGHT, "2026-03-29T18:59:59", ""),
    (LONDON, NIGHT, "2026-03-29T19:00", "2026-03-30T07:00"),
    (LONDON, NIGHT, "2026-10-24T19:00", "2026-10-25T08:00"),
    (LONDON, NIGHT, "2026-10-25T07:30", "2026-10-25T08:00"),
    (LONDON, NIGHT, "2026-10-25T08:00", ""),
    (LONDON, LATE, "2026-10-25T00:15", "2026-10-25T00:30"),
    (LONDON, LATE, "2026-10-25T01:15", "2026-10-25T01:30"),
    (LONDON, NIGHT, "2026-12-31T22:00", "2027-01-01T08:00"),
    (LONDON, NIGHT, "2028-02-28T20:00", "2028-02-29T08:00"),
    (LONDON, NIGHT, "2028-02-29T20:00", "2028-03-01T08:00"),
    (KOLKATA, NIGHT, "2026-07-01T14:29:59", ""),
    (KOLKATA, NIGHT, "2026-07-01T14:30", "2026-07-02T02:30"),
    (KOLKATA, NIGHT, "2026-07-01T18:30", "2026-07-02T02:30"),
    (KOLKATA, NIGHT, "2026-07-02T02:29:59", "2026-07-02T02:30"),
    (KOLKATA, NIGHT, "2026-07-02T02:30", ""),
    (KATHMANDU, NIGHT, "2026-07-01T14:14:59", ""),
    (KATHMANDU, NIGHT, "2026-07-01T14:15", "2026-07-02T02:15"),
    (KATHMANDU, NIGHT, "2026-07-02T02:14:59", "2026-07-02T02:15"),
    (KATHMANDU, NIGHT, "2026-07-02T02:15", ""),
    (SHANGHAI, NIGHT, "2026-07-01T11:59:59", ""),
    (SHANGHAI, NIGHT, "2026-07-01T12:00", "2026-07-02T00:00"),
    (SHANGHAI, NIGHT, "2026-07-01T16:00", "2026-07-02T00:00"),
    (SHANGHAI, NIGHT, "2026-07-02T00:00", ""),
    (SHANGHAI, "18:00-00:00", "2026-07-01T11:00", "2026-07-01T16:00"),
    (SHANGHAI, "18:00-00:00", "2026-07-01T16:00", ""),
    (SHANGHAI, "00:00-07:00", "2026-07-01T15:59:59", ""),
    (SHANGHAI, "00:00-07:00", "2026-07-01T16:00", "2026-07-01T23:00"),
    (SHANGHAI, NOON, "2026-07-01T03:59:59", ""),
    (SHANGHAI, NOON, "2026-07-01T04:00", "2026-07-01T06:00"),
    (SHANGHAI, NOON, "2026-07-01T06:00", ""),
    (SHANGHAI, "08:00-08:00", "2026-07-01T16:00", ""),
    (SHANGHAI, "08:00-08:00", "2026-07-01T00:00", ""),
    (LORD_HOWE, NIGHT, "2026-04-04T08:59:59", ""),
    (LORD_HOWE, NIGHT, "2026-04-04T09:00", "2026-04-04T21:30"),
    (LORD_HOWE, NIGHT, "2026-04-04T21:30", ""),
    (LORD_HOWE, NIGHT, "2026-10-03T09:30", "2026-10-03T21:00"),
    (LORD_HOWE, "22:00-01:45", "2026-04-04T14:40", "2026-04-04T14:45"),
    (LORD_HOWE, "22:00-01:45", "2026-04-04T14:50", ""),
    (LORD_HOWE, "22:00-01:45", "2026-04-04T15:05", "2026-04-04T15:15"),
    (LORD_HOWE, "22:00-01:45", "2026-04-04T15:15", ""),
    (LORD_HOWE, "22:00-02:15", "2026-10-03T15:00", "2026-10-03T15:45"),
    (LORD_HOWE, "22:00-02:15", "2026-10-03T15:30", ""),
    (APIA, NIGHT, "2026-07-01T06:59:59", ""),
    (APIA, NIGHT, "2026-07-01T07:00", "2026-07-01T19:00"),
    (APIA, NIGHT, "2026-07-01T19:00", ""),
    # Apia had no 30 December 2011
    (APIA, NIGHT, "2011-12-30T07:00", "2011-12-30T18:00"),
    (APIA, NIGHT, "2011-12-30T17:59", "2011-12-30T18:00"),
    (APIA, NIGHT, "2011-12-30T18:00", ""),
]


def limits(hours: str) -> Limits:
    quiet_from, quiet_to = map(time.fromisoformat, hours.split("-"))
    return Limits(quiet_from=quiet_from, quiet_to=quiet_to)


@pytest.mark.parametrize(("zone", "hours", "now", "end"), QUIET)
def test_quiet_hours_end_at_the_instant_of_the_table(zone: str, hours: str, now: str, end: str) -> None:
    found = end_of_quiet(instant(now), ZoneInfo(zone), limits(hours))

    assert (found.astimezone(UTC) if found else None) == (instant(end) if end else None)


def test_the_end_is_told_as_the_persons_clock_shows_it() -> None:
    skipped = end_of_quiet(instant("2026-03-08T06:30"), ZoneInfo(NEW_YORK), limits(EARLY))

    assert skipped is not None
    assert skipped.isoformat() == "2026-03-08T03:30:00-04:00"


def test_quiet_hours_are_the_same_whatever_zone_the_present_is_told_in() -> None:
    now = instant("2026-11-01T06:15")

    told = [end_of_quiet(now.astimezone(ZoneInfo(zone)), ZoneInfo(NEW_YORK), limits(LATE)) for zone in ZONES]

    # In UTC, since Python compares a time that happens twice as equal to no time of another zone.
    assert {end.astimezone(UTC) for end in told if end} == {instant("2026-11-01T06:30")}


@settings(deadline=None, max_examples=250)
@given(
    near=st.sampled_from(
        ["2026-03-08T07:00", "2026-11-01T06:00", "2026-03-29T01:00", "2026-10-25T01:00", "2026-04-04T15:00",
         "2026-10-03T15:30", "2011-12-30T10:00", "2028-02-29T12:00"]
    ),
    minutes=st.integers(-2000, 2000),
    zone=st.sampled_from(ZONES),
    quiet_from=st.sampled_from([time(12), time(20), time(22, 30)]),
    quiet_to=st.sampled_from([time(0), time(1, 30), time(1, 45), time(2), time(2, 15), time(2, 30), time(8)]),
)  # fmt: skip
def test_quiet_hours_never_end_early_nor_in_the_past(
    near: str, minutes: int, zone: str, quiet_from: time, quiet_to: time
) -> None:
    at = instant(near) + timedelta(minutes=minutes)
    night = Limits(quiet_from=quiet_from, quiet_to=quiet_to)
    clock = at.astimezone(ZoneInfo(zone)).time()

    end = end_of_quiet(at, ZoneInfo(zone), night)

    assert (end is not None) == (clock >= quiet_from or clock < quiet_to)
    if end is not None:
        assert timedelta(0) < end.astimezone(UTC) - at <= timedelta(hours=24)
        assert end_of_quiet(end, ZoneInfo(zone), night) is None
