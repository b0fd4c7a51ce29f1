"""Asks whom of our side words call by a plain name, as "Ben, can you take this?" does."""

import asyncio
from collections.abc import Collection, Iterable

from motbot.domain.called_colleagues import called_by_name, may_call_by_name
from motbot.domain.called_names import CalledNames
from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.policy import ChannelPolicy
from motbot.ports.slack import Directory

MEMBERS_AT_MOST = 50
"""How many members of a channel are asked for their names, beside those who speak in the conversation."""


async def called_colleagues(
    directory: Directory, text: str, policy: ChannelPolicy, *, author: str, customers: Collection[str]
) -> tuple[str, ...]:
    """The accounts of those who are called; nobody where a customer in the channel may be meant.

    Args:
        directory: who knows what everybody is called.
        text: words of our side without a mention.
        policy: of the channel.
        author: whoever wrote them, who does not call themself.
        customers: those who speak in the conversation.
    """
    if not may_call_by_name(text):
        return ()
    ours = {*policy.agents, *policy.on_duty, *policy.leads}.difference(customers)
    called = called_by_name(text, await _named(directory, ours - {author}))
    if not called:
        return ()
    others = (*customers, *await _members(directory, policy.id))
    theirs = await _named(directory, dict.fromkeys(one for one in others if one not in ours))
    return () if any(theirs.found(text)) else called


async def _named(directory: Directory, accounts: Iterable[str]) -> CalledNames:
    """What each of them is called."""
    people = await asyncio.gather(*(directory.person(one) for one in accounts))
    return CalledNames({one.id: (*one.names, *filter(None, (one.name,))) for one in people})


async def _members(directory: Directory, channel: str) -> list[str]:
    """Some of those who read the channel: a customer who has said nothing may be called too."""
    try:
        return sorted(await directory.members(channel))[:MEMBERS_AT_MOST]
    except (SlackRateLimited, SlackUnclear):
        return []
