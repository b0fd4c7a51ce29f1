"""Who counts as what: only a current full member who is an agent of the channel is ever nudged."""

from dataclasses import replace
from datetime import timedelta

from motbot.domain.people import Side
from motbot.domain.policy import Bridge, HumanFrom
from motbot.playground.faults import Broken, Failed
from tests.scenarios.conftest import Staged
from tests.scenarios.stage import Stage
from tests.scenarios.town import (
    ALICE,
    BEN,
    BRIDGE,
    CARLA,
    COLLEAGUE,
    GUEST,
    HELP,
    LEAD,
    NOISE,
    RANDOM,
    SUPPORT,
    SUPPORT_POLICY,
    Model,
)

FAILS = "The export has been failing since this morning."


async def test_a_guest_of_our_own_workspace_is_a_customer_where_the_config_says_so(stage: Stage) -> None:
    stage.workspace.join(GUEST, SUPPORT)

    await stage.asks(GUEST, FAILS)

    assert FAILS in stage.card(ALICE).text
    assert stage.notes(GUEST) == []


async def test_a_guest_is_a_colleague_where_the_config_says_so(staged: Staged) -> None:
    async with staged(policies=[replace(SUPPORT_POLICY, guests_are=Side.COLLEAGUE)]) as stage:
        stage.workspace.join(GUEST, SUPPORT)
        root = await stage.asks(CARLA, FAILS)

        await stage.asks(GUEST, "It works again.", thread=root)

        moment = await stage.moment(root)
        assert moment is not None
        assert moment.is_answered
        assert stage.notes(GUEST) == []


async def test_a_colleagues_answer_counts_and_the_colleague_is_never_nudged(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)

    await stage.says(COLLEAGUE, "That was our deployment; it works again.", thread=root)
    await stage.passes(timedelta(days=1))

    moment = await stage.moment(root)
    assert moment is not None
    assert moment.is_answered
    assert moment.agent == ALICE
    assert stage.notes(COLLEAGUE) == []
    assert [note.kind for note in stage.notes(ALICE)] == ["card", "confirm"]


async def test_words_of_agents_and_colleagues_open_no_moment_in_a_customers_channel(stage: Stage, model: Model) -> None:
    for user in (ALICE, COLLEAGUE, LEAD):
        await stage.asks(user, FAILS)

    assert model.assessor.seen == []
    assert stage.posts(ALICE) == stage.posts(BEN) == 0


async def test_where_a_department_takes_requests_a_colleague_is_the_customer(stage: Stage) -> None:
    root = await stage.asks(COLLEAGUE, "I need access to the data warehouse by Friday.", to=HELP)

    assert "data warehouse" in stage.card(ALICE).text
    assert stage.notes(COLLEAGUE) == []
    await stage.says(ALICE, "Granted.", to=HELP, thread=root)
    moment = await stage.moment(root, to=HELP)
    assert moment is not None
    assert moment.is_answered


async def test_a_person_behind_a_help_desk_bot_is_a_customer_by_the_name_over_the_post(stage: Stage) -> None:
    stage.workspace.post_as_bridge(BRIDGE, SUPPORT, FAILS, username="Dora Dealer")
    stage.workspace.post_as_bridge(BRIDGE, SUPPORT, "My invoice is wrong.", username="Emil Else")
    await stage.passes(timedelta(seconds=30))

    cards = stage.notes(ALICE, "card")
    assert len(cards) == 2
    assert not any(FAILS in card.text and "invoice" in card.text for card in cards)
    assert stage.notes(BRIDGE) == []


async def test_a_person_behind_a_help_desk_bot_is_a_customer_by_the_name_in_the_text(staged: Staged) -> None:
    bridge = Bridge(bot="B0BRIDGE", human_from=HumanFrom.PREFIX)
    async with staged(policies=[replace(SUPPORT_POLICY, bridges=(bridge,))]) as stage:
        stage.workspace.post_as_bridge(BRIDGE, SUPPORT, f"Dora Dealer: {FAILS}")
        await stage.passes(timedelta(seconds=30))

        assert FAILS in stage.card(ALICE).text
        assert "Dora Dealer" not in stage.card(ALICE).text


async def test_a_help_desk_bot_can_speak_for_our_own_agents(staged: Staged) -> None:
    bridge = Bridge(bot="B0BRIDGE", speaks_for=Side.AGENT)
    async with staged(policies=[replace(SUPPORT_POLICY, bridges=(bridge,))]) as stage:
        root = await stage.asks(CARLA, FAILS)

        stage.workspace.post_as_bridge(BRIDGE, SUPPORT, "It works again.", username="Alice", thread_ts=root)
        await stage.passes(timedelta(days=1))

        moment = await stage.moment(root)
        assert moment is not None
        assert moment.is_answered
        assert stage.notes(BRIDGE) == []


async def test_other_bots_are_noise(stage: Stage, model: Model) -> None:
    root = await stage.asks(CARLA, FAILS)

    stage.workspace.post_as_bridge(NOISE, SUPPORT, "Deployment 17 has failed, please help!")
    stage.workspace.post_as_bridge(NOISE, SUPPORT, "Deployment 17 has failed, please help!", thread_ts=root)
    await stage.passes(timedelta(minutes=1))

    assert len(model.assessor.seen) == 1
    moment = await stage.moment(root)
    assert moment is not None
    assert not moment.is_answered


async def test_joining_and_leaving_say_nothing(stage: Stage, model: Model) -> None:
    stage.workspace.join(GUEST, SUPPORT)
    stage.workspace.leave(GUEST, SUPPORT)
    await stage.passes(timedelta(minutes=1))

    assert model.assessor.seen == []


async def test_a_channel_that_is_not_watched_is_not_kept(stage: Stage, model: Model) -> None:
    stage.workspace.join(stage.workspace.app.bot_user_id, RANDOM)
    ts = await stage.asks(COLLEAGUE, "Who knows why the export fails?", to=RANDOM)

    assert model.assessor.seen == []
    async with stage.bot.store.begin() as tx:
        assert await tx.lines.get("T0OURTEAM", RANDOM, ts) is None


async def test_what_is_written_to_the_bot_itself_opens_nothing(stage: Stage, model: Model) -> None:
    stage.workspace.open_home(ALICE)
    await stage.asks(ALICE, "Hello bot, the export fails!", to=stage.workspace.im_with(ALICE).id)

    assert model.assessor.seen == []
    assert [note.kind for note in stage.notes(ALICE)] == [""]


async def test_somebody_whom_slack_does_not_describe_opens_nothing_until_it_does(stage: Stage, model: Model) -> None:
    stage.server.faults.plan("users.info", Broken(), times=3)
    ts = await stage.says(CARLA, FAILS)
    await stage.passes(timedelta(seconds=10))
    assert model.assessor.seen == []
    assert stage.posts(ALICE) == 0

    await stage.passes(timedelta(minutes=2))

    assert FAILS in stage.card(ALICE).text
    assert await stage.verdict(ts) is not None


async def test_somebody_who_turns_out_to_be_a_colleague_has_opened_nothing(stage: Stage, model: Model) -> None:
    stage.server.faults.plan("users.info", Failed(), times=2)

    await stage.says(COLLEAGUE, FAILS)
    await stage.passes(timedelta(minutes=5))

    assert model.assessor.seen == []


async def test_somebody_whom_slack_never_describes_is_never_coached_about(stage: Stage, model: Model) -> None:
    stage.server.faults.plan("users.info", Failed(), times=1000)

    await stage.says(CARLA, FAILS)
    await stage.passes(timedelta(days=1))

    assert model.assessor.seen == []
    assert stage.posts(ALICE) == 0


async def test_an_agent_who_is_only_a_guest_is_never_nudged_and_others_may_claim(staged: Staged) -> None:
    policy = replace(SUPPORT_POLICY, agents=frozenset({GUEST, BEN}), on_duty=(GUEST,))
    async with staged(policies=[policy]) as stage:
        stage.workspace.join(GUEST, SUPPORT)

        await stage.asks(CARLA, FAILS)

        assert stage.notes(GUEST) == []
        assert [note.kind for note in stage.notes(BEN)] == ["summary"]


async def test_an_agent_of_another_company_is_never_nudged(staged: Staged) -> None:
    async with staged(policies=[replace(SUPPORT_POLICY, agents=frozenset({CARLA}), on_duty=(CARLA,))]) as stage:
        await stage.asks(CARLA, FAILS)
        await stage.passes(timedelta(hours=1))

        assert stage.notes(CARLA) == []


async def test_an_agent_who_has_left_the_company_hears_nothing_more(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, "It works again.", thread=root)
    stage.workspace.deactivate(ALICE)
    await stage.rests()
    before = stage.posts(ALICE)

    await stage.passes(timedelta(days=1))

    assert stage.posts(ALICE) == before


async def test_an_agent_who_has_left_the_channel_is_not_shown_what_is_said_there(stage: Stage) -> None:
    stage.workspace.leave(ALICE, SUPPORT)
    await stage.rests()

    await stage.asks(CARLA, FAILS)
    await stage.passes(timedelta(hours=1))

    assert stage.notes(ALICE) == []


async def test_an_agent_who_leaves_the_channel_loses_the_card_with_its_next_change(stage: Stage) -> None:
    root = await stage.asks(CARLA, FAILS)
    stage.workspace.leave(ALICE, SUPPORT)
    await stage.rests()

    await stage.asks(CARLA, "My password is hunter2.", thread=root)

    assert "hunter2" not in str(stage.workspace.dm(ALICE))
    assert stage.notes(ALICE, "card") == []


async def test_an_agent_who_cannot_be_written_to_stops_nobody_else(stage: Stage) -> None:
    stage.server.faults.plan("conversations.open", Failed(code="cannot_dm_bot"))
    first = await stage.asks(CARLA, FAILS)
    assert stage.notes(ALICE) == []

    await stage.asks(CARLA, "And the import fails too.", thread=first)
    second = await stage.asks("U0CHEN", "发票上的公司名写错了。")

    moment = await stage.moment(second)
    assert moment is not None
    assert len(stage.notes(ALICE, "card")) == 1


async def test_a_customer_who_asks_a_colleague_by_name_is_heard(stage: Stage) -> None:
    await stage.asks(CARLA, f"<@{COLLEAGUE}> can you fix the export?")

    assert "can you fix the export?" in stage.card(ALICE).text


async def test_a_customer_who_asks_their_own_people_by_name_is_left_alone(stage: Stage, model: Model) -> None:
    await stage.asks(CARLA, "<@U0CHEN> can you fix the export?")

    assert stage.posts(ALICE) == 0


async def test_somebody_slack_never_describes_does_not_hold_up_a_known_customer_for_long(stage: Stage) -> None:
    root = await stage.says(CARLA, FAILS)
    stage.tells("U0GHOST", stage.workspace.stamps.next(), "Me too!", thread=root)
    await stage.passes(timedelta(minutes=5))
    assert FAILS in stage.card(ALICE).text

    await stage.says(CARLA, "It says timeout.", thread=root)
    await stage.passes(timedelta(minutes=5))

    assert "It says timeout." in stage.card(ALICE).text
    assert "Me too!" not in stage.card(ALICE).text
