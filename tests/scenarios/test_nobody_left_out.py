"""A request never ends with somebody who cannot be told of it: whoever can be told is, and nobody is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from motbot.domain.events import Act
from motbot.playground.faults import Failed as Refused
from motbot.ports.jobs import Job, JobKind
from tests.scenarios.conftest import Staged
from tests.scenarios.resting import FAILS, HOURS, answered
from tests.scenarios.stage import Stage
from tests.scenarios.town import (
    ALICE,
    BEN,
    CARLA,
    COLLEAGUE,
    GUEST,
    HELP,
    HELP_POLICY,
    LEAD,
    OURS,
    SUPPORT,
    SUPPORT_POLICY,
    Model,
)

UNCLAIMED = replace(SUPPORT_POLICY, on_duty=())
AHEAD = timedelta(milliseconds=50)
"""How far the clock of another process of the same bot may be ahead of ours."""


def told(stage: Stage, *users: str) -> list[list[str]]:
    """The kinds of what each of them has been told."""
    return [[note.kind for note in stage.notes(user)] for user in users]


async def test_a_new_wish_to_an_agent_who_has_muted_the_bot_is_offered_to_the_others(stage: Stage) -> None:
    root = await answered(stage)
    await stage.mutes(ALICE, stage.card(ALICE))

    await stage.asks(CARLA, "Now the import fails.", thread=root)
    await stage.passes(1 * HOURS)

    assert told(stage, BEN) == [["summary"]]


async def test_a_new_wish_to_an_agent_who_has_left_the_company_is_offered_to_the_others(stage: Stage) -> None:
    root = await answered(stage)
    stage.workspace.deactivate(ALICE)
    await stage.rests()

    await stage.asks(CARLA, "Now the import fails.", thread=root)
    await stage.passes(1 * HOURS)

    assert told(stage, BEN) == [["summary"]]


async def test_where_the_one_on_duty_is_not_in_the_channel_the_others_are_told(stage: Stage) -> None:
    stage.workspace.leave(ALICE, SUPPORT)
    await stage.rests()

    await stage.asks(CARLA, FAILS)
    await stage.passes(1 * HOURS)

    assert told(stage, BEN) == [["summary"]]


async def test_where_the_one_on_duty_cannot_be_written_to_the_others_are_told(stage: Stage) -> None:
    stage.server.faults.plan("conversations.open", Refused(code="cannot_dm_bot"))

    await stage.asks(CARLA, FAILS)
    await stage.passes(1 * HOURS)

    assert told(stage, BEN) == [["summary"]]


async def test_a_request_made_while_the_only_agent_had_muted_the_bot_comes_the_day_after(stage: Stage) -> None:
    await stage.asks(COLLEAGUE, "I need access to the data warehouse.", to=HELP)
    await stage.mutes(ALICE, stage.card(ALICE))
    await stage.passes(timedelta(minutes=20))

    await stage.asks(COLLEAGUE, "My laptop does not start.", to=HELP)
    await stage.passes(25 * HOURS)

    assert any("laptop" in card.text for card in stage.notes(ALICE, "card"))


async def test_eyes_of_a_guest_among_the_agents_do_not_take_a_request_from_the_others(staged: Staged) -> None:
    policy = replace(UNCLAIMED, agents=frozenset({GUEST, BEN, ALICE}))
    async with staged(policies=[policy]) as stage:
        stage.workspace.join(GUEST, SUPPORT)
        ts = await stage.asks(CARLA, FAILS)

        await stage.reacts(GUEST, ts, "eyes")

        assert told(stage, ALICE, BEN) == [["summary"], ["summary"]]


async def test_a_claim_by_somebody_who_has_left_the_channel_does_not_hide_a_request_from_all(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        await stage.asks(CARLA, FAILS)
        line = stage.notes(ALICE)[0]
        stage.workspace.leave(ALICE, SUPPORT)
        await stage.rests()

        await stage.presses(ALICE, line, Act.CLAIM)
        await stage.passes(1 * HOURS)

        assert stage.notes(BEN) + stage.notes(LEAD) != []


async def test_an_answer_that_comes_while_the_model_thinks_is_asked_to_be_confirmed(
    staged: Staged, model: Model
) -> None:
    async with staged(coaching=model.coaching(), policies=[UNCLAIMED]) as stage:
        model.assessor.hold()
        root = await stage.says(CARLA, FAILS)
        await stage.timer_fires()
        await stage.until(lambda: bool(model.assessor.seen))
        stage.workspace.post(BEN, SUPPORT, "It works again.", thread_ts=root)
        await stage.rests(but=1)

        model.assessor.release()
        await stage.passes_until(datetime(2026, 3, 4, 9, tzinfo=UTC))

        assert len(stage.notes(BEN, "confirm")) == 1


async def test_not_quite_brings_a_draft_where_none_was_finished_before_the_answer(stage: Stage, model: Model) -> None:
    model.drafter.hold()
    root = await stage.says(CARLA, FAILS)
    await stage.timer_fires()
    await stage.until(lambda: bool(model.drafter.seen))
    stage.workspace.post(ALICE, SUPPORT, "It works again.", thread_ts=root)
    await stage.rests(but=1)
    model.drafter.release()
    await stage.passes(5 * HOURS)

    await stage.presses(ALICE, stage.notes(ALICE, "confirm")[0], Act.NOT_QUITE)
    await stage.passes(timedelta(minutes=5))

    assert "I am on it" in stage.card(ALICE).text


async def test_what_a_colleague_answers_before_anybody_claims_it_is_left_to_the_leads_to_confirm(
    staged: Staged,
) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        root = await stage.asks(CARLA, FAILS)

        await stage.says(COLLEAGUE, "It works again.", thread=root)
        await stage.passes(5 * HOURS)

        assert told(stage, ALICE, BEN, COLLEAGUE, LEAD) == [[], [], [], ["confirm"]]


async def test_a_new_wish_hours_after_the_answer_is_brought_to_notice_by_a_new_message(stage: Stage) -> None:
    root = await answered(stage)
    await stage.passes(2 * HOURS)
    before = stage.posts(ALICE)

    await stage.asks(CARLA, "Another thing: please send us the contract for 2027 by tonight.", thread=root)

    assert stage.posts(ALICE) == before + 1


async def test_a_new_wish_hours_after_an_answer_that_needed_no_card_brings_the_card_alone(stage: Stage) -> None:
    root = await stage.says(CARLA, FAILS)
    await stage.says(ALICE, "It works again.", thread=root)
    await stage.passes(2 * HOURS)
    assert stage.notes(ALICE) == []

    await stage.asks(CARLA, "Another thing: please send us the contract for 2027 by tonight.", thread=root)

    assert told(stage, ALICE) == [["card"]]


async def test_what_goes_unclaimed_a_second_time_reaches_the_leads_a_second_time(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.passes(timedelta(minutes=11))
        assert stage.posts(LEAD) == 1
        await stage.says(COLLEAGUE, "Works again.", thread=root)

        await stage.asks(CARLA, "No, now nothing works.", thread=root)
        await stage.passes(timedelta(minutes=15))

        assert stage.posts(LEAD) == 2


async def test_a_channel_that_is_out_of_the_config_for_a_while_keeps_its_timers(staged: Staged) -> None:
    policies = [SUPPORT_POLICY, HELP_POLICY]
    async with staged(policies=policies) as stage:
        await answered(stage)
        await stage.bot_stops()
        policies.remove(SUPPORT_POLICY)
        await stage.bot_starts()
        await stage.passes(5 * HOURS)
        assert stage.notes(ALICE, "confirm") == []
        await stage.bot_stops()

        policies.append(SUPPORT_POLICY)
        await stage.bot_starts()
        await stage.passes(timedelta(days=2))

        assert len(stage.notes(ALICE, "confirm")) == 1


async def test_a_burst_that_a_process_whose_clock_is_ahead_has_woken_is_judged(stage: Stage) -> None:
    await stage.says(CARLA, FAILS)
    ready = await stage.bot.store.next_wake()
    assert ready is not None
    stage.clock.jump(ready - AHEAD)

    await stage.bot.store.due(ready, 500)
    await stage.passes(1 * HOURS)

    assert FAILS in stage.card(ALICE).text


async def test_words_that_a_process_whose_clock_is_ahead_has_found_critical_are_judged(stage: Stage) -> None:
    ts = await stage.says(CARLA, FAILS)
    async with stage.bot.store.begin() as tx:
        said = await tx.lines.get(OURS, SUPPORT, ts)
        assert said is not None
        heard = await tx.conversations.get(said.conversation)
        assert heard is not None
        ahead = replace(heard, ready_at=stage.clock.now() + AHEAD, urgent=True)
        await tx.conversations.save(ahead.coached_at(None))
        await tx.arm(Job(kind=JobKind.COACH_MOMENT, subject=heard.id))

    await stage.passes(1 * HOURS)

    assert FAILS in stage.card(ALICE).text
