"""Who may see the sheet of a conversation, and as what: decided from what Slack and the config say now."""

from collections.abc import Collection

from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.review import RaterRole


def role_in(
    person: Person, policy: ChannelPolicy, members: Collection[str], agents: Collection[str]
) -> RaterRole | None:
    """As what somebody reads a sheet; None: not at all.

    Args:
        person: whoever wants to see it.
        policy: of the channel in which it was said.
        members: who is in that channel now.
        agents: who of our agents speaks in the conversation; one of them who leads the channel as well is an agent.
    """
    if not person.may_be_nudged or person.id not in members:
        return None
    if person.id in agents:
        return RaterRole.AGENT
    return RaterRole.LEAD if is_lead(person.id, policy) else None


def may_ask(person: Person, policy: ChannelPolicy, members: Collection[str]) -> RaterRole | None:
    """As what somebody may ask for a sheet before anybody knows who speaks in it; None: not at all.

    An agent gets it only where they speak in it, which has to be seen to once it is read.
    """
    role = role_in(person, policy, members, policy.agents)
    return RaterRole.LEAD if role is RaterRole.AGENT and is_lead(person.id, policy) else role


def is_lead(account: str, policy: ChannelPolicy) -> bool:
    """Whether somebody may see the sheet of any conversation of a channel: a lead of it, a trainer or an admin."""
    return account in {*policy.leads, *policy.trainers, *policy.admins}


def is_trainer(account: str, policy: ChannelPolicy) -> bool:
    """Whether somebody is shown how well the coach agrees with people."""
    return account in policy.trainers
