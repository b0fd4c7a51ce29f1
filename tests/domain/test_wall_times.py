"""An hour chosen on an agent's own clock is the instant they mean, never one before it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.errors import BadInput
from motbot.domain.wall_times import instant_of


@pytest.mark.parametrize(
    ("wall", "zone", "expected"),
    [
        ("2026-11-21T15:00", "Europe/Berlin", "2026-11-21T15:00:00+01:00"),
        ("2026-07-21T15:00", "Europe/Berlin", "2026-07-21T15:00:00+02:00"),
        ("2026-11-21T15:00", "Asia/Kolkata", "2026-11-21T15:00:00+05:30"),
        ("2026-11-21T15:00", "Asia/Kathmandu", "2026-11-21T15:00:00+05:45"),
        ("2026-11-21T15:00", "Asia/Shanghai", "2026-11-21T15:00:00+08:00"),
        ("2028-02-29T23:59", "Pacific/Apia", "2028-02-29T23:59:00+13:00"),
        # skipped hours come as much later as the clock jumps
        ("2026-03-08T02:30", "America/New_York", "2026-03-08T03:30:00-04:00"),
        ("2026-03-29T01:30", "Europe/London", "2026-03-29T02:30:00+01:00"),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-04T02:45:00+11:00"),
        # the first of two
        ("2026-11-01T01:30", "America/New_York", "2026-11-01T01:30:00-04:00"),
        ("2026-10-25T01:30", "Europe/London", "2026-10-25T01:30:00+01:00"),
        ("2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-05T01:45:00+11:00"),
        # a day that Apia left out is the next one
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-31T12:00:00+14:00"),
    ],
)
def test_the_hour_is_the_one_on_the_wall(wall: str, zone: str, expected: str) -> None:
    assert instant_of(wall, ZoneInfo(zone)).isoformat() == expected


@pytest.mark.parametrize("wall", ["", "soon", "2026-02-30T10:00", "2026-11-21T25:00", "2026-11-21T15:00+01:00"])
def test_what_is_no_local_time_is_refused(wall: str) -> None:
    with pytest.raises(BadInput, match="2026-11-21T15:00"):
        instant_of(wall, ZoneInfo("Europe/Berlin"))


def test_what_comes_back_is_the_same_instant_in_every_zone() -> None:
    assert instant_of("2026-11-21T15:00", ZoneInfo("Asia/Shanghai")) == datetime(2026, 11, 21, 7, tzinfo=UTC)
