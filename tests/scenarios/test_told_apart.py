"""Who spoke and which words hold are told apart, however long Slack or the model takes to say so."""

from datetime import timedelta

import pytest

from motbot.domain.expectation import Assessment, Draft
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playground.faults import Broken, Slow
from tests.fakes.coach import a_moment, no_moment
from tests.scenarios.resting import FAILS, HOURS
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, OURS, SUPPORT, Model


def about_the_words(view: ConversationView, assessment: Assessment, language: Language) -> Draft:
    """Draft a reply that says which words it answers."""
    return Draft(reply=f"About: {view.focus_text}", why="Offer")


async def text_of(stage: Stage, ts: str) -> str:
    """The words of a message, as they are kept."""
    async with stage.bot.store.begin() as tx:
        stored = await tx.lines.get(OURS, SUPPORT, ts)
    assert stored is not None
    return stored.line.text


async def test_the_answer_of_an_agent_whom_slack_does_not_describe_at_first_counts_as_the_answer(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    stage.workspace.change_user(ALICE, real_name="Alice Married")
    await stage.rests()
    stage.server.faults.plan("users.info", Broken())

    await stage.says(ALICE, "It works again, the disk was full.", thread=root)
    await stage.passes(6 * HOURS)

    assert [note.kind for note in stage.notes(ALICE)] == ["card", "confirm"]


@pytest.mark.parametrize(
    "words", [f"<@{BEN}> can you take this?", "Can somebody from logistics take this?", "这单谁能接一下？"]
)
@pytest.mark.parametrize("is_described", [True, False])
async def test_a_question_to_colleagues_is_no_answer_also_where_slack_says_later_who_asked(
    stage: Stage, words: str, *, is_described: bool
) -> None:
    root = await stage.asks(CARLA, FAILS)
    if not is_described:
        stage.workspace.change_user(ALICE, real_name="Alice Married")
        await stage.rests()
        stage.server.faults.plan("users.info", Broken())
    await stage.asks(ALICE, words, thread=root)
    await stage.passes(timedelta(minutes=5))

    moment = await stage.moment(root)
    assert moment is not None
    assert not moment.is_answered


async def test_words_that_are_taken_back_while_slack_is_asked_who_wrote_them_stay_erased(stage: Stage) -> None:
    stage.server.faults.plan("users.info", Broken())
    ts = await stage.says(CARLA, "My password is hunter2, the export fails.")
    stage.server.faults.plan("users.info", Slow(seconds=1.0))
    asked = len(stage.workspace.calls)
    await stage.timer_fires()
    await stage.until(lambda: "users.info" in [call.method for call in stage.workspace.calls[asked:]])

    stage.workspace.delete(CARLA, SUPPORT, ts)
    await stage.rests(but=1)
    assert await text_of(stage, ts) == ""
    await stage.passes(timedelta(minutes=5))

    assert await text_of(stage, ts) == ""
    assert stage.notes(ALICE) == []


async def test_a_draft_for_words_that_were_edited_meanwhile_is_not_shown(stage: Stage, model: Model) -> None:
    model.drafter.rule = about_the_words
    model.drafter.hold()
    ts = await stage.says(CARLA, "The import fails.")
    await stage.timer_fires()
    await stage.until(lambda: bool(model.drafter.seen))
    stage.workspace.edit(CARLA, SUPPORT, ts, "The export fails.")
    await stage.rests(but=1)
    await stage.timer_fires()
    await stage.until(lambda: "export" in stage.card(ALICE).text)

    model.drafter.release()
    await stage.passes(timedelta(minutes=1))

    assert "About: The export fails." in stage.card(ALICE).text
    assert "import" not in stage.card(ALICE).text


async def test_a_draft_for_words_that_were_edited_is_not_shown_before_the_new_ones_are_judged_either(
    stage: Stage, model: Model
) -> None:
    model.drafter.rule = about_the_words
    model.drafter.hold()
    ts = await stage.says(CARLA, "The import fails.")
    await stage.timer_fires()
    await stage.until(lambda: bool(model.drafter.seen))
    stage.workspace.edit(CARLA, SUPPORT, ts, "The export fails.")
    await stage.rests(but=1)

    model.drafter.release()
    await stage.rests()

    assert "About: The import fails." not in stage.card(ALICE).text
    await stage.passes(timedelta(minutes=1))
    assert "About: The export fails." in stage.card(ALICE).text
    assert "import" not in stage.card(ALICE).text


async def test_a_reply_is_drafted_for_what_stands_where_a_part_was_edited_away_meanwhile(
    stage: Stage, model: Model
) -> None:
    model.drafter.rule = about_the_words
    model.assessor.rule = lambda view: no_moment(view) if view.focus_text == "Never mind." else a_moment(view)
    model.drafter.hold()
    root = await stage.says(CARLA, "The import fails.")
    ts = await stage.says(CARLA, "It is slow, too.", thread=root)
    await stage.timer_fires()
    await stage.until(lambda: bool(model.drafter.seen))
    stage.workspace.edit(CARLA, SUPPORT, ts, "Never mind.")
    await stage.rests(but=1)

    model.drafter.release()
    await stage.passes(timedelta(minutes=1))

    assert "About: The import fails." in stage.card(ALICE).text
    assert "About: The import fails.\nIt is slow" not in stage.card(ALICE).text
