"""What a single value of the configuration may be: each type reads text strictly and says what it expected."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Annotated, TypeVar
from zoneinfo import available_timezones

from pydantic import BeforeValidator

from motbot.catalogue import listed, say, to_say
from motbot.domain.grounding import folded
from motbot.domain.language import Language, languages_spoken
from motbot.settings.nearest import did_you_mean, nearest

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(?:\d{1,6}(?:\.\d{1,3})?[smhd])+")
_DURATION_PART = re.compile(r"([\d.]+)([smhd])")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_WHOLE = re.compile(r"0|[1-9]\d{0,9}")
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{4,20}")
_ACCOUNT = re.compile(r"[UWS][A-Z0-9]{4,20}")
_BRIDGE = re.compile(r"[BAU][A-Z0-9]{4,20}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PHRASE = re.compile(r"[^\s*](?:[^*\n]{0,80}[^\s*])?\*?")
_SECRET = re.compile(r"(?<![A-Za-z0-9])(?:xox[a-z]-|xapp-|sk-[A-Za-z0-9_-]{16})|hooks\.slack\.com/")
_LONGEST = timedelta(days=3660)
_SHOWN = 40

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def shown(value: object) -> str:
    """What was found, short and without a secret."""
    if value is None:
        return say("nothing (write a value, or take the line out)")
    if isinstance(value, dict):
        return say("a section")
    if isinstance(value, list | tuple):
        return say("a list")
    text = str(value)
    if holds_secret(text):
        return say("a secret")
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}...'"


def holds_secret(text: str) -> bool:
    """Whether a text holds what looks like a token."""
    return bool(_SECRET.search(text))


def _refuse(expected: str, value: object) -> ValueError:
    return ValueError(say("expected {expected}; found {value}", expected=expected, value=shown(value)))


def text_matching(pattern: re.Pattern[str], expected: str) -> Callable[[object], str]:
    """Read text of one form."""

    def read(value: object) -> str:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        raise _refuse(say(expected), value)

    return read


def read_text(value: object) -> str:
    """Read any text."""
    if not isinstance(value, str):
        raise _refuse(say("text"), value)
    if holds_secret(value):
        raise ValueError(say("expected no secret here; put it in the environment, never in a file, and replace it now"))
    return value.strip()


def read_said(value: object) -> str:
    """Read text that a person will be shown, so that there must be some."""
    said = read_text(value)
    if not said:
        raise _refuse(say("a sentence that can be shown to an agent"), value)
    return said


def read_phrase(value: object) -> str:
    """Read words that are looked for in a text; marks that nobody sees alone would be found in every one."""
    if isinstance(value, str) and _PHRASE.fullmatch(value) and folded(value.removesuffix("*")):
        return value
    raise _refuse(say("a word or phrase such as refund, or guarantee* for every word that begins so"), value)


def read_duration(value: object) -> timedelta:
    """Read `3s`, `15m`, `4h`, `7d` or `1h30m`."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str) and _DURATION.fullmatch(value):
        parts = {_UNITS[unit]: 0.0 for _, unit in _DURATION_PART.findall(value)}
        for number, unit in _DURATION_PART.findall(value):
            parts[_UNITS[unit]] += float(number)
        duration = timedelta(**parts)
        if duration <= _LONGEST:
            return duration
    raise _refuse(
        say("a duration of at most ten years such as 3s, 15m, 4h, 7d or 1h30m (s, m, h or d behind a number)"), value
    )


def read_clock(value: object) -> time:
    """Read a time of day."""
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise _refuse(say("a time of day from 00:00 to 23:59 such as 20:00"), value)
    return time(int(found[1]), int(found[2]))


@cache
def _zones() -> frozenset[str]:
    """Every zone of this machine; finding them means walking through a folder, so it is done once."""
    return frozenset(available_timezones())


def read_date(value: object) -> date:
    """Read a day of the calendar."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise _refuse(say("a day of the calendar such as 2026-12-25"), value)


def read_zone(value: object) -> str:
    """Read an IANA time zone."""
    zones = _zones()
    if isinstance(value, str) and value in zones:
        return value
    near = nearest(value, zones) if isinstance(value, str) else ""
    hint = say("; did you mean '{near}'?", near=near) if near else ""
    raise ValueError(
        say(
            "expected a time zone such as Europe/Berlin or Asia/Shanghai; found {value}{hint}",
            value=shown(value),
            hint=hint,
        )
    )


def read_flag(value: object) -> bool:
    """Read true or false, and nothing that merely sounds like it."""
    if isinstance(value, bool):
        return value
    if value in {"true", "false"}:
        return value == "true"
    raise _refuse(say("true or false"), value)


def whole(low: int, high: int) -> Callable[[object], int]:
    """Read a whole number between two bounds, both included."""

    def read(value: object) -> int:
        number = value if isinstance(value, int) else None
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            number = int(value)
        if number is None or isinstance(value, bool) or not low <= number <= high:
            raise _refuse(say("a whole number from {low} to {high}, without leading zeros", low=low, high=high), value)
        return number

    return read


def decimal(low: float, high: float) -> Callable[[object], float]:
    """Read a number between two bounds, both included."""

    def read(value: object) -> float:
        number = float(value) if isinstance(value, int | float) else None
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            number = float(value)
        if number is None or not low <= number <= high:
            raise _refuse(say("a number from {low:.12g} to {high:.12g} such as 0.5", low=low, high=high), value)
        return number

    return read


def one_of(kind: type[E], *allowed: E) -> Callable[[object], E]:
    """Read one word of an enum, or of the named part of it."""
    words = {member.value: member for member in (allowed or tuple(kind))}

    def read(value: object) -> E:
        if isinstance(value, kind) and value.value in words:
            return value
        if isinstance(value, str) and value in words:
            return words[value]
        near = nearest(value, words) if isinstance(value, str) else ""
        hint = say("; did you mean '{near}'?", near=near) if near else ""
        raise ValueError(
            say("expected one of {words}; found {value}{hint}", words=listed(words), value=shown(value), hint=hint)
        )

    return read


def read_language(value: object) -> Language:
    """Read a language there is a catalogue of: ours, and those of the admin's folder."""
    return one_of(Language, *languages_spoken())(value)


def read_weekday(value: object) -> int:
    """Read a day of the week; Monday is 0."""
    if isinstance(value, int) and 0 <= value < len(WEEKDAYS):
        return value
    if isinstance(value, str) and value in WEEKDAYS:
        return WEEKDAYS.index(value)
    hint = (
        did_you_mean(value, WEEKDAYS) if isinstance(value, str) else say("known here: {known}", known=listed(WEEKDAYS))
    )
    raise ValueError(say("expected a day of the week; found {value}; {hint}", value=shown(value), hint=hint))


def read_list(value: object) -> object:
    """Let a list whose entries are all commented out count as empty; pydantic checks the rest."""
    if value is None:
        return ()
    if isinstance(value, str):
        raise _refuse(say("a list, each entry on its own line behind `- `"), value)
    return value


_ACCOUNT_EXPECTED = to_say(
    "the id of a person (U...) or of a user group (S...), not a name; in Slack: profile > More > "
    "Copy member ID, or the user group's menu > Copy group ID"
)
_CHANNEL_EXPECTED = to_say(
    "a channel id (C... or G...), not a name; in Slack: the channel's name > About, at the bottom"
)
_BRIDGE_EXPECTED = to_say("the id of a bot (B...), an app (A...) or a bot's account (U...), not a name")

Text = Annotated[str, BeforeValidator(read_text)]
Said = Annotated[str, BeforeValidator(read_said)]
Phrase = Annotated[str, BeforeValidator(read_phrase)]
Date = Annotated[date, BeforeValidator(read_date)]
Duration = Annotated[timedelta, BeforeValidator(read_duration)]
ClockTime = Annotated[time, BeforeValidator(read_clock)]
ZoneName = Annotated[str, BeforeValidator(read_zone)]
Flag = Annotated[bool, BeforeValidator(read_flag)]
Weekday = Annotated[int, BeforeValidator(read_weekday)]
Account = Annotated[str, BeforeValidator(text_matching(_ACCOUNT, _ACCOUNT_EXPECTED))]
ChannelId = Annotated[str, BeforeValidator(text_matching(_CHANNEL, _CHANNEL_EXPECTED))]
BridgeId = Annotated[str, BeforeValidator(text_matching(_BRIDGE, _BRIDGE_EXPECTED))]
Listed = Annotated[tuple[T, ...], BeforeValidator(read_list)]
