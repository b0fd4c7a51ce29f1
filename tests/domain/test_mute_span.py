"""What may be typed behind `/mot mute`, in both languages, on the person's own clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.domain.errors import BadInput
from motbot.domain.mute_span import LONGEST, mute_end

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 13, 10, tzinfo=UTC)
"""A Monday, ten past two in the afternoon in Berlin."""


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("", "2026-03-03T00:00"),
        ("today", "2026-03-03T00:00"),
        ("今天", "2026-03-03T00:00"),
        ("until tomorrow", "2026-03-03T00:00"),
        ("until the end of the day", "2026-03-03T00:00"),
        ("30m", "2026-03-02T14:40"),
        (" 30  Min ", "2026-03-02T14:40"),
        ("２ｈ", "2026-03-02T16:10"),
        ("1h30m", "2026-03-02T15:40"),
        ("1 hour and 30 minutes", "2026-03-02T15:40"),
        ("for 1.5h", "2026-03-02T15:40"),
        ("half an hour", "2026-03-02T14:40"),
        ("for an hour", "2026-03-02T15:10"),
        ("2d", "2026-03-04T14:10"),
        ("30分钟", "2026-03-02T14:40"),
        ("2小时", "2026-03-02T16:10"),
        ("两小时", "2026-03-02T16:10"),
        ("两个半小时", "2026-03-02T16:40"),
        ("半小时", "2026-03-02T14:40"),
        ("1小时30分钟", "2026-03-02T15:40"),
        ("三天", "2026-03-05T14:10"),
        ("until 15:00", "2026-03-02T15:00"),
        ("till 3pm", "2026-03-02T15:00"),
        ("until 3:30 pm", "2026-03-02T15:30"),
        ("until 3", "2026-03-02T15:00"),
        ("until 12pm", "2026-03-03T12:00"),
        ("until 12 am", "2026-03-03T00:00"),
        ("until 9:00", "2026-03-03T09:00"),
        ("until tomorrow 9:00", "2026-03-03T09:00"),
        ("until 9:00 tomorrow", "2026-03-03T09:00"),
        ("until tomorrow at 9", "2026-03-03T09:00"),
        ("到15:00", "2026-03-02T15:00"),
        ("到下午3点", "2026-03-02T15:00"),
        ("直到三点半", "2026-03-02T15:30"),
        ("到晚上8点", "2026-03-02T20:00"),
        ("到明天上午九点", "2026-03-03T09:00"),
        ("到15点", "2026-03-02T15:00"),
    ],
)
def test_a_span_an_hour_or_the_rest_of_the_day_ends_when_the_persons_own_clock_says(typed: str, ends: str) -> None:
    assert mute_end(typed, now=NOW, zone=BERLIN) == datetime.fromisoformat(ends).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    "typed",
    [
        "0m", "0小时", "soon", "30", "2 weeks", "8d", "9999h", "亿亿小时", "until", "until 25:00", "until 13pm",
        "until 3:75", "until today 9:00", "until 24", "到", "到25点", "forever", "-2h", "2h until 15:00",
        "until 1٣:00", "no", "一直", "x" * 10_000, "2h " * 40, "until 0:00 pm",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_examples_and_not_repeated(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        mute_end(typed, now=NOW, zone=BERLIN)

    assert str(refused.value) == (
        "this is no time to be silent for; write one of 30m, 2h, today, until 15:00, at most a week"
    )


def test_an_hour_that_a_clock_change_skips_is_as_much_later_as_the_clock_jumps() -> None:
    night = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)

    assert mute_end("until 2:30", now=night, zone=BERLIN).isoformat() == "2026-03-29T03:30:00+02:00"
    assert mute_end("2h", now=night, zone=BERLIN).isoformat() == "2026-03-29T03:30:00+02:00"


@pytest.mark.row("A4", trials=100, long=10_000)
@given(
    typed=st.one_of(
        st.text(max_size=80), st.text("0123456789 hmd:.until半个小时分钟天到点今明下午三两十", max_size=20)
    ),
    now=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Shanghai", "Pacific/Apia", "America/St_Johns"]),
)
def test_whatever_is_typed_it_ends_within_a_week_or_is_refused(typed: str, now: datetime, zone: str) -> None:
    try:
        end = mute_end(typed, now=now, zone=ZoneInfo(zone))
    except BadInput:
        return
    assert now < end <= now + LONGEST
