"""The hour alone that words name, for whoever knows the day of it by other means."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import Hour
from motbot.due_times import DueReader


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("We need it by three, please", Hour(at=time(3), words="three", twelve_hours=True)),
        ("the demo is tomorrow at 3:30 pm", Hour(at=time(15, 30), words="3:30 pm")),
        ("call me at 4:15", Hour(at=time(4, 15), words="4:15", twelve_hours=True)),
        ("call me at 10:15", Hour(at=time(10, 15), words="10:15")),
        ("tonight at two", Hour(at=time(2), words="tonight at two", overnight=True)),
        ("明天下午３點半要用", Hour(at=time(15, 30), words="下午３點半")),
        ("三点前给我", Hour(at=time(3), words="三点", twelve_hours=True)),
        ("今晚十二点截止", Hour(at=time(0), words="晚十二点", overnight=True)),
        ("Friday", None),
        ("in two hours", None),
        ("周五前", None),
    ],
)
def test_the_hour_is_told_with_its_words_and_what_they_leave_open(
    reader: DueReader, text: str, hour: Hour | None
) -> None:
    found = reader.hour(text)
    assert found == hour
    assert found is None or found.words in text


@pytest.mark.parametrize("text", ["by three", "三点"])
def test_a_lone_hour_of_the_office_is_meant_in_the_afternoon_and_at_night_the_one_to_come(
    reader: DueReader, text: str
) -> None:
    hour = reader.hour(text)
    assert hour is not None
    assert hour.of_day(is_today=True, now=time(10), earliest=7) == time(15)
    assert hour.of_day(is_today=False, now=time(1), earliest=7) == time(15)
    assert hour.of_day(is_today=True, now=time(1), earliest=7) == time(3)


@pytest.mark.parametrize("phrase", ["tonight at 2", "今晚两点"])
@pytest.mark.parametrize(("said", "day"), [(1, 8), (3, 9), (22, 9)])
def test_in_the_small_hours_an_hour_of_tonight_is_the_next_one(
    reader: DueReader, phrase: str, said: int, day: int
) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    found = reader.resolve(phrase, said_at=datetime(2026, 4, 8, said, tzinfo=zone), zone=zone)
    assert found.at == datetime(2026, 4, day, 2, tzinfo=zone)
