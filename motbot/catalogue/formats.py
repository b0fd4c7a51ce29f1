"""Days, hours and numbers as the readers of a language write them."""

from datetime import datetime
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_skeleton, get_datetime_format
from babel.numbers import format_decimal

from motbot.catalogue.codes import DEFAULT

_ENGLISH = {"MMMd": "d MMM", "MMMEd": "EEE d MMM", "yMMMd": "d MMM y"}
"""English without a country is American to Babel, and Britain's September has four letters: neither is ours."""


def day(at: datetime, language: str) -> str:
    """A day with its year, in the zone `at` is in: 13 Nov 2026."""
    return _day(at, "yMMMd", language)


def day_of_month(at: datetime, language: str) -> str:
    """A day, in the zone `at` is in: 13 Nov."""
    return _day(at, "MMMd", language)


def day_and_clock(at: datetime, language: str) -> str:
    """A day and an hour, in the zone `at` is in: 13 Nov, 15:00."""
    return _and_clock(day_of_month(at, language), at, language)


def weekday_and_clock(at: datetime, language: str) -> str:
    """A day with its weekday and an hour, in the zone `at` is in: Fri 13 Nov, 15:00."""
    return _and_clock(_day(at, "MMMEd", language), at, language)


def moment_in_full(at: datetime, language: str) -> str:
    """A day with its year, an hour and the name of the zone `at` is in: 13 Nov 2026, 15:00 UTC."""
    return f"{_and_clock(day(at, language), at, language)} {at:%Z}"


def number(value: float, language: str) -> str:
    """A number with the marks between its thousands: 12,345."""
    return format_decimal(value, locale=_locale(language))


def name_in_english(language: str) -> str:
    """What a language is called for a model: `French`."""
    return str(_locale(language).get_display_name(DEFAULT))


def own_name(language: str) -> str:
    """What a language is called by those who speak it: `français`."""
    return str(_locale(language).get_display_name() or language)


def _and_clock(told: str, at: datetime, language: str) -> str:
    together: str = str(get_datetime_format("medium", locale=_locale(language)))
    return together.replace("{1}", told).replace("{0}", f"{at:%H:%M}").replace("'", "")


def _day(at: datetime, skeleton: str, language: str) -> str:
    locale = _locale(language)
    if locale.language == DEFAULT:
        return format_datetime(at, _ENGLISH[skeleton], locale=locale)
    return format_skeleton(skeleton, at, locale=locale)


@cache
def _locale(language: str) -> Locale:
    """What Babel knows of a language; English where it knows neither it nor its main one."""
    for code in (language, language.partition("-")[0]):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(DEFAULT)
