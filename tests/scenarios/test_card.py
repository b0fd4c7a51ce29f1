"""A customer's message becomes one private card for the agent who is responsible, whatever the model does."""

from datetime import timedelta

from motbot.domain.errors import ModelRefused, ModelUnavailable
from tests.fakes.coach import no_moment
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, SUPPORT, Model, offline

FAILS = "The export has been failing since this morning, can you fix it?"
FAILS_ZH = "从今天早上开始报表一直导不出来，能帮忙看看吗？"
WITHOUT_MODEL = "without the language model"


async def test_a_customers_message_becomes_one_card_that_only_the_agent_on_duty_sees(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)

    assert stage.posts(ALICE) == 1
    assert stage.notes(BEN) == []
    card = stage.card(ALICE)
    assert FAILS in card.text
    assert "I am on it and report back by 17:00." in card.text
    assert set(card.buttons) >= {"edit", "open_thread", "done", "later", "choose_not_helpful", "choose_wrong", "mute"}
    assert WITHOUT_MODEL not in card.text


async def test_a_chinese_customer_is_answered_in_chinese_and_the_agent_is_told_in_english(stage: Stage) -> None:
    await stage.asks(CHEN, FAILS_ZH)

    card = stage.card(ALICE)
    assert FAILS_ZH in card.text
    assert "我来处理，17:00 前给您答复。" in card.text
    assert "They wrote" in card.text


async def test_an_agent_with_slack_in_chinese_reads_the_card_in_chinese(stage: Stage) -> None:
    root = await stage.says(CARLA, "Good morning")
    await stage.says(BEN, "Good morning!", thread=root)
    await stage.asks(CARLA, FAILS, thread=root)

    assert "对方原话" in stage.card(BEN).text
    assert "I am on it and report back by 17:00." in stage.card(BEN).text
    assert stage.notes(ALICE) == []


async def test_the_playbook_alone_posts_the_card_whole(staged: Staged) -> None:
    async with staged(coaching=offline()) as stage:
        for customer, words in ((CARLA, FAILS), (CHEN, FAILS_ZH)):
            await stage.asks(customer, words)

        assert stage.posts(ALICE) == 2
        assert all("edit" in card.buttons and not card.edited for card in stage.notes(ALICE, "card"))
        assert not [call for call in stage.workspace.calls if call.method == "chat.update"]
        assert not any(WITHOUT_MODEL in card.text for card in stage.notes(ALICE, "card"))


async def test_the_card_appears_before_a_slow_draft_and_is_then_updated_silently(stage: Stage, model: Model) -> None:
    model.drafter.hold()
    await stage.says(CARLA, FAILS)

    await stage.timer_fires()
    await stage.until(lambda: bool(stage.notes(ALICE, "card")))
    early = stage.card(ALICE)
    model.drafter.release()
    await stage.rests()

    assert "A reply is being drafted" in early.text
    assert "edit" not in early.buttons
    late = stage.card(ALICE)
    assert "I am on it and report back by 17:00." in late.text
    assert late.ts == early.ts
    assert late.edited
    assert stage.posts(ALICE) == 1


async def test_what_is_no_moment_is_silent(stage: Stage, model: Model) -> None:
    model.assessor.rule = no_moment

    ts = await stage.asks(CARLA, "We are moving to the new office on Friday.")

    assert stage.notes(ALICE) == []
    verdict = await stage.verdict(ts)
    assert verdict is not None
    assert not verdict.is_moment


async def test_while_the_model_is_down_the_words_wait_for_a_minute_and_then_the_playbook_answers(
    stage: Stage, model: Model
) -> None:
    model.assessor.down = model.drafter.down = ModelUnavailable()
    ts = await stage.says(CARLA, FAILS)

    await stage.passes(timedelta(seconds=55))
    assert stage.notes(ALICE) == []
    assert await stage.verdict(ts) is None
    await stage.passes(timedelta(seconds=20))

    card = stage.card(ALICE)
    assert WITHOUT_MODEL in card.text
    assert "edit" in card.buttons
    assert stage.posts(ALICE) == 1


async def test_a_model_that_comes_back_within_the_minute_makes_the_card(stage: Stage, model: Model) -> None:
    model.assessor.failures = [ModelUnavailable(), ModelUnavailable()]

    await stage.says(CARLA, FAILS)
    await stage.passes(timedelta(minutes=2))

    assert WITHOUT_MODEL not in stage.card(ALICE).text
    assert stage.posts(ALICE) == 1


async def test_an_agent_who_answers_while_the_model_is_down_gets_no_card(stage: Stage, model: Model) -> None:
    model.assessor.down = ModelUnavailable()
    root = await stage.asks(CARLA, FAILS)

    await stage.says(ALICE, "I have found it, it works again.", thread=root)
    await stage.passes(timedelta(minutes=3))

    assert stage.notes(ALICE) == []
    moment = await stage.moment(root)
    assert moment is not None
    assert moment.agent == ALICE
    assert moment.suppressed == "answered"


async def test_an_agent_who_answers_at_once_gets_no_card(stage: Stage) -> None:
    root = await stage.says(CARLA, FAILS)

    await stage.says(BEN, "On it.", thread=root)
    await stage.passes(timedelta(minutes=3))

    assert stage.notes(ALICE) == stage.notes(BEN) == []


async def test_an_agent_who_answers_while_the_draft_is_written_keeps_the_card_and_no_draft_comes(
    stage: Stage, model: Model
) -> None:
    model.drafter.hold()
    root = await stage.says(CARLA, FAILS)
    await stage.timer_fires()
    await stage.until(lambda: bool(stage.notes(ALICE, "card")))

    stage.workspace.post(ALICE, SUPPORT, "On it.", thread_ts=root)
    await stage.until(lambda: "being drafted" not in stage.card(ALICE).text)
    model.drafter.release()
    await stage.rests()

    assert "report back by 17:00" not in stage.card(ALICE).text


async def test_where_the_model_refuses_the_playbook_judges_at_once_and_says_so(stage: Stage, model: Model) -> None:
    model.assessor.down = ModelRefused()

    await stage.asks(CARLA, FAILS)

    assert WITHOUT_MODEL in stage.card(ALICE).text


async def test_where_the_model_refuses_to_draft_the_playbook_writes_the_reply(stage: Stage, model: Model) -> None:
    model.drafter.down = ModelRefused()

    ts = await stage.asks(CARLA, FAILS)

    moment = await stage.moment(ts)
    assert moment is not None
    assert moment.draft is not None
    assert moment.draft_provenance is not None
    assert (moment.provenance.coach, moment.draft_provenance.coach) == ("model", "playbook")
    assert stage.posts(ALICE) == 1


async def test_a_customers_newer_words_update_the_card_and_post_nothing_new(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    first = stage.card(ALICE)

    await stage.asks(CARLA, "It also fails for my colleague.", thread=root)

    card = stage.card(ALICE)
    assert card.ts == first.ts
    assert "It also fails for my colleague." in card.text
    assert stage.posts(ALICE) == 1


async def test_words_of_a_customer_are_never_live_in_a_card(stage: Stage) -> None:
    await stage.asks(CARLA, "Please tell <!channel> and <@U0BEN> about <https://evil.example|our docs> *now*")

    card = stage.card(ALICE)
    raw = str(stage.workspace.dm(ALICE))
    assert "<!channel>" not in raw
    assert "'type': 'user'" not in raw
    assert "evil.example|" not in raw
    assert "our docs" in card.text


async def test_whom_a_customer_mentions_is_read_by_name_in_the_card_and_in_home(stage: Stage) -> None:
    await stage.asks(CARLA, f"{FAILS} <@{BEN}> knows about it, <@{CHEN}> too")

    card = stage.card(ALICE)
    assert "@ben knows about it, @chen too" in card.text
    assert f"@{BEN}" not in str(stage.workspace.dm(ALICE))
    stage.workspace.open_home(ALICE)
    await stage.until(lambda: stage.workspace.home(ALICE) is not None)
    home = str(stage.workspace.home(ALICE))
    assert "@ben" in home
    assert f"@{BEN}" not in home
