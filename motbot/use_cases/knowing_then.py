"""Finds what our side knew at each contact of a conversation that is looked back at."""

from collections.abc import Iterable, Sequence

from motbot.domain.channel_knowledge import laid_at
from motbot.domain.contacts import contacts_of
from motbot.domain.known_here import known_by
from motbot.domain.known_then import KnownThen
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.policy import ChannelPolicy
from motbot.domain.routing import zone_named
from motbot.ports.store import Transaction


async def known_then(
    tx: Transaction, policy: ChannelPolicy, lines: Iterable[Line], *, team: str, moments: Sequence[Moment]
) -> tuple[KnownThen, ...]:
    """What was known at each contact, in their order; what the config says counts as long as its own words allow."""
    found: list[KnownThen] = []
    held = await tx.knowledge.newest(team, policy.id)
    for contact in reversed(contacts_of(lines)):
        if held is not None and held.at > contact.at:
            held = await tx.knowledge.held(team, policy.id, contact.at)
        laid = laid_at(policy, held, contact.at)
        notes = (note for one in moments for note in known_by(one, at=contact.at, zone=zone_named(policy.zone)))
        found.append(KnownThen(facts=laid.facts, known=tuple(dict.fromkeys(notes)), limits=laid.limits))
    return tuple(reversed(found))
