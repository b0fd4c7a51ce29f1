"""What each role sees in the Home tab, of channels they are in now alone; leads see figures, and no names."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta

import pytest

from motbot.domain.errors import SlackUnclear
from motbot.domain.expectation import Assessment, Provenance, Signal, Urgency
from motbot.domain.home_page import HomePage, NextStep
from motbot.domain.moment import Moment, Stage
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy, Limits
from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import ChangeKind, PromptChange
from motbot.storage.store import PostgresStore
from motbot.use_cases.list_promises import ListPromises
from motbot.use_cases.list_sheets import ListSheets
from motbot.use_cases.show_home import ShowHome
from motbot.use_cases.who_reads import WhoReads
from tests.fakes.clock import T0, FakeClock
from tests.fakes.directory import FakeDirectory
from tests.use_cases.promised import a_tracked_promise

ANN, LEA, TOM, ADA, COL, GUEST = "UANN", "ULEA", "UTOM", "UADA", "UCOL", "UGUEST"
MEMBERS = [Person(id=one, team="T1", kind=PersonKind.MEMBER, locale="en-US") for one in (ANN, LEA, TOM, ADA, COL)]
DESK, OTHER = (
    ChannelPolicy(
        id=one,
        name=name,
        agents=frozenset({ANN, GUEST}),
        leads=(LEA, GUEST),
        trainers=(TOM, GUEST),
        admins=(ADA, GUEST),
    )
    for one, name in (("C1", "desk"), ("C2", "other"))
)


@pytest.fixture
def directory() -> FakeDirectory:
    guest = Person(id=GUEST, team="T1", kind=PersonKind.GUEST)
    found = FakeDirectory(people=[*MEMBERS, guest], channels=[DESK, OTHER])
    found.join("C1", TOM, ADA, COL, GUEST)
    return found


@pytest.fixture
def show(store: PostgresStore, directory: FakeDirectory, clock: FakeClock) -> ShowHome:
    return ShowHome(
        store=store,
        directory=directory,
        clock=clock,
        list_promises=ListPromises(store=store, directory=directory, clock=clock),
        list_sheets=ListSheets(store=store, directory=directory, who_reads=WhoReads(directory=directory)),
        limits=Limits(),
    )


def a_request(**more: object) -> Moment:
    """An open request of Ann's, in a conversation of its own."""
    given: Mapping[str, object] = {
        "team": "T1",
        "channel": "C1",
        "conversation": 1,
        "customer": "UCUST",
        "focus": ("1.0",),
        "assessment": Assessment(is_moment=True, urgency=Urgency.NORMAL),
        "provenance": Provenance(coach="playbook", revision="r1"),
        "opened_at": T0,
        "last_at": T0,
        "agent": ANN,
    }
    return Moment(**{**given, **more})  # type: ignore[arg-type] # by name


async def asked(store: PostgresStore, **more: object) -> None:
    """Store such a request."""
    async with store.begin() as tx:
        await tx.moments.save(a_request(**more))


def answered(at: datetime) -> dict[str, object]:
    """What a request is like that was answered then, once."""
    return {"stage": Stage.OFFERED, "answered_at": at, "first_answered_at": at}


async def promoted(store: PostgresStore) -> None:
    """A prompt in force."""
    async with store.begin() as tx:
        await tx.prompts.take_turn()
        prompt = await tx.prompts.add(
            PublishedPrompt(
                task="draft",
                variant="warm",
                digest="d" * 64,
                text="x",
                by="tina",
                figures={"missed_moment": 0.1},
                at=T0,
            )
        )
        standing = Standing(task="draft", live=prompt.id)
        await tx.prompts.change(PromptChange(kind=ChangeKind.PROMOTED, standing=standing, at=T0))


async def test_an_agent_sees_their_open_requests_the_most_pressing_first_with_the_next_step(
    store: PostgresStore, show: ShowHome
) -> None:
    high = Assessment(is_moment=True, urgency=Urgency.HIGH, missing_fact="which version")
    await asked(store, stage=Stage.OFFERED, answered_at=T0, unanswered=("m",))
    await asked(store)
    await asked(store, assessment=high)

    page = await show(user=ANN)

    assert [one.step for one in page.moments] == [NextStep.ASK, NextStep.ANSWER, NextStep.COMPLETE]
    assert (page.is_agent, page.led, page.prompts, page.may_announce) == (True, (), (), False)


async def test_a_request_that_was_not_quite_right_is_known_as_one_until_it_is_answered(
    store: PostgresStore, show: ShowHome
) -> None:
    again = Assessment(is_moment=True, signals=(Signal.NOT_QUITE,))
    await asked(store, assessment=again)
    await asked(store)

    assert sorted(one.is_unsolved for one in (await show(user=ANN)).moments) == [False, True]


async def test_what_is_in_a_channel_that_they_have_left_is_left_out(
    store: PostgresStore, show: ShowHome, directory: FakeDirectory
) -> None:
    await asked(store)
    directory.leave("C1", ANN)

    assert (await show(user=ANN)).moments == ()


async def test_a_lead_sees_figures_and_what_is_late_and_no_account(store: PostgresStore, show: ShowHome) -> None:
    await asked(store)
    await asked(store, stage=Stage.CONFIRMING)
    late = await a_tracked_promise(store, agent=ANN, due=T0 - timedelta(hours=1), at=T0 - timedelta(hours=3), number=1)
    async with store.begin() as tx:
        await tx.promises.save(replace(late, broken_at=T0).broken(at=T0))

    page = await show(user=LEA)

    desk, other = page.led
    assert dict(desk.by_stage) == {Stage.EXPLORING: 1, Stage.CONFIRMING: 1}
    assert [one.item.what for one in desk.late] == ["report 1"]
    assert (dict(other.by_stage), other.late) == ({}, ())
    assert (page.is_agent, page.moments, page.may_announce) == (False, (), True)
    assert ANN not in str(asdict(page))


async def test_a_lead_sees_how_many_replies_of_the_last_week_came_after_their_time_or_are_due_since(
    store: PostgresStore, show: ShowHome
) -> None:
    hour = timedelta(hours=1)
    due = Assessment(is_moment=True, urgency=Urgency.HIGH, reply_by=T0 - hour)
    await asked(store, assessment=due, **answered(T0 - hour / 2))
    await asked(store, assessment=due)
    await asked(store, assessment=due, **answered(T0 - 2 * hour))
    await asked(store, assessment=replace(due, reply_by=T0 + hour))
    await asked(store, assessment=due, stage=Stage.CLOSED, closed_at=T0)
    await asked(store, assessment=due, opened_at=T0 - timedelta(days=8))
    await asked(store)

    desk, other = (await show(user=LEA)).led

    assert (desk.late_replies, other.late_replies) == (2, 0)


async def test_a_reply_in_time_stays_in_time_however_often_the_agent_writes_again(
    store: PostgresStore, show: ShowHome
) -> None:
    rest, due = timedelta(hours=2), T0 + timedelta(minutes=30)
    urgent = Assessment(is_moment=True, urgency=Urgency.HIGH, reply_by=due)
    asked_now = a_request(assessment=urgent)
    in_time = asked_now.answered(by=ANN, at=T0 + timedelta(minutes=5), rest=rest, promised=False)
    late = asked_now.answered(by=ANN, at=due + timedelta(minutes=1), rest=rest, promised=False)
    async with store.begin() as tx:
        for one in (in_time, late):
            await tx.moments.save(one.answered(by=ANN, at=due + timedelta(hours=5), rest=rest, promised=False))

    assert [one.late_replies for one in (await show(user=LEA)).led] == [1, 0]


async def test_a_reply_that_was_stored_before_its_first_time_was_kept_counts_as_in_time(
    store: PostgresStore, show: ShowHome
) -> None:
    urgent = Assessment(is_moment=True, urgency=Urgency.HIGH, reply_by=T0 - timedelta(hours=1))
    await asked(store, assessment=urgent, answered_at=T0, stage=Stage.OFFERED)

    assert [one.late_replies for one in (await show(user=LEA)).led] == [0, 0]


async def test_the_channels_that_a_lead_has_stand_by_their_names(show: ShowHome, directory: FakeDirectory) -> None:
    policy = await directory.channel("C1")
    assert policy is not None
    directory.watch(replace(policy, name="Zoo"))

    assert [one.channel_name for one in (await show(user=LEA)).led] == ["other", "Zoo"]


async def test_a_trainer_sees_the_prompts_in_force_and_nothing_of_leads_or_agents(
    store: PostgresStore, show: ShowHome
) -> None:
    await asked(store)
    await promoted(store)

    page = await show(user=TOM)

    assert [(one.task, one.by, one.since, dict(one.figures)) for one in page.prompts] == [
        ("draft", "tina", T0, {"missed_moment": 0.1})
    ]
    assert (page.is_agent, page.led, page.moments, page.may_announce) == (False, (), (), False)


async def test_an_admin_gets_the_text_for_shared_channels(show: ShowHome) -> None:
    page = await show(user=ADA)

    assert (page.may_announce, page.is_agent, page.is_trainer, page.led) == (True, False, False, ())


async def test_a_colleague_without_a_role_sees_nothing_of_anybody(store: PostgresStore, show: ShowHome) -> None:
    await asked(store)
    await promoted(store)
    page = await show(user=COL)

    assert not page.has_role
    assert (page.moments, page.led, page.prompts, page.sheets) == ((), (), (), ())


async def test_a_guest_sees_nothing_whatever_the_config_makes_of_them(store: PostgresStore, show: ShowHome) -> None:
    await asked(store, agent=GUEST)
    await promoted(store)

    page = await show(user=GUEST)

    assert page == HomePage(language=page.language, is_member=False)


async def test_while_slack_does_not_say_who_it_is_nothing_is_shown(show: ShowHome, directory: FakeDirectory) -> None:
    directory.outage = True
    with pytest.raises(SlackUnclear):
        await show(user=ANN)


async def test_a_channel_slack_does_not_tell_of_is_left_out_and_said_to_be(
    store: PostgresStore, show: ShowHome, directory: FakeDirectory
) -> None:
    await asked(store)
    directory.silent = {"C1"}
    page = await show(user=LEA)

    assert [one.channel_name for one in page.led] == ["other"]
    assert not page.is_whole
