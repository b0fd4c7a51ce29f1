"""The day that a model leaves out of a promise's time is taken from its line, and only where both mean the same."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.checks import TEXT_LIMIT
from motbot.domain.due import DueConventions
from motbot.domain.people import Side
from motbot.due_times import DueReader
from motbot.llm.due_words import with_their_day
from tests.llm.conftest import a_line

SHANGHAI = ZoneInfo("Asia/Shanghai")
THURSDAY_TEN = datetime(2026, 3, 5, 10, 0, tzinfo=SHANGHAI)
READER = DueReader(conventions=DueConventions())


def widened(words: str, text: str, meant: datetime = THURSDAY_TEN) -> str:
    """The words as they are taken from a line of Monday 2026-03-02, 17:00."""
    line = a_line("1.0", text, side=Side.AGENT, author="U2")
    return with_their_day(words, line, meant=meant, zone=SHANGHAI, due_times=READER)


@pytest.mark.parametrize(
    ("words", "text", "taken"),
    [
        ("10 点前", "周四师傅到场，10 点前给您结果。", "周四师傅到场，10 点前"),
        (
            "BY 10:00",
            "Tomorrow we ask; on Thursday we go there, by 10:00 you know.",
            "on Thursday we go there, by 10:00",
        ),
        ("周四 10 点前", "周四 10 点前给您结果。", "周四 10 点前"),
    ],
)
def test_words_grow_to_the_nearest_day_that_makes_them_the_time_that_was_meant(
    words: str, text: str, taken: str
) -> None:
    assert widened(words, text) == taken


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("10 点前", "10 点前给您结果，周四再看。"),
        ("10 点前", "周五师傅到场，10 点前给您结果。"),
        ("by 10:00", "nothing of the kind"),
        ("by 10:00", "On Thursday <@U3> goes there, by 10:00 you know."),
        ("by 10:00", f"On Thursday we {'really ' * (TEXT_LIMIT // 7)}go there, by 10:00 you know."),
    ],
)
def test_words_stay_where_no_day_before_them_gives_that_time_or_what_lies_between_cannot_be_shown(
    words: str, text: str
) -> None:
    assert widened(words, text) == words
