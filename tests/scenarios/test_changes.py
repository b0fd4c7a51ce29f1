"""Words that are changed, taken back, delivered twice or in the wrong order: the card follows the newest truth."""

from datetime import timedelta

from motbot.domain.events import Act
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA, SUPPORT, Model, offline

FAILS = "The export has been failing since this morning."


async def test_an_edit_before_the_card_is_what_is_judged(stage: Stage, model: Model) -> None:
    ts = await stage.says(CARLA, "The import fails.")
    await stage.edits(CARLA, ts, FAILS)
    await stage.passes(timedelta(seconds=30))

    assert len(model.assessor.seen) == 1
    assert FAILS in stage.card(ALICE).text
    assert "import" not in stage.card(ALICE).text


async def test_an_edit_after_the_card_is_judged_anew_and_updates_the_same_card(stage: Stage, model: Model) -> None:
    ts = await stage.asks(CARLA, "The import fails.")
    first = stage.card(ALICE)

    await stage.edits(CARLA, ts, FAILS)
    await stage.passes(timedelta(seconds=30))

    card = stage.card(ALICE)
    assert card.ts == first.ts
    assert FAILS in card.text
    assert "import" not in card.text
    assert stage.posts(ALICE) == 1


async def test_an_edit_that_changes_no_word_changes_nothing(stage: Stage, model: Model) -> None:
    ts = await stage.asks(CARLA, FAILS)
    before = stage.card(ALICE)

    await stage.edits(CARLA, ts, f"  {FAILS.replace(' ', '  ')} ")
    stage.workspace.unfurl(SUPPORT, ts)
    await stage.passes(timedelta(minutes=1))

    assert len(model.assessor.seen) == 1
    assert stage.card(ALICE) == before


async def test_an_edit_after_the_answer_nudges_nobody(stage: Stage) -> None:
    ts = await stage.says(CARLA, FAILS)
    await stage.says(ALICE, "It works again.", thread=ts)
    await stage.passes(timedelta(seconds=30))

    await stage.edits(CARLA, ts, f"{FAILS} Please help.")
    await stage.passes(timedelta(minutes=1))

    assert stage.notes(ALICE) == []


async def test_a_request_that_is_edited_away_is_shown_no_more(staged: Staged) -> None:
    async with staged(coaching=offline()) as stage:
        ts = await stage.asks(CARLA, "The export fails, can you fix it?")

        await stage.edits(CARLA, ts, "Never mind, I found it myself.")
        await stage.passes(timedelta(seconds=30))

        moment = await stage.moment(ts)
        assert moment is not None
        assert not moment.is_open
        assert "can you fix it?" not in str(stage.workspace.dm(ALICE))


async def test_a_message_deleted_before_the_card_is_never_shown(stage: Stage, model: Model) -> None:
    ts = await stage.says(CARLA, FAILS)
    await stage.deletes(CARLA, ts)
    await stage.passes(timedelta(minutes=5))

    assert stage.posts(ALICE) == 0
    assert model.assessor.seen == []


async def test_a_message_deleted_after_the_card_takes_the_card_away(stage: Stage) -> None:
    ts = await stage.asks(CARLA, FAILS)

    await stage.deletes(CARLA, ts)

    assert stage.notes(ALICE) == []
    await stage.passes(timedelta(days=1))
    assert stage.notes(ALICE) == []


async def test_a_deleted_message_with_replies_takes_the_card_away_too(stage: Stage) -> None:
    ts = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "Looking into it.", thread=ts)

    await stage.deletes(CARLA, ts)

    assert stage.notes(ALICE, "card") == []


async def test_of_a_burst_only_the_deleted_words_leave_the_card(stage: Stage) -> None:
    first = await stage.says(CARLA, FAILS)
    await stage.asks(CARLA, "It says timeout.", thread=first)
    second = await stage.asks(CARLA, "My password is hunter2.", thread=first)

    await stage.deletes(CARLA, second)
    await stage.passes(timedelta(minutes=1))

    card = stage.card(ALICE)
    assert "hunter2" not in str(stage.workspace.dm(ALICE))
    assert "It says timeout." in card.text


async def test_words_of_an_older_moment_that_are_taken_back_take_its_card_away_too(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "It works again.", thread=root)
    await stage.reacts(ALICE, root, "white_check_mark")
    await stage.passes(timedelta(seconds=1))
    await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.CONFIRMED)
    await stage.asks(CARLA, "Can I get an invoice?", thread=root)
    assert len(stage.notes(ALICE, "card")) == 2

    await stage.deletes(CARLA, root)

    assert "invoice" in stage.card(ALICE).text
    assert FAILS not in str(stage.workspace.dm(ALICE))


async def test_a_delivery_that_comes_twice_changes_nothing(stage: Stage, model: Model) -> None:
    ts = await stage.asks(CARLA, FAILS)
    before = stage.card(ALICE)

    stage.workspace.redeliver(stage.workspace.event_id(SUPPORT, ts), times=5)
    await stage.passes(timedelta(minutes=1))

    assert stage.card(ALICE) == before
    assert len(model.assessor.seen) == 1


async def test_an_event_whose_acknowledgement_is_lost_is_taken_in_once(stage: Stage, model: Model) -> None:
    stage.workspace.delivery.timetable = type(stage.workspace.delivery.timetable)(delays=(0.05, 0.05))
    stage.workspace.delivery.lose_acks = 1

    await stage.asks(CARLA, FAILS)

    assert stage.posts(ALICE) == 1
    assert len(model.assessor.seen) == 1


async def test_a_deletion_that_arrives_before_its_message_keeps_it_out(stage: Stage, model: Model) -> None:
    with stage.deaf():
        ts = stage.workspace.post(CARLA, SUPPORT, FAILS)
    await stage.deletes(CARLA, ts)

    stage.tells(CARLA, ts, FAILS)
    await stage.passes(timedelta(minutes=1))

    assert stage.posts(ALICE) == 0
    assert model.assessor.seen == []


async def test_an_edit_that_arrives_before_its_message_counts_as_the_message(stage: Stage, model: Model) -> None:
    with stage.deaf():
        ts = stage.workspace.post(CARLA, SUPPORT, "The import fails.")
    await stage.edits(CARLA, ts, FAILS)

    stage.tells(CARLA, ts, "The import fails.")
    await stage.passes(timedelta(minutes=1))

    assert FAILS in stage.card(ALICE).text
    assert "import" not in stage.card(ALICE).text
    assert len(model.assessor.seen) == 1


async def test_a_reply_that_arrives_before_its_question_answers_it(stage: Stage) -> None:
    with stage.deaf():
        root = stage.workspace.post(CARLA, SUPPORT, FAILS)
    await stage.says(ALICE, "It works again.", thread=root)

    stage.tells(CARLA, root, FAILS)
    await stage.passes(timedelta(minutes=1))

    moment = await stage.moment(root)
    assert moment is not None
    assert moment.is_answered
    assert stage.posts(ALICE) == 0


async def test_an_older_answer_that_arrives_late_answers_no_newer_question(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.passes(timedelta(minutes=1))
    with stage.deaf():
        reply = stage.workspace.post(ALICE, SUPPORT, "It works again.", thread_ts=root)
    await stage.passes(timedelta(minutes=1))
    await stage.asks(CARLA, "Now the import fails, can you look?", thread=root)

    stage.tells(ALICE, reply, "It works again.", thread=root)
    await stage.rests()

    moment = await stage.moment(root)
    assert moment is not None
    assert not moment.is_answered


async def test_a_promise_that_is_edited_into_an_answer_is_heard(staged: Staged) -> None:
    async with staged(coaching=offline()) as stage:
        root = await stage.asks(CARLA, FAILS)
        reply = await stage.says(ALICE, "I see.", thread=root)

        await stage.edits(ALICE, reply, "I see. I will send you the file by 17:00.")

        moment = await stage.moment(root)
        assert moment is not None
        assert moment.stage == "acting"


async def test_a_file_that_gets_its_words_by_an_edit_is_heard(stage: Stage) -> None:
    ts = stage.workspace.stamps.next()
    stage.tells(CARLA, ts, "")
    await stage.passes(timedelta(seconds=30))

    stage.tells_of_edit(CARLA, ts, FAILS)
    await stage.passes(timedelta(minutes=1))

    assert FAILS in stage.card(ALICE).text


async def test_an_edit_that_comes_after_the_deletion_brings_nothing_back(stage: Stage) -> None:
    ts = await stage.asks(CARLA, FAILS)
    await stage.deletes(CARLA, ts)

    stage.tells_of_edit(CARLA, ts, "Nobody can log in at all!")
    await stage.passes(timedelta(minutes=1))

    assert stage.notes(ALICE) == []
