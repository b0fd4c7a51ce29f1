"""A review that does not succeed at once waits, lets the playbook stand in, or says why there is no sheet."""

from datetime import timedelta

import pytest

from motbot.domain.errors import ModelRefused, ModelUnavailable, SlackRefused, SlackUnclear
from motbot.domain.language import Language
from motbot.domain.nudge import SheetPurpose
from motbot.domain.review import Failure, ReviewState
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.desk import A_WHILE, WINDOW, Desk
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, SOON, Talk


@pytest.fixture
async def desk(database: Database, store: PostgresStore) -> Desk:
    return Desk(Talk(database, store))


async def test_a_model_that_does_not_answer_is_asked_again_after_growing_pauses(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.reviewer.failures = [ModelUnavailable()] * 3
    began = desk.talk.clock.now()
    await desk.reviewed(root)
    waits = []
    while (review := await desk.review()).wake_at:
        waits.append((review.wake_at - began).total_seconds())
        await desk.talk.passes(review.wake_at - desk.talk.clock.now())

    assert waits == [5, 20, 65]
    assert (review.state, review.without_model) == (ReviewState.READY, False)


async def test_after_a_while_the_playbook_stands_in_and_says_so(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.reviewer.down = ModelUnavailable()
    await desk.reviewed(root)
    await desk.talk.passes(timedelta(minutes=2))
    assert desk.talk.windows.shown[WINDOW] == []

    await desk.talk.passes(A_WHILE)

    review = await desk.review()
    assert (review.state, review.without_model) == (ReviewState.READY, True)
    assert review.sheet is not None
    assert review.sheet.provenance.revision == "playbook-1"
    assert desk.page().without_model


async def test_once_the_model_is_back_the_same_words_are_judged_by_it(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.reviewer.down = ModelUnavailable()
    await desk.reviewed(root)
    await desk.talk.passes(A_WHILE)
    desk.talk.reviewer.down = None

    second = await desk.reviewed(root, window="V2")

    assert not second.without_model
    assert desk.page("V2").earlier == 0  # the words are the same


async def test_what_the_model_refuses_the_playbook_judges_at_once(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.reviewer.down = ModelRefused()

    assert (await desk.reviewed(root)).without_model


async def test_where_nobody_can_judge_it_that_is_said(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.reviewer.down = desk.talk.standby_reviewer.down = ModelRefused()

    await desk.reviewed(root)

    assert desk.page().failure is Failure.REFUSED
    assert desk.told(LEAD) == []
    assert desk.told(ALICE) == []


async def test_a_failure_that_no_window_shows_is_told(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.reviewer.down = desk.talk.standby_reviewer.down = ModelRefused()

    await desk.reviewed(root, window="")

    assert desk.told(LEAD) == [SheetPurpose.FAILED]


async def test_while_slack_does_not_show_the_thread_it_is_tried_again(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.threads.fail_next(SlackUnclear())
    await desk.reviewed(root)
    assert (await desk.review()).state is ReviewState.READING

    await desk.talk.passes(SOON)

    assert desk.page().state is ReviewState.READY


async def test_a_thread_that_slack_never_shows_is_unreadable(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.threads.down = SlackUnclear()
    await desk.reviewed(root)

    await desk.talk.passes(A_WHILE)

    assert desk.page().failure is Failure.UNREADABLE


async def test_while_slack_does_not_describe_an_agent_nothing_is_judged(desk: Desk) -> None:
    root = await desk.talked()
    await desk.asks(root)
    desk.talk.directory.outage = True
    await desk.talk.rests()
    assert (await desk.review()).state is ReviewState.READING

    desk.talk.directory.outage = False
    await desk.talk.passes(SOON)

    assert (await desk.review()).agents == (ALICE,)


async def test_a_conversation_in_which_only_programs_speak_is_empty(desk: Desk) -> None:
    root = await desk.talk.says("", "Ticket 7 opened", bot="B1")

    await desk.reviewed(root)

    assert desk.page().failure is Failure.EMPTY


@pytest.mark.parametrize("code", ["thread_not_found", "missing_scope"])
async def test_no_such_thread_reads_as_one_that_is_not_theirs(desk: Desk, code: str) -> None:
    desk.talk.threads.fail_next(SlackRefused(code))

    await desk.reviewed("1772442000.000900")

    assert desk.page() == await desk.opens(999, LEAD)


async def test_a_job_that_runs_again_tells_nobody_twice(desk: Desk) -> None:
    root = await desk.talked()
    review = await desk.reviewed(root)
    job = next(run for kind, run in desk.talk.handlers.items() if kind.value == "review_thread")

    await job(review.id)
    await job(999)
    await desk.talk.rests()

    assert desk.told(LEAD) == desk.told(ALICE) == [SheetPurpose.READY]
    assert len(desk.talk.reviewer.asked) == 1


# ---- cost


async def test_a_long_conversation_is_judged_only_once_its_cost_is_known(
    database: Database, store: PostgresStore
) -> None:
    desk = Desk(Talk(database, store, ask_above=20))
    root = await desk.talk.says(CARLA, "It fails.")
    for number in range(24):
        await desk.talk.says(ALICE if number % 2 else CARLA, f"Word {number}", thread=root)
    await desk.reviewed(root)
    asking = desk.page()
    assert (asking.state, asking.rows) == (ReviewState.ASKING, ())
    assert asking.cost is not None
    assert (asking.cost.lines, asking.cost.calls) == (25, 1)
    assert asking.cost.tokens > 1000
    assert desk.talk.reviewer.asked == []
    await desk.talk.passes(A_WHILE)
    desk.talk.reviewer.failures = [ModelUnavailable()]

    agreed = await desk.talk.sheets.agree_to_cost(review=asking.review, user=LEAD, window=WINDOW)
    await desk.talk.rests()
    await desk.talk.passes(SOON)

    assert agreed.state is ReviewState.READING
    assert desk.page().state is ReviewState.READY
    assert not (await desk.review()).without_model  # the wait for the model began with the agreement


async def test_nobody_else_agrees_to_the_cost(database: Database, store: PostgresStore) -> None:
    desk = Desk(Talk(database, store, ask_above=20))
    root = await desk.talk.says(CARLA, "It fails.")
    for number in range(24):
        await desk.talk.says(ALICE, f"Word {number}", thread=root)
    review = await desk.reviewed(root)

    for user in (ALICE, BEN, KIM, CARLA):
        page = await desk.talk.sheets.agree_to_cost(review=review.id, user=user, window="")
        assert page.failure is Failure.NOT_YOURS

    assert (await desk.review()).state is ReviewState.ASKING


async def test_the_reasons_are_written_for_whoever_asked_first(desk: Desk) -> None:
    await desk.talk.says(CARLA, "It fails.")
    root = await desk.talk.says(BEN, "在看了。")

    await desk.reviewed(root, user=BEN)

    assert desk.talk.reviewer.asked[0].language is Language.ZH
