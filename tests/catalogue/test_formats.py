"""Days, hours and numbers: each language writes its own, and ours look as they always did."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.catalogue.formats import (
    day,
    day_and_clock,
    day_of_month,
    moment_in_full,
    name_in_english,
    number,
    own_name,
    weekday_and_clock,
)

AT = datetime(2026, 11, 13, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Fri 13 Nov, 15:00", "13 Nov, 15:00", "13 Nov 2026"]),
        ("zh", ["11月13日周五 15:00", "11月13日 15:00", "2026年11月13日"]),
        ("fr", ["ven. 13 nov., 15:00", "13 nov., 15:00", "13 nov. 2026"]),
        ("pt-BR", ["sex., 13 de nov. 15:00", "13 de nov. 15:00", "13 de nov. de 2026"]),
        ("tlh", ["Fri 13 Nov, 15:00", "13 Nov, 15:00", "13 Nov 2026"]),
    ],
)
def test_a_time_is_written_as_its_readers_write_it(language: str, told: list[str]) -> None:
    assert [weekday_and_clock(AT, language), day_and_clock(AT, language), day(AT, language)] == told


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_named_as_they_always_were(month: int) -> None:
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

    assert day_and_clock(AT.replace(month=month), "en") == f"13 {names[month - 1]}, 15:00"
    assert day_and_clock(AT.replace(month=month), "zh") == f"{month}月13日 15:00"


def test_a_time_is_told_in_the_zone_it_is_in() -> None:
    assert weekday_and_clock(AT.astimezone(ZoneInfo("Asia/Shanghai")), "en") == "Fri 13 Nov, 23:00"
    assert weekday_and_clock(AT.astimezone(ZoneInfo("Asia/Tokyo")), "zh") == "11月14日周六 00:00"


@pytest.mark.parametrize(
    ("language", "told"), [("en", "12,345"), ("zh", "12,345"), ("de", "12.345"), ("fr", "12\u202f345")]
)
def test_a_number_has_the_marks_of_its_language(language: str, told: str) -> None:
    assert number(12345, language) == told


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("zh", "Chinese"), ("fr", "French")])
def test_a_model_is_told_of_a_language_by_its_english_name(language: str, name: str) -> None:
    assert name_in_english(language) == name


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("zh", "中文"), ("fr", "français")])
def test_people_are_shown_a_language_by_its_own_name(language: str, name: str) -> None:
    assert own_name(language) == name


def test_a_day_may_stand_without_its_hour() -> None:
    assert [day_of_month(AT, language) for language in ("en", "zh", "fr")] == ["13 Nov", "11月13日", "13 nov."]


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "13 Nov 2026, 16:00 CET"), ("zh", "2026年11月13日 16:00 CET"), ("tlh", "13 Nov 2026, 16:00 CET")],
)
def test_what_is_logged_is_told_with_its_year_and_its_zone(language: str, told: str) -> None:
    assert moment_in_full(AT.astimezone(ZoneInfo("Europe/Berlin")), language) == told
