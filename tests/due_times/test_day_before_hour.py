"""In words known to be one due time, as a model copies them, an hour is that of the day named before it."""

import pytest

from motbot.due_times import DueReader
from tests.due_times.telling import SHANGHAI, WEDNESDAY, rows

FAR = """
明天我先过去看，10 点前 => 2026-11-19 10:00
周五师傅上门，下午三点前 => 2026-11-20 15:00
明早仓库开门我就核实，小陈 11:30 前 => 2026-11-19 11:30
明天 10:00 到场，15:00 前 => 2026-11-19 15:00
20 号我去取，中午前 => 2026-11-20 12:00
Tomorrow I go through it with the depot, and by 10:00 => 2026-11-19 10:00
on Friday with the parts, and it runs by 11 am => 2026-11-20 11:00
Thursday morning we measure, you have the sketch by 4 pm => 2026-11-19 16:00
Friday at noon or, if not, by 5 pm => 2026-11-20 17:00
tomorrow we look, between 2 pm and 4 pm => 2026-11-19 16:00
"""
AS_BEFORE = """
17:00 前，最晚明天 => 2026-11-19 18:00
tomorrow, or within two hours => 2026-11-19 18:00
today by 16:00, and on Friday by 9:00 => 2026-11-20 09:00
tomorrow, as soon as possible => 2026-11-19 18:00
10:00 => 2026-11-19 10:00
昨天没赶上，16:30 前 => past
"""


@pytest.mark.parametrize(("words", "expected"), rows(FAR))
def test_an_hour_takes_the_day_that_stands_before_it(reader: DueReader, words: str, expected: str) -> None:
    assert read(reader, words) == expected


@pytest.mark.parametrize(("words", "expected"), rows(AS_BEFORE))
def test_what_has_a_day_or_a_length_of_its_own_keeps_it(reader: DueReader, words: str, expected: str) -> None:
    assert read(reader, words) == expected


def test_a_sentence_is_still_read_time_by_time(reader: DueReader) -> None:
    found = reader.find("明天我先过去看，17:00 前给您回话", said_at=WEDNESDAY, zone=SHANGHAI)

    assert [f"{one.at:%m-%d %H:%M}" for one in found if one.at] == ["11-19 18:00", "11-18 17:00"]


def read(reader: DueReader, words: str) -> str:
    found = reader.resolve(words, said_at=WEDNESDAY, zone=SHANGHAI)
    return f"{found.at:%Y-%m-%d %H:%M}" if found.at else str(found.doubt)
