"""The honest message for a promise that slips is written once, for the promise as it stands, and shown where it is."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from typing_extensions import override

from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.events import Act
from motbot.domain.expectation import Drafted
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.promise import Mending, Promise
from motbot.ports.jobs import JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.asking import Asking
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.mend_promise import MendPromise
from motbot.use_cases.whispering import Whispering
from tests.fakes.coach import ScriptedFirstLook, ScriptedMender, an_honest_word, scripted_coach
from tests.fakes.reviewer import ScriptedReviewer
from tests.use_cases.promised import a_tracked_promise, plain
from tests.use_cases.talk import ALICE, CARLA, FAILS, SOON, Talk


class HeardMender(ScriptedMender):
    """Tells when it has been asked."""

    def __init__(self) -> None:
        super().__init__(rule=an_honest_word)
        self.asked = asyncio.Event()

    @override
    async def mend(
        self, view: ConversationView, promise: Promise, *, mending: Mending, due: datetime | None, language: Language
    ) -> Drafted:
        """Answer by the rule."""
        self.asked.set()
        return await super().mend(view, promise, mending=mending, due=due, language=language)


class Mend:
    """The use case, with the two menders it may ask."""

    def __init__(self, talk: Talk) -> None:
        coach, fallback = scripted_coach(), scripted_coach()
        self.model = HeardMender()
        self.playbook = ScriptedMender(rule=an_honest_word, revision="playbook-1")
        self.mend = MendPromise(
            store=talk.store,
            directory=talk.directory,
            clock=talk.clock,
            coaching=Coaching(
                coach=replace(coach, mender=self.model),
                fallback=replace(fallback, mender=self.playbook),
                first_look=ScriptedFirstLook(),
                reviewer=ScriptedReviewer(),
                fallback_reviewer=ScriptedReviewer(),
            ),
            asking=Asking(store=talk.store, clock=talk.clock),
            whispering=Whispering(clock=talk.clock),
        )
        talk.handlers[JobKind.MEND_PROMISE] = self.mend


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    return Talk(database, store, read=plain)


async def tracked(talk: Talk, *, asks: str = FAILS, words: str = "I will send the report by 15:00.") -> Promise:
    """Carla asks, Alice promises and wants to be reminded."""
    await talk.says(CARLA, asks)
    await talk.passes(SOON)
    await talk.says(ALICE, words)
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    return await talk.promise()


async def test_the_message_names_the_new_time_on_the_agents_clock(talk: Talk) -> None:
    Mend(talk)

    await talk.presses(ALICE, Act.MOVED, await tracked(talk), value="2026-03-02T18:00")

    assert talk.card(ALICE).promises[0].reply == "It will be later than I said: 2026-03-02 18:00."


async def test_a_time_that_was_promised_on_the_customers_clock_is_moved_on_theirs(talk: Talk) -> None:
    Mend(talk)
    promise = await tracked(talk, words="I will send the report by 11am your time.")
    assert promise.due == datetime(2026, 3, 2, 16, 0, tzinfo=UTC)

    # Two weeks on America has changed its clocks and Europe has not: 17:00 in Berlin is noon in New York.
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-16T17:00")

    assert talk.card(ALICE).promises[0].reply == "It will be later than I said: 2026-03-16 12:00."


async def test_it_is_in_the_customers_language(talk: Talk) -> None:
    Mend(talk)

    promise = await tracked(talk, asks="导出失败，请把报告发给我们。")
    await talk.presses(ALICE, Act.CANNOT, promise)

    assert talk.card(ALICE).promises[0].reply == "得尽早告诉您：这件事做不到。"


@pytest.mark.parametrize("trouble", [ModelUnavailable("down"), ModelRefused("no")])
async def test_where_the_model_cannot_the_playbook_writes_it(
    talk: Talk, trouble: ModelUnavailable | ModelRefused
) -> None:
    mend = Mend(talk)
    mend.model.down = trouble

    await talk.presses(ALICE, Act.CANNOT, await tracked(talk))

    assert talk.card(ALICE).promises[0].reply
    assert len(mend.playbook.seen) == 1


async def test_a_message_of_which_nothing_may_be_sent_is_written_by_the_playbook(talk: Talk) -> None:
    mend = Mend(talk)
    mend.model.rule = lambda view, promise, mending, due: replace(
        an_honest_word(view, promise, mending, due), reply="\u200b"
    )

    await talk.presses(ALICE, Act.CANNOT, await tracked(talk))

    assert talk.card(ALICE).promises[0].reply
    assert len(mend.playbook.seen) == 1


async def test_a_promise_that_is_kept_while_the_message_is_written_shows_none(talk: Talk) -> None:
    mend, promise = Mend(talk), await tracked(talk)
    talk.handlers[JobKind.MEND_PROMISE] = _nothing
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")
    stale = await talk.promise()
    await talk.presses(ALICE, Act.KEPT, stale)

    await mend.mend(promise.id)

    assert talk.card(ALICE).promises[0].reply == ""
    assert not mend.model.seen


async def test_a_message_for_a_time_that_was_changed_meanwhile_is_dropped(talk: Talk) -> None:
    mend, promise = Mend(talk), await tracked(talk)
    talk.handlers[JobKind.MEND_PROMISE] = _nothing
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")

    mend.model.hold()
    writing = asyncio.create_task(mend.mend(promise.id))
    await mend.model.asked.wait()
    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T20:00")
    mend.model.release()
    await writing

    assert (await talk.promise()).draft is None


async def test_the_job_that_runs_again_asks_nobody_twice(talk: Talk) -> None:
    mend, promise = Mend(talk), await tracked(talk)
    await talk.presses(ALICE, Act.CANNOT, promise)

    await mend.mend(promise.id)

    assert len(mend.model.seen) == 1


async def test_a_promise_without_a_moment_has_its_message_in_the_note_that_shows_it(talk: Talk) -> None:
    Mend(talk)
    now = talk.clock.now()
    promise = await a_tracked_promise(
        talk.store,
        agent=ALICE,
        due=now + timedelta(hours=4),
        at=now,
        number=1,
        remind_at=now + timedelta(hours=1),
    )
    await talk.passes(timedelta(hours=1))

    await talk.presses(ALICE, Act.MOVED, promise, value="2026-03-02T18:00")

    (note,) = talk.notes(ALICE)
    assert (note.items[0].mending, bool(note.items[0].reply)) == (Mending.MOVE, True)


async def _nothing(subject: int) -> None:
    """A job that has not run yet."""
