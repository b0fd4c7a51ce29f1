"""A conversation that somebody points at becomes a sheet, which they and the agents in it are told of together."""

from dataclasses import replace

import pytest

from motbot.domain.departments import Department
from motbot.domain.errors import SlackUnclear
from motbot.domain.events import Posted
from motbot.domain.nudge import SheetPurpose
from motbot.domain.people import Author, Side
from motbot.domain.review import Failure, RaterRole, ReviewState
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.desk import WINDOW, Desk
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, POLICY, SOON, SUPPORT, TEAM, Talk


@pytest.fixture
async def desk(database: Database, store: PostgresStore) -> Desk:
    return Desk(Talk(database, store))


async def test_whoever_asks_sees_at_once_that_it_is_being_read_and_then_the_sheet(desk: Desk) -> None:
    root = await desk.talked()

    first = await desk.asks(root)
    await desk.talk.rests()

    assert (first.state, first.rows, first.role) == (ReviewState.READING, (), RaterRole.LEAD)
    shown = desk.page()
    assert (shown.state, shown.pages) == (ReviewState.READY, 3)
    assert [one.score for one in shown.rows] == [-1, -1, 1]
    assert (await desk.review()).wake_at is None


async def test_a_sheet_is_kept_with_its_words_its_roles_and_the_agents_in_it(desk: Desk) -> None:
    root = await desk.talked()

    review = await desk.reviewed(root)

    assert review.agents == (ALICE,)
    assert [(one.side, one.role) for one in review.lines] == [
        (Side.CUSTOMER, "customer"),
        (Side.AGENT, "agent"),
        (Side.CUSTOMER, "customer"),
        (Side.AGENT, "agent"),
    ]
    assert [one.thread_ts for one in review.lines] == ["", root, root, root]
    assert review.lines[1].text == "No, Carla, the rules say so."
    assert (review.conversation, review.without_model) == (1, False)
    assert review.ready_at is not None


async def test_a_sheet_names_the_department_that_asks_and_no_person(desk: Desk) -> None:
    finance = Department(name="Finance", members=frozenset({CARLA}))
    desk.talk.directory.watch(replace(POLICY, departments=(finance,)))
    review = await desk.reviewed(await desk.talked())

    assert review.department == "Finance"
    assert (await desk.opens(review.id, LEAD)).department == "Finance"
    assert {one.role for one in review.lines} == {"customer", "agent"}


async def test_the_lead_and_the_agent_are_told_together(desk: Desk) -> None:
    root = await desk.talked()

    review = await desk.reviewed(root)

    (theirs,), (own,) = desk.notes(ALICE), desk.notes(LEAD)
    assert (theirs.purpose, theirs.is_yours, theirs.by_lead) == (SheetPurpose.READY, False, True)
    assert (own.purpose, own.is_yours, own.review) == (SheetPurpose.READY, True, review.id)
    assert desk.told(BEN) == desk.told(KIM) == desk.told(CARLA) == []


async def test_until_the_sheet_is_ready_the_agent_hears_nothing_of_it(desk: Desk) -> None:
    root = await desk.talked()
    page = await desk.asks(root)

    assert (await desk.opens(page.review, ALICE)).failure is Failure.NOT_YOURS
    assert desk.told(ALICE) == []


async def test_the_lead_and_the_agent_see_the_same_sheet(desk: Desk) -> None:
    root = await desk.talked()
    review = await desk.reviewed(root)

    for page in range(3):
        lead, agent = await desk.opens(review.id, LEAD, page=page), await desk.opens(review.id, ALICE, page=page)
        assert lead.rows == agent.rows
        assert (lead.asked, lead.said, lead.better) == (agent.asked, agent.said, agent.better)
        assert (lead.role, agent.role) == (RaterRole.LEAD, RaterRole.AGENT)


async def test_the_reviewer_is_given_no_name_and_the_sheet_quotes_what_was_written(desk: Desk) -> None:
    root = await desk.talked()

    review = await desk.reviewed(root)

    (asked,) = desk.talk.reviewer.asked
    told = repr(asked)
    assert not any(name in told for name in ("Alice", "Carla", "Moor", "Stone", ALICE, CARLA))
    assert review.sheet is not None
    assert review.sheet.contacts[0].evidence[0].quote.words == "No, Carla, the rules say so."


async def test_a_reply_that_is_pointed_at_stands_for_its_thread(desk: Desk) -> None:
    root = await desk.talked()
    reply = (await desk.talk.threads.read(SUPPORT, root))[-1].ts

    await desk.asks(reply)
    await desk.talk.rests()

    assert len((await desk.review()).lines) == 4


async def test_a_conversation_at_the_channels_root_is_read_with_all_its_threads(desk: Desk) -> None:
    first = await desk.talk.says(CARLA, "The export fails.")
    second = await desk.talk.says(CARLA, "Since this morning.")
    await desk.talk.says(ALICE, "I look into it.", thread=second)
    await desk.talk.says(ALICE, "Which export is it?")
    await desk.talk.passes(SOON)

    await desk.asks(first)
    await desk.talk.rests()

    said = [one.text for one in (await desk.review()).lines]
    assert said == ["The export fails.", "Since this morning.", "I look into it.", "Which export is it?"]


async def test_a_long_conversation_at_the_root_is_not_read_message_by_message(desk: Desk) -> None:
    first = await desk.talk.says(CARLA, "The export fails.")
    for number in range(30):
        await desk.talk.says(CARLA if number % 2 else ALICE, f"Word {number}")
    replied = await desk.talk.says(CARLA, "And now?")
    await desk.talk.says(ALICE, "Now it works.", thread=replied)
    desk.talk.threads.reads.clear()

    review = await desk.reviewed(first)

    assert len(review.lines) == 33
    assert desk.talk.threads.reads == [(SUPPORT, first), (SUPPORT, replied)]


async def test_a_review_of_words_that_were_written_just_now_waits_until_their_conversation_is_known(desk: Desk) -> None:
    await desk.talk.says(CARLA, "The export fails.")
    await desk.talk.passes(SOON)
    now, author = desk.talk.clock.now(), Author(user=ALICE, team=TEAM)
    ts = f"{now.timestamp():.6f}"
    answer = Posted(team=TEAM, channel=SUPPORT, ts=ts, author=author, text="Which export is it?", at=now)
    desk.talk.threads.put(answer)

    await desk.asks(ts)
    await desk.talk.rests()
    assert (await desk.review()).state is ReviewState.READING
    await desk.talk.hears(answer)
    await desk.talk.passes(SOON)

    assert [one.text for one in (await desk.review()).lines] == ["The export fails.", "Which export is it?"]


async def test_words_that_never_come_in_are_not_waited_for_for_long(desk: Desk) -> None:
    now, author = desk.talk.clock.now(), Author(user=ALICE, team=TEAM)
    ts = f"{now.timestamp():.6f}"
    desk.talk.threads.put(Posted(team=TEAM, channel=SUPPORT, ts=ts, author=author, text="Hello?", at=now))

    await desk.asks(ts)
    await desk.talk.rests()
    await desk.talk.passes(SOON)

    assert [one.text for one in (await desk.review()).lines] == ["Hello?"]


async def test_a_thread_that_the_store_does_not_know_is_read_all_the_same(desk: Desk) -> None:
    root = await desk.talked()
    async with desk.talk.store.begin() as tx:
        for one in await desk.talk.threads.read(SUPPORT, root):
            await tx.lines.remove(TEAM, SUPPORT, one.ts)

    assert len((await desk.reviewed(root)).lines) == 4


async def test_the_newest_words_are_judged_and_what_was_taken_back_is_not(desk: Desk) -> None:
    root = await desk.talked()
    posts = await desk.talk.threads.read(SUPPORT, root)
    desk.talk.threads.edit(SUPPORT, posts[1].ts, "Yes, gladly.")
    desk.talk.threads.take_back(SUPPORT, posts[3].ts)

    review = await desk.reviewed(root)

    assert [one.text for one in review.lines][1:] == ["Yes, gladly.", "Why is that?"]
    assert desk.page().rows[1].score == 1


async def test_programs_and_our_own_posts_are_no_part_of_it(desk: Desk) -> None:
    root = await desk.talked()
    await desk.talk.says("", "Ticket 7 opened", thread=root, bot="B1")

    assert len((await desk.reviewed(root)).lines) == 4


async def test_what_is_known_of_the_conversation_reaches_the_reviewer(desk: Desk) -> None:
    root = await desk.talked()

    await desk.reviewed(root)

    (asked,) = desk.talk.reviewer.asked
    assert [one.text for one in asked.expectations] == [
        "The export fails, agent. Please send us the report.",
        "Why is that?",
    ]


async def test_every_showing_of_a_sheet_is_kept(desk: Desk) -> None:
    root = await desk.talked()
    review = await desk.reviewed(root)
    await desk.opens(review.id, ALICE)
    await desk.opens(review.id, BEN)

    assert [(one.user, one.role) for one in await desk.viewings()] == [
        (LEAD, RaterRole.LEAD),
        (ALICE, RaterRole.AGENT),
    ]


# ---- windows


async def test_a_window_that_is_closed_meanwhile_is_forgotten_and_the_sheet_stands(desk: Desk) -> None:
    root = await desk.talked()
    await desk.asks(root)
    desk.talk.windows.close(WINDOW)

    await desk.talk.rests()

    assert (await desk.review()).state is ReviewState.READY
    assert await desk.count("sheet_windows") == 0
    assert await desk.viewings() == []


async def test_a_window_that_slack_does_not_take_loses_no_sheet(desk: Desk) -> None:
    root = await desk.talked()
    await desk.asks(root)
    desk.talk.windows.fail_next(SlackUnclear())

    await desk.talk.rests()

    assert (await desk.review()).state is ReviewState.READY
    assert desk.told(LEAD) == [SheetPurpose.READY]


async def test_without_a_window_whoever_asked_is_told_all_the_same(desk: Desk) -> None:
    root = await desk.talked()
    await desk.reviewed(root, window="")

    assert desk.told(LEAD) == [SheetPurpose.READY]
