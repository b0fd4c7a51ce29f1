"""When a new message may reach somebody: not in their quiet hours, and not while they have muted us.

Both hold back the same: all but what is critical, and what the person has asked for at this hour.
"""

from datetime import datetime

from motbot.domain.expectation import Urgency
from motbot.domain.own_limits import limits_of
from motbot.domain.people import Person
from motbot.domain.policy import Limits
from motbot.domain.routing import zone_of
from motbot.domain.urgency import end_of_quiet
from motbot.ports.store import Transaction


async def not_before(
    tx: Transaction,
    *,
    team: str,
    person: Person,
    urgency: Urgency,
    now: datetime,
    limits: Limits,
    awaited: bool = False,
) -> datetime | None:
    """Until when it is held back; None where it may go out now. What is critical never waits.

    An `awaited` message was asked for at this hour by the person, so that nothing holds it back.
    """
    if awaited or urgency is Urgency.CRITICAL:
        return None
    muted = await tx.people.muted_until(team, person.id)
    quiet = end_of_quiet(now, zone_of(person), limits_of(person, limits))
    return max((until for until in (muted, quiet) if until is not None and until > now), default=None)
