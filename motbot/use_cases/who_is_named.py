"""Asks Slack what everybody is called who may be named in a conversation."""

from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.people import PersonKind, Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.proposed_case import Named, Teaching
from motbot.ports.slack import Directory

MEMBERS_AT_MOST = 100
"""How many members of a channel are asked for their names, beside those who speak or are mentioned."""


async def who_is_named(
    directory: Directory, teaching: Teaching, policy: ChannelPolicy | None
) -> tuple[Named, ...] | None:
    """Everybody with their names, who speaks first; None while Slack does not describe somebody who speaks."""
    lines = (*teaching.lines, *teaching.reply)
    speaking = dict.fromkeys(line.author for line in lines)
    mentioned = dict.fromkeys(account for line in lines for account in line.addressed)
    ours = (*policy.agents, *policy.leads, *policy.on_duty, *policy.trainers, *policy.admins) if policy else ()
    others = dict.fromkeys((*mentioned, *sorted(ours), *await _members(directory, teaching.channel)))
    found = []
    for account in (*speaking, *(one for one in others if one not in speaking)):
        one = await _named(directory, account, policy, teaching.called.get(account, ()))
        if one is None and account in speaking:
            return None
        found.append(one or Named(account=account))
    return tuple(found)


async def _members(directory: Directory, channel: str) -> list[str]:
    """Some of those who are in the channel: their names may be said without a mention."""
    try:
        return sorted(await directory.members(channel))[:MEMBERS_AT_MOST]
    except (SlackRateLimited, SlackUnclear):
        return []


async def _named(
    directory: Directory, account: str, policy: ChannelPolicy | None, called: tuple[str, ...]
) -> Named | None:
    """What somebody is called; None where Slack does not say who it is."""
    side = Side.AGENT if policy is not None and account in policy.agents else None
    if account.startswith("B") or ":" in account:
        # A program; a help-desk bridge puts what tells the human behind its own id: a name, or what goes with one.
        behind = account.partition(":")[2]
        return Named(account=account, names=tuple(dict.fromkeys(filter(None, (*called, behind)))), side=side)
    person = await directory.person(account)
    if person.kind is PersonKind.UNKNOWN:
        return None
    return Named(account=account, names=tuple(filter(None, (*person.names, person.name))), side=side)
