"""The fourth step: when a conversation rests after an answer, the agent is asked to check the outcome."""

from datetime import UTC, datetime, timedelta

from motbot.domain.errors import ModelUnavailable
from motbot.domain.events import Act
from motbot.domain.expectation import Signal
from tests.fakes.coach import no_moment
from tests.scenarios.conftest import Staged
from tests.scenarios.resting import FAILS, FAILS_ZH, HOURS, answered, signalling, stage_of
from tests.scenarios.stage import SOON, Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, SUPPORT, Model


async def test_four_hours_after_the_answer_the_agent_is_asked_to_confirm_in_a_new_message(stage: Stage) -> None:
    await answered(stage)
    await stage.passes(4 * HOURS - timedelta(minutes=1))
    assert stage.notes(ALICE, "confirm") == []

    await stage.passes(timedelta(minutes=2))

    prompt = stage.notes(ALICE, "confirm")[0]
    assert "Does it do what you needed?" in prompt.text
    assert set(prompt.buttons) >= {"confirmed", "not_quite", "still_running", "open_thread", "open_card"}
    assert "Time to confirm" in stage.card(ALICE).text


async def test_a_chinese_customer_is_asked_in_chinese(stage: Stage) -> None:
    root = await stage.asks(CHEN, FAILS_ZH)
    await stage.says(ALICE, "好了，现在可以导出了。", thread=root)

    await stage.passes(4 * HOURS)

    assert "现在符合您的需要了吗？" in stage.notes(ALICE, "confirm")[0].text


async def test_every_further_word_lets_the_rest_begin_anew(stage: Stage, model: Model) -> None:
    root = await answered(stage)
    model.assessor.rule = no_moment
    for _ in range(3):
        await stage.passes(3 * HOURS)
        await stage.says(ALICE, "A little more patience, please.", thread=root)

    assert stage.notes(ALICE, "confirm") == []
    await stage.passes(20 * HOURS)
    assert len(stage.notes(ALICE, "confirm")) == 1


async def test_done_asks_at_once_even_in_quiet_hours(staged: Staged) -> None:
    async with staged(start=datetime(2026, 3, 2, 18, 30, tzinfo=UTC)) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.says(ALICE, "Fixed.", thread=root)
        await stage.passes(HOURS)

        await stage.presses(ALICE, stage.card(ALICE), Act.DONE)
        await stage.passes(timedelta(seconds=1))

        assert len(stage.notes(ALICE, "confirm")) == 1


async def test_a_check_mark_on_the_customers_message_is_done(stage: Stage) -> None:
    root = await answered(stage)

    await stage.reacts(ALICE, root, "white_check_mark")
    await stage.passes(timedelta(seconds=1))

    assert len(stage.notes(ALICE, "confirm")) == 1


async def test_in_quiet_hours_the_question_waits_for_the_morning(staged: Staged) -> None:
    async with staged(start=datetime(2026, 3, 2, 16, 0, tzinfo=UTC)) as stage:
        await answered(stage)

        await stage.passes_until(datetime(2026, 3, 3, 6, 59, tzinfo=UTC))
        assert stage.notes(ALICE, "confirm") == []
        await stage.passes_until(datetime(2026, 3, 3, 7, 1, tzinfo=UTC))

        assert len(stage.notes(ALICE, "confirm")) == 1


async def test_the_prompt_survives_a_restart(stage: Stage) -> None:
    await answered(stage)
    await stage.bot_stops()
    stage.clock.jump(stage.clock.now() + 5 * HOURS)

    await stage.bot_starts()
    await stage.bot.wake()
    await stage.rests()

    assert len(stage.notes(ALICE, "confirm")) == 1
    assert stage.posts(ALICE) == 2


async def test_a_burst_survives_a_restart(stage: Stage) -> None:
    await stage.says(CARLA, FAILS)
    await stage.bot_stops()
    stage.clock.jump(stage.clock.now() + timedelta(seconds=5))

    await stage.bot_starts()
    await stage.bot.wake()
    await stage.rests()

    assert FAILS in stage.card(ALICE).text
    assert stage.posts(ALICE) == 1


async def test_with_the_model_down_the_playbook_asks_for_the_outcome(stage: Stage, model: Model) -> None:
    await answered(stage)
    model.confirmer.down = ModelUnavailable()

    await stage.passes(4 * HOURS)

    assert "Does it do what you needed?" not in stage.notes(ALICE, "confirm")[0].text
    assert "A question you can send" in stage.notes(ALICE, "confirm")[0].text


async def test_a_customer_who_confirms_while_the_question_is_written_needs_none(stage: Stage, model: Model) -> None:
    model.assessor.rule = signalling(Signal.CONFIRMED_BY_CUSTOMER, words="Perfect")
    root = await answered(stage)
    await stage.passes(SOON)
    model.confirmer.hold()
    await stage.timer_fires()
    await stage.until(lambda: bool(model.confirmer.seen))

    stage.workspace.post(CARLA, SUPPORT, "Perfect, it works.", thread_ts=root)
    await stage.rests(but=1)
    await stage.timer_fires()
    await stage.until(lambda: "They confirmed it" in stage.card(ALICE).text)
    model.confirmer.release()
    await stage.rests()

    assert stage.notes(ALICE, "confirm") == []


async def test_an_agent_who_has_muted_the_bot_is_prompted_when_that_is_over(stage: Stage) -> None:
    root = await answered(stage)
    await stage.mutes(ALICE, stage.card(ALICE))

    await stage.passes(7 * HOURS)
    assert stage.notes(ALICE, "confirm") == []
    await stage.passes(20 * HOURS)

    assert len(stage.notes(ALICE, "confirm")) == 1
    assert await stage_of(stage, root) == "confirming"


async def test_whoever_answered_last_is_the_one_who_confirms(staged: Staged) -> None:
    async with staged(start=datetime(2026, 3, 2, 2, 0, tzinfo=UTC)) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.says(BEN, "Fixed.", thread=root)

        await stage.passes(5 * HOURS)

        assert len(stage.notes(BEN, "confirm")) == 1
        assert stage.notes(ALICE, "confirm") == []
