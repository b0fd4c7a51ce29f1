"""Takes words that a customer has taken back or changed out of the cards of their later requests."""

from dataclasses import replace
from datetime import UTC, datetime

from motbot.domain.message import Line
from motbot.domain.nudge import Card
from motbot.domain.people import Side
from motbot.ports.store import Transaction
from motbot.use_cases.whispering import Whispering

_EVER = datetime.min.replace(tzinfo=UTC)


async def unquote(tx: Transaction, whispering: Whispering, *, team: str, conversation: int, line: Line) -> None:
    """Let no card quote the requests of a conversation in which these words stood: it would still show them."""
    if line.side is not Side.CUSTOMER:
        return
    moments = await tx.moments.of_conversation(conversation)
    asked = frozenset(one.id for one in moments if line.ts in one.focus)
    quoted = asked or frozenset(one.id for one in moments)  # words of thanks stand in no request
    for met in await tx.customers.met(team, line.author, since=_EVER) if quoted else ():
        for whisper in await tx.whispers.of_moment(met.moment.id) if met.moment.is_open else ():
            memory = whisper.nudge.memory if isinstance(whisper.nudge, Card) else None
            left = memory.without(quoted) if memory else None
            if isinstance(whisper.nudge, Card) and left != memory:
                card = replace(whisper.nudge, memory=left)
                await whispering.put(tx, replace(whisper, nudge=card, version=whisper.version + 1))
