"""Tells of a message whose words it is and for whom they speak, by what Slack and the channel's config say of it."""

from dataclasses import dataclass

from motbot.domain.events import Edited, Posted
from motbot.domain.people import Author, Person, PersonKind, Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.sides import bridge_of, human_behind, side_of
from motbot.ports.slack import Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A message with everything the outside had to say about it, gathered before the transaction."""

    event: Posted | Edited
    policy: ChannelPolicy
    side: Side
    account: str
    text: str
    person: Person | None = None
    """Whoever wrote it; None where a help-desk bridge did."""


async def who_spoke(directory: Directory, event: Posted | Edited, policy: ChannelPolicy) -> Spoken:
    """Ask the directory about the author; for what a bridge posted, the human it names."""
    bridge = bridge_of(event.author, policy)
    if bridge is not None:
        metadata = event.metadata if isinstance(event, Posted) else {}
        account, text = human_behind(bridge, event.author, event.text, metadata)
        return Spoken(event=event, policy=policy, side=bridge.speaks_for, account=account, text=text)
    person = await _person(directory, event.author)
    side = side_of(event.author, person, policy)
    return Spoken(event=event, policy=policy, side=side, account=event.author.id, text=event.text, person=person)


async def _person(directory: Directory, author: Author) -> Person:
    """The account behind a post; a post by a bot alone needs no question."""
    if author.user:
        return await directory.person(author.user, team=author.team)
    return Person(id=author.bot, team=author.team, kind=PersonKind.BOT)
