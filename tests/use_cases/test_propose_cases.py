"""What agents pressed, sent and promised and what leads marked becomes cases, each with what is known and no more."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from motbot.domain.events import Act, Acted
from motbot.domain.expectation import Urgency
from motbot.domain.people import Side
from motbot.domain.proposed_case import ProposedCase, Taught
from motbot.domain.review import Row
from motbot.storage.database import Database
from motbot.storage.lived import PostgresLived
from motbot.storage.store import PostgresStore
from motbot.use_cases.propose_cases import LeftOut, Proposals, ProposeCases
from tests.use_cases.desk import Desk
from tests.use_cases.talk import ALICE, CARLA, FAILS, LEAD, SOON, TEAM, Talk, a_found, promising

ASKED = "Where is order 4711? Please tell me, Alice."
REPORT = a_found("I'll send the report by 15:00", "by 15:00", what="the report")
Staged = Callable[..., Talk]


@pytest.fixture
def talk(database: Database, store: PostgresStore) -> Talk:
    made = Talk(database, store, read=promising(REPORT))
    Desk(made)  # gives Alice and Carla the names of their profiles
    return made


async def proposed(talk: Talk, **wish: object) -> Proposals:
    asked: dict[str, object] = {"since": None, "at_most": None} | wish
    proposing = ProposeCases(lived=PostgresLived(engine=talk.engine), directory=talk.directory)
    return await proposing(**asked)  # type: ignore[arg-type] # as written in the tests


async def the_case(talk: Talk) -> ProposedCase:
    found = await proposed(talk)
    (only,) = found.cases
    assert found.left_out == {}
    return only


async def presses(talk: Talk, act: Act, ts: str, *, value: str = "", note: str = "", by: str = ALICE) -> None:
    moment = await talk.moment(ts)
    event = Acted(team=TEAM, user=by, act=act, moment=moment.id, value=value, note=note, at=talk.clock.now())
    await talk.hears(event)


async def asked(talk: Talk, words: str = ASKED) -> str:
    ts = await talk.says(CARLA, words)
    await talk.passes(SOON)
    return ts


async def test_nothing_is_proposed_of_what_went_well(talk: Talk) -> None:
    await asked(talk)
    await talk.says(ALICE, "I am on it and report back by 17:00.")
    await talk.passes(SOON)

    assert await proposed(talk) == Proposals()


async def test_not_a_request_makes_a_negative_case(talk: Talk) -> None:
    ts = await asked(talk)
    await presses(talk, Act.NOT_HELPFUL, ts, value="no_request", note="Carla Stone only thinks aloud")

    case = await the_case(talk)

    assert case.known.is_moment is False
    assert case.to_fill == ("gold.negative_type",)
    assert case.tags[-1] == Taught.NO_REQUEST
    assert case.why == "The agent says that there was nothing to answer here."
    assert case.said_of[0].endswith("only thinks aloud")
    assert "Carla" not in str(case)
    assert "Stone" not in str(case)


async def test_people_and_numbers_are_others_and_the_same_throughout(talk: Talk) -> None:
    ts = await asked(talk)
    await talk.says(ALICE, "Dear Carla, 4711 is on its way. Alice Moor", thread=ts)
    await presses(talk, Act.NOT_HELPFUL, ts, value="too_late")

    case = await the_case(talk)

    (customer, agent) = case.people
    assert (customer.side, agent.side) == (Side.CUSTOMER, Side.AGENT)
    (line,) = case.entries
    assert agent.name in line.text
    assert case.reply is not None
    assert customer.name in case.reply.text
    assert agent.name in case.reply.text
    number = line.text.split("order ")[1].split("?")[0]
    assert number in case.reply.text
    for name in ("Alice", "Moor", "Carla", "Stone", "4711"):
        assert name not in str(case)


async def test_an_expectation_marked_as_wrong_must_not_be_found_again(talk: Talk) -> None:
    ts = await asked(talk)
    mark = (await talk.moment(ts)).assessment.expectations[0].mark
    await presses(talk, Act.WRONG, ts, value=mark)

    case = await the_case(talk)

    assert case.known.must_not == (f"expect: {case.entries[0].text}",)
    assert case.known.is_moment is None
    assert case.found[0].rests_on == case.entries[0].text
    assert case.urgency == Urgency.NORMAL


async def test_a_reply_of_their_own_is_the_good_answer(talk: Talk) -> None:
    ts = await asked(talk)
    await talk.says(ALICE, "It left our warehouse at noon, and the driver rings you half an hour before.", thread=ts)

    case = await the_case(talk)

    assert case.tags[-1] == Taught.OWN
    assert case.known.is_moment is True
    assert case.known.good_reply == (case.reply.text if case.reply else "")
    assert "gold.is_moment" not in case.to_fill


async def test_a_draft_changed_in_its_window_counts_as_edited(talk: Talk) -> None:
    ts = await asked(talk)
    await presses(talk, Act.EDITED, ts, value="Our driver has it, and rings you at noon, half an hour before he comes.")

    case = await the_case(talk)

    assert case.tags[-1] == Taught.EDITED
    assert case.known.good_reply.startswith("Our driver has it")


async def test_a_promise_that_was_missed_is_known_with_its_time(talk: Talk) -> None:
    await asked(talk, FAILS)
    ts = await talk.says(ALICE, "I'll send the report by 15:00.")
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    await talk.passes(timedelta(hours=8))

    case = await the_case(talk)

    assert Taught.BROKEN in case.tags
    assert case.known.promises is not None
    (promise,) = case.known.promises
    assert case.reply is not None
    assert promise.words in case.reply.text
    assert (promise.by, promise.due_words) == (case.reply.by, "by 15:00")
    assert promise.due is not None
    assert promise.due.isoformat() == "2026-03-02T15:00:00+01:00"
    assert await talk.is_read(ts)


async def test_words_that_are_no_promise_must_not_be_taken_for_one(talk: Talk) -> None:
    await asked(talk, FAILS)
    await talk.says(ALICE, "I'll send the report by 15:00.")
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.NOT_A_PROMISE, await talk.promise())

    case = await the_case(talk)

    assert Taught.NO_PROMISE in case.tags
    assert case.known.promises == ()
    assert case.known.must_not == ("take “I'll send the report by 15:00” for a promise",)


async def test_a_lead_s_mark_is_the_score_and_a_dispute_is_told(talk: Talk) -> None:
    desk = Desk(talk)
    review = await desk.reviewed(await desk.talked())
    await desk.marks(review.id, LEAD, {Row(contact=1): 2}, reason="Carla knows the rules.")
    await desk.remarks(review.id, ALICE, "I rang Carla before.", row=Row(contact=2))

    found = await proposed(talk)

    marked = next(one for one in found.cases if Taught.MARKED in one.tags)
    disputed = next(one for one in found.cases if Taught.DISPUTED in one.tags)
    assert marked.known.scores == (2,)
    assert marked.why.startswith("A lead gives our answer +2, the coach -1.")
    assert marked.thread == disputed.thread
    assert "agent_reply.gold.score" in disputed.to_fill
    assert "agent_reply.gold.score" not in marked.to_fill
    assert "rang" in disputed.said_of[0]
    assert "Carla" not in str(found.cases)


async def test_marks_of_a_blind_sheet_count_once_they_are_sent(talk: Talk) -> None:
    desk = Desk(talk)
    review = await desk.reviewed(await desk.talked(), blind=True)
    await desk.marks(review.id, LEAD, {Row(contact=1): 2, Row(contact=2): 1})
    before = await proposed(talk)
    assert await desk.sends(review.id, LEAD)

    after = await proposed(talk)

    assert not any(Taught.MARKED in one.tags for one in before.cases)
    assert any(one.known.scores == (2,) for one in after.cases)


async def test_the_same_state_is_proposed_once_and_a_new_one_again(talk: Talk) -> None:
    ts = await asked(talk)
    await presses(talk, Act.NOT_HELPFUL, ts, value="too_late")
    first = await the_case(talk)

    again = await proposed(talk, known={first.state})
    await presses(talk, Act.NOT_HELPFUL, ts, value="wrong_need")
    later = await proposed(talk, known={first.state})

    assert again == Proposals(left_out={LeftOut.KNOWN: 1})
    assert [one.state == first.state for one in later.cases] == [False]
    assert later.cases[0].thread == first.thread


async def test_words_that_were_taken_back_are_told_and_not_used(talk: Talk) -> None:
    ts = await asked(talk)
    await presses(talk, Act.NOT_HELPFUL, ts, value="too_late")
    await talk.deletes(ts)

    found = await proposed(talk)

    assert found.cases == ()
    assert found.left_out[LeftOut.WORDS_GONE] == 1
