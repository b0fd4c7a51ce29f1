"""Puts moments into the database that wait for their Confirm prompt: a few that are due soon, or very many."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.domain.conversation import Conversation
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Provenance, Urgency
from motbot.domain.message import Line
from motbot.domain.moment import Moment, Stage
from motbot.domain.people import Side
from motbot.domain.policy import Pace
from motbot.engine.arming import armed
from motbot.ports.records import StoredLine
from motbot.ports.store import Transaction
from motbot.storage.store import PostgresStore
from tests.rig.town import OURS, Town, request

_ASKED_AGO = timedelta(hours=4)

# Each copy is a conversation of its own with its own words, as it would be after a busy year.
_COPY = (
    """
    INSERT INTO conversations (team, channel, root_ts, last_at, value, wake_at)
    SELECT team, channel, 'copy-' || copy, last_at, value, NULL
      FROM conversations, generate_series(1, :copies) AS copy WHERE id = :conversation
    """,
    """
    INSERT INTO lines (team, channel, ts, conversation, at, value)
    SELECT lines.team, lines.channel,
           (1700000000 + copied.id) || CASE WHEN lines.ts = :question THEN '.000100' ELSE '.000200' END,
           copied.id, lines.at, lines.value
      FROM lines, conversations AS copied
     WHERE lines.conversation = :conversation AND copied.root_ts LIKE 'copy-%'
    """,
    """
    INSERT INTO moments (team, channel, conversation, agent, stage, is_open, opened_at, value, wake_at)
    SELECT moments.team, moments.channel, copied.id, agent, stage, is_open, opened_at, moments.value,
           now() + interval '2 hours' + random() * interval '7 days'
      FROM moments, conversations AS copied WHERE moments.id = :moment AND copied.root_ts LIKE 'copy-%'
    """,
)


async def put_due(engine: AsyncEngine, town: Town, dues: Sequence[tuple[int, datetime]], *, now: datetime) -> None:
    """Put one moment for each number, answered long ago, whose Confirm prompt is due at its time."""
    store = PostgresStore(engine=engine, armed=armed)
    for number, due in dues:
        async with store.begin() as tx:
            await _put(tx, town, number, due, now=now)


async def put_many(engine: AsyncEngine, town: Town, copies: int, *, now: datetime) -> None:
    """Put so many moments that are due hours and days from now."""
    store = PostgresStore(engine=engine, armed=armed)
    async with store.begin() as tx:
        moment = await _put(tx, town, 999_999, now + timedelta(hours=2), now=now)
    values = {
        "copies": copies - 1,
        "conversation": moment.conversation,
        "moment": moment.id,
        "question": moment.focus[0],
    }
    async with engine.begin() as connection:
        for statement in _COPY:
            used = {name: value for name, value in values.items() if f":{name}" in statement}
            await connection.execute(text(statement), used)
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(text("VACUUM ANALYZE"))


async def _put(tx: Transaction, town: Town, number: int, due: datetime, *, now: datetime) -> Moment:
    """One conversation: a request and its answer, and the moment that rests since."""
    asked = now - _ASKED_AGO - timedelta(seconds=number % 1000)
    answered = asked + timedelta(seconds=500)
    ts = f"{asked.timestamp():.0f}.{number:06d}"
    channel, customer, agent = town.channel(number), town.customer(number), town.agent(number)
    conversation = await tx.conversations.save(
        Conversation(
            team=OURS,
            channel=channel,
            root_ts=ts,
            opened_at=asked,
            last_at=answered,
            customers=(customer,),
            last_agent=agent,
            last_ours_at=answered,
            last_side=Side.AGENT,
        )
    )
    question = Line(ts=ts, at=asked, side=Side.CUSTOMER, author=customer, text=request(number))
    answer = Line(
        ts=f"{answered.timestamp():.0f}.{number:06d}",
        at=answered,
        side=Side.AGENT,
        author=agent,
        text="Here is the invoice.",
    )
    for line in (question, answer):
        await tx.lines.put(StoredLine(team=OURS, channel=channel, conversation=conversation.id, line=line, verdict=1))
    moment = _moment(conversation, question, agent=agent)
    rested = moment.answered(by=agent, at=answered, rest=due - answered, promised=False)
    return await tx.moments.save(rested.armed(Pace()))


def _moment(conversation: Conversation, question: Line, *, agent: str) -> Moment:
    """What the coach would have made of the request."""
    wish = Expectation(
        kind=ExpectationKind.EXPLICIT,
        text="the invoice is with them",
        quote="could you please send me the invoice",
        source=question.ts,
    )
    return Moment(
        team=conversation.team,
        channel=conversation.channel,
        conversation=conversation.id,
        customer=question.author,
        focus=(question.ts,),
        assessment=Assessment(is_moment=True, urgency=Urgency.NORMAL, expectations=(wish,)),
        provenance=Provenance(coach="playbook", revision="rig"),
        stage=Stage.EXPLORING,
        opened_at=question.at,
        last_at=question.at,
        agent=agent,
        nudged_at=question.at,
    )
