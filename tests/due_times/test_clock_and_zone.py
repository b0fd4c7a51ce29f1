"""Due times in zones whose clocks change, against arithmetic that shares nothing with the grammar."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import DueConventions
from motbot.due_times import DueReader

MINUTE = timedelta(minutes=1)
NIGHTS = {
    "America/New_York": ["2026-03-07", "2026-10-31", "2028-02-28", "2026-12-31"],
    "Europe/London": ["2026-03-28", "2026-10-24", "2028-02-28", "2026-12-31"],
    "Asia/Kolkata": ["2026-03-28", "2028-02-28", "2026-12-31"],
    "Australia/Lord_Howe": ["2026-04-04", "2026-10-03", "2028-02-28", "2026-12-31"],
    "Asia/Kathmandu": ["2026-03-28", "2028-02-28", "2026-12-31"],
    "Pacific/Apia": ["2011-12-29", "2011-04-01", "2011-09-23", "2028-02-28", "2026-12-31"],
    "Asia/Shanghai": ["2026-03-28", "2028-02-28", "2026-12-31", "1991-04-13"],
}
"""Days before the clocks change, before a leap day, and at the end of a year."""
WALLS = ["00:15", "01:30", "01:45", "02:10", "02:30", "03:00", "09:05", "18:00", "23:59"]


def wall_to_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The last minute of the world at which the clocks of the zone show this; else as if nobody had moved them."""
    naive = wall.replace(tzinfo=UTC)
    shown = [naive + MINUTE * step for step in range(-15 * 60, 13 * 60)]
    fitting = [one for one in shown if one.astimezone(zone).replace(tzinfo=None) == wall]
    if fitting:
        return max(fitting)
    before = next(one for one in shown if one.astimezone(zone).replace(tzinfo=None) > wall) - MINUTE
    return before + (wall - before.astimezone(zone).replace(tzinfo=None))


def cases() -> Iterator[tuple[str, str, datetime, datetime]]:
    for name, evenings in NIGHTS.items():
        zone = ZoneInfo(name)
        for evening in evenings:
            said = wall_to_instant(datetime.fromisoformat(f"{evening}T20:40"), zone)
            tomorrow = datetime.fromisoformat(evening) + timedelta(days=1)
            for wall in WALLS:
                hour, minute = map(int, wall.split(":"))
                at = wall_to_instant(tomorrow.replace(hour=hour, minute=minute), zone)
                half = "am" if hour < 12 else "pm"
                yield name, f"by {(hour - 1) % 12 + 1}:{minute:02}{half} tomorrow", said, at
                if hour >= 12 or wall.startswith("0"):
                    yield name, f"明天{wall}前", said, at
            for hours in (3, 6, 24):
                yield name, f"in {hours} hours", said, said + timedelta(hours=hours)
                yield name, f"{hours}小时内", said, said + timedelta(hours=hours)
            for days in (1, 2, 7):
                walls = datetime.fromisoformat(f"{evening}T20:40") + timedelta(days=days)
                yield name, f"{days}天内", said, wall_to_instant(walls, zone)


@pytest.mark.parametrize(("name", "phrase", "said_at", "expected"), list(cases()))
def test_a_wall_time_or_a_length_of_time_is_met_to_the_second_and_never_early(
    reader: DueReader, name: str, phrase: str, said_at: datetime, expected: datetime
) -> None:
    zone = ZoneInfo(name)

    found = reader.resolve(phrase, said_at=said_at.astimezone(zone), zone=zone).at

    assert found is not None
    assert found.timestamp() == expected.timestamp()
    assert found.utcoffset() == expected.astimezone(zone).utcoffset()


def test_the_table_holds_more_than_two_hundred_cases() -> None:
    assert len(list(cases())) > 200


def test_days_are_counted_on_the_speakers_calendar_where_another_clock_is_named(reader: DueReader) -> None:
    sydney = ZoneInfo("Australia/Sydney")
    said_at = datetime(2026, 8, 20, 8, 0, tzinfo=sydney)

    found = reader.resolve("today 17:00 London time", said_at=said_at, zone=sydney)

    assert found.at == datetime(2026, 8, 20, 17, 0, tzinfo=ZoneInfo("Europe/London"))


def test_the_other_clocks_calendar_counts_where_the_speakers_day_is_over_there(reader: DueReader) -> None:
    new_york = ZoneInfo("America/New_York")
    said_at = datetime(2026, 8, 19, 19, 0, tzinfo=new_york)

    found = reader.resolve("today 5pm Tokyo time", said_at=said_at, zone=new_york)

    assert found.at == datetime(2026, 8, 20, 17, 0, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_business_hours_and_holidays_follow_the_teams_conventions() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    thursday = datetime(2026, 9, 24, 16, 0, tzinfo=zone)
    conventions = DueConventions(
        holidays=frozenset({datetime(2026, 9, 25, tzinfo=zone).date()}),
        extra_workdays=frozenset({datetime(2026, 9, 27, tzinfo=zone).date()}),
    )
    reader = DueReader(conventions=conventions)

    assert reader.resolve("一个工作日内", said_at=thursday, zone=zone).at == datetime(2026, 9, 27, 18, 0, tzinfo=zone)
    assert reader.resolve("in 3 business hours", said_at=thursday, zone=zone).at == datetime(
        2026, 9, 27, 10, 0, tzinfo=zone
    )
