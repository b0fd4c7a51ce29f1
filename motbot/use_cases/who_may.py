"""Decides who may see what was said in a channel, and act on it: full members of our team who are in it now."""

from dataclasses import dataclass

import structlog

from motbot.domain.errors import SlackUnclear
from motbot.domain.events import Acted
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.ports.slack import Directory
from motbot.ports.store import Store

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Somebody who may act, and where, looked up before the transaction that takes the act in."""

    person: Person
    policy: ChannelPolicy | None
    """None where the channel is not watched any more."""


async def may_see(directory: Directory, user: str, channel: str) -> bool:
    """Whether somebody may be shown what is said in a channel; not while Slack does not say who they are."""
    person = await directory.person(user)
    return person.may_be_nudged and user in await directory.members(channel)


async def who_acts(store: Store, directory: Directory, event: Acted) -> Acting | None:
    """Who presses something of ours; None where they may not (any more), and nothing is to come of it.

    Raises:
        SlackUnclear: Slack does not say just now who they are; ask again later.
        SlackRateLimited: likewise.
    """
    channel = await _channel(store, event)
    if not channel:
        return None
    person = await directory.person(event.user)
    if person.kind is PersonKind.UNKNOWN:
        raise SlackUnclear("Slack does not say who pressed a button: nothing is done until it does")
    if not person.may_be_nudged or event.user not in await directory.members(channel):
        log.info("act.not_theirs", act=event.act, moment=event.moment, promise=event.promise)
        return None
    return Acting(person=person, policy=await directory.channel(channel))


async def _channel(store: Store, event: Acted) -> str:
    """Where the promise or the moment is that the act is about; empty where there is none."""
    async with store.begin() as tx:
        about = await tx.promises.get(event.promise) if event.promise else await tx.moments.get(event.moment)
    return about.channel if about is not None and about.team == event.team else ""
