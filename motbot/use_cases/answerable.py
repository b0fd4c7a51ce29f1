"""Names who is asked about what our side promises: who said it, else who answers for the moment or the channel."""

from motbot.domain.moment import Moment
from motbot.domain.people import Side
from motbot.ports.records import StoredLine
from motbot.use_cases.reading_replies import Unread


def agent_of(one: StoredLine, unread: Unread) -> str:
    """Who is asked about what a line promises: the agent who said it, else who answers for the moment, or the channel.

    Nobody, where none of them is known: then the promise is only kept.
    """
    if one.line.side is Side.AGENT and one.line.author in unread.picture.policy.agents:
        return one.line.author
    return answering_for(unread, unread.picture.moment)


def answering_for(unread: Unread, moment: Moment | None) -> str:
    """Who answers for a moment, else for the conversation, else for the channel; nobody, where none is known."""
    policy, conversation = unread.picture.policy, unread.picture.conversation
    answering = policy.agents | {*policy.on_duty, *policy.leads}
    responsible = moment.agent if moment and moment.is_open else ""
    candidates = (responsible, conversation.last_agent, *policy.on_duty, *policy.leads)
    return next((account for account in candidates if account in answering), "")
