"""Looks up how somebody did lately at a step, and says how much of the next nudge is left."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from motbot.domain.cards import kind_of
from motbot.domain.expectation import Urgency
from motbot.domain.fading import Fading, Level, Outcome, all_fadings, fading, outcomes_of
from motbot.domain.moment import Moment, Suppressed
from motbot.domain.nudge import Card, Faded, NudgeKind
from motbot.domain.people import Person
from motbot.domain.preferences import Amount
from motbot.ports.store import Transaction
from motbot.use_cases.whispering import card_key

MOMENTS_AT_MOST = 60
PROMISES_SINCE = timedelta(days=90)
BACK_AT_LATEST = timedelta(hours=1)
"""How long a card is left out where nothing says until when a reply is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left of a nudge, and why it is less than the whole."""

    level: Level = Level.FULL
    faded: Faded | None = None
    back_at: datetime | None = None
    """When a card that is left out now comes after all."""


async def left_of(
    tx: Transaction, *, team: str, person: Person, step: NudgeKind, urgency: Urgency, now: datetime
) -> Left:
    """How much of a nudge of this step is left for this person now; nothing is read where it is whole anyway."""
    wish = person.preferences.wish(step)
    if urgency.rank >= Urgency.HIGH.rank or wish.amount is Amount.MORE:
        return Left()
    outcomes = await _outcomes(tx, team=team, user=person.id, now=now, promises=step is NudgeKind.PROMISE)
    found = fading(step, outcomes, person.preferences)
    level = found.level(urgency)
    return Left() if level is Level.FULL else Left(level=level, faded=found.reason)


async def left_of_card(tx: Transaction, moment: Moment, person: Person, now: datetime) -> Left:
    """How much of a moment's card its agent needs; one that was left out, and that nobody has answered, comes whole.

    A card that is there stays as it is, unless the moment has become pressing.
    """
    if moment.suppressed is Suppressed.FADED:
        return Left()
    urgency = moment.assessment.urgency
    known = await tx.whispers.by_key(card_key(moment.id, person.id), moment=moment.id)
    if known is not None and not known.withdrawn and isinstance(known.nudge, Card):
        return Left(faded=None if urgency.rank >= Urgency.HIGH.rank else known.nudge.faded)
    left = await left_of(tx, team=moment.team, person=person, step=kind_of(moment), urgency=urgency, now=now)
    return replace(left, back_at=_back_at(moment, now)) if left.level is Level.SILENT else left


async def fadings_of(tx: Transaction, *, team: str, person: Person, now: datetime) -> tuple[Fading, ...]:
    """How far every step has faded for a person."""
    outcomes = await _outcomes(tx, team=team, user=person.id, now=now, promises=True)
    return all_fadings(outcomes, person.preferences)


def _back_at(moment: Moment, now: datetime) -> datetime | None:
    """When a card that was left out comes after all, while nobody has answered; None where that would be too late.

    Half the time there is to reply, like the wait for somebody to claim a moment.
    """
    reply_by = moment.assessment.reply_by
    if reply_by is None:
        return now + BACK_AT_LATEST
    return now + (reply_by - now) / 2 if reply_by > now else None


async def _outcomes(tx: Transaction, *, team: str, user: str, now: datetime, promises: bool) -> tuple[Outcome, ...]:
    moments = await tx.moments.latest_of_agent(team, user, MOMENTS_AT_MOST)
    made = await tx.promises.look_up(team, agent=user, ended_since=now - PROMISES_SINCE) if promises else ()
    return outcomes_of(moments, made)
