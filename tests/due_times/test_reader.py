"""What holds for every due time that is found or resolved, whatever the words."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motbot.domain.due import DateOrder, Doubt, DueConventions, DueKind
from motbot.domain.errors import BadInput
from motbot.due_times import DueReader
from tests.due_times.telling import SHANGHAI, WEDNESDAY

LONDON = ZoneInfo("Europe/London")
SAID = datetime(2026, 11, 18, 14, 30, tzinfo=LONDON)
WORDS = st.sampled_from(
    [
        "by",
        "before",
        "at",
        "in",
        "within",
        "3",
        "15",
        "30",
        "99",
        "0",
        "24",
        "pm",
        "am",
        ":",
        ":00",
        "/",
        "-",
        ".",
        "to",
        "and",
        "tomorrow",
        "Friday",
        "next",
        "end",
        "of",
        "week",
        "month",
        "quarter",
        "noon",
        "London",
        "time",
        "UTC",
        "+",
        "your",
        "hours",
        "business",
        "days",
        "half",
        "an",
        "past",
        "5th",
        "Feb",
        "周",
        "五",
        "下",
        "个",
        "月",
        "底",
        "前",
        "明",
        "天",
        "晚",
        "上",
        "点",
        "半",
        "三",
        "十",
        "两",
        "工作日",
        "内",
        "号",
        "小时",
        "分钟",
        "后",
        "差",
        "刻",
        "每",
        "凌晨",
        "时间",
        "北京",
        "，",
        "。",
    ]
)


@given(words=st.lists(WORDS, max_size=14), glue=st.sampled_from(["", " "]))
@settings(max_examples=600, deadline=None, derandomize=True)
def test_whatever_is_written_deadlines_lie_ahead_and_phrases_are_verbatim(
    reader: DueReader, words: list[str], glue: str
) -> None:
    text = glue.join(words)

    found = reader.find(text, said_at=SAID, zone=LONDON)

    assert [one.phrase for one in found] == [text[one.start : one.end] for one in found]
    assert all(one.phrase.strip() for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        assert (one.at is None) or one.kind in {DueKind.DEADLINE, DueKind.EVENT_DATE}
        assert (one.doubt is not None) == (one.kind is DueKind.UNCLEAR)
        if one.kind is DueKind.DEADLINE:
            assert one.at is not None
            assert one.at.timestamp() > SAID.timestamp()
            assert one.at.utcoffset() is not None


@given(text=st.text(max_size=60))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_text_breaks_it(reader: DueReader, text: str) -> None:
    reader.find(text, said_at=SAID, zone=LONDON)
    reader.resolve(text, said_at=SAID, zone=LONDON)


def test_a_naive_time_is_refused_with_the_remedy(reader: DueReader) -> None:
    with pytest.raises(BadInput, match="aware datetime is expected"):
        reader.find("tomorrow", said_at=datetime(2026, 11, 18, 14, 30), zone=LONDON)  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize("phrase", ["by 5pm your time", "您那边时间下午5点前"])
def test_the_readers_clock_is_used_once_it_is_known(reader: DueReader, phrase: str) -> None:
    unknown = reader.resolve(phrase, said_at=SAID, zone=LONDON)
    known = reader.resolve(phrase, said_at=SAID, zone=LONDON, their_zone=ZoneInfo("America/New_York"))

    assert (unknown.kind, unknown.at, unknown.doubt) == (DueKind.UNCLEAR, None, Doubt.UNKNOWN_ZONE)
    assert known.at == datetime(2026, 11, 18, 17, 0, tzinfo=ZoneInfo("America/New_York"))


def test_the_phrase_is_copied_with_its_little_words_and_its_place(reader: DueReader) -> None:
    text = "好的，我们会在１１月２０日（周五）下午５点前给您。"

    (found,) = reader.find(text, said_at=WEDNESDAY, zone=SHANGHAI)

    assert found.phrase == "在１１月２０日（周五）下午５点前"
    assert found.at == datetime(2026, 11, 20, 17, 0, tzinfo=SHANGHAI)


def test_two_promises_in_one_message_are_two_due_times(reader: DueReader) -> None:
    found = reader.find("The fix lands by noon tomorrow; the report follows by Friday.", said_at=SAID, zone=LONDON)

    assert [one.phrase for one in found] == ["by noon tomorrow", "by Friday"]
    assert [one.kind for one in found] == [DueKind.DEADLINE] * 2


def test_of_two_times_in_a_copied_phrase_the_later_counts(reader: DueReader) -> None:
    found = reader.resolve("tomorrow for the draft, Friday for the rest", said_at=SAID, zone=LONDON)

    assert found.at == datetime(2026, 11, 20, 18, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("order", "month", "day"), [(DateOrder.MONTH_FIRST, 12, 1), (DateOrder.DAY_FIRST, 1, 12)], ids=str
)
def test_a_team_may_say_how_it_writes_dates(order: DateOrder, month: int, day: int) -> None:
    reader = DueReader(conventions=DueConventions(date_order=order))

    found = reader.resolve("by 12/1", said_at=SAID, zone=LONDON)

    assert found.at is not None
    assert (found.at.month, found.at.day) == (month, day)


def test_a_short_name_of_several_zones_is_the_speakers_own_or_unclear(reader: DueReader) -> None:
    chicago, london = (
        reader.resolve("by 5pm CST", said_at=SAID, zone=ZoneInfo(z)) for z in ("America/Chicago", "Europe/London")
    )
    shanghai = reader.resolve("by 5pm CST", said_at=SAID, zone=SHANGHAI)

    assert chicago.at is not None
    assert shanghai.at is not None
    assert shanghai.at.utcoffset() == timedelta(hours=8)
    assert london.doubt is Doubt.AMBIGUOUS_ZONE


def test_words_without_a_time_are_not_understood(reader: DueReader) -> None:
    assert reader.resolve("with pleasure", said_at=SAID, zone=LONDON).doubt is Doubt.NOT_UNDERSTOOD


@pytest.mark.parametrize("number", ["一" * 500, "9" * 500])
def test_a_number_too_long_to_be_one_is_left_alone(reader: DueReader, number: str) -> None:
    found = reader.find(f"{number}天内", said_at=SAID, zone=LONDON)

    assert all(one.at is None or one.at.year < 2100 for one in found)
