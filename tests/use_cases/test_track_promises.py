"""What our side says is read once: each promise is found, dated on its speaker's clock, and put before its agent."""

from datetime import UTC, datetime

import pytest

from motbot.domain.moment import Stage
from motbot.domain.nudge import NotePurpose
from motbot.domain.promise import PromiseState, Withdrawn
from motbot.domain.reading import Strength
from tests.fakes.clock import T0
from tests.use_cases.conftest import Staged
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, KIM, SOON, Talk, a_found, promising


async def test_a_promise_in_an_answer_is_shown_on_the_card_with_its_time_and_not_tracked(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "Sorry! I'll send the report by 15:00.", thread=root)
    await talk.passes()

    promise = await talk.promise()
    assert promise.state is PromiseState.MADE
    assert promise.due == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    assert [one.promise for one in talk.card(ALICE).promises] == [promise.id]
    assert promise.moment == (await talk.moment(root)).id
    assert talk.notes(ALICE) == []


async def test_a_time_is_read_on_the_clock_of_whoever_says_it(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    talk.reader.rule = promising(a_found("I'll send the report by 18:00", "by 18:00"))
    await talk.says(BEN, "I'll send the report by 18:00.", thread=root)
    await talk.passes()

    assert (await talk.promise()).due == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


async def test_what_is_said_in_a_row_is_read_together(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    for words in ("Sorry about that.", "One moment.", "I'll send the report by 15:00."):
        await talk.says(ALICE, words, thread=root)
    await talk.passes()

    assert [len([one for one in view.focus_lines if one.author == ALICE]) for view in talk.reader.seen] == [3]


async def test_a_talk_without_an_end_is_read_while_it_goes_on(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    for _ in range(8):
        await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
        await talk.passes(SOON / 10)

    assert len(talk.reader.seen) == 1


async def test_words_are_read_once_however_often_the_job_runs(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    await talk.reads(await talk.conversation_of(root))
    await talk.reads(await talk.conversation_of(root))

    assert len(await talk.promises()) == 1
    assert len(talk.reader.seen) == 1
    assert await talk.is_read(said)


async def test_two_jobs_that_read_at_the_same_time_leave_one_promise(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)

    await talk.while_read(root, talk.rests(), jobs=2)

    assert len(await talk.promises()) == 1
    assert len(talk.card(ALICE).promises) == 1


async def test_a_message_that_slack_tells_of_twice_promises_once(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root, ts=said)
    await talk.passes()

    assert len(await talk.promises()) == 1
    assert len(talk.reader.seen) == 1


async def test_the_moment_is_acted_on_while_a_promise_is_open_and_offered_where_the_words_were_none(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "That will be Berlin, as always.", thread=root)
    assert (await talk.moment(root)).stage is Stage.ACTING
    await talk.passes()
    assert (await talk.moment(root)).stage is Stage.OFFERED

    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()
    await talk.says(ALICE, "Anything else?", thread=root)
    await talk.passes()

    assert (await talk.moment(root)).stage is Stage.ACTING


async def test_an_edit_that_names_another_hour_changes_the_promise(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    talk.reader.rule = promising(a_found("I'll send the report by 17:00", "by 17:00", what="the report"))
    await talk.edits(ALICE, said, "I'll send the report by 17:00.")
    await talk.passes()

    assert (await talk.promise()).due == datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


async def test_an_edit_that_changes_nothing_is_not_read_again(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()
    await talk.edits(ALICE, said, "I'll send the report by 15:00. ")
    await talk.passes()

    assert len(talk.reader.seen) == 1


@pytest.mark.parametrize("words", ["Never mind, it is there already.", ""])
async def test_what_is_edited_away_is_not_promised_any_more(talk: Talk, words: str) -> None:
    root = await talk.says(CARLA, FAILS)
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    await talk.edits(ALICE, said, words)
    await talk.passes()

    assert (await talk.promise()).withdrawn is Withdrawn.TAKEN_BACK
    assert talk.card(ALICE).promises == ()
    assert (await talk.moment(root)).stage is Stage.OFFERED


async def test_words_that_change_while_they_are_read_are_read_anew(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)

    await talk.while_read(root, talk.edits(ALICE, said, "Here is the report."))
    assert await talk.promises() == []
    assert not await talk.is_read(said)
    await talk.passes()

    assert await talk.promises() == []
    assert await talk.is_read(said)


async def test_words_that_are_taken_back_while_they_are_read_promise_nothing(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    said = await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)

    await talk.while_read(root, talk.deletes(said))
    await talk.passes()

    assert await talk.promises() == []


async def test_a_promise_that_answers_nobody_is_asked_about_in_a_message(talk: Talk) -> None:
    await talk.says(ALICE, "By the way, I'll send the report by 15:00.")
    await talk.passes()

    (note,) = talk.notes(ALICE)
    promise = await talk.promise()
    assert note.purpose is NotePurpose.ASK
    assert [one.promise for one in note.items] == [promise.id]
    assert (promise.moment, promise.agent) == (0, ALICE)


async def test_a_colleagues_promise_is_put_before_the_agent_of_the_moment(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(KIM, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    promise = await talk.promise()
    assert (promise.said_by, promise.agent) == (KIM, ALICE)
    assert [one.promise for one in talk.card(ALICE).promises] == [promise.id]
    assert talk.seen_by(KIM) == []


async def test_a_colleagues_promise_that_answers_nobody_is_put_before_whoever_is_on_duty(talk: Talk) -> None:
    await talk.says(KIM, "I'll send the report by 15:00.")
    await talk.passes()

    assert (await talk.promise()).agent == ALICE
    assert len(talk.notes(ALICE)) == 1
    assert talk.seen_by(KIM) == []


async def test_an_answer_is_read_once_the_words_it_answers_have_been_judged(talk: Talk) -> None:
    root = await talk.says(CARLA, FAILS)
    await talk.says(ALICE, "I'll send the report by 15:00.", thread=root)
    await talk.passes()

    assert (await talk.promise()).moment == (await talk.moment(root)).id


async def test_a_vague_word_is_worth_a_line_on_the_card_and_no_message(staged: Staged) -> None:
    talk = staged(read=promising(a_found("I'll get back to you soon", "soon", strength=Strength.VAGUE)))
    await talk.says(ALICE, "I'll get back to you soon.")
    root = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "I'll get back to you soon.", thread=root)
    await talk.passes()

    assert talk.notes(ALICE) == []
    assert [one.strength for one in talk.card(ALICE).promises] == [Strength.VAGUE]


async def test_what_was_said_while_nobody_listened_counts_from_when_it_was_said(talk: Talk) -> None:
    await talk.says(ALICE, "I'll send the report by 15:00.", at=datetime(2026, 3, 1, 22, 0, tzinfo=UTC))
    await talk.passes()

    assert (await talk.promise()).due == datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    assert len(talk.notes(ALICE)) == 1


async def test_nobody_is_asked_about_what_is_over_when_it_is_read(talk: Talk) -> None:
    await talk.says(ALICE, "I'll send the report by 15:00.", at=datetime(2026, 2, 27, 10, 0, tzinfo=UTC))
    await talk.passes()

    assert (await talk.promise()).state is PromiseState.MADE
    assert talk.notes(ALICE) == []


async def test_the_clock_is_the_only_thing_that_makes_words_old(talk: Talk) -> None:
    assert talk.clock.now() == T0
    await talk.says(ALICE, "I'll send the report by 15:00.", at=datetime(2026, 2, 20, 10, 0, tzinfo=UTC))
    await talk.passes()

    assert await talk.promises() == []
    assert talk.reader.seen == []
