"""What belongs together is judged together: several messages in a row, threads and roots, one customer or two."""

from datetime import timedelta

from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, SUPPORT, Model, offline

SECOND = timedelta(seconds=1)


async def test_three_messages_in_a_row_at_the_root_are_one_conversation_judged_once(stage: Stage, model: Model) -> None:
    stamps = []
    for words in ("Hi all", "the export fails", "since this morning"):
        stamps.append(await stage.says(CARLA, words))
        await stage.passes(2 * SECOND)
    await stage.passes(30 * SECOND)

    assert stage.posts(ALICE) == 1
    assert len(model.assessor.seen) == 1
    assert model.assessor.seen[0].focus == tuple(stamps)
    verdicts = [await stage.verdict(ts) for ts in stamps]
    assert len({verdict.id for verdict in verdicts if verdict}) == 1
    assert None not in verdicts


async def test_a_customer_who_never_pauses_is_judged_after_twelve_seconds(stage: Stage, model: Model) -> None:
    for count in range(7):
        await stage.says(CARLA, f"and another thing, number {count}")
        await stage.passes(2 * SECOND)

    assert len(model.assessor.seen) == 1
    assert len(stage.notes(ALICE, "card")) == 1


async def test_harm_that_happens_now_is_not_waited_for(staged: Staged) -> None:
    async with staged(coaching=offline()) as stage:
        for customer, words in (
            (CARLA, "URGENT: production is down, none of our users can log in!"),
            (CHEN, "紧急！生产环境全挂了，所有用户都登录不了！"),
        ):
            await stage.says(customer, words)

        assert len(stage.notes(ALICE, "card")) == 2
        assert all("Critical" in card.text for card in stage.notes(ALICE, "card"))


async def test_an_answer_at_the_root_belongs_to_the_customer_who_waits(stage: Stage) -> None:
    root = await stage.asks(CARLA, "The export fails.")

    await stage.says(ALICE, "I am looking at it.")

    moment = await stage.moment(root)
    assert moment is not None
    assert moment.is_answered
    assert "Answered" in stage.card(ALICE).text


async def test_two_customers_who_interleave_at_the_root_get_separate_cards(stage: Stage) -> None:
    carla = await stage.says(CARLA, "The export fails.")
    await stage.passes(SECOND)
    chen = await stage.says(CHEN, "发票上的公司名写错了。")
    await stage.passes(SECOND)
    await stage.says(CARLA, "It says timeout.")
    await stage.passes(SECOND)
    await stage.says(CHEN, "今天能改吗？")
    await stage.passes(30 * SECOND)

    cards = stage.notes(ALICE, "card")
    assert len(cards) == 2
    theirs = next(card for card in cards if "发票" in card.text)
    assert "今天能改吗" in theirs.text
    assert "timeout" not in theirs.text
    first, second = await stage.moment(carla), await stage.moment(chen)
    assert first is not None
    assert second is not None
    assert first.conversation != second.conversation


async def test_an_answer_that_mentions_one_of_two_waiting_customers_answers_that_one(stage: Stage) -> None:
    carla = await stage.asks(CARLA, "The export fails.")
    chen = await stage.asks(CHEN, "发票上的公司名写错了。")

    await stage.says(BEN, f"<@{CHEN}> 我马上改。")

    first, second = await stage.moment(carla), await stage.moment(chen)
    assert first is not None
    assert second is not None
    assert not first.is_answered
    assert second.is_answered
    assert second.agent == BEN


async def test_a_thread_and_the_root_of_the_same_customer_are_two_conversations_after_a_while(stage: Stage) -> None:
    root = await stage.asks(CARLA, "The export fails.")
    await stage.says(ALICE, "Fixed.", thread=root)
    await stage.passes(timedelta(minutes=40))

    later = await stage.asks(CARLA, "Can I get an invoice?")

    first, second = await stage.moment(root), await stage.moment(later)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert len(stage.notes(ALICE, "card")) == 2


async def test_a_reply_in_a_thread_stays_in_its_thread_however_late(stage: Stage) -> None:
    root = await stage.asks(CARLA, "The export fails.")
    await stage.passes(timedelta(hours=2))

    await stage.asks(CARLA, "Any news?", thread=root)

    assert "Any news?" in stage.card(ALICE).text
    assert stage.workspace.message(SUPPORT, root)["text"] == "The export fails."
