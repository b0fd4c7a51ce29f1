"""Fills every table that holds words of people with the same words, as one story that is over."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, text

from motbot.domain.blanking import KEPT
from motbot.domain.conversation import Conversation
from motbot.domain.expectation import Assessed
from motbot.domain.message import Line
from motbot.domain.moment import CloseReason, Moment, Stage
from motbot.domain.nudge import Card, PromiseNote, Prompt, SheetNote, Whisper, WhisperState
from motbot.domain.people import Author, Side
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.review import Review, ReviewState
from motbot.ports.jobs import Job, JobKind
from motbot.ports.records import Feedback, StoredLine, Verdict
from motbot.storage.database import Database
from motbot.storage.setting_tables import preferences
from motbot.storage.store import PostgresStore
from tests.fakes.clock import T0
from tests.fakes.filled import filled
from tests.fakes.sheets import a_rating, a_remark, a_viewing, a_window

TEAM, CHANNEL = "T1", "C1"
WORDS, AGENT, CUSTOMER = "canary words", "UCANARYAGENT", "UCANARYCUST"
CANARY = "canary"
"""In lower case, what is looked for."""


async def fill(database: Database, store: PostgresStore, *, opened: bool = False) -> int:
    """A conversation with two customers' words in it, everything that came of it, and a sheet; gives its id.

    `opened` leaves the moment and the promise open.
    """
    at_end = None if opened else T0 + timedelta(hours=1)
    async with store.begin() as tx:
        talk = await tx.conversations.save(a_talk())
        for ts, author, side in (("100.1", CUSTOMER, Side.CUSTOMER), ("100.2", AGENT, Side.AGENT)):
            await tx.lines.put(a_message(talk.id, ts, author, side))
        moment = await tx.moments.save(a_request(talk.id, opened=opened))
        promised = replace(_value(Promise), conversation=talk.id, moment=moment.id, lines=("100.2",), agent=AGENT)
        state = PromiseState.ACCEPTED if opened else PromiseState.KEPT
        promise = await tx.promises.save(replace(promised, said_by=AGENT, ended_at=at_end, state=state))
        await tx.verdicts.add(replace(_value(Verdict), conversation=talk.id, moment=moment.id, focus=("100.1",)))
        for nudge in (Card, Prompt, PromiseNote):
            await tx.whispers.save(a_message_of(nudge, moment.id, promise.id))
        for act, value in (("draft", "used"), ("edited", WORDS), ("claim", WORDS)):
            done = replace(_value(Feedback), moment=moment.id, act=act, value=value, user=AGENT)
            await tx.people.add_feedback(done)
        await tx.people.mute(TEAM, AGENT, T0 + timedelta(hours=2))
        await tx.answers.put("key", _filled(Assessed), T0)
        await tx.inbox.set_aside(team=TEAM, reason=WORDS, body=WORDS, at=T0)
        await _sheet(tx, talk.id)
        await tx.arm(Job(kind=JobKind.FOLLOW_PROMISE, subject=promise.id, lock=f"promises:{AGENT}"))
    taken = await store.accept(team=TEAM, event_id="Ev1", body={"event": {"user": CUSTOMER, "text": WORDS}}, at=T0)
    async with store.begin() as tx:
        await tx.inbox.finish(taken or 0, T0)
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE procrastinate_jobs SET status = 'failed'"))
        await connection.execute(text("UPDATE procrastinate_events SET at = :at"), {"at": T0})
        theirs = {"team": TEAM, "user_id": AGENT, "value": {}}
        await connection.execute(insert(preferences).values(theirs))
    return talk.id


def a_talk(channel: str = CHANNEL) -> Conversation:
    """A conversation that rests since T0."""
    nothing: dict[str, Any] = {
        "pending_since": None,
        "ready_at": None,
        "coach_at": None,
        "unread_since": None,
        "read_at": None,
    }
    value: Conversation = _value(Conversation)
    return replace(value, channel=channel, root_ts="100.1", customers=(CUSTOMER,), last_agent=AGENT, **nothing)


def a_message(conversation: int, ts: str, author: str, side: Side) -> StoredLine:
    """A message that says nothing but the words."""
    line = Line(ts=ts, at=T0, side=side, author=author, text=f"{WORDS}?")
    by = Author(user=author, team="T2" if side is Side.CUSTOMER else TEAM)
    return StoredLine(team=TEAM, channel=CHANNEL, conversation=conversation, line=line, author=by, verdict=1)


def a_request(conversation: int, *, opened: bool = False) -> Moment:
    """A moment with everything in it."""
    over = {} if opened else {"closed_at": T0 + timedelta(hours=1), "close_reason": CloseReason.CONFIRMED_BY_CUSTOMER}
    clear: dict[str, Any] = {"closed_at": None, "close_reason": None, **over}
    stage = Stage.OFFERED if opened else Stage.CLOSED
    value: Moment = replace(_value(Moment), conversation=conversation, customer=CUSTOMER, agent=AGENT, focus=("100.1",))
    return replace(value, stage=stage, opened_at=T0, **clear)


def a_message_of(nudge: type[Any], moment: int, promise: int) -> Whisper:
    """A posted message to the agent."""
    return Whisper(
        key=f"{nudge.__name__}:{moment}:{AGENT}",
        team=TEAM,
        to=AGENT,
        moment=0 if nudge in {PromiseNote, SheetNote} else moment,
        promises=(promise,) if nudge is PromiseNote else (),
        nudge=replace(_filled(nudge), **({"moment": moment} if nudge is not SheetNote else {})),
        state=WhisperState.SENT,
        sent_version=1,
        channel="D1",
        ts=f"200.{len(nudge.__name__)}",
        created_at=T0,
        sent_at=T0,
    )


async def _sheet(tx: Any, conversation: int) -> None:
    """A sheet, what is said of it, and the message that leads to it."""
    value = replace(_value(Review), conversation=conversation, state=ReviewState.READY, agents=(AGENT,))
    review = await tx.reviews.save(replace(value, asked_by=AGENT, channel=CHANNEL, ts="100.1"))
    await tx.reviews.add_rating(replace(a_rating(review=review.id), rater=AGENT, reason=WORDS))
    await tx.reviews.add_remark(replace(a_remark(review=review.id), by=AGENT, text=WORDS))
    await tx.reviews.add_viewing(replace(a_viewing(review=review.id), user=AGENT))
    await tx.reviews.send(review.id, AGENT, T0)
    await tx.reviews.open_window(replace(a_window(review=review.id), user=AGENT, at=T0))
    note = a_message_of(SheetNote, 0, 0)
    await tx.whispers.save(replace(note, nudge=replace(note.nudge, review=review.id)))


def _filled(kind: type[Any]) -> Any:
    """The words in every text that is not kept on purpose."""
    return filled(kind, WORDS, besides=KEPT)


def _value(kind: type[Any]) -> Any:
    """A stored value of our team that no timer waits for."""
    names = {"id": 0, "team": TEAM, "channel": CHANNEL, "wake_at": None}
    made = _filled(kind)
    return replace(made, **{name: value for name, value in names.items() if hasattr(made, name)})


async def dumped(database: Database) -> dict[str, str]:
    """Every row of every table that is ours or the queue's, as text."""
    async with database.engine.connect() as connection:
        names = (
            await connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        ).scalars()
        found = {}
        for name in sorted(names):
            rows = await connection.execute(text(f"SELECT to_jsonb(t) FROM {name} t"))  # noqa: S608 # names of tables
            found[name] = json.dumps(list(rows.scalars()), ensure_ascii=False)
    return found


async def holding(database: Database, *words: str) -> set[str]:
    """Tables in which any of the words stands, whatever its case."""
    found = await dumped(database)
    return {name for name, rows in found.items() if any(word.lower() in rows.lower() for word in words)}
