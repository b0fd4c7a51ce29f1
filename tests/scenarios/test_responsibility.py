"""Who is told: last answered, claimed, on duty, else everybody with Claim."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from motbot.domain.events import Act
from motbot.domain.expectation import Assessment, Urgency
from motbot.domain.message import ConversationView
from tests.fakes.coach import AssessRule, a_moment
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, LEAD, SUPPORT_POLICY, Model

FAILS = "The export has been failing since this morning."
UNCLAIMED = replace(SUPPORT_POLICY, on_duty=())
LATE_EVENING = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
"""Half past ten in Berlin, and half past five in the morning in Shanghai."""


def of_urgency(urgency: Urgency) -> AssessRule:
    """Every message is a moment of this urgency."""

    def rule(view: ConversationView) -> Assessment:
        return replace(a_moment(view), urgency=urgency)

    return rule


async def test_who_answered_last_is_told_before_who_is_on_duty(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(BEN, "It works again.", thread=root)

    await stage.asks(CARLA, "Now the import fails.", thread=root)

    assert "Now the import fails." in stage.card(BEN).text
    assert stage.notes(ALICE, "card") == []


async def test_where_nobody_is_on_duty_everybody_gets_one_line_and_the_first_to_claim_gets_the_card(
    staged: Staged,
) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        await stage.asks(CARLA, FAILS)
        assert [[note.kind for note in stage.notes(user)] for user in (ALICE, BEN)] == [["summary"], ["summary"]]
        line = stage.notes(BEN)[0]
        assert "claim" in line.buttons

        await stage.presses(BEN, line, Act.CLAIM)

        assert stage.notes(ALICE) == []
        assert FAILS in stage.card(BEN).text
        assert stage.notes(BEN, "summary") == []


async def test_eyes_on_the_customers_message_claim_it(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        ts = await stage.asks(CARLA, FAILS)

        await stage.reacts(ALICE, ts, "eyes")

        assert FAILS in stage.card(ALICE).text
        assert stage.notes(BEN) == []
        assert len(stage.notes(ALICE)) == 1


async def test_eyes_of_somebody_who_is_no_agent_claim_nothing(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        ts = await stage.asks(CARLA, FAILS)

        await stage.reacts(CARLA, ts, "eyes")
        await stage.reacts(LEAD, ts, "eyes")

        moment = await stage.moment(ts)
        assert moment is not None
        assert moment.agent == ""


async def test_the_second_claim_loses(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        ts = await stage.asks(CARLA, FAILS)
        lines = {user: stage.notes(user)[0].where for user in (ALICE, BEN)}

        await asyncio.gather(*(stage.workspace.press(user, line, Act.CLAIM.value) for user, line in lines.items()))
        await stage.rests()

        moment = await stage.moment(ts)
        assert moment is not None
        cards = {user: len(stage.notes(user, "card")) for user in (ALICE, BEN)}
        assert cards == {ALICE: 0, BEN: 0} | {moment.agent: 1}


async def test_an_answer_claims_too(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        ts = await stage.asks(CARLA, FAILS)

        await stage.says(BEN, "It works again.", thread=ts)

        assert stage.notes(ALICE) == []
        moment = await stage.moment(ts)
        assert moment is not None
        assert moment.agent == BEN


async def test_what_nobody_claims_reaches_the_leads_once(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        await stage.asks(CARLA, FAILS)
        assert stage.notes(LEAD) == []

        await stage.passes(timedelta(minutes=10))
        assert [note.kind for note in stage.notes(LEAD)] == ["escalation"]
        await stage.passes(timedelta(hours=3))

        assert stage.posts(LEAD) == 1


async def test_a_lead_who_takes_it_gets_the_card_and_later_the_confirm_prompt(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.passes(timedelta(minutes=10))

        await stage.presses(LEAD, stage.notes(LEAD)[0], Act.CLAIM)
        assert FAILS in stage.card(LEAD).text
        assert stage.notes(ALICE) == stage.notes(BEN) == []
        await stage.says(LEAD, "It works again.", thread=root)
        await stage.passes(timedelta(hours=5))

        assert len(stage.notes(LEAD, "confirm")) == 1


async def test_what_was_claimed_is_not_escalated(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        await stage.asks(CARLA, FAILS)
        await stage.presses(ALICE, stage.notes(ALICE)[0], Act.CLAIM)

        await stage.passes(timedelta(hours=1))

        assert stage.notes(LEAD) == []


async def test_an_escalation_that_comes_too_late_offers_nothing_more(staged: Staged) -> None:
    async with staged(policies=[UNCLAIMED]) as stage:
        ts = await stage.asks(CARLA, FAILS)
        await stage.passes(timedelta(minutes=10))

        await stage.says(ALICE, "It works again.", thread=ts)
        await stage.passes(timedelta(minutes=10))

        assert "claim" not in stage.notes(LEAD)[0].buttons


async def test_words_that_become_critical_are_brought_to_notice_by_a_new_message(stage: Stage, model: Model) -> None:
    root = await stage.asks(CARLA, FAILS)

    model.assessor.rule = of_urgency(Urgency.CRITICAL)
    await stage.asks(CARLA, "Now nobody can log in at all!", thread=root)

    assert [note.kind for note in stage.notes(ALICE)] == ["card", "raised"]
    assert "Critical" in stage.card(ALICE).text


async def test_later_reminds_after_half_an_hour_unless_it_is_answered(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.presses(ALICE, stage.card(ALICE), Act.LATER)
    await stage.passes(timedelta(minutes=29))
    assert stage.notes(ALICE, "later") == []

    await stage.passes(timedelta(minutes=2))
    assert len(stage.notes(ALICE, "later")) == 1
    await stage.presses(ALICE, stage.notes(ALICE, "later")[0], Act.LATER)
    await stage.says(ALICE, "It works again.", thread=root)
    await stage.passes(timedelta(hours=1))

    assert len(stage.notes(ALICE, "later")) == 1
