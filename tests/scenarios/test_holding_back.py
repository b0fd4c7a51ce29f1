"""What may hold a whisper back: quiet hours, the daily cap, Mute, the sensitivity dial, old age."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from motbot.domain.expectation import Assessment, Urgency
from motbot.domain.message import ConversationView
from motbot.domain.sensitivity import Sensitivity
from motbot.settings.tree import LimitsBranch, QuietHoursBranch
from tests.fakes.coach import AssessRule, a_moment
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, BEN, CARLA, SUPPORT_POLICY, Model, offline

FAILS = "The export has been failing since this morning."
UNCLAIMED = replace(SUPPORT_POLICY, on_duty=())
LATE_EVENING = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
"""Half past ten in Berlin, and half past five in the morning in Shanghai."""


def of_urgency(urgency: Urgency) -> AssessRule:
    """Every message is a moment of this urgency."""

    def rule(view: ConversationView) -> Assessment:
        return replace(a_moment(view), urgency=urgency)

    return rule


async def test_quiet_hours_hold_a_card_back_and_release_it_in_the_morning(staged: Staged) -> None:
    async with staged(start=LATE_EVENING) as stage:
        await stage.asks(CARLA, FAILS)
        assert stage.notes(ALICE) == []

        await stage.passes_until(datetime(2026, 3, 3, 6, 59, tzinfo=UTC))
        assert stage.notes(ALICE) == []
        await stage.passes_until(datetime(2026, 3, 3, 7, 1, tzinfo=UTC))

        assert FAILS in stage.card(ALICE).text


async def test_the_draft_of_a_card_that_was_held_back_is_written_when_the_card_comes(staged: Staged) -> None:
    async with staged(start=LATE_EVENING, coaching=offline()) as stage:
        await stage.asks(CARLA, FAILS)
        await stage.passes_until(datetime(2026, 3, 3, 7, 1, tzinfo=UTC))

        due = re.search(r"by (\d\d:\d\d) (\w+)( on \w+day)?", stage.card(ALICE).text)
        assert due is not None
        assert due[3] is None


async def test_a_card_held_back_stays_away_when_somebody_has_answered_in_the_night(staged: Staged) -> None:
    async with staged(start=LATE_EVENING) as stage:
        root = await stage.asks(CARLA, FAILS)

        await stage.says(BEN, "It works again.", thread=root)
        await stage.passes(timedelta(hours=14))

        assert stage.notes(ALICE) == []


async def test_critical_words_pass_quiet_hours_and_the_daily_cap(staged: Staged, model: Model) -> None:
    model.assessor.rule = of_urgency(Urgency.CRITICAL)
    limits = LimitsBranch(daily_cap=1)
    async with staged(coaching=model.coaching(), start=LATE_EVENING, limits=limits) as stage:
        await stage.asks(CARLA, FAILS)
        await stage.passes(timedelta(hours=1))
        await stage.asks("U0CHEN", "登录不了了！")

        assert len(stage.notes(ALICE, "card")) == 2


async def test_quiet_hours_are_those_of_the_agents_own_clock(staged: Staged) -> None:
    policy = replace(SUPPORT_POLICY, on_duty=(BEN,))
    async with staged(policies=[policy], start=datetime(2026, 3, 2, 13, 0, tzinfo=UTC)) as stage:
        await stage.asks(CARLA, FAILS)
        assert stage.notes(BEN) == []

        await stage.passes_until(datetime(2026, 3, 3, 0, 1, tzinfo=UTC))

        assert FAILS in stage.card(BEN).text


async def test_equal_times_switch_quiet_hours_off(staged: Staged) -> None:
    off = LimitsBranch(quiet_hours=QuietHoursBranch(begin=time(0), end=time(0)))
    async with staged(start=LATE_EVENING, limits=off) as stage:
        await stage.asks(CARLA, FAILS)

        assert FAILS in stage.card(ALICE).text


ALONE = replace(SUPPORT_POLICY, agents=frozenset({ALICE}))


async def test_after_the_daily_cap_nothing_new_comes_but_cards_that_are_there_are_updated(staged: Staged) -> None:
    async with staged(policies=[ALONE], limits=LimitsBranch(daily_cap=1)) as stage:
        root = await stage.asks(CARLA, FAILS)
        second = await stage.asks("U0CHEN", "发票上的公司名写错了。")
        await stage.asks(CARLA, "It says timeout.", thread=root)

        assert stage.posts(ALICE) == 1
        assert "It says timeout." in stage.card(ALICE).text
        moment = await stage.moment(second)
        assert moment is not None
        assert moment.suppressed == "daily_cap"


async def test_an_agent_who_has_muted_the_bot_is_left_alone_for_the_day_and_others_may_claim(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)
    await stage.mutes(ALICE, stage.card(ALICE))

    await stage.asks("U0CHEN", "发票上的公司名写错了。")

    assert len(stage.notes(ALICE)) == 1
    assert [note.kind for note in stage.notes(BEN)] == ["summary"]


async def test_where_the_agent_on_duty_has_muted_the_bot_the_day_after_is_a_new_day(stage: Stage) -> None:
    await stage.asks(CARLA, FAILS)
    await stage.mutes(ALICE, stage.card(ALICE))
    await stage.passes(timedelta(days=1))

    await stage.asks("U0CHEN", "发票上的公司名写错了。")

    assert len(stage.notes(ALICE, "card")) == 2


@pytest.mark.parametrize(
    ("dial", "urgency", "shown"),
    [
        (Sensitivity.LOW, Urgency.NORMAL, False),
        (Sensitivity.LOW, Urgency.HIGH, True),
        (Sensitivity.NORMAL, Urgency.LOW, False),
        (Sensitivity.HIGH, Urgency.LOW, True),
    ],
)
async def test_the_sensitivity_dial_decides_which_urgency_is_worth_a_nudge(
    staged: Staged, model: Model, dial: Sensitivity, urgency: Urgency, *, shown: bool
) -> None:
    model.assessor.rule = of_urgency(urgency)
    policy = replace(SUPPORT_POLICY, sensitivity=dial)
    async with staged(coaching=model.coaching(), policies=[policy]) as stage:
        await stage.asks(CARLA, FAILS)
        await stage.passes(timedelta(minutes=5))

        assert bool(stage.notes(ALICE)) is shown


async def test_what_is_below_the_dial_gets_no_confirm_prompt_either(staged: Staged) -> None:
    async with staged(policies=[replace(SUPPORT_POLICY, sensitivity=Sensitivity.LOW)]) as stage:
        root = await stage.asks(CARLA, FAILS)
        await stage.says(ALICE, "It works again.", thread=root)
        await stage.passes(timedelta(days=1))

        assert stage.posts(ALICE) == 0


async def test_words_that_reach_us_a_day_late_are_kept_and_nobody_is_nudged_about_them(stage: Stage) -> None:
    with stage.deaf():
        ts = stage.workspace.post(CARLA, SUPPORT_POLICY.id, FAILS)
    await stage.passes(timedelta(hours=25))

    stage.tells(CARLA, ts, FAILS)
    await stage.passes(timedelta(minutes=5))

    assert stage.notes(ALICE) == []
    verdict = await stage.verdict(ts)
    assert verdict is not None
    assert verdict.suppressed == "expired"
