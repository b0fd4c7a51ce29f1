"""Hours in a customer's words: in digits or in words, and never a number that only counts."""

from datetime import datetime

import pytest

from motbot.playbook import Playbook
from motbot.ports.due_times import DueTimes
from tests.playbook.talks import MORNING, ZONE, assess, says


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("my board meets at three", "08T15:00"),
        ("I need it by three", "08T15:00"),
        ("before four, please", "08T16:00"),
        ("at half past two", "08T14:30"),
        ("by half two", "08T14:30"),
        ("quarter to four", "08T15:45"),
        ("at ten to three", "08T14:50"),
        ("three o'clock sharp", "08T15:00"),
        ("three pm", "08T15:00"),
        ("at three in the afternoon", "08T15:00"),
        ("the party is at three and nobody is here", "08T15:00"),
        ("by three tomorrow", "09T15:00"),
        ("tomorrow at eight", "09T08:00"),
        ("by 3:30", "08T15:30"),
        ("by 14.30", "08T14:30"),
        ("at eleven", "08T11:00"),
        ("until twelve", "08T12:00"),
        ("三点前", "08T15:00"),
        ("两点半", "08T14:30"),
        ("三点一刻", "08T15:15"),
        ("差一刻三点", "08T14:45"),
        ("三点四十五分", "08T15:45"),
        ("一点前", "08T13:00"),
        ("十五点前", "08T15:00"),
        ("明天三点", "09T15:00"),
        ("明天早上八点", "09T08:00"),
        ("今晚八点半", "08T20:30"),
        ("截止时间：三点", "08T15:00"),
        ("by midnight", "09T00:00"),
        ("by about three", "08T15:00"),
        ("around 3pm", "08T15:00"),
        ("around three tomorrow", "09T15:00"),
        ("tonight at eight", "08T20:00"),
        ("the driver comes at 6 instead", "08T18:00"),
        ("今晚十二点前", "09T00:00"),
        ("今晚12点前", "09T00:00"),
        ("今晚两点前", "09T02:00"),
        ("晚8点前", "08T20:00"),
        ("差五分六点", "08T17:55"),
        ("四點零五分", "08T16:05"),
    ],
)
def test_an_hour_is_the_next_one_of_the_office(playbook: Playbook, text: str, at: str) -> None:
    found = playbook.first_look.reader.times.named(text, at=MORNING, zone=ZONE)
    assert found is not None
    assert (found.at, found.to_the_minute) == (datetime.fromisoformat(f"2026-04-{at}").replace(tzinfo=ZONE), True)


def test_at_night_an_hour_to_come_is_meant(playbook: Playbook) -> None:
    night = MORNING.replace(hour=1)
    found = playbook.first_look.reader.times.named("it goes live at three", at=night, zone=ZONE)
    assert found is not None
    assert found.at == night.replace(hour=3)


@pytest.mark.parametrize(
    "text",
    [
        "three chairs",
        "we need them by three people",
        "at three sites",
        "before two weeks are over",
        "one by one",
        "raise our limit by three",
        "we are short by two",
        "look at one",
        "at least three",
        "between three and five people",
        "cut it by three and a half",
        "the Apartments at One on Center",
        "version 2.10",
        "page 3.15",
        "at three percent",
        "我有三点要求",
        "以下三点：",
        "这三点",
        "第三点",
        "有一点贵",
        "快一点",
        "早点",
        "几点",
        "三把椅子",
        "open 10:00-18:00",
        "We need about five.",
        "We have room for around 20, thanks",
        "There are about 12 and they all wait",
        "营业时间是 9:30～22:00",
        "周一至周日 10:30-15:30",
    ],
)
def test_a_number_that_counts_is_no_hour(due_times: DueTimes, text: str) -> None:
    assert due_times.hour(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "My order has not arrived and the party is at three.",
        "Our parcel is still not here, we need it by half past two",
        "快递还没到，我们三点要用",
    ],
)
async def test_an_hour_that_was_said_is_not_asked_for(playbook: Playbook, text: str) -> None:
    found = await assess(playbook, says(text))
    assert found.is_moment
    assert not any("when" in one or "什么时候" in one for one in found.explore_questions)


@pytest.mark.parametrize("text", ["The lift is stuck, we open tonight at 2", "电梯卡住了，今晚两点前要修好"])
@pytest.mark.parametrize(("said", "day"), [(1, 8), (3, 9), (22, 9)])
def test_in_the_small_hours_an_hour_of_the_night_to_come_is_the_next_one(
    playbook: Playbook, text: str, said: int, day: int
) -> None:
    found = playbook.first_look.reader.times.named(text, at=MORNING.replace(hour=said), zone=ZONE)
    assert found is not None
    assert found.at == MORNING.replace(day=day, hour=2)
