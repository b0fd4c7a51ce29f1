"""A report in a window: Slack takes it however long it is, and every number says how it is counted."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.language import Language
from motbot.domain.report import Report, Scores
from motbot.domain.report_sections import told
from motbot.playground.validation import view_problems
from motbot.slack.report_blocks import ROWS_AT_MOST, nothing_view, report_view
from tests.domain.reported import NOW, counted, sheets
from tests.domain.test_report_sections import FULL
from tests.slack.looking import strings

EVIL = "<!channel> *bold* <https://evil.example|here> " + "x" * 300


def longest() -> Report:
    """More channels, weeks and revisions than anybody has."""
    row = Scores(name=EVIL, counts=(99_999,) * 7, typical=-3)
    rows = tuple(replace(row, name=f"{number} {EVIL}") for number in range(60))
    revisions = tuple(replace(FULL.nudges[0], revision=f"{number:08}", model=EVIL) for number in range(60))
    return replace(FULL, nudges=revisions, scores=replace(FULL.scores, by_channel=rows, by_week=rows))


@pytest.mark.parametrize("report", [FULL, longest(), counted()], ids=["full", "longest", "empty"])
@pytest.mark.parametrize("language", Language)
def test_slack_takes_it_with_room_to_spare(language: Language, report: Report) -> None:
    view = report_view(told(report, language))

    assert view_problems(view) == []
    assert len(json.dumps(view, ensure_ascii=False).encode()) < 200_000
    for block in view["blocks"]:
        assert sum(len(text) for text in strings(block)) <= 4_500


@pytest.mark.parametrize("language", Language)
def test_every_figure_is_there_with_how_it_is_counted(language: Language) -> None:
    report = told(FULL, language)
    shown = "\n".join(strings(report_view(report)))

    for section in report.sections:
        assert section.title in shown
        assert section.how in shown


def test_a_row_says_its_number_and_its_share_and_a_wide_one_what_each_number_is() -> None:
    shown = list(strings(report_view(told(FULL, Language.EN))))

    assert "High: 5 (45%)" in shown
    assert "playbook 01234567: Cards 7 · No reply 7 (100%)" in shown
    assert "support: Sheets 5 · −1 1 · 0 1 · +1 2 · +2 1 · Median +1" in shown


def test_in_chinese_a_share_stands_in_the_brackets_of_chinese() -> None:
    shown = "\n".join(strings(report_view(told(FULL, Language.ZH))["blocks"]))

    assert re.search(r"（\d+%）", shown)
    assert not re.search(r"\(\d+%\)", shown)


def test_of_many_weeks_the_newest_are_shown_and_how_many_there_are_besides() -> None:
    weeks = [one for week in range(20) for one in sheets([0] * 5, at=NOW - timedelta(weeks=week))]
    shown = list(strings(report_view(told(counted(sheets=weeks), Language.EN))))

    assert sum(text.startswith("202") and ": Sheets" in text for text in shown) == ROWS_AT_MOST
    assert any(text.startswith("2026-W12: ") for text in shown)
    assert any(text.startswith("and 4 more") for text in shown)


def test_a_channels_name_is_never_markup() -> None:
    rows = tuple(replace(one, name=EVIL) for one in FULL.scores.by_channel)
    view = report_view(told(replace(FULL, scores=replace(FULL.scores, by_channel=rows)), Language.EN))
    shown = "\n".join(strings(view))

    assert "<!channel>" not in shown
    assert "mrkdwn" not in shown


@pytest.mark.parametrize("language", Language)
def test_whoever_gets_none_is_told_the_same_everywhere(language: Language) -> None:
    assert view_problems(nothing_view(language, is_refused=True)) == []
    assert nothing_view(language, is_refused=True) != nothing_view(language, is_refused=False)
