"""An agent is reminded in time and awake: at the instants of a table, whatever the clocks do meanwhile."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.keeping import reminder_at
from motbot.domain.policy import Keeping, Limits
from motbot.domain.urgency import end_of_quiet

NEW_YORK = "America/New_York"
LONDON = "Europe/London"
KOLKATA = "Asia/Kolkata"
KATHMANDU = "Asia/Kathmandu"
SHANGHAI = "Asia/Shanghai"
LORD_HOWE = "Australia/Lord_Howe"
APIA = "Pacific/Apia"
ZONES = (NEW_YORK, LONDON, KOLKATA, KATHMANDU, SHANGHAI, LORD_HOWE, APIA)
NIGHT, NEVER = "20:00-08:00", "00:00-00:00"

# zone and quiet hours of the agent, tracked (UTC), due (UTC), reminder (UTC) or "" for none
REMINDERS = [
    # no quiet hours: a quarter of the time left, between fifteen minutes (half of a short time) and four hours
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T02:01", ""),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T02:01:59", ""),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T02:02", "2026-07-01T02:01"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T02:10", "2026-07-01T02:05"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T02:20", "2026-07-01T02:10"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T02:30", "2026-07-01T02:15"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T02:40", "2026-07-01T02:25"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T03:00", "2026-07-01T02:45"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T04:00", "2026-07-01T03:30"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T10:00", "2026-07-01T08:00"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T18:00", "2026-07-01T14:00"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-02T02:00", "2026-07-01T22:00"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-31T02:00", "2026-07-30T22:00"),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-07-01T02:00", ""),
    (SHANGHAI, NEVER, "2026-07-01T02:00", "2026-06-30T02:00", ""),
    # quiet hours over midnight: after them, else before them, else where it is
    (SHANGHAI, NIGHT, "2026-07-01T02:00", "2026-07-01T10:00", "2026-07-01T08:00"),
    (SHANGHAI, NIGHT, "2026-07-01T02:00", "2026-07-02T02:00", "2026-07-02T00:00"),
    (SHANGHAI, NIGHT, "2026-07-01T02:00", "2026-07-02T00:15", "2026-07-02T00:00"),
    (SHANGHAI, NIGHT, "2026-07-01T02:00", "2026-07-02T00:14", "2026-07-01T11:45"),
    (SHANGHAI, NIGHT, "2026-07-01T02:00", "2026-07-02T00:00", "2026-07-01T11:45"),
    (SHANGHAI, NIGHT, "2026-07-01T02:00", "2026-07-01T13:00", "2026-07-01T10:15"),
    (SHANGHAI, NIGHT, "2026-07-01T02:00", "2026-07-01T12:00", "2026-07-01T09:30"),
    (SHANGHAI, NIGHT, "2026-07-01T11:50", "2026-07-01T23:00", "2026-07-01T11:55"),
    (SHANGHAI, NIGHT, "2026-07-01T11:50", "2026-07-02T01:00", "2026-07-02T00:00"),
    (SHANGHAI, NIGHT, "2026-07-01T12:00", "2026-07-01T16:00", "2026-07-01T15:00"),
    (SHANGHAI, NIGHT, "2026-07-01T13:00", "2026-07-01T13:40", "2026-07-01T13:25"),
    (SHANGHAI, NIGHT, "2026-07-01T13:00", "2026-07-02T00:30", "2026-07-02T00:00"),
    (SHANGHAI, NIGHT, "2026-07-01T23:50", "2026-07-02T00:10", "2026-07-02T00:00"),
    (SHANGHAI, NIGHT, "2026-07-01T11:58", "2026-07-01T12:20", "2026-07-01T11:59"),
    # quiet hours within a day
    (SHANGHAI, "12:00-14:00", "2026-07-01T02:00", "2026-07-01T06:30", "2026-07-01T06:00"),
    (SHANGHAI, "12:00-14:00", "2026-07-01T02:00", "2026-07-01T05:00", "2026-07-01T03:45"),
    (SHANGHAI, "18:00-00:00", "2026-07-01T09:00", "2026-07-01T17:00", "2026-07-01T16:00"),
    (SHANGHAI, "00:00-07:00", "2026-07-01T12:00", "2026-07-01T22:00", "2026-07-01T15:45"),
    # zones with half and quarter hours
    (KOLKATA, NIGHT, "2026-07-01T06:00", "2026-07-01T14:30", "2026-07-01T12:22:30"),
    (KOLKATA, NIGHT, "2026-07-01T06:00", "2026-07-01T15:30", "2026-07-01T13:07:30"),
    (KOLKATA, NIGHT, "2026-07-01T06:00", "2026-07-02T03:30", "2026-07-02T02:30"),
    (KOLKATA, NIGHT, "2026-07-01T06:00", "2026-07-02T02:44", "2026-07-01T14:15"),
    (KATHMANDU, NIGHT, "2026-07-01T06:00", "2026-07-02T02:30", "2026-07-02T02:15"),
    (KATHMANDU, NIGHT, "2026-07-01T06:00", "2026-07-02T02:29", "2026-07-01T14:00"),
    (KATHMANDU, NIGHT, "2026-07-01T06:00", "2026-07-01T18:15", "2026-07-01T14:00"),
    # New York: clocks go forward on 8 March at 07:00 UTC
    (NEW_YORK, NIGHT, "2026-03-07T15:00", "2026-03-08T14:00", "2026-03-08T12:00"),
    (NEW_YORK, NIGHT, "2026-03-07T15:00", "2026-03-08T12:15", "2026-03-08T12:00"),
    (NEW_YORK, NIGHT, "2026-03-07T15:00", "2026-03-08T12:14", "2026-03-08T00:45"),
    (NEW_YORK, NEVER, "2026-03-08T05:00", "2026-03-08T13:00", "2026-03-08T11:00"),
    (NEW_YORK, NEVER, "2026-03-08T06:45", "2026-03-08T07:15", "2026-03-08T07:00"),
    # ... and back on 1 November at 06:00 UTC
    (NEW_YORK, NIGHT, "2026-10-31T15:00", "2026-11-01T14:00", "2026-11-01T13:00"),
    (NEW_YORK, NIGHT, "2026-10-31T15:00", "2026-11-01T13:15", "2026-11-01T13:00"),
    (NEW_YORK, NIGHT, "2026-10-31T15:00", "2026-11-01T13:14", "2026-10-31T23:45"),
    (NEW_YORK, NEVER, "2026-11-01T05:30", "2026-11-01T06:30", "2026-11-01T06:15"),
    (NEW_YORK, "22:00-01:30", "2026-10-31T20:00", "2026-11-01T06:10", "2026-11-01T05:30"),
    # an end that the clock skips, a beginning that it skips or repeats
    (NEW_YORK, "22:00-01:30", "2026-10-31T20:00", "2026-11-01T06:50", "2026-11-01T05:30"),
    (NEW_YORK, "22:00-02:30", "2026-03-07T20:00", "2026-03-08T07:45", "2026-03-08T07:30"),
    (NEW_YORK, "22:00-02:30", "2026-03-07T20:00", "2026-03-08T07:40", "2026-03-08T02:45"),
    (NEW_YORK, "02:30-05:00", "2026-03-08T00:00", "2026-03-08T08:00", "2026-03-08T06:00"),
    (NEW_YORK, "01:30-05:00", "2026-11-01T00:00", "2026-11-01T08:00", "2026-11-01T06:00"),
    # London: 29 March and 25 October at 01:00 UTC
    (LONDON, NIGHT, "2026-03-28T12:00", "2026-03-29T08:00", "2026-03-29T07:00"),
    (LONDON, NIGHT, "2026-03-28T12:00", "2026-03-29T07:15", "2026-03-29T07:00"),
    (LONDON, NIGHT, "2026-03-28T12:00", "2026-03-29T07:14", "2026-03-28T19:45"),
    (LONDON, NIGHT, "2026-03-28T12:00", "2026-03-29T01:30", "2026-03-28T19:45"),
    (LONDON, NIGHT, "2026-10-24T12:00", "2026-10-25T09:00", "2026-10-25T08:00"),
    (LONDON, NIGHT, "2026-10-24T12:00", "2026-10-25T08:15", "2026-10-25T08:00"),
    (LONDON, NIGHT, "2026-10-24T12:00", "2026-10-25T08:14", "2026-10-24T18:45"),
    (LONDON, "01:15-06:00", "2026-10-24T22:00", "2026-10-25T03:00", "2026-10-25T01:00"),
    # leap day, and the turn of the year
    (LONDON, NIGHT, "2028-02-28T12:00", "2028-02-29T09:00", "2028-02-29T08:00"),
    (LONDON, NIGHT, "2028-02-29T12:00", "2028-03-01T09:00", "2028-03-01T08:00"),
    (LONDON, NIGHT, "2028-02-29T12:00", "2028-02-29T23:59", "2028-02-29T19:45"),
    (LONDON, NEVER, "2028-02-28T12:00", "2028-02-29T12:00", "2028-02-29T08:00"),
    (LONDON, NIGHT, "2026-12-31T12:00", "2027-01-01T09:00", "2027-01-01T08:00"),
    # Lord Howe changes by half an hour: 4 April at 15:00 UTC, 3 October at 15:30 UTC
    (LORD_HOWE, NIGHT, "2026-04-04T02:00", "2026-04-04T22:00", "2026-04-04T21:30"),
    (LORD_HOWE, NIGHT, "2026-04-04T02:00", "2026-04-04T21:45", "2026-04-04T21:30"),
    (LORD_HOWE, NIGHT, "2026-04-04T02:00", "2026-04-04T21:44", "2026-04-04T08:45"),
    (LORD_HOWE, NIGHT, "2026-10-03T02:00", "2026-10-03T22:00", "2026-10-03T21:00"),
    (LORD_HOWE, NIGHT, "2026-10-03T02:00", "2026-10-03T21:15", "2026-10-03T21:00"),
    (LORD_HOWE, NIGHT, "2026-10-03T02:00", "2026-10-03T21:14", "2026-10-03T09:15"),
    (LORD_HOWE, "22:00-02:15", "2026-10-03T05:00", "2026-10-03T16:00", "2026-10-03T15:45"),
    (LORD_HOWE, "22:00-01:45", "2026-04-04T05:00", "2026-04-04T15:30", "2026-04-04T14:45"),
    (LORD_HOWE, NEVER, "2026-04-04T14:30", "2026-04-04T15:30", "2026-04-04T15:15"),
    # Apia had no 30 December 2011
    (APIA, NIGHT, "2026-07-01T00:00", "2026-07-01T20:00", "2026-07-01T19:00"),
    (APIA, NIGHT, "2026-07-01T00:00", "2026-07-01T08:00", "2026-07-01T06:00"),
    (APIA, NIGHT, "2011-12-30T01:00", "2011-12-30T19:00", "2011-12-30T18:00"),
    (APIA, NIGHT, "2011-12-30T01:00", "2011-12-30T18:14", "2011-12-30T05:45"),
    (APIA, NIGHT, "2011-12-30T01:00", "2011-12-30T12:00", "2011-12-30T05:45"),
    (APIA, NEVER, "2011-12-30T09:00", "2011-12-30T11:00", "2011-12-30T10:30"),
    (APIA, NIGHT, "2011-12-29T01:00", "2011-12-31T00:00", "2011-12-30T20:00"),
]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def limits(hours: str) -> Limits:
    quiet_from, quiet_to = map(time.fromisoformat, hours.split("-"))
    return Limits(quiet_from=quiet_from, quiet_to=quiet_to)


@pytest.mark.parametrize(("zone", "hours", "since", "due", "reminder"), REMINDERS)
def test_a_reminder_comes_at_the_instant_of_the_table(
    zone: str, hours: str, since: str, due: str, reminder: str
) -> None:
    found = reminder_at(
        instant(due), since=instant(since), zone=ZoneInfo(zone), keeping=Keeping(), limits=limits(hours)
    )

    assert found == (instant(reminder) if reminder else None)


def test_the_settings_decide_the_share_and_its_bounds() -> None:
    keeping = Keeping(remind_share=0.5, remind_least=timedelta(hours=1), remind_most=timedelta(hours=3))
    morning = instant("2026-07-01T00:00")

    def lead(hours: float) -> timedelta:
        due = morning + timedelta(hours=hours)
        at = reminder_at(due, since=morning, zone=ZoneInfo("UTC"), keeping=keeping, limits=limits(NEVER))
        assert at is not None
        return due - at

    assert [lead(hours) for hours in (1, 2, 4, 6, 20)] == [timedelta(hours=hours) for hours in (0.5, 1, 2, 3, 3)]


def test_due_times_of_other_zones_are_the_same_instants() -> None:
    since, due = instant("2026-10-31T15:00"), instant("2026-11-01T06:30")
    told = [
        reminder_at(
            due.astimezone(ZoneInfo(zone)),
            since=since.astimezone(ZoneInfo(other)),
            zone=ZoneInfo(NEW_YORK),
            keeping=Keeping(),
            limits=limits(NIGHT),
        )
        for zone in ZONES
        for other in ZONES
    ]

    assert set(told) == {instant("2026-10-31T23:45")}


@settings(deadline=None, max_examples=400)
@given(
    near=st.sampled_from(
        ["2026-03-08T07:00", "2026-11-01T06:00", "2026-03-29T01:00", "2026-10-25T01:00", "2026-04-04T15:00",
         "2026-10-03T15:30", "2011-12-30T10:00", "2028-02-29T12:00"]
    ),
    minutes=st.integers(-3000, 3000),
    length=st.integers(1, 5000),
    zone=st.sampled_from(ZONES),
    hours=st.sampled_from([NIGHT, NEVER, "22:00-01:30", "22:00-02:15", "01:15-05:00", "12:00-14:00", "08:15-08:00"]),
)  # fmt: skip
def test_a_reminder_lies_between_tracking_and_due_and_in_quiet_hours_only_where_no_other_time_is_left(
    near: str, minutes: int, length: int, zone: str, hours: str
) -> None:
    since = instant(near) + timedelta(minutes=minutes)
    due = since + timedelta(minutes=length)

    found = reminder_at(due, since=since, zone=ZoneInfo(zone), keeping=Keeping(), limits=limits(hours))

    assert (found is None) == (length < 2)
    if found is not None:
        assert since < found < due
        end = end_of_quiet(found, ZoneInfo(zone), limits(hours))
        if end is not None:
            least = min(timedelta(minutes=15), (due - since) / 2)
            assert due - end.astimezone(UTC) < least
            # It began before the promise was tracked, or the hours awake before it were too few to be used.
            assert end_of_quiet(since, ZoneInfo(zone), limits(hours)) is not None or hours == "08:15-08:00"
