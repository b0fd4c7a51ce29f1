"""The clock time that a reply names."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.expectation import Urgency
from motbot.domain.language import Language
from motbot.domain.policy import ReplyWithin
from motbot.domain.urgency import reply_by
from motbot.playbook.schedule import in_words, next_word
from tests.playbook.talks import ZONE

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize("now", ["2026-04-08T10:03", "2026-04-08T17:58", "2026-04-08T23:30", "2026-04-11T12:00"])
@pytest.mark.parametrize("urgency", [Urgency.LOW, Urgency.NORMAL, Urgency.HIGH, Urgency.CRITICAL])
def test_it_is_to_come_and_within_the_urgencys_window(now: str, urgency: Urgency) -> None:
    due = next_word(urgency, at(now), ZONE)
    limit = reply_by(urgency, at(now), ZONE, ReplyWithin())
    assert limit is not None
    assert at(now) < due <= limit


def test_what_can_wait_is_told_in_working_hours() -> None:
    assert next_word(Urgency.NORMAL, at("2026-04-10T23:00"), ZONE) == at("2026-04-13T10:00")


def test_what_burns_is_told_at_night_too() -> None:
    assert next_word(Urgency.CRITICAL, at("2026-04-10T23:00"), ZONE) == at("2026-04-10T23:10")


def test_a_quick_answer_comes_sooner() -> None:
    now = at("2026-04-08T10:00")
    assert next_word(Urgency.NORMAL, now, ZONE, quick=True) < next_word(Urgency.NORMAL, now, ZONE)


def test_the_words_name_the_day_where_it_is_not_today() -> None:
    now = datetime(2026, 6, 9, 13, 0, tzinfo=LONDON)
    later = datetime(2026, 6, 12, 10, 0, tzinfo=LONDON)
    assert in_words(now.replace(hour=15), now, LONDON, Language.EN) == "15:00 BST"
    assert in_words(now.replace(day=10), now, LONDON, Language.EN) == "13:00 BST tomorrow"
    assert in_words(later, now, LONDON, Language.EN) == "10:00 BST on Friday, 12 June"
    assert in_words(later, now, LONDON, Language.ZH) == "周五（6 月 12 日）10:00（BST）"


def test_a_zone_name_with_two_meanings_gives_way_to_the_distance_from_utc() -> None:
    assert in_words(at("2026-04-08T15:00"), at("2026-04-08T10:00"), ZONE, Language.EN) == "15:00 UTC+08"
    assert in_words(at("2026-04-08T15:00"), at("2026-04-08T10:00"), ZONE, Language.ZH) == "今天 15:00"
