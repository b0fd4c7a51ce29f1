"""Twins: the same talk in English and in Chinese comes to the same scores, for the same kinds of reasons."""

from pathlib import Path

import pytest
import yaml

from motbot.domain.policy import ReplyWithin
from motbot.domain.sheet import ContactSheet, Fate
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.sheets import sheet_of
from tests.playbook.talks import FOLDER, talk

TWINS = yaml.safe_load((Path(__file__).parents[1] / "data" / "twins.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


def kind(part: ContactSheet) -> object:
    """A contact's score, and what it rests on."""
    facts, ended = part.facts, {one.fate for one in part.promises} - {Fate.OPEN}
    return part.overall and part.overall.score, part.expects, facts.repair, bool(facts.faults), ended


@pytest.mark.parametrize("twins", TWINS, ids=[one["name"] for one in TWINS])
async def test_a_talk_is_scored_alike_in_both_languages(
    reviewer: PlaybookReviewer, twins: dict[str, list[tuple[int, str, str]]]
) -> None:
    english, chinese = [await sheet_of(reviewer, talk(*twins[language])) for language in ("en", "zh")]

    assert list(map(kind, english)) == list(map(kind, chinese))
