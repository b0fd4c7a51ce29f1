"""For whom somebody speaks in a channel, from Slack's facts and the config."""

from motbot.domain.message import ChannelKind
from motbot.domain.people import Author, Person, PersonKind, Side
from motbot.domain.policy import ChannelPolicy


def side_of(author: Author, person: Person, policy: ChannelPolicy) -> Side:
    """Tell the side, for a post that no bridge wrote.

    An account of the agents' list speaks as an agent only while it is a full member: a guest in that list is heard as
    a colleague, and is never nudged. Unknown stays unknown: it opens no moment until Slack says who it is.
    """
    if author.is_ourselves:
        return Side.OURSELVES
    if person.id in policy.agents and person.kind in {PersonKind.MEMBER, PersonKind.GUEST}:
        return Side.AGENT if person.may_be_nudged else Side.COLLEAGUE
    within = Side.CUSTOMER if policy.kind is ChannelKind.INTERNAL_REQUEST else Side.COLLEAGUE
    return {
        PersonKind.BOT: Side.BOT,
        PersonKind.OUTSIDER: Side.CUSTOMER,
        PersonKind.GUEST: policy.guests_are,
        PersonKind.UNKNOWN: Side.UNKNOWN,
        PersonKind.MEMBER: within,
        PersonKind.GONE: within,
    }[person.kind]
