"""Only current full members of a channel, in our own team, see what was said there, and only they act on it."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from motbot.domain.errors import SlackUnclear
from motbot.domain.events import Act, Acted
from motbot.domain.people import Person, PersonKind
from motbot.domain.promise import Promise
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.show_card import ShowCard
from motbot.use_cases.show_promise import ShowPromise
from motbot.use_cases.whispering import Whispering
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, BEN, CARLA, FAILS, SOON, SUPPORT, TEAM, Talk

FORGED = (
    "",
    "2026-03-02T15:00",
    "9999-99-99T99:99",
    "explicit-1",
    "Europe/Berlin",
    "Nowhere/At_All",
    "x" * 3000,
    "\x00",
)
OUT = (PersonKind.GUEST, PersonKind.OUTSIDER, PersonKind.GONE)


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


async def tracked(talk: Talk) -> Promise:
    """Alice has a card, and a promise on it that she wants to be reminded of."""
    await talk.says(CARLA, FAILS)
    await talk.passes(SOON)
    await talk.says(ALICE, "I will send the report by 15:00.")
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    return await talk.promise()


def show_promise(talk: Talk) -> ShowPromise:
    return ShowPromise(store=talk.store, directory=talk.directory, whispering=Whispering(clock=talk.clock))


def show_card(talk: Talk) -> ShowCard:
    return ShowCard(store=talk.store, directory=talk.directory)


def becomes(talk: Talk, kind: PersonKind) -> None:
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=kind, name="Alice", zone="Europe/Berlin"))


async def feedback(talk: Talk, promise: Promise) -> list[str]:
    async with talk.store.begin() as tx:
        return [one.act for one in await tx.people.feedback_of(promise.moment)]


async def test_the_windows_show_an_agent_their_own_promise_and_card(talk: Talk) -> None:
    promise = await tracked(talk)

    item = await show_promise(talk)(promise.id, ALICE)
    assert item is not None
    assert item.words == promise.words
    card = await show_card(talk)(promise.moment, ALICE)
    assert card is not None
    assert [one.promise for one in card.promises] == [promise.id]


async def test_the_windows_show_nobody_anothers_promise_or_card(talk: Talk) -> None:
    promise = await tracked(talk)

    assert await show_promise(talk)(promise.id, BEN) is None
    assert await show_card(talk)(promise.moment, BEN) is None


async def test_the_windows_show_nothing_to_somebody_who_has_left_the_channel(talk: Talk) -> None:
    promise = await tracked(talk)
    talk.directory.leave(SUPPORT, ALICE)

    assert await show_promise(talk)(promise.id, ALICE) is None
    assert await show_card(talk)(promise.moment, ALICE) is None


@pytest.mark.parametrize("kind", [*OUT, PersonKind.UNKNOWN])
async def test_the_windows_show_nothing_to_anybody_but_a_full_member(talk: Talk, kind: PersonKind) -> None:
    promise = await tracked(talk)
    becomes(talk, kind)

    assert await show_promise(talk)(promise.id, ALICE) is None
    assert await show_card(talk)(promise.moment, ALICE) is None


@pytest.mark.parametrize("act", [Act.CANNOT, Act.KEPT, Act.UNTRACK])
async def test_a_press_of_somebody_who_has_left_the_channel_does_nothing_and_is_not_kept(talk: Talk, act: Act) -> None:
    before = await tracked(talk)
    done = await feedback(talk, before)
    talk.directory.leave(SUPPORT, ALICE)

    await talk.presses(ALICE, act, before)

    assert await talk.promise() == before
    assert await feedback(talk, before) == done


@pytest.mark.parametrize("kind", OUT)
async def test_a_press_of_somebody_who_is_no_full_member_any_more_does_nothing(talk: Talk, kind: PersonKind) -> None:
    before = await tracked(talk)
    becomes(talk, kind)

    await talk.presses(ALICE, Act.CANNOT, before)

    assert await talk.promise() == before


async def test_a_press_on_a_card_of_a_channel_that_was_left_does_nothing_either(talk: Talk) -> None:
    promise = await tracked(talk)
    before = await talk.moment(promise.lines[0])
    talk.directory.leave(SUPPORT, ALICE)

    await talk.hears(Acted(team=TEAM, user=ALICE, act=Act.DONE, moment=before.id, at=talk.clock.now()))

    assert await talk.moment(promise.lines[0]) == before


async def test_a_press_waits_while_slack_does_not_say_who_pressed_and_is_done_then(talk: Talk) -> None:
    promise = await tracked(talk)
    talk.directory.outage = True
    with pytest.raises(SlackUnclear):
        await talk.presses(ALICE, Act.KEPT, promise)
    assert (await talk.promise()).is_open

    talk.directory.outage = False
    for number in range(1, 9):  # the job is tried again; those before it are done
        await talk.handlers[JobKind.TAKE_EVENT](number)

    assert not (await talk.promise()).is_open


@pytest.mark.row("A3", trials=30, long=1000)
async def test_whatever_somebody_presses_who_may_not_nothing_comes_of_it(talk: Talk, trials: int) -> None:
    random, promise = Random(8), await tracked(talk)
    await talk.says(CARLA, "Is there any news?")
    await talk.passes(SOON)
    before, done, shown = await talk.moment(promise.lines[0]), await feedback(talk, promise), talk.seen_by(ALICE)
    talk.directory.leave(SUPPORT, BEN)
    for user, kind in (("U6", PersonKind.GUEST), ("U7", PersonKind.GONE)):
        talk.directory.add(Person(id=user, team=TEAM, kind=kind, name=user))
    others = (CARLA, BEN, "U6", "U7")
    near = (0, -1, 1, 2, 3, 2**62)

    for _ in range(trials):
        await talk.hears(
            Acted(
                team=TEAM,
                user=random.choice(others),
                act=random.choice(list(Act)),
                moment=random.choice((before.id, *near)),
                promise=random.choice((promise.id, *near)),
                value=random.choice(FORGED),
                note=random.choice(FORGED),
                zone=random.choice(FORGED),
                at=talk.clock.now(),
            )
        )

    assert (await talk.moment(promise.lines[0]), await talk.promise()) == (before, promise)
    assert (await feedback(talk, promise), talk.seen_by(ALICE)) == (done, shown)
    assert [talk.seen_by(user) for user in others] == [[]] * len(others)


# ---- whose clock


async def test_a_chosen_time_is_read_on_the_clock_of_the_window_it_was_chosen_in(talk: Talk) -> None:
    promise = await tracked(talk)

    await talk.hears(
        Acted(
            team=TEAM,
            user=ALICE,
            act=Act.MOVED,
            moment=promise.moment,
            promise=promise.id,
            value="2026-03-02T15:00",
            zone="America/New_York",
            at=talk.clock.now(),
        )
    )

    assert (await talk.promise()).due == datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


async def test_a_traveller_chooses_on_the_clock_that_the_window_shows_however_old_the_message(talk: Talk) -> None:
    promise = await tracked(talk)
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=PersonKind.MEMBER, name="Alice", zone="America/New_York"))
    item = await show_promise(talk)(promise.id, ALICE)
    assert item is not None
    assert item.zone == "America/New_York"
    await talk.passes(timedelta(hours=4, minutes=30))

    # 10:00 is over in Berlin, where the message was written, and still to come in New York.
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T10:00")

    assert (await talk.promise()).due == datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


async def test_who_names_no_zone_chooses_on_the_channels_clock(talk: Talk) -> None:
    talk.directory.add(Person(id=ALICE, team=TEAM, kind=PersonKind.MEMBER, name="Alice"))
    promise = await tracked(talk)
    item = await show_promise(talk)(promise.id, ALICE)
    assert item is not None
    assert item.zone == "Europe/Berlin"

    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")

    assert (await talk.promise()).due == datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
