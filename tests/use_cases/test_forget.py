"""Tests of forgetting somebody: a customer, an agent, a whole workspace, at rest and in the middle of things."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from motbot.domain.errors import BadInput, SlackRateLimited, SlackRefused, StorageUnavailable
from motbot.domain.events import Posted
from motbot.domain.forgotten import Whom, whom
from motbot.domain.moment import CloseReason
from motbot.domain.people import Author
from motbot.domain.promise_states import PromiseState
from motbot.storage.database import Database
from motbot.storage.patience import Patient
from tests.fakes.messenger import Verb
from tests.use_cases.conftest import Staged
from tests.use_cases.forgetting import forget_in, forgets, left_of
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, KIM, SUPPORT, TEAM, Talk

SENDS = "I'll send the report by 15:00"
ASKED, ANSWERED = "The export fails", "send the report"


async def a_story(talk: Talk) -> str:
    """Carla asks, Alice gets a card and promises something; gives the request's ts."""
    ts = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, SENDS, thread=ts)
    await talk.passes()
    return ts


async def test_of_a_customer_nothing_is_left_in_the_database_and_nothing_in_slack(
    talk: Talk, database: Database
) -> None:
    await a_story(talk)
    assert talk.seen_by(ALICE) != []

    done = await forgets(talk, CARLA)

    assert await left_of(database, CARLA, ASKED, ANSWERED) == {}
    assert talk.seen_by(ALICE) == talk.seen_by(BEN) == []
    assert done.is_whole
    assert done.counts["conversations"] == 1


async def test_what_is_read_again_after_a_gap_brings_no_forgotten_words_back(talk: Talk, database: Database) -> None:
    first = await a_story(talk)
    second = await talk.says(CARLA, "And the invoice, please?", thread=first)
    await talk.passes()
    await forgets(talk, CARLA)
    calls = len(talk.messenger.calls)

    for ts, said in ((first, FAILS), (second, "And the invoice, please?")):
        carla, at = Author(user=CARLA, team=TEAM), talk.clock.now()
        await talk.hears(Posted(team=TEAM, channel=SUPPORT, ts=ts, author=carla, text=said, at=at))
    await talk.passes()

    assert await left_of(database, CARLA, ASKED, "invoice") == {}
    assert len(talk.messenger.calls) == calls


async def test_the_request_of_a_forgotten_customer_is_over_and_nobody_is_reminded_of_it(talk: Talk) -> None:
    await a_story(talk)
    await forgets(talk, CARLA)
    calls = len(talk.messenger.calls)

    await talk.passes(timedelta(days=30))

    assert len(talk.messenger.calls) == calls
    async with talk.store.begin() as tx:
        moment = await tx.moments.get(1)
    assert moment is not None
    assert (moment.is_open, moment.close_reason) == (False, CloseReason.DELETED)
    assert (await talk.promise()).state is PromiseState.WITHDRAWN


async def test_what_was_said_by_others_to_others_stays(talk: Talk, database: Database) -> None:
    await a_story(talk)
    other = await talk.says(KIM, "The printer is on fire, help!")
    await talk.passes()

    await forgets(talk, CARLA)

    assert await left_of(database, "printer") != {}
    async with talk.store.begin() as tx:
        stored = await tx.lines.get(TEAM, SUPPORT, other)
    assert stored is not None
    assert stored.line.author == KIM


async def test_of_an_agent_nothing_is_left_and_the_customers_request_finds_somebody_else(
    talk: Talk, database: Database
) -> None:
    ts = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, "Let me look into that.", thread=ts)
    await talk.passes()
    assert (await talk.moment(ts)).agent == ALICE

    await forgets(talk, ALICE)

    assert await left_of(database, ALICE, "look into that") == {}
    assert talk.seen_by(ALICE) == []
    moment = await talk.moment(ts)
    assert (moment.is_open, moment.agent, moment.customer) == (True, "", CARLA)
    assert await left_of(database, ASKED) != {}


async def test_a_promise_of_a_forgotten_agent_is_not_waited_for(talk: Talk, database: Database) -> None:
    await a_story(talk)

    await forgets(talk, ALICE)

    assert await left_of(database, ALICE, ANSWERED) == {}
    assert (await talk.promise()).state is PromiseState.WITHDRAWN


async def test_a_second_time_finds_nothing_and_changes_nothing(talk: Talk, database: Database) -> None:
    await a_story(talk)
    await forgets(talk, CARLA)

    again = await forgets(talk, CARLA)

    assert (again.counts, again.is_whole) == ({}, True)


async def test_an_event_that_waits_to_be_taken_in_is_not_taken_in(talk: Talk, database: Database) -> None:
    body = {"event": {"user": CARLA, "text": FAILS}}
    await talk.store.accept(team=TEAM, event_id="EvLate", body=body, at=talk.clock.now())

    await forget_in(talk)(Whom(user=CARLA))
    await talk.rests()

    assert await left_of(database, CARLA, ASKED) == {}
    assert talk.messenger.calls == []


async def test_a_message_that_was_not_sent_yet_is_not_sent(talk: Talk, database: Database) -> None:
    talk.messenger.fail_next(SlackRateLimited(retry_after=60), verb=Verb.POST)
    await talk.says(CARLA, FAILS)
    await talk.passes()

    await forgets(talk, CARLA)
    await talk.passes(timedelta(hours=1))

    assert [one for one in talk.messenger.messages if not one.deleted and one.to == ALICE] == []
    assert await left_of(database, CARLA, ASKED) == {}


async def test_what_a_coach_is_reading_when_somebody_is_forgotten_leaves_nothing(
    talk: Talk, database: Database
) -> None:
    ts = await talk.says(CARLA, FAILS)
    await talk.passes()
    await talk.says(ALICE, SENDS, thread=ts)

    async def meanwhile() -> None:
        await forget_in(talk)(Whom(user=ALICE))

    await talk.while_read(ts, meanwhile())
    await forgets(talk, ALICE)

    assert await left_of(database, ALICE, ANSWERED) == {}
    assert await talk.promises() == []


async def test_a_job_that_is_under_way_all_the_time_is_told(talk: Talk, database: Database) -> None:
    async with database.engine.begin() as connection:
        busy = "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('q', 't', 'doing')"
        await connection.execute(text(busy))

    done = await forget_in(talk)(Whom(user=CARLA))

    assert (done.at_work, done.is_whole) == (1, False)


async def test_what_a_running_bot_has_in_hand_is_forgotten_once_it_has_let_go(talk: Talk, database: Database) -> None:
    await a_story(talk)
    pauses: list[float] = []
    async with database.engine.connect() as holder:
        await holder.execute(text("SELECT id FROM verdicts FOR UPDATE"))

        async def let_go(seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 3:
                await holder.rollback()

        done = await forget_in(talk, patiently=Patient(sleep=let_go))(Whom(user=CARLA))

    assert len(pauses) == 3
    assert await left_of(database, CARLA, ASKED, ANSWERED) == {}
    assert done.counts["conversations"] == 1


async def test_what_is_never_let_go_ends_the_waiting_with_the_reason(talk: Talk, database: Database) -> None:
    await a_story(talk)

    async def nothing(_seconds: float) -> None:
        return

    async with database.engine.connect() as holder:
        await holder.execute(text("SELECT id FROM verdicts FOR UPDATE"))

        with pytest.raises(StorageUnavailable, match="55P03"):
            await forget_in(talk, patiently=Patient(sleep=nothing))(Whom(user=CARLA))


async def test_without_slack_the_running_bot_takes_the_messages_away(talk: Talk, database: Database) -> None:
    await a_story(talk)

    done = await forget_in(talk, reaches_slack=False)(Whom(user=CARLA))

    assert done.left > 0
    assert await left_of(database, ASKED, ANSWERED) == {}
    await talk.passes()
    assert talk.seen_by(ALICE) == []
    assert (await forgets(talk, CARLA)).is_whole
    assert await left_of(database, CARLA) == {}


async def test_what_slack_asks_to_wait_with_is_left_to_the_bot(talk: Talk) -> None:
    await a_story(talk)
    talk.messenger.fail_next(SlackRateLimited(retry_after=30), verb=Verb.DELETE)

    done = await forget_in(talk)(Whom(user=CARLA))
    await talk.passes(timedelta(minutes=10))

    assert done.unreached == ()
    assert talk.seen_by(ALICE) == []


async def test_a_message_that_slack_will_not_let_go_is_listed(talk: Talk, database: Database) -> None:
    await a_story(talk)
    places = {one.place for one in talk.seen_by(ALICE)}
    talk.messenger.fail_next(SlackRefused("cant_delete_message"), verb=Verb.DELETE, times=len(places))

    done = await forget_in(talk)(Whom(user=CARLA))

    assert {one.place.ts for one in done.unreached} == {one.ts for one in places}
    assert await left_of(database, CARLA, ASKED, ANSWERED) == {}


async def test_of_a_workspace_everybody_is_forgotten(talk: Talk, database: Database) -> None:
    await a_story(talk)

    done = await forget_in(talk)(Whom(org="T2"))
    await talk.rests()

    assert done.accounts == 1
    assert await left_of(database, CARLA, "T2", ASKED) == {}


async def test_our_own_workspace_is_not_forgotten_by_mistake(talk: Talk) -> None:
    await a_story(talk)

    with pytest.raises(BadInput, match=f"{TEAM} is your own workspace"):
        await forget_in(talk)(Whom(org=TEAM))


async def test_a_mention_of_somebody_in_anothers_words_names_nobody_any_more(talk: Talk, database: Database) -> None:
    mentioned = Posted(
        team=TEAM,
        channel=SUPPORT,
        ts="1772442000.000900",
        author=Author(user=CARLA, team="T2"),
        text=f"@{ALICE}你好, @{ALICE}0 and @{ALICE} said it works",
        at=talk.clock.now(),
        mentions=(ALICE, f"{ALICE}0"),
    )
    await talk.hears(mentioned)

    await forgets(talk, ALICE)

    assert await left_of(database, ALICE) == {}
    async with talk.store.begin() as tx:
        stored = await tx.lines.get(TEAM, SUPPORT, mentioned.ts)
    assert stored is not None
    assert stored.line.text == f"@U0你好, @{ALICE}0 and @U0 said it works"


async def test_what_a_person_wishes_marks_and_says_goes_too(staged: Staged, database: Database) -> None:
    talk = staged()
    async with talk.store.begin() as tx:
        await tx.people.mute(TEAM, BEN, talk.clock.now() + timedelta(hours=1))

    done = await forgets(talk, BEN)

    assert done.counts == {"silences": 1}
    assert await left_of(database, BEN) == {}


@pytest.mark.parametrize(("user", "org"), [("", ""), ("U0123", "T0123"), ("ann", ""), ("U0123'", ""), ("", "acme")])
def test_who_is_meant_has_to_be_an_id(user: str, org: str) -> None:
    with pytest.raises(BadInput, match=r"--(user|customer-org)"):
        whom(user=user, org=org)
