"""For whom somebody speaks in a channel, from Slack's facts and the config."""

import re

from motbot.domain.message import ChannelKind
from motbot.domain.people import Author, Person, PersonKind, Side
from motbot.domain.policy import Bridge, ChannelPolicy, HumanFrom

_PREFIX = re.compile(r"\s*([^:：\n]{1,80}?)\s*(?::(?=\s|$)|：)\s*(.*)", re.DOTALL)
"""A name and a colon, also the full-width one; the colon of a link or of a time of day ends no name."""


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


def bridge_of(author: Author, policy: ChannelPolicy) -> Bridge | None:
    """The bridge that wrote this post, if a help-desk bot did."""
    return next((bridge for bridge in policy.bridges if bridge.bot in {author.bot, author.app, author.user}), None)


def human_behind(bridge: Bridge, author: Author, text: str, metadata: dict[str, str]) -> tuple[str, str]:
    """Name the human a bridge's post is really from, and give the text without the name in front of it.

    The name becomes part of an account id of our own, so that two people behind one bot are told apart.
    """
    match bridge.human_from:
        case HumanFrom.USERNAME:
            return f"{bridge.bot}:{author.username}", text
        case HumanFrom.METADATA:
            name = next((metadata[key] for key in ("author", "user", "name", "email") if metadata.get(key)), "")
            return f"{bridge.bot}:{name}", text
        case HumanFrom.PREFIX:
            found = _PREFIX.fullmatch(text)
            return (f"{bridge.bot}:{found[1]}", found[2].rstrip()) if found else (bridge.bot, text)
