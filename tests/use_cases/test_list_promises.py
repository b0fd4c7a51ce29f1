"""Everybody sees their own promises, a lead what is late in their channel, and nobody what lies where they are not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from typing_extensions import override

from motbot.domain.errors import SlackUnclear
from motbot.domain.events import Act
from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Promise
from motbot.domain.promise_list import PromiseList
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.list_promises import ListPromises
from tests.fakes.directory import FakeDirectory
from tests.use_cases.promised import a_tracked_promise, plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, LEAD, PEOPLE, POLICY, SOON, SUPPORT, TEAM, Talk

OTHER = "C2"


class SilentAboutMembers(FakeDirectory):
    """A Slack that does not say who is in a channel."""

    @override
    async def members(self, channel: str) -> frozenset[str]:
        """No answer."""
        raise SlackUnclear("Slack did not answer in time")


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found, and another one that Alice is in."""
    made = Talk(database, store, read=plain)
    made.directory.watch(ChannelPolicy(id=OTHER, name="vip", agents=frozenset({ALICE})))
    return made


async def listed(talk: Talk, user: str = ALICE, channel: str = "") -> PromiseList:
    lists = ListPromises(store=talk.store, directory=talk.directory, clock=talk.clock)
    return await lists(user=user, channel=channel)


async def due_in(talk: Talk, hours: int, *, number: int = 1, agent: str = ALICE, channel: str = SUPPORT) -> Promise:
    now = talk.clock.now()
    due = now + timedelta(hours=hours)
    return await a_tracked_promise(talk.store, agent=agent, due=due, at=now, number=number, channel=channel)


async def test_my_open_promises_come_by_due_time_on_my_own_clock(talk: Talk) -> None:
    await due_in(talk, 5, number=1)
    await due_in(talk, 2, number=2, channel=OTHER)
    await due_in(talk, 1, number=3, agent=BEN)

    found = await listed(talk)

    assert [item.what for item in found.mine_open] == ["report 2", "report 1"]
    assert [item.channel_name for item in found.mine_open] == ["vip", "support"]
    assert found.mine_open[0].due is not None
    assert found.mine_open[0].due.isoformat() == "2026-03-02T12:00:00+01:00"
    assert (found.language, found.zone, found.late_here) == (Language.EN, "Europe/Berlin", ())


async def test_what_ended_in_the_last_week_comes_below_the_newest_first(talk: Talk) -> None:
    for number in (1, 2, 3):
        await talk.presses(ALICE, Act.KEPT, await due_in(talk, 400, number=number))
        await talk.passes(timedelta(days=3))

    found = await listed(talk)

    assert not found.mine_open
    assert [item.what for item in found.mine_ended] == ["report 3", "report 2"]


async def test_what_lies_in_a_channel_i_have_left_is_not_shown(talk: Talk) -> None:
    await due_in(talk, 5, number=1)
    await due_in(talk, 2, number=2, channel=OTHER)
    talk.directory.leave(OTHER, ALICE)

    assert [item.what for item in (await listed(talk)).mine_open] == ["report 1"]


async def test_what_lies_in_a_channel_that_is_not_watched_any_more_is_not_shown(talk: Talk) -> None:
    await due_in(talk, 5, channel="C9")

    assert not (await listed(talk)).mine_open


@pytest.mark.parametrize("kind", [PersonKind.GUEST, PersonKind.OUTSIDER, PersonKind.GONE, PersonKind.UNKNOWN])
async def test_only_a_full_member_sees_anything(talk: Talk, kind: PersonKind) -> None:
    await due_in(talk, 5)
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=kind))

    assert await listed(talk, channel=SUPPORT) == PromiseList(language=Language.EN)


async def test_what_slack_does_not_tell_about_now_is_left_out_and_the_list_says_so(talk: Talk) -> None:
    await due_in(talk, 5)
    silent = SilentAboutMembers(team=TEAM, people=PEOPLE, channels=[POLICY])

    found = await ListPromises(store=talk.store, directory=silent, clock=talk.clock)(user=ALICE)

    assert (found.mine_open, found.is_whole) == ((), False)


# ---- the lead


async def late(talk: Talk) -> None:
    """Alice breaks a promise to Carla and one that nobody had asked for."""
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    await talk.says(ALICE, "I will send the report by 11:00.")
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    await due_in(talk, 1, number=7, agent=BEN)
    await due_in(talk, 30, number=8)
    await talk.passes(timedelta(hours=3))


async def test_a_lead_sees_what_is_late_in_the_channel_with_what_it_breaks(talk: Talk) -> None:
    await late(talk)

    found = await listed(talk, LEAD, SUPPORT)

    assert not found.mine_open
    assert [(one.item.what, one.kind, one.text) for one in found.late_here] == [
        ("send the report", ExpectationKind.EXPLICIT, FAILS),
        ("report 7", None, ""),
    ]


async def test_an_agent_sees_nothing_of_what_others_are_late_with(talk: Talk) -> None:
    await late(talk)

    found = await listed(talk, BEN, SUPPORT)

    assert [item.what for item in found.mine_open] == ["report 7"]
    assert not found.late_here


async def test_a_lead_sees_what_is_late_only_where_they_ask_and_are_a_member(talk: Talk) -> None:
    await late(talk)

    assert not (await listed(talk, LEAD)).late_here
    assert not (await listed(talk, LEAD, OTHER)).late_here
    talk.directory.leave(SUPPORT, LEAD)
    assert not (await listed(talk, LEAD, SUPPORT)).late_here


async def test_the_list_is_in_the_channels_language_where_slack_names_none(talk: Talk) -> None:
    talk.directory.watch(replace(POLICY, language=Language.ZH))

    assert (await listed(talk, LEAD, SUPPORT)).language is Language.ZH
    assert (await listed(talk, ALICE, SUPPORT)).language is Language.EN


async def test_a_lead_is_told_of_which_channel_it_is_that_nothing_is_late(talk: Talk) -> None:
    assert (await listed(talk, LEAD, SUPPORT)).leads == "support"
    assert (await listed(talk, ALICE, SUPPORT)).leads == ""
    talk.directory.leave(SUPPORT, LEAD)
    assert (await listed(talk, LEAD, SUPPORT)).leads == ""
