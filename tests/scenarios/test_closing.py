"""How a moment ends: the customer confirms, the agent does, nobody says a word; or it turns out not to be over."""

from datetime import timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.expectation import Signal
from tests.scenarios.conftest import Staged
from tests.scenarios.resting import FAILS, FAILS_ZH, HOURS, prompted, signalling, stage_of
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, CHEN, Model, offline


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
        assert "They confirmed it" in stage.card(ALICE).text
        await stage.passes(24 * HOURS)
        assert stage.posts(ALICE) == 1


@pytest.mark.parametrize(("customer", "request_", "words"), [(CARLA, FAILS, "Thanks!"), (CHEN, FAILS_ZH, "谢谢！")])
async def test_thanks_before_any_answer_close_nothing(staged: Staged, customer: str, request_: str, words: str) -> None:
    async with staged(coaching=offline()) as stage:
        root = await stage.asks(customer, request_)
        await stage.asks(customer, words, thread=root)

        assert await stage_of(stage, root) == "exploring"
        assert stage.posts(ALICE) == 1


@pytest.mark.parametrize(
    ("customer", "said"),
    [
        (
            CARLA,
            (FAILS, "You'll have the report here by 16:00.", "Great, thank you!", "Here is the report.", "Thanks!"),
        ),
        (CHEN, (FAILS_ZH, "报表16:00前发给您。", "好的，谢谢！", "报表已经发给您了。", "收到，谢谢！")),
    ],
)
async def test_thanks_for_a_promise_close_nothing_and_thanks_for_what_was_promised_do(
    staged: Staged, customer: str, said: tuple[str, ...]
) -> None:
    request_, promise, thanks, delivery, content = said
    async with staged(coaching=offline()) as stage:
        root = await stage.asks(customer, request_)
        await stage.asks(ALICE, promise, thread=root)
        await stage.asks(customer, thanks, thread=root)
        assert await stage_of(stage, root) == "acting"

        await stage.asks(ALICE, delivery, thread=root)
        await stage.asks(customer, content, thread=root)
        assert await stage_of(stage, root) == "confirmed_by_customer"


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
    assert "No word came from them" in stage.card(ALICE).text
    assert stage.posts(ALICE) == 2
