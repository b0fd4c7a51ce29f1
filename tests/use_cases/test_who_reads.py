"""Whoever may not see a sheet learns nothing: not of it, not of its conversation, not whether there is one."""

import itertools
from dataclasses import replace

import pytest

from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.people import Person, PersonKind
from motbot.domain.review import Failure, RaterRole, ReviewState
from motbot.domain.sheet_page import SheetPage
from motbot.domain.sheet_paging import nothing_for
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.use_cases.desk import Desk
from tests.use_cases.talk import ALICE, BEN, CARLA, KIM, LEAD, POLICY, SUPPORT, TEAM, Talk

TRAINER, ADMIN = "U6", "U7"
WATCHED = replace(POLICY, trainers=(TRAINER,), admins=(ADMIN,), language=Language.ZH)
OTHER = replace(WATCHED, id="C2", name="secret", leads=("U8",), agents=frozenset({"U9"}), on_duty=(), trainers=())
NEVER = (PersonKind.GUEST, PersonKind.OUTSIDER, PersonKind.GONE, PersonKind.BOT, PersonKind.UNKNOWN)
NOTHING = nothing_for(Language.EN)


@pytest.fixture
async def desk(database: Database, store: PostgresStore) -> Desk:
    talk = Talk(database, store, policy=WATCHED)
    talk.directory.watch(OTHER)
    people = (Person(id=one, team=TEAM, kind=PersonKind.MEMBER, locale="en-GB") for one in (TRAINER, ADMIN, KIM, LEAD))
    talk.directory.add(*people, Person(id=BEN, team=TEAM, kind=PersonKind.MEMBER, locale="en-GB"))
    talk.directory.join(SUPPORT, TRAINER, ADMIN, KIM)
    return Desk(talk)


async def end_of(desk: Desk, ts: str, user: str, channel: str = SUPPORT) -> SheetPage:
    """What somebody sees in the end who points at a message."""
    desk.talk.windows.open("V9")
    place = Place(channel=channel, ts=ts)
    first = await desk.talk.sheets.request_review(user=user, place=place, is_blind=False, window="V9")
    await desk.talk.rests()
    return desk.page("V9") if desk.talk.windows.shown["V9"] else first


@pytest.mark.parametrize(
    ("user", "role"),
    [(LEAD, RaterRole.LEAD), (TRAINER, RaterRole.LEAD), (ADMIN, RaterRole.LEAD), (ALICE, RaterRole.AGENT)],
)
async def test_leads_trainers_admins_and_the_agents_in_it_get_the_sheet(desk: Desk, user: str, role: RaterRole) -> None:
    page = await end_of(desk, await desk.talked(), user)

    assert (page.state, page.role) == (ReviewState.READY, role)


@pytest.mark.parametrize("user", [KIM, BEN, CARLA, "U404", "U8", "U9"])
async def test_all_others_get_the_same_nothing_for_every_place(desk: Desk, user: str) -> None:
    root = await desk.talked()
    ends = [await end_of(desk, root, user)]
    ends += [await end_of(desk, "1772442000.999999", user)]
    ends += [await end_of(desk, root, user, channel) for channel in ("C2", "C404", "D1", "")]
    ends += [await desk.opens(number, user) for number in (0, 1, 2, 999)]

    assert set(ends) == {NOTHING}


async def test_a_lead_gets_the_same_nothing_elsewhere_and_for_what_is_not_there(desk: Desk) -> None:
    root = await desk.talked()
    desk.talk.threads.closed.add("C3")
    desk.talk.directory.watch(replace(WATCHED, id="C3"))
    ends = [await end_of(desk, "1772442000.999999", LEAD)]
    ends += [await end_of(desk, root, LEAD, channel) for channel in ("C2", "C3", "C404", "D1")]

    assert set(ends) == {NOTHING}


@pytest.mark.parametrize(("user", "kind"), list(itertools.product((LEAD, TRAINER, ADMIN, ALICE), NEVER)))
async def test_nobody_but_full_members_gets_anything_whatever_the_config_says(
    desk: Desk, user: str, kind: PersonKind
) -> None:
    root = await desk.talked()
    review = await desk.reviewed(root)
    desk.talk.directory.add(Person(id=user, team=TEAM, kind=kind, locale="en-GB"))

    assert await end_of(desk, root, user) == NOTHING
    assert await desk.opens(review.id, user) == NOTHING
    assert await desk.talk.sheets.list_sheets(user=user) == ()


@pytest.mark.parametrize("user", [LEAD, TRAINER, ADMIN, ALICE])
async def test_whoever_has_left_the_channel_gets_nothing(desk: Desk, user: str) -> None:
    root = await desk.talked()
    review = await desk.reviewed(root)
    desk.talk.directory.leave(SUPPORT, user)

    assert await end_of(desk, root, user) == NOTHING
    assert await desk.opens(review.id, user) == NOTHING


async def test_a_window_of_somebody_who_leaves_while_it_is_read_shows_nothing(desk: Desk) -> None:
    await desk.asks(await desk.talked())
    desk.talk.directory.leave(SUPPORT, LEAD)

    await desk.talk.rests()

    assert desk.page() == NOTHING
    assert await desk.viewings() == []
    assert desk.told(LEAD) == []


async def test_what_is_not_theirs_is_never_judged_and_is_not_kept_as_a_sheet(desk: Desk) -> None:
    root = await desk.talked()

    await desk.reviewed(root, user=BEN)

    assert desk.talk.reviewer.asked == []
    assert (await desk.review()).failure is Failure.NOT_YOURS
    assert (await desk.review()).lines == ()
    assert await desk.talk.sheets.list_sheets(user=BEN) == ()


async def test_an_agent_may_ask_where_they_speak_and_both_sides_are_told(desk: Desk) -> None:
    review = await desk.reviewed(await desk.talked(), user=ALICE)

    assert review.as_agent
    assert [(one.is_yours, one.by_lead) for one in desk.notes(ALICE)] == [(True, False)]
    assert (await desk.opens(review.id, LEAD)).role is RaterRole.LEAD


async def test_an_agent_who_asked_sees_that_it_is_being_read(desk: Desk) -> None:
    page = await desk.asks(await desk.talked(), user=ALICE)

    assert (await desk.opens(page.review, ALICE)).state is ReviewState.READING
    assert (await desk.opens(page.review, LEAD)) == NOTHING


async def test_a_review_of_another_team_is_nobodys(desk: Desk) -> None:
    review = await desk.reviewed(await desk.talked())
    async with desk.talk.store.begin() as tx:
        await tx.reviews.save(replace(review, team="T9"))

    assert await desk.opens(review.id, LEAD) == NOTHING


async def test_that_slack_does_not_answer_is_said_only_to_those_who_would_see_it(desk: Desk) -> None:
    root = await desk.talked()
    review = await desk.reviewed(root)
    desk.talk.directory.silent.add(SUPPORT)

    for user, failure in ((LEAD, Failure.UNREADABLE), (ALICE, Failure.UNREADABLE), (KIM, Failure.NOT_YOURS)):
        assert await end_of(desk, root, user) == nothing_for(Language.EN, failure)
        assert await desk.opens(review.id, user) == nothing_for(Language.EN, failure)
    # Nor does it tell a lead which reviews there are.
    assert await desk.opens(999, LEAD) == nothing_for(Language.EN, Failure.UNREADABLE)
    assert await desk.opens(999, KIM) == NOTHING
