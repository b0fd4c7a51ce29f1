"""The model is told the team's own conventions, in the part of the prompt that is the same for every call."""

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from motbot.domain.due import DueConventions
from motbot.llm.conventions import stated, working_hours
from motbot.llm.drafter import draft_task
from motbot.llm.prompt_files import Task, read_template
from motbot.llm.reply_reader import promises_task
from tests.llm.conftest import PROMPTS

HOUSE = DueConventions(
    end_of_day=time(17, 30),
    evening=time(21),
    end_of_week=5,
    workdays=frozenset({0, 1}),
    holidays=frozenset({date(2026, 10, 2), date(2026, 10, 1)}),
    extra_workdays=frozenset({date(2026, 10, 10)}),
)


def test_a_teams_own_hours_and_days_are_stated() -> None:
    meanings = [row["meaning"] for row in stated(HOUSE)]

    assert "17:30" in meanings
    assert "by 21:00" in meanings
    assert "Saturday 17:30" in meanings
    assert "only Monday, Tuesday count; not 2026-10-01, 2026-10-02; also 2026-10-10" in meanings


def test_a_draft_is_told_when_the_team_works() -> None:
    told = working_hours(HOUSE)

    assert told.startswith("09:00 to 17:30; only Monday, Tuesday count")
    assert draft_task(conventions=HOUSE).fixed["working_hours"] == told
    assert "{{ working_hours }}" in (PROMPTS / "draft" / "default.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("task", [promises_task, draft_task])
def test_other_conventions_are_another_revision(task: Callable[..., Task]) -> None:
    path: Path = PROMPTS / task(conventions=HOUSE).name / "default.md"
    templates = [
        read_template(path, task=task(conventions=conventions), model="m") for conventions in (HOUSE, DueConventions())
    ]

    assert templates[0].revision != templates[1].revision
