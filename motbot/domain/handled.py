"""How an agent handled a request by themselves, told from their answer: did it ask first, is it in their own words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from motbot.domain.beyond import unsayable
from motbot.domain.exploring import asks_first
from motbot.domain.limits import PromiseLimit
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.people import Side
from motbot.domain.promise import Promise
from motbot.domain.usage import Usage, usage_of


def handled(
    moment: Moment,
    lines: Sequence[Line],
    promises: Iterable[Promise],
    *,
    unanswered: tuple[str, ...],
    limits: Iterable[PromiseLimit] = (),
) -> Moment:
    """The same moment, knowing what our answer leaves open or should not say, and how its agent answered.

    How is told only where nobody else has answered.

    Args:
        moment: the request, answered.
        lines: what stands of its conversation, oldest first.
        promises: of the same conversation.
        unanswered: marks of the explicit expectations that the answer leaves open.
        limits: of the channel.
    """
    answer = [line for line in lines if line.ts > max(moment.focus, default="") and line.side.is_ours]
    said = unsayable("\n".join(line.text for line in answer), limits=limits)
    moment = replace(moment, unanswered=unanswered, unsayable=said)
    if not answer or any(line.author != moment.agent or line.side is not Side.AGENT for line in answer):
        return moment
    stamps = {line.ts for line in answer}
    promised = [one.words for one in promises if stamps.intersection(one.lines)]
    asked = asks_first([line.text for line in answer], promised) if moment.assessment.missing_fact else None
    return replace(
        moment,
        asked_first=moment.asked_first if asked is None else asked,
        own_words=all(usage_of(_draft(moment), line.text) is Usage.OWN for line in answer),
    )


def _draft(moment: Moment) -> str:
    return moment.draft.reply if moment.draft else ""
