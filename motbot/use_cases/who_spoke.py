"""Tells of a message whose words it is and for whom they speak, by what Slack and the channel's config say of it."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from motbot.domain.bridges import bridge_of, human_behind
from motbot.domain.events import Edited, Posted
from motbot.domain.people import Author, Person, PersonKind, Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.sides import side_of
from motbot.ports.slack import Directory
from motbot.use_cases.called_colleagues import called_colleagues


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
    name: str = ""
    """What a help-desk bridge calls the human behind it."""
    calls: frozenset[str] = frozenset()
    """Accounts of our side that words of our side mention."""

    @property
    def is_named(self) -> bool:
        """Whether it is known whose words they are: a bridge may leave out a name that it has told before."""
        return self.person is not None or not self.account.endswith(":")

    def said_by(self, account: str, side: Side, name: str) -> "Spoken":
        """The same words, known to be somebody's."""
        event = replace(self.event, author=replace(self.event.author, username=name))
        return replace(self, event=event, account=account, side=side, name=name)


async def who_spoke(directory: Directory, event: Posted | Edited, policy: ChannelPolicy) -> Spoken:
    """Ask the directory about the author; for what a bridge posted, the human it names."""
    bridge = bridge_of(event.author, policy)
    if bridge is not None:
        behind = human_behind(bridge, event.author, event.text, event.metadata, event.parts)
        mentions = tuple(one for one in event.mentions if f"@{one}" in behind.text)
        # The name is kept with the message: it is the author's as far as the bridge tells.
        author = replace(event.author, username=behind.name)
        return Spoken(
            event=replace(event, author=author, mentions=mentions),
            policy=policy,
            side=behind.side,
            account=behind.account,
            text=behind.text,
            name=behind.name,
        )
    person = await _person(directory, event.author)
    side = side_of(event.author, person, policy)
    return Spoken(event=event, policy=policy, side=side, account=event.author.id, text=event.text, person=person)


async def called_by(directory: Directory, spoken: Spoken, customers: Collection[str]) -> Spoken:
    """The same, with everybody of our side whom our own words call: whoever is called by name counts as mentioned.

    `customers` are those who speak in the conversation.
    """
    if not spoken.side.is_ours:
        return spoken
    mentions = spoken.event.mentions or await called_colleagues(
        directory, spoken.text, spoken.policy, author=spoken.account, customers=customers
    )
    calls = await ours_among(directory, mentions, spoken.policy)
    return replace(spoken, event=replace(spoken.event, mentions=mentions), calls=calls)


async def ours_among(directory: Directory, accounts: Collection[str], policy: ChannelPolicy) -> frozenset[str]:
    """Those of the accounts that are of our side: agents of other channels too."""
    if not accounts:
        return frozenset()
    ours = {*policy.on_duty, *policy.leads}
    for channel in await directory.watched():
        other = await directory.channel(channel)
        ours |= other.agents if other else set()
    people = [await directory.person(one) for one in accounts if one not in ours]
    ours |= {one.id for one in people if side_of(Author(user=one.id), one, policy).is_ours}
    return frozenset(ours & {*accounts})


async def _person(directory: Directory, author: Author) -> Person:
    """The account behind a post; a post by a bot alone needs no question."""
    if author.user:
        return await directory.person(author.user, team=author.team)
    return Person(id=author.bot, team=author.team, kind=PersonKind.BOT)
