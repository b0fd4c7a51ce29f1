"""How things stand for one person, in figures; for those who lead or train also how the bot is doing."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from motbot.domain.errors import SlackUnclear
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import Limits
from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import ChangeKind, PromptChange, digest_of
from motbot.domain.status import Desk
from motbot.use_cases.show_status import ShowStatus
from tests.use_cases.conftest import Staged
from tests.use_cases.promised import a_tracked_promise
from tests.use_cases.talk import ALICE, CARLA, FAILS, KIM, LEAD, POLICY, SOON, SUPPORT, TEAM, Talk

TRAINER, ADMIN = "U6", "U7"


@dataclass
class Doing:
    """How the bot is doing, and how often the model was asked."""

    waiting: int = 3
    answers: bool | None = True
    asked: int = 0

    async def jobs(self) -> int:
        return self.waiting

    async def model_answers(self) -> bool | None:
        self.asked += 1
        return self.answers


@pytest.fixture
def talk(staged: Staged) -> Talk:
    found = staged(policy=replace(POLICY, trainers=(TRAINER,), admins=(ADMIN,)))
    for user in (TRAINER, ADMIN):
        found.directory.add(Person(id=user, team=TEAM, kind=PersonKind.MEMBER, zone="Europe/Berlin"))
    found.directory.join(SUPPORT, TRAINER, ADMIN, KIM)
    return found


@pytest.fixture
def doing() -> Doing:
    return Doing()


@pytest.fixture
def show_status(talk: Talk, doing: Doing) -> ShowStatus:
    return ShowStatus(
        store=talk.store,
        directory=talk.directory,
        clock=talk.clock,
        limits=Limits(),
        condition=doing,
        has_model=True,
    )


async def test_an_agent_sees_their_own_requests_promises_silence_and_quiet_hours(
    talk: Talk, show_status: ShowStatus
) -> None:
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    now = talk.clock.now()
    for number, after in enumerate((-1, 2, 48)):
        due = now + timedelta(hours=after)
        at = now - timedelta(hours=3)
        await a_tracked_promise(talk.store, agent=ALICE, due=due, at=at, number=number, remind_at=None)
    async with talk.store.begin() as tx:
        await tx.people.mute(TEAM, ALICE, now + timedelta(hours=1))
    status = await show_status(user=ALICE)

    assert (status.moments_open, status.muted_until) == (1, now + timedelta(hours=1))
    assert (status.promises_open, status.promises_today, status.promises_late) == (3, 1, 1)
    assert (status.quiet_from.hour, status.quiet_to.hour, status.is_quiet) == (20, 8, False)
    assert (status.has_model, status.desk) == (True, None)
    assert (status.messages, status.messages_at_most) == (1, 40)


async def test_silence_that_is_over_is_not_told(talk: Talk, show_status: ShowStatus) -> None:
    async with talk.store.begin() as tx:
        await tx.people.mute(TEAM, ALICE, talk.clock.now())

    assert (await show_status(user=ALICE)).muted_until is None


@pytest.mark.parametrize("user", [LEAD, TRAINER, ADMIN])
async def test_those_who_lead_and_train_also_see_how_the_bot_is_doing_in_counts(
    talk: Talk, show_status: ShowStatus, user: str
) -> None:
    now = talk.clock.now()
    async with talk.store.begin() as tx:
        await tx.prompts.take_turn()
        one = PublishedPrompt(task="assess", variant="default", digest=digest_of("x"), text="x", at=now)
        numbers = [(await tx.prompts.add(one)).id for _ in range(2)]
        standing = Standing(task="assess", live=numbers[0], trial=numbers[1], share=20)
        await tx.prompts.change(PromptChange(kind=ChangeKind.TRIED, standing=standing, at=now))

    assert (await show_status(user=user)).desk == Desk(
        channels=1, model_answers=True, prompts_live=1, prompts_on_trial=1, jobs=3
    )


@pytest.mark.parametrize("user", [ALICE, KIM])
async def test_nobody_else_does_and_the_model_is_not_asked_for_them(
    show_status: ShowStatus, doing: Doing, user: str
) -> None:
    assert (await show_status(user=user)).desk is None
    assert doing.asked == 0


async def test_a_lead_who_has_left_the_channel_sees_what_everybody_sees(talk: Talk, show_status: ShowStatus) -> None:
    talk.directory.leave(SUPPORT, LEAD)

    assert (await show_status(user=LEAD)).desk is None


async def test_a_channel_that_slack_does_not_tell_of_is_not_counted(talk: Talk, show_status: ShowStatus) -> None:
    talk.directory.silent.add(SUPPORT)

    assert (await show_status(user=LEAD)).desk is None


async def test_without_a_model_nobody_is_asked_whether_it_answers(talk: Talk, doing: Doing) -> None:
    show_status = ShowStatus(
        store=talk.store, directory=talk.directory, clock=talk.clock, limits=Limits(), condition=doing, has_model=False
    )
    status = await show_status(user=LEAD)

    assert (status.has_model, doing.asked) == (False, 0)
    assert status.desk == Desk(channels=1, model_answers=None, prompts_live=0, prompts_on_trial=0, jobs=3)


async def test_a_guest_sees_nothing_and_a_stranger_is_to_ask_again(talk: Talk, show_status: ShowStatus) -> None:
    talk.directory.add(Person(id="U8", team=TEAM, kind=PersonKind.GUEST))

    assert not (await show_status(user="U8")).is_member
    assert not (await show_status(user=CARLA)).is_member
    with pytest.raises(SlackUnclear):
        await show_status(user="U0NOBODY")
