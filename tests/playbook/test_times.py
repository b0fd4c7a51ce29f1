"""Rough times in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.playbook import Playbook
from motbot.playbook.times import Named
from tests.playbook.talks import MORNING, ZONE


def named(playbook: Playbook, text: str) -> Named | None:
    return playbook.first_look.reader.times.named(text, at=MORNING, zone=ZONE)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("by 3pm", "2026-04-08T15:00"),
        ("before 11:30", "2026-04-08T11:30"),
        ("tomorrow at 9am", "2026-04-09T09:00"),
        ("by Friday", "2026-04-10T18:00"),
        ("on Monday", "2026-04-13T18:00"),
        ("by end of day", "2026-04-08T18:00"),
        ("in two hours", "2026-04-08T12:00"),
        ("within 30 minutes", "2026-04-08T10:30"),
        ("in half an hour", "2026-04-08T10:30"),
        ("on 20 April", "2026-04-20T18:00"),
        ("May 3rd", "2026-05-03T18:00"),
        ("next week", "2026-04-17T18:00"),
        ("by the end of the month", "2026-04-30T18:00"),
        ("下午三点前", "2026-04-08T15:00"),
        ("明天上午", "2026-04-09T12:00"),
        ("周五前", "2026-04-10T18:00"),
        ("下周一", "2026-04-13T18:00"),
        ("半小时后", "2026-04-08T10:30"),
        ("两小时内", "2026-04-08T12:00"),
        ("4 月 20 日", "2026-04-20T18:00"),
        ("下班前", "2026-04-08T18:00"),
        ("今晚 8 点", "2026-04-08T20:00"),
        ("at 03:00 UTC tomorrow", "2026-04-09T11:00"),
    ],
)
def test_a_time_to_come_is_found(playbook: Playbook, text: str, at: str) -> None:
    found = named(playbook, text)
    assert found is not None
    assert found.at == datetime.fromisoformat(at).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    "text", ["", "at 9:15", "a score of 4.5", "有一点贵", "ratio 16:9", "may I ask", "32 月 40 日", "version 2.10"]
)
def test_what_is_past_or_no_time_is_none(playbook: Playbook, text: str) -> None:
    assert named(playbook, text) is None


def test_a_named_zone_counts_and_not_the_channels(playbook: Playbook) -> None:
    found = named(playbook, "by 14:00 Beijing time")
    assert found is not None
    assert found.at == datetime(2026, 4, 8, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
