"""The clock time that a reply names."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import DueConventions
from motbot.domain.expectation import Urgency
from motbot.domain.language import Language
from motbot.domain.policy import ReplyWithin
from motbot.domain.urgency import reply_by
from motbot.playbook.schedule import in_words, next_word
from tests.playbook.talks import ZONE

LONDON = ZoneInfo("Europe/London")
OFFICE = DueConventions()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize("now", ["2026-04-08T09:00", "2026-04-08T10:03", "2026-04-08T14:31"])
@pytest.mark.parametrize("urgency", [Urgency.LOW, Urgency.NORMAL, Urgency.HIGH, Urgency.CRITICAL])
def test_in_working_hours_it_is_to_come_and_within_the_urgencys_window(now: str, urgency: Urgency) -> None:
    due = next_word(urgency, at(now), ZONE, OFFICE)
    limit = reply_by(urgency, at(now), ZONE, ReplyWithin())
    assert limit is not None
    assert at(now) < due <= limit


@pytest.mark.parametrize("urgency", [Urgency.NONE, Urgency.LOW, Urgency.NORMAL, Urgency.HIGH])
@pytest.mark.parametrize("quick", [False, True])
def test_every_time_that_is_offered_lies_in_working_hours(urgency: Urgency, *, quick: bool) -> None:
    office = DueConventions(
        start_of_work=time(8, 30),
        end_of_day=time(17, 30),
        workdays=frozenset({0, 1, 2, 3, 5}),
        holidays=frozenset({date(2026, 4, 8)}),
        extra_workdays=frozenset({date(2026, 4, 17)}),
    )
    for past in range(14 * 24):
        now = at("2026-04-06T00:52") + timedelta(hours=past)
        due = next_word(urgency, now, ZONE, office, quick=quick)
        assert due > now
        assert office.is_workday(due.date())
        assert office.start_of_work < due.time() <= office.end_of_day


def test_what_does_not_fit_into_this_day_is_told_in_the_first_hour_of_the_next_that_is_worked() -> None:
    assert next_word(Urgency.NORMAL, at("2026-04-10T23:00"), ZONE, OFFICE) == at("2026-04-13T10:00")
    assert next_word(Urgency.HIGH, at("2026-04-10T22:00"), ZONE, OFFICE) == at("2026-04-13T09:45")
    assert next_word(Urgency.HIGH, at("2026-04-08T07:00"), ZONE, OFFICE) == at("2026-04-08T09:45")
    assert next_word(Urgency.NORMAL, at("2026-04-08T17:58"), ZONE, OFFICE) == at("2026-04-09T10:00")


def test_what_nearly_fits_into_this_day_is_told_by_its_end() -> None:
    assert next_word(Urgency.NORMAL, at("2026-04-08T16:30"), ZONE, OFFICE) == at("2026-04-08T18:00")


def test_what_burns_is_told_at_night_too() -> None:
    assert next_word(Urgency.CRITICAL, at("2026-04-10T23:00"), ZONE, OFFICE) == at("2026-04-10T23:10")


@pytest.mark.parametrize("urgency", list(Urgency))
@pytest.mark.parametrize("now", ["2026-04-08T09:30", "2026-04-08T17:40", "2026-04-08T22:00", "2026-04-11T12:00"])
def test_no_word_is_offered_behind_an_hour_that_was_named(urgency: Urgency, now: str) -> None:
    for minutes in (2, 9, 20, 50, 200, 600, 3000):
        hour = at(now) + timedelta(minutes=minutes)
        assert at(now) < next_word(urgency, at(now), ZONE, OFFICE, before=hour) < hour


@pytest.mark.parametrize("urgency", [Urgency.LOW, Urgency.NORMAL, Urgency.HIGH])
@pytest.mark.parametrize("now", ["2026-04-12T20:00", "2026-04-10T17:55", "2026-04-13T07:30"])
def test_nobody_is_heard_in_the_night_while_the_next_morning_is_soon_enough(now: str, urgency: Urgency) -> None:
    due = next_word(urgency, at(now), ZONE, OFFICE, before=at("2026-04-13T10:00"))

    assert due == at("2026-04-13T09:30")


def test_an_hour_that_has_passed_holds_nothing_back() -> None:
    now = at("2026-04-08T10:00")
    free = next_word(Urgency.NORMAL, now, ZONE, OFFICE)
    assert next_word(Urgency.NORMAL, now, ZONE, OFFICE, before=now - timedelta(hours=1)) == free


def test_a_quick_answer_comes_sooner() -> None:
    now = at("2026-04-08T10:00")
    assert next_word(Urgency.NORMAL, now, ZONE, OFFICE, quick=True) < next_word(Urgency.NORMAL, now, ZONE, OFFICE)


def test_the_words_name_the_day_where_it_is_not_today() -> None:
    now = datetime(2026, 6, 9, 13, 0, tzinfo=LONDON)
    later = datetime(2026, 6, 12, 10, 0, tzinfo=LONDON)
    assert in_words(now.replace(hour=15), now, LONDON, Language.EN) == "15:00 BST"
    assert in_words(now.replace(day=10), now, LONDON, Language.EN) == "13:00 BST on Wednesday"
    assert in_words(now.replace(day=10), now, LONDON, Language.ZH) == "周三 13:00（BST）"
    assert in_words(later, now, LONDON, Language.EN) == "10:00 BST on Friday, 12 June"
    assert in_words(later, now, LONDON, Language.ZH) == "周五（6 月 12 日）10:00（BST）"


@pytest.mark.parametrize("language", Language)
def test_what_is_written_in_the_evening_is_still_right_when_it_is_sent_in_the_morning(language: Language) -> None:
    written = in_words(at("2026-04-09T10:00"), at("2026-04-08T21:30"), ZONE, language)

    assert ("周四" if language is Language.ZH else "Thursday") in written
    assert not any(word in written for word in ("tomorrow", "明天"))


def test_a_zone_name_with_two_meanings_gives_way_to_the_distance_from_utc() -> None:
    assert in_words(at("2026-04-08T15:00"), at("2026-04-08T10:00"), ZONE, Language.EN) == "15:00 UTC+08"
    assert in_words(at("2026-04-08T15:00"), at("2026-04-08T10:00"), ZONE, Language.ZH) == "今天 15:00"
