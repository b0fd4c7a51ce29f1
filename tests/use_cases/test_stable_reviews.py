"""The same words give the same marks: again, by other people, and whatever anybody has said of an earlier sheet."""

import re
from dataclasses import replace
from functools import cache
from hashlib import sha256

import pytest

from motbot.domain.contacts import Contact
from motbot.domain.due import DueConventions
from motbot.domain.message import ConversationView
from motbot.domain.policy import ReplyWithin, ReviewRules
from motbot.domain.review import RemarkKind, Row
from motbot.domain.scoring import Mark, Step
from motbot.domain.sheet import ContactSheet, Sheet
from motbot.due_times import DueReader
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.reviewer import Reviewer
from motbot.settings.defaults import default_prompts
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.reviewing import Reviewing
from tests.fakes.reviewer import ScriptedReviewer, by_tone
from tests.use_cases.desk import Desk
from tests.use_cases.said import (
    ANOTHER_CAST,
    ANOTHER_CHINESE_CAST,
    CHINESE,
    CHINESE_CAST,
    ENGLISH,
    Cast,
    conversation,
    sheet_of,
)
from tests.use_cases.talk import ALICE, CARLA, LEAD, Talk

STORIES = pytest.mark.parametrize(
    ("texts", "cast", "others"),
    [(ENGLISH, Cast(), ANOTHER_CAST), (CHINESE, CHINESE_CAST, ANOTHER_CHINESE_CAST)],
    ids=["English", "Chinese"],
)


def by_every_letter(view: ConversationView, contact: Contact) -> ContactSheet:
    """Judge by all that is shown, down to the last letter: a name that is left anywhere makes other marks."""
    told = repr((view.lines, view.facts, view.known, sorted(view.mentions_ours), contact))
    number = int(sha256(told.encode()).hexdigest(), 16)
    part = by_tone(view, contact)
    if not part.evidence:
        return part
    quotes = tuple(seen.quote for seen in part.evidence)
    marks = (Mark(step=one, score=number // 7**at % 7 - 3, quotes=quotes) for at, one in enumerate(Step))
    return replace(part, marks=tuple(marks), reason=str(number))


@cache
def the_playbook() -> PlaybookReviewer:
    folder, due_times = default_prompts() / "playbook", DueReader(conventions=DueConventions())
    return PlaybookReviewer.load(folder, due_times=due_times, within=ReplyWithin())


def reviewers() -> list[Reviewer]:
    return [the_playbook(), ScriptedReviewer(rule=by_every_letter)]


def scores(sheet: Sheet) -> list[object]:
    """Everything that is a judgement, and no words that people are named in."""
    return [
        sheet.overall,
        [one.reason for one in sheet.contacts],
        *((one.number, one.overall, one.facts, one.expects, len(one.promises)) for one in sheet.contacts),
        *((mark.step, mark.score, mark.behaviours, mark.lacking) for one in sheet.contacts for mark in one.marks),
        *((one.outcome, one.expectation.kind) for part in sheet.contacts for one in part.expectations),
    ]


@STORIES
@pytest.mark.parametrize("reviewer", reviewers(), ids=["playbook", "model"])
async def test_a_second_run_gives_the_same_sheet(
    texts: tuple[tuple[str, str], ...], cast: Cast, others: Cast, reviewer: Reviewer
) -> None:
    reviewing = Reviewing(reviewer=reviewer, rules=ReviewRules())
    view = conversation(texts, cast)

    assert await sheet_of(reviewing, view, cast) == await sheet_of(reviewing, view, cast)


@STORIES
@pytest.mark.parametrize("reviewer", reviewers(), ids=["playbook", "model"])
async def test_other_names_accounts_and_mentions_give_the_same_marks_and_the_same_content(
    texts: tuple[tuple[str, str], ...], cast: Cast, others: Cast, reviewer: Reviewer
) -> None:
    reviewing = Reviewing(reviewer=reviewer, rules=ReviewRules())

    first = await sheet_of(reviewing, conversation(texts, cast), cast)
    second = await sheet_of(reviewing, conversation(texts, others), others)

    assert scores(first) == scores(second)
    assert first.content == second.content
    assert any(mark.score is not None for one in first.contacts for mark in one.marks)


@STORIES
async def test_no_name_and_no_account_reaches_the_reviewer(
    texts: tuple[tuple[str, str], ...], cast: Cast, others: Cast
) -> None:
    reviewer = ScriptedReviewer()

    await sheet_of(Reviewing(reviewer=reviewer, rules=ReviewRules()), conversation(texts, cast), cast)

    told = repr(reviewer.asked)
    parts = {part for name in (cast.customer_name, cast.agent_name) for part in (name, *name.split())}
    assert not [one for one in (*parts, cast.customer, cast.agent, cast.other) if one in told]
    assert not re.search(r"<@[UW]", told)


async def test_quotes_stand_on_the_sheet_as_they_were_written() -> None:
    view = conversation(ENGLISH, Cast())

    sheet = await sheet_of(Reviewing(reviewer=ScriptedReviewer(), rules=ReviewRules()), view, Cast())

    assert sheet.contacts[0].evidence[0].quote.words == view.lines[1].text
    assert sheet.provenance.dropped == ()


async def test_what_people_have_said_of_an_earlier_sheet_does_not_reach_the_reviewer(
    database: Database, store: PostgresStore
) -> None:
    desk = Desk(Talk(database, store))
    root = await desk.talked()
    first = await desk.reviewed(root)
    await desk.marks(first.id, LEAD, {Row(contact=1): 3}, reason="Marvellous")
    await desk.remarks(first.id, ALICE, "Marvellous", row=Row(contact=1), kind=RemarkKind.DISPUTE)
    await desk.talk.says(CARLA, "Thank you.", thread=root)

    await desk.reviewed(root)

    before, after = desk.talk.reviewer.asked
    assert "Marvellous" not in repr(after)
    assert after.view.lines[:4] == before.view.lines
    assert after.contacts[:2] == before.contacts
