"""The fourth step: when a conversation rests after an answer, the agent is asked to check the outcome."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.domain.errors import ModelUnavailable
from motbot.domain.events import Act
from motbot.domain.expectation import Assessment, Signal
from motbot.domain.message import ConversationView
from tests.fakes.coach import AssessRule, a_moment, no_moment
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import ALICE, BEN, CARLA, CHEN, SUPPORT, Model, Stage, offline

FAILS = "The export has been failing since this morning, can you fix it?"
FAILS_ZH = "从今天早上开始报表一直导不出来，能帮忙看看吗？"
HOURS = timedelta(hours=1)


def signalling(signal: Signal, *, words: str, otherwise: AssessRule = a_moment) -> AssessRule:
    """Hear the signal in focus texts that contain the words."""

    def rule(view: ConversationView) -> Assessment:
        if words not in view.focus_text:
            return otherwise(view)
        heard = a_moment(view) if signal is Signal.NOT_QUITE else no_moment(view)
        return replace(heard, signals=(signal,))

    return rule


async def answered(stage: Stage, words: str = "It works again, the disk was full.") -> str:
    """Carla asks and Alice answers in her thread; gives the root's ts."""
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, words, thread=root)
    return root


async def prompted(stage: Stage) -> str:
    """And four hours later Alice is asked to confirm."""
    root = await answered(stage)
    await stage.passes(4 * HOURS)
    assert len(stage.notes(ALICE, "confirm")) == 1
    return root


async def stage_of(stage: Stage, ts: str) -> str:
    """Where the moment of a message stands; with the reason once it is closed."""
    moment = await stage.moment(ts)
    assert moment is not None
    return f"{moment.stage}" if moment.is_open else f"{moment.close_reason}"


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


@pytest.mark.parametrize(
    ("customer", "request_", "answer", "words"),
    [
        (CARLA, FAILS, "It should work again, please try.", "Works now, thanks a lot!"),
        (CHEN, FAILS_ZH, "应该可以了，请再试一下。", "可以了，谢谢！"),
    ],
)
async def test_a_customer_who_says_that_it_works_closes_the_moment_without_a_prompt(
    staged: Staged, customer: str, request_: str, answer: str, words: str
) -> None:
    async with staged(coaching=offline()) as stage:
        root = await stage.asks(customer, request_)
        await stage.says(ALICE, answer, thread=root)
        await stage.asks(customer, words, thread=root)

        assert await stage_of(stage, root) == "confirmed_by_customer"
        assert "Confirmed by the customer" in stage.card(ALICE).text
        await stage.passes(24 * HOURS)
        assert stage.posts(ALICE) == 1


@pytest.mark.parametrize(
    ("customer", "request_", "words"), [(CARLA, FAILS, "Thanks!"), (CHEN, FAILS_ZH, "谢谢！")]
)
async def test_thanks_before_any_answer_close_nothing(
    staged: Staged, customer: str, request_: str, words: str
) -> None:
    async with staged(coaching=offline()) as stage:
        root = await stage.asks(customer, request_)
        await stage.asks(customer, words, thread=root)

        assert await stage_of(stage, root) == "exploring"
        assert stage.posts(ALICE) == 1


async def test_thanks_in_the_same_breath_as_the_request_do_not_hide_it(staged: Staged) -> None:
    async with staged(coaching=offline()) as stage:
        await stage.says(CARLA, FAILS)
        await stage.asks(CARLA, "Thank you!")

        assert FAILS in stage.card(ALICE).text


async def test_confirmed_closes_the_moment_and_settles_the_prompt(stage: Stage) -> None:
    root = await prompted(stage)

    await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.CONFIRMED)

    assert await stage_of(stage, root) == "confirmed_by_agent"
    assert "confirmed" not in stage.notes(ALICE, "confirm")[0].buttons
    assert "Confirmed" in stage.card(ALICE).text
    await stage.passes(timedelta(days=9))
    assert stage.posts(ALICE) == 2


async def test_not_quite_leads_back_to_explore(stage: Stage) -> None:
    root = await prompted(stage)

    await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.NOT_QUITE)

    assert await stage_of(stage, root) == "exploring"
    assert "not_quite" not in stage.notes(ALICE, "confirm")[0].buttons
    assert "edit" in stage.card(ALICE).buttons


async def test_still_running_asks_again_after_another_rest(stage: Stage) -> None:
    root = await prompted(stage)

    await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.STILL_RUNNING)
    await stage.passes(timedelta(hours=3))
    assert len(stage.notes(ALICE, "confirm")) == 1
    assert await stage_of(stage, root) == "acting"
    await stage.passes(timedelta(hours=20))

    assert len(stage.notes(ALICE, "confirm")) == 2


async def test_a_customer_who_says_not_quite_reopens_the_moment_and_the_agent_is_told(
    stage: Stage, model: Model
) -> None:
    model.assessor.rule = signalling(Signal.NOT_QUITE, words="column")
    root = await prompted(stage)

    await stage.asks(CARLA, "Nearly: the column with the totals is missing.", thread=root)

    assert await stage_of(stage, root) == "exploring"
    assert [note.kind for note in stage.notes(ALICE)] == ["card", "confirm", "not_quite"]
    assert "column with the totals" in stage.card(ALICE).text
    assert "confirmed" not in stage.notes(ALICE, "confirm")[0].buttons


async def test_not_quite_after_the_moment_was_closed_opens_it_again(stage: Stage, model: Model) -> None:
    model.assessor.rule = signalling(Signal.NOT_QUITE, words="column")
    root = await prompted(stage)
    await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.CONFIRMED)
    closed = await stage.moment(root)

    await stage.asks(CARLA, "Sorry, the column with the totals is missing.", thread=root)

    again = await stage.moment(root)
    assert closed is not None
    assert again is not None
    assert again.id == closed.id
    assert again.stage == "exploring"
    assert stage.notes(ALICE)[-1].kind == "not_quite"


async def test_a_new_request_after_the_prompt_settles_the_prompt(stage: Stage) -> None:
    root = await prompted(stage)

    await stage.asks(CARLA, "Can you also send the invoice?", thread=root)

    assert "confirmed" not in stage.notes(ALICE, "confirm")[0].buttons
    assert "Can you also send the invoice?" in stage.card(ALICE).text


async def test_a_confirmation_that_comes_after_the_prompt_closes_the_moment(stage: Stage, model: Model) -> None:
    model.assessor.rule = signalling(Signal.CONFIRMED_BY_CUSTOMER, words="Perfect")
    root = await prompted(stage)
    await stage.says(ALICE, "Does it do what you needed?", thread=root)

    await stage.asks(CARLA, "Perfect, it does.", thread=root)

    assert await stage_of(stage, root) == "confirmed_by_customer"
    assert "confirmed" not in stage.notes(ALICE, "confirm")[0].buttons


async def test_silence_is_no_confirmation_and_closes_as_unconfirmed_after_a_week(stage: Stage) -> None:
    root = await prompted(stage)

    await stage.passes(timedelta(days=6, hours=23))
    assert await stage_of(stage, root) == "confirming"
    await stage.passes(timedelta(hours=2))

    assert await stage_of(stage, root) == "unconfirmed"
    assert "without a word" in stage.card(ALICE).text
    assert stage.posts(ALICE) == 2


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
    model.confirmer.hold()
    await stage.timer_fires()
    await stage.until(lambda: bool(model.confirmer.seen))

    stage.workspace.post(CARLA, SUPPORT, "Perfect, it works.", thread_ts=root)
    await stage.rests(but=1)
    await stage.timer_fires()
    await stage.until(lambda: "Confirmed by the customer" in stage.card(ALICE).text)
    model.confirmer.release()
    await stage.rests()

    assert stage.notes(ALICE, "confirm") == []


async def test_an_agent_who_has_muted_the_bot_is_not_prompted(stage: Stage) -> None:
    root = await answered(stage)
    await stage.mutes(ALICE, stage.card(ALICE))

    await stage.passes(5 * HOURS)

    assert stage.notes(ALICE, "confirm") == []
    assert await stage_of(stage, root) == "confirming"


async def test_whoever_answered_last_is_the_one_who_confirms(staged: Staged) -> None:
    async with staged(start=datetime(2026, 3, 2, 2, 0, tzinfo=UTC)) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.says(BEN, "Fixed.", thread=root)

        await stage.passes(5 * HOURS)

        assert len(stage.notes(BEN, "confirm")) == 1
        assert stage.notes(ALICE, "confirm") == []
