"""What "+3" would have been: a reply that could still have been in time for the hour they named."""

import re

import pytest

from motbot.domain.policy import ReplyWithin
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.sheets import judged
from tests.playbook.talks import FOLDER


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Can you send me the report? I need it by 16:00 today.", "Sorry, only saw this now."),
        ("报表能发我吗？今天16:00前要用。", "不好意思，刚看到。"),
    ],
)
@pytest.mark.parametrize("minutes", [5, 400])
async def test_what_three_would_have_been_names_no_time_behind_the_hour_they_named(
    reviewer: PlaybookReviewer, asked: str, said: str, minutes: int
) -> None:
    part = await judged(reviewer, asked, said, minutes=minutes)
    named = re.findall(r"\b\d\d:\d\d\b", part.better)

    assert named
    assert max(named) <= "16:00"
