"""A sheet counts the time to reply as the card did: what presses in the evening is not late the next morning."""

import pytest

from motbot.coaches import playbook_coaching
from motbot.settings import default_prompts
from motbot.settings.tree import CoachKind, Config
from tests.playbook.sheets import sheet_of
from tests.playbook.talks import talk

ASKED = "You promised the report for today and nothing came, we need it urgently!"
SAID = "I'm sorry, I had promised it for today. Here is the report: https://files.example/report.pdf"
EVENING = 570
"""Minutes after ten in the morning: half past seven."""


@pytest.mark.parametrize(("after", "is_late"), [(12 * 60 + 30, False), (15 * 60 + 30, True)])
async def test_a_reply_to_what_pressed_in_the_evening_is_late_by_the_working_hours(after: int, is_late: bool) -> None:
    reviewer = playbook_coaching(default_prompts(), Config(coach=CoachKind.PLAYBOOK)).reviewer
    view = talk((EVENING, "customer", ASKED), (EVENING + after, "agent", SAID))

    (part,) = await sheet_of(reviewer, view)

    assert part.facts.is_late is is_late
