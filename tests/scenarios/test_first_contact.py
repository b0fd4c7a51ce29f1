"""First contact in Slack: the welcome, what somebody sets for themselves, and nudges that grow fewer, over the wire."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.expectation import Assessment, Urgency
from motbot.domain.message import ConversationView
from motbot.domain.preferences import Amount, Preferences, StepWish
from motbot.slack.home_view import OPEN_SETTINGS
from motbot.slack.settings_modal import NONE, QUIET
from motbot.wiring import Wiring
from tests.fakes.coach import AssessRule, a_moment
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.test_holding_back import LATE_EVENING
from tests.scenarios.town import ALICE, BEN, CARLA, CHEN, COLLEAGUE, GUEST, LEAD, OURS, Model
from tests.slack.looking import strings

FAILS = "The export has been failing since this morning."
GREETS = "I am motbot"


def welcoming(wiring: Wiring) -> Wiring:
    return replace(wiring, welcomes=True)


def of_urgency(urgency: Urgency) -> AssessRule:
    """Every message is a moment of this urgency, with half an hour to reply."""

    def rule(view: ConversationView) -> Assessment:
        return replace(a_moment(view), urgency=urgency)

    return rule


def texts(stage: Stage, user: str) -> str:
    return "\n".join(strings(stage.workspace.dm(user))) if stage.workspace.has_im(user) else ""


async def set_for(stage: Stage, user: str, preferences: Preferences) -> None:
    """What somebody has set before the story begins."""
    async with stage.bot.store.begin() as tx:
        await tx.preferences.save(OURS, user, preferences)


async def test_agents_are_welcomed_once_whatever_restarts_and_nobody_else_ever_is(staged: Staged) -> None:
    async with staged(wired=welcoming) as stage:
        await stage.rests()
        assert GREETS in texts(stage, ALICE)
        assert "motbot" in texts(stage, BEN)

        await stage.bot_stops()
        await stage.bot_starts()
        await stage.rests()

        assert [stage.posts(one) for one in (ALICE, BEN)] == [1, 1]
        assert [stage.posts(one) for one in (LEAD, COLLEAGUE, GUEST, CARLA, CHEN)] == [0] * 5


async def test_in_quiet_hours_the_welcome_waits_for_the_morning(staged: Staged) -> None:
    async with staged(wired=welcoming, start=LATE_EVENING) as stage:
        await stage.rests()
        assert stage.posts(ALICE) == 0

        await stage.passes(timedelta(hours=11))

        assert GREETS in texts(stage, ALICE)


async def test_quiet_hours_that_somebody_switches_off_in_home_hold_nothing_back(staged: Staged) -> None:
    async with staged(start=LATE_EVENING) as stage:
        await stage.asks(CARLA, FAILS)
        assert stage.notes(ALICE) == []
        stage.workspace.open_home(ALICE)
        await stage.until(lambda: stage.workspace.home(ALICE) is not None)

        await stage.workspace.press(ALICE, "home", OPEN_SETTINGS)
        await stage.until(lambda: any(one.get("submit") for one in stage.workspace.views_of(ALICE)))
        window = str(stage.workspace.views_of(ALICE)[-1]["id"])
        await stage.submits(ALICE, window, {QUIET: NONE})
        await stage.passes(timedelta(minutes=1))

        assert FAILS in stage.card(ALICE).text
        await stage.until(lambda: "No quiet hours" in "\n".join(strings(stage.workspace.home(ALICE) or {})))


async def test_somebody_who_wants_fewer_nudges_gets_the_card_after_all_when_nobody_answers(
    stage: Stage, model: Model
) -> None:
    model.assessor.rule = of_urgency(Urgency.NORMAL)
    await set_for(stage, ALICE, Preferences(offer=StepWish(amount=Amount.FEWER), explore=StepWish(amount=Amount.FEWER)))
    await stage.asks(CARLA, FAILS)
    assert stage.notes(ALICE) == []

    await stage.passes(timedelta(hours=9))

    assert FAILS in stage.card(ALICE).text


async def test_what_they_answer_in_time_brings_no_card(stage: Stage, model: Model) -> None:
    model.assessor.rule = of_urgency(Urgency.NORMAL)
    await set_for(stage, ALICE, Preferences(offer=StepWish(amount=Amount.FEWER), explore=StepWish(amount=Amount.FEWER)))
    root = await stage.asks(CARLA, FAILS)

    await stage.says(ALICE, "It works again since ten.", thread=root)
    await stage.passes(timedelta(hours=3))

    assert stage.notes(ALICE, "card") == []


@pytest.mark.parametrize("urgency", [Urgency.HIGH, Urgency.CRITICAL])
async def test_what_is_pressing_comes_whole_to_whoever_wants_fewer(
    stage: Stage, model: Model, urgency: Urgency
) -> None:
    model.assessor.rule = of_urgency(urgency)
    await set_for(stage, ALICE, Preferences(offer=StepWish(amount=Amount.FEWER), explore=StepWish(amount=Amount.FEWER)))
    await stage.asks(CARLA, FAILS)

    assert "Show everything" not in stage.card(ALICE).text
    assert FAILS in stage.card(ALICE).text
