"""Things that happen while something else is under way: the newest truth wins, and nothing is said twice."""

from dataclasses import replace
from datetime import timedelta

from motbot.domain.events import Act
from tests.fakes.coach import no_moment
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, COLLEAGUE, SUPPORT, SUPPORT_POLICY, Model

FAILS = "The export has been failing since this morning."


async def thinking(stage: Stage, model: Model) -> str:
    """Carla has asked, and the model is thinking about it."""
    model.assessor.hold()
    ts = await stage.says(CARLA, FAILS)
    await stage.timer_fires()
    await stage.until(lambda: bool(model.assessor.seen))
    return ts


async def test_words_that_come_while_the_model_thinks_are_judged_with_the_others(stage: Stage, model: Model) -> None:
    root = await thinking(stage, model)
    stage.workspace.post(CARLA, SUPPORT, "It says timeout.", thread_ts=root)
    await stage.rests(but=1)

    model.assessor.release()
    await stage.passes(timedelta(seconds=30))

    assert FAILS in stage.card(ALICE).text
    assert "It says timeout." in stage.card(ALICE).text
    assert stage.posts(ALICE) == 1


async def test_words_that_are_taken_back_while_the_model_thinks_are_never_shown(stage: Stage, model: Model) -> None:
    ts = await thinking(stage, model)
    stage.workspace.delete(CARLA, SUPPORT, ts)
    await stage.rests(but=1)

    model.assessor.release()
    await stage.passes(timedelta(minutes=5))

    assert stage.posts(ALICE) == 0


async def test_words_that_are_edited_while_the_model_thinks_are_judged_as_they_are_now(
    stage: Stage, model: Model
) -> None:
    ts = await thinking(stage, model)
    stage.workspace.edit(CARLA, SUPPORT, ts, "The import has been failing since this morning.")
    await stage.rests(but=1)

    model.assessor.release()
    await stage.passes(timedelta(seconds=30))

    assert "The import" in stage.card(ALICE).text
    assert "export" not in stage.card(ALICE).text


async def test_an_answer_that_comes_while_the_model_thinks_keeps_the_card_away(stage: Stage, model: Model) -> None:
    root = await thinking(stage, model)
    stage.workspace.post(COLLEAGUE, SUPPORT, "It works again.", thread_ts=root)
    await stage.rests(but=1)

    model.assessor.release()
    await stage.passes(timedelta(minutes=5))

    assert stage.notes(ALICE) == []


async def test_words_taken_back_while_the_reply_is_drafted_are_not_in_the_draft(stage: Stage, model: Model) -> None:
    first = await stage.says(CARLA, FAILS)
    model.drafter.hold()
    second = await stage.says(CARLA, "My password is hunter2.", thread=first)
    await stage.timer_fires()
    await stage.until(lambda: bool(model.drafter.seen))

    stage.workspace.delete(CARLA, SUPPORT, second)
    await stage.rests(but=2)
    model.drafter.release()
    await stage.rests()

    assert "hunter2" not in str(stage.workspace.dm(ALICE))
    assert "I am on it" in stage.card(ALICE).text
    assert "hunter2" not in model.drafter.seen[-1].focus_text


async def test_somebody_elses_answer_takes_the_card_and_the_confirm_prompt_over(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "I am looking.", thread=root)
    await stage.says(BEN, "It works again.", thread=root)

    assert stage.notes(ALICE, "card") == []
    await stage.passes(timedelta(hours=24))
    assert stage.notes(ALICE) == []
    assert [note.kind for note in stage.notes(BEN)] == ["confirm"]


async def test_a_reply_that_is_also_sent_to_the_channel_is_heard_once(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    other = await stage.asks(CHEN, "发票上的公司名写错了。")

    stage.workspace.post(ALICE, SUPPORT, "It works again.", thread_ts=root, broadcast=True)
    await stage.rests()

    first, second = await stage.moment(root), await stage.moment(other)
    assert first is not None
    assert second is not None
    assert (first.is_answered, second.is_answered) == (True, False)


async def test_a_file_without_a_word_breaks_nothing_and_words_after_it_are_heard(stage: Stage) -> None:
    stage.workspace.post(CARLA, SUPPORT, "", files=["screenshot.png"])
    await stage.passes(timedelta(seconds=30))
    assert stage.posts(ALICE) == 0

    await stage.asks(CARLA, FAILS)

    assert FAILS in stage.card(ALICE).text


async def test_the_longest_message_makes_a_card_that_slack_takes(stage: Stage) -> None:
    for customer, words in ((CARLA, "export & <import> fails, " * 1600), (CHEN, "导出<失败>&报错，" * 4000)):
        await stage.asks(customer, words)

    assert len(stage.notes(ALICE, "card")) == 2


async def test_a_mention_of_the_bot_is_heard_once(stage: Stage, model: Model) -> None:
    await stage.asks(CARLA, f"<@{stage.workspace.app.bot_user_id}> can you fix the export?")

    assert stage.posts(ALICE) == 1
    assert len(model.assessor.seen) == 1


async def test_agents_may_be_a_user_group_and_whoever_joins_it_is_one(staged: Staged) -> None:
    policy = replace(SUPPORT_POLICY, agents=frozenset({"S0AGENTS"}), on_duty=())
    async with staged(policies=[policy]) as stage:
        stage.workspace.set_user_group("S0AGENTS", [BEN])
        root = await stage.asks(CARLA, FAILS)
        assert (stage.notes(ALICE), len(stage.notes(BEN, "card"))) == ([], 1)

        stage.workspace.set_user_group("S0AGENTS", [ALICE])
        await stage.rests()
        await stage.says(ALICE, "It works again.", thread=root)

        moment = await stage.moment(root)
        assert moment is not None
        assert moment.agent == ALICE


async def test_confirmed_is_not_undone_by_a_reply_that_comes_after_it(stage: Stage, model: Model) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "It works again.", thread=root)
    await stage.presses(ALICE, stage.card(ALICE), Act.DONE)
    await stage.passes(timedelta(seconds=1))
    await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.CONFIRMED)

    model.assessor.rule = no_moment
    await stage.says(ALICE, "Glad to hear.", thread=root)
    await stage.asks(CARLA, "Have a nice day.", thread=root)
    await stage.passes(timedelta(days=8))

    moment = await stage.moment(root)
    assert moment is not None
    assert moment.close_reason == "confirmed_by_agent"
    assert stage.posts(ALICE) == 2
