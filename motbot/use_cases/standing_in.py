"""Finds who can be told of something in a channel: who is responsible, else who stands in for them."""

from dataclasses import dataclass, replace
from datetime import timedelta

from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy
from motbot.ports.slack import Directory

UNWATCHED_AGAIN = timedelta(hours=1)
UNKNOWN_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The answer; nobody is told where there is neither a person nor a time to ask again."""

    person: Person | None = None
    again: timedelta | None = None
    """Slack does not say enough just now: how long to wait before asking again."""


def placed(person: Person, policy: ChannelPolicy) -> Person:
    """Somebody of ours whose profile names no time zone works on the channel's clock."""
    return person if person.zone else replace(person, zone=policy.zone)


async def reach(directory: Directory, policy: ChannelPolicy | None, channel: str, responsible: str) -> Reached:
    """The responsible one, else the channel's person on duty, else its first lead: whoever may see it first.

    A channel that is not watched, or whose members Slack does not tell, may come back: nobody is told meanwhile.

    Raises:
        SlackRateLimited: ask again later.
        SlackUnclear: likewise.
    """
    members = await directory.members(channel) if policy else frozenset()
    if policy is None or not members:
        return Reached(again=UNWATCHED_AGAIN)
    for account in dict.fromkeys((responsible, *policy.on_duty, *policy.leads)):
        if account not in members:
            continue
        person = await directory.person(account)
        if person.kind is PersonKind.UNKNOWN:
            return Reached(again=UNKNOWN_AGAIN)
        if person.may_be_nudged:
            return Reached(person=placed(person, policy))
    return Reached()
