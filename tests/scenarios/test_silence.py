"""Somebody has muted the bot, told to the whole bot by its command: what is urgent finds somebody, the rest waits."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from motbot.domain.events import Act
from motbot.domain.expectation import Urgency
from tests.scenarios.conftest import Staged
from tests.scenarios.resting import FAILS, HOURS
from tests.scenarios.stage import SOON, Stage
from tests.scenarios.test_holding_back import of_urgency
from tests.scenarios.town import ALICE, BEN, CARLA, COLLEAGUE, LEAD, OURS, SUPPORT, SUPPORT_POLICY, Model, offline

ALONE = replace(SUPPORT_POLICY, agents=frozenset({ALICE}))
"""Nobody but Alice answers; a lead stands in for her."""


async def types(stage: Stage, user: str, words: str) -> str:
    """Somebody types `/mot` with these words; gives the answer."""
    answer = await stage.workspace.slash(user, SUPPORT, "/mot", words)
    await stage.rests()
    return answer or ""


def told(stage: Stage, *users: str) -> list[list[str]]:
    """The kinds of what each of them has been told."""
    return [[note.kind for note in stage.notes(user)] for user in users]


async def test_an_urgent_request_to_somebody_silent_goes_to_whoever_stands_in(staged: Staged, model: Model) -> None:
    model.assessor.rule = of_urgency(Urgency.HIGH)
    async with staged(coaching=model.coaching(), policies=[ALONE]) as stage:
        assert "I am quiet until Mon 2 Mar, 18:00" in await types(stage, ALICE, "mute until 18:00")
        ts = await stage.asks(CARLA, FAILS)

        assert told(stage, ALICE, LEAD) == [[], ["card"]]
        assert not {"alice", "quiet", "silent", "muted"} & set(stage.card(LEAD).text.lower().split())
        moment = await stage.moment(ts)
        assert moment is not None
        assert moment.agent == LEAD


async def test_a_request_that_can_wait_waits_and_comes_with_the_end_of_the_silence(staged: Staged) -> None:
    async with staged(policies=[ALONE]) as stage:
        await types(stage, ALICE, "mute 3h")
        await stage.asks(CARLA, FAILS)
        await stage.passes(2 * HOURS)
        assert told(stage, ALICE, LEAD) == [[], []]

        await stage.passes(2 * HOURS)

        assert told(stage, ALICE, LEAD) == [["card"], []]


async def test_a_critical_request_reaches_the_silent_one_and_whoever_stands_in(staged: Staged, model: Model) -> None:
    model.assessor.rule = of_urgency(Urgency.CRITICAL)
    async with staged(coaching=model.coaching(), policies=[ALONE]) as stage:
        await types(stage, ALICE, "mute")
        await stage.asks(CARLA, FAILS)

        assert told(stage, ALICE, LEAD) == [["summary"], ["summary"]]

        await stage.presses(LEAD, stage.notes(LEAD)[0], Act.CLAIM)
        await stage.passes(SOON)

        assert told(stage, ALICE, LEAD) == [[], ["card"]]


async def test_a_critical_request_comes_whole_where_nobody_else_is_there(staged: Staged, model: Model) -> None:
    model.assessor.rule = of_urgency(Urgency.CRITICAL)
    async with staged(coaching=model.coaching(), policies=[replace(ALONE, leads=())]) as stage:
        await types(stage, ALICE, "mute")
        await stage.asks(CARLA, FAILS)

        assert told(stage, ALICE) == [["card"]]


async def test_unmute_brings_at_once_what_has_waited(staged: Staged) -> None:
    async with staged(policies=[ALONE]) as stage:
        await types(stage, ALICE, "静音 8小时")
        await stage.asks(CARLA, FAILS)
        assert told(stage, ALICE) == [[]]

        assert "I am back" in await types(stage, ALICE, "unmute")
        await stage.passes(SOON)

        assert told(stage, ALICE) == [["card"]]


async def test_the_cards_own_button_makes_a_longer_silence_no_shorter(staged: Staged) -> None:
    async with staged(policies=[ALONE]) as stage:
        await stage.asks(CARLA, FAILS)
        await types(stage, ALICE, "mute 2d")
        await stage.mutes(ALICE, stage.card(ALICE))

        async with stage.bot.store.begin() as tx:
            until = await tx.people.muted_until(OURS, ALICE)
        assert until is not None
        assert until - stage.clock.now() == 48 * HOURS


async def test_silence_survives_a_restart(staged: Staged) -> None:
    async with staged(policies=[ALONE]) as stage:
        await types(stage, ALICE, "mute 3h")
        await stage.bot_stops()
        await stage.bot_starts()
        await stage.asks(CARLA, FAILS)
        assert told(stage, ALICE) == [[]]

        await stage.passes(4 * HOURS)

        assert told(stage, ALICE) == [["card"]]


async def test_what_nobody_takes_is_told_to_a_lead_where_the_one_on_duty_is_silent(staged: Staged) -> None:
    several = replace(SUPPORT_POLICY, agents=frozenset({BEN, COLLEAGUE}), on_duty=(ALICE,))
    async with staged(policies=[several]) as stage:
        await types(stage, ALICE, "mute 5h")
        await stage.asks(CARLA, FAILS)
        await stage.passes(1 * HOURS)

        assert "escalation" in [note.kind for note in stage.notes(LEAD)]


async def test_a_night_in_shanghai_ends_before_a_silence_in_berlin_does(staged: Staged) -> None:
    start = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
    async with staged(policies=[replace(SUPPORT_POLICY, leads=())], start=start) as stage:
        await types(stage, ALICE, "mute 3d")
        await stage.asks(CARLA, FAILS)
        assert told(stage, ALICE, BEN) == [[], []]

        await stage.passes_until(datetime(2026, 3, 3, 0, 1, tzinfo=UTC))

        assert told(stage, ALICE, BEN) == [[], ["summary"]]


async def test_a_promise_that_was_missed_in_a_long_silence_stands_in_home_and_is_told_in_the_end(
    staged: Staged,
) -> None:
    async with staged(coaching=offline(), policies=[ALONE]) as stage:
        root = await stage.asks(CARLA, "Can you send us the signed contract?")
        await stage.asks(ALICE, "I'll send you the signed contract by 15:00.", thread=root)
        await stage.presses(ALICE, stage.card(ALICE), Act.TRACK)
        await types(stage, ALICE, "mute 3 days")
        await stage.passes(48 * HOURS)

        assert told(stage, ALICE) == [["card", "note"]]  # the reminder that was asked for
        assert "was due Mon 2 Mar, 15:00" in await home(stage, ALICE)

        await stage.passes(48 * HOURS)
        assert [note.key.split(":")[1] for note in stage.notes(ALICE, "note")] == ["reminder", "late"]


async def home(stage: Stage, user: str) -> str:
    """All that somebody's Home tab says when they open it."""
    stage.workspace.open_home(user)
    await stage.until(lambda: stage.workspace.home(user) is not None)
    return json.dumps(stage.workspace.home(user), ensure_ascii=False)
