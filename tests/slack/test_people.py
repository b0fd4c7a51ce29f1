"""Who people are, asked of Slack once a minute at most, and never guessed."""

import asyncio

import pytest
from structlog.testing import capture_logs

from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.people import PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.playground.faults import Broken, Failed, Fault, RateLimited, Slow
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.ports.slack import Directory
from motbot.slack.identity import Identity
from motbot.slack.people import SlackDirectory
from motbot.slack.web_api import WebApi
from tests.slack.rig import (
    ALICE,
    BEN,
    BRIDGE,
    CARLA,
    GUEST,
    HELP,
    LEFT,
    SUPPORT,
    US,
    HandClock,
    Json,
    event_body,
    message,
)


@pytest.fixture
def directory(api: WebApi, clock: HandClock) -> Directory:
    policies = (
        ChannelPolicy(
            id=SUPPORT, name="support", agents=frozenset({"S0AGENTS"}), on_duty=(BEN, "S0AGENTS"), leads=("U0LEAD",)
        ),
        ChannelPolicy(id=HELP, agents=frozenset({ALICE})),
    )
    return SlackDirectory(api=api, us=US, channels=policies, monotonic=clock.monotonic)


@pytest.mark.parametrize(
    ("user", "kind"),
    [
        (ALICE, PersonKind.MEMBER),
        (GUEST, PersonKind.GUEST),
        (CARLA, PersonKind.OUTSIDER),
        ("U0STRANGER", PersonKind.OUTSIDER),
        (BRIDGE, PersonKind.BOT),
        (US.user, PersonKind.BOT),
        (LEFT, PersonKind.GONE),
        ("B0BRIDGE", PersonKind.BOT),
        ("U0NOBODY", PersonKind.UNKNOWN),
    ],
)
async def test_an_account_is_what_slack_says_of_it(directory: Directory, user: str, kind: PersonKind) -> None:
    assert (await directory.person(user)).kind is kind


async def test_only_full_members_may_be_nudged(directory: Directory, slack: Workspace) -> None:
    nudged = [user for user in slack.users if (await directory.person(user)).may_be_nudged]

    assert nudged == [ALICE, BEN, "U0COLLEAGUE", "U0LEAD"]


async def test_zone_and_locale_come_along(directory: Directory) -> None:
    ben = await directory.person(BEN)

    assert (ben.zone, ben.locale, ben.name, ben.team) == ("Asia/Shanghai", "zh-CN", "Ben Agent", US.team)


async def test_a_profile_without_a_zone_names_none(directory: Directory, slack: Workspace) -> None:
    slack.change_user(BEN, tz="")

    assert (await directory.person(BEN)).zone == ""
    assert (await directory.person("U0NOBODY")).zone == ""


async def test_an_account_slack_does_not_show_is_an_outsider_where_the_message_said_so(directory: Directory) -> None:
    assert (await directory.person("U0NOBODY", team="T0CUSTOMER")).kind is PersonKind.OUTSIDER
    assert (await directory.person("U0NOBODY", team=US.team)).kind is PersonKind.UNKNOWN


@pytest.mark.parametrize("fault", [Broken(), RateLimited(retry_after=2)])
async def test_an_outage_makes_people_unknown_and_is_over_when_it_is_over(
    directory: Directory, server: Server, clock: HandClock, fault: Broken
) -> None:
    server.faults.plan("users.info", fault)

    assert (await directory.person(ALICE)).kind is PersonKind.UNKNOWN
    clock.forward(2)
    assert (await directory.person(ALICE)).kind is PersonKind.MEMBER


async def test_an_answer_is_kept_for_a_minute_or_until_it_changes(
    directory: Directory, server: Server, clock: HandClock
) -> None:
    await directory.person(ALICE)
    server.faults.plan("users.info", Broken(), times=10)
    assert (await directory.person(ALICE)).kind is PersonKind.MEMBER

    directory.forget(ALICE)
    assert (await directory.person(ALICE)).kind is PersonKind.UNKNOWN
    server.faults.clear()
    await directory.person(ALICE)
    server.faults.plan("users.info", Broken())
    clock.forward(61)
    assert (await directory.person(ALICE)).kind is PersonKind.UNKNOWN


async def test_many_who_ask_at_once_ask_slack_once(directory: Directory, server: Server) -> None:
    server.faults.plan("users.info", Slow(seconds=0.05))
    server.faults.plan("users.info", Broken(), times=50)
    people = await asyncio.gather(*(directory.person(ALICE) for _ in range(50)))

    assert {person.kind for person in people} == {PersonKind.MEMBER}


async def test_user_groups_are_the_people_in_them(directory: Directory) -> None:
    policy = await directory.channel(SUPPORT)

    assert policy is not None
    assert policy.agents == {ALICE, BEN}
    assert policy.on_duty == (BEN, ALICE)
    assert policy.leads == ("U0LEAD",)


async def test_a_user_group_that_cannot_be_read_keeps_its_last_known_people(
    directory: Directory, server: Server, clock: HandClock
) -> None:
    await directory.channel(SUPPORT)
    server.faults.plan("usergroups.users.list", Broken(), times=10)
    clock.forward(61)
    directory.forget()
    policy = await directory.channel(SUPPORT)

    assert policy is not None
    assert policy.agents == {ALICE, BEN}


@pytest.mark.parametrize("fault", [Broken(), Failed(code="missing_scope"), Failed(code="token_revoked")])
async def test_a_user_group_never_read_is_no_empty_one(directory: Directory, server: Server, fault: Fault) -> None:
    server.faults.plan("usergroups.users.list", fault)
    with pytest.raises(SlackUnclear):
        await directory.channel(SUPPORT)
    policy = await directory.channel(SUPPORT)

    assert policy is not None
    assert policy.agents == {ALICE, BEN}


async def test_a_rate_limit_on_a_user_group_never_read_says_how_long_to_wait(
    directory: Directory, server: Server
) -> None:
    server.faults.plan("usergroups.users.list", RateLimited(retry_after=7))

    with pytest.raises(SlackRateLimited) as limited:
        await directory.channel(SUPPORT)
    assert limited.value.retry_after == 7


async def test_a_user_group_that_does_not_exist_is_empty(api: WebApi, clock: HandClock) -> None:
    policy = ChannelPolicy(id=SUPPORT, agents=frozenset({"S0GONE", BEN}))
    directory = SlackDirectory(api=api, us=US, channels=(policy,), monotonic=clock.monotonic)

    found = await directory.channel(SUPPORT)

    assert found is not None
    assert found.agents == {BEN}


async def test_a_channel_that_slack_gives_another_id_is_watched_on_and_the_operator_told(
    api: WebApi, clock: HandClock
) -> None:
    policy = ChannelPolicy(id=SUPPORT, name="support", agents=frozenset({BEN}))
    directory = SlackDirectory(api=api, us=US, channels=(policy,), monotonic=clock.monotonic)
    with capture_logs() as lines:
        for old, new in (("C0OTHER", "C0NEXT"), (SUPPORT, "C0NEWID")):
            change = {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new}
            directory.hear_of_number(event_body(change))
        directory.hear_of_number(event_body(message()))

    found = await directory.channel("C0NEWID")
    assert found is not None
    assert (found.id, found.name, found.agents) == ("C0NEWID", "support", frozenset({BEN}))
    assert directory.watches("C0NEWID")
    assert not directory.watches("C0NEXT")
    assert [(line["log_level"], line["old"], line["new"]) for line in lines] == [("error", SUPPORT, "C0NEWID")]


async def test_a_channel_without_a_name_in_the_config_gets_slacks(directory: Directory, server: Server) -> None:
    server.faults.plan("conversations.info", Broken())
    unnamed, named = await directory.channel(HELP), await directory.channel(HELP)

    assert unnamed is not None
    assert named is not None
    assert (unnamed.name, named.name) == (HELP, "ask-it")


async def test_a_channel_that_is_not_watched_has_no_policy(directory: Directory) -> None:
    assert await directory.channel("C0RANDOM") is None
    assert await directory.watched() == (SUPPORT, HELP)


async def test_members_are_read_page_by_page(directory: Directory, slack: Workspace) -> None:
    assert await directory.members(SUPPORT) == frozenset(slack.conversation(SUPPORT).members)


async def test_members_change_when_somebody_leaves(directory: Directory, slack: Workspace) -> None:
    await directory.members(SUPPORT)
    slack.leave(ALICE, SUPPORT)
    directory.forget(ALICE)

    assert ALICE not in await directory.members(SUPPORT)


@pytest.mark.parametrize(("fault", "error"), [(Broken(), SlackUnclear), (RateLimited(), SlackRateLimited)])
async def test_members_that_cannot_be_read_now_are_asked_for_again_later(
    directory: Directory, server: Server, fault: Broken, error: type[Exception]
) -> None:
    server.faults.plan("conversations.members", fault)

    with pytest.raises(error):
        await directory.members(SUPPORT)


async def test_a_channel_that_slack_does_not_show_us_has_no_members(directory: Directory) -> None:
    assert await directory.members("C0SECRET") == frozenset()


async def test_a_token_that_slack_refuses_makes_nobody_leave_a_channel(directory: Directory, server: Server) -> None:
    server.faults.plan("conversations.members", Failed(code="token_revoked"))

    with pytest.raises(SlackUnclear, match="token_revoked"):
        await directory.members(SUPPORT)


@pytest.mark.parametrize(
    ("profile", "kind"),
    [
        ({"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0OTHER", US.team]}}, PersonKind.MEMBER),
        ({"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0OTHER"]}}, PersonKind.OUTSIDER),
        ({"team_id": US.team, "is_stranger": True}, PersonKind.OUTSIDER),
        ({"team_id": US.team, "is_workflow_bot": True}, PersonKind.BOT),
        ({"team_id": US.team, "is_restricted": True}, PersonKind.GUEST),
        ({"team_id": "T0OTHER", "deleted": True}, PersonKind.OUTSIDER),
        ({}, PersonKind.UNKNOWN),
    ],
)
def test_rare_profiles_are_told_apart(api: WebApi, profile: Json, kind: PersonKind) -> None:
    directory = SlackDirectory(api=api, us=Identity(team=US.team, user="", bot="", url="/"), channels=())

    assert directory._kind("U1", profile) is kind
