"""How a request goes over from one agent to another: who, when, and the story so far in three short lines."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from motbot.domain.asides import is_among_ours
from motbot.domain.customer_words import briefly
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.people import Side
from motbot.domain.promise import Promise
from motbot.domain.safe_text import excerpt
from motbot.domain.shown_promises import NEVER_WERE
from motbot.domain.story import HandOver, Pledge, Story

__all__ = ["HandOver", "Pledge", "Story", "story_of"]

LINE_AT_MOST = 160
PLEDGES_AT_MOST = 3


def story_of(moment: Moment, lines: Sequence[Line], promises: Iterable[Promise], *, giver: str, zone: tzinfo) -> Story:
    """What was asked, what our side said last, what is promised by when.

    Args:
        moment: the request.
        lines: what was said in its conversation, oldest first.
        promises: of its conversation.
        giver: whose words are told where they have said any; else those of our side.
        zone: of whoever takes it.
    """
    first = min(moment.focus, default="")
    ours = [line for line in lines if line.side in {Side.AGENT, Side.COLLEAGUE} and line.ts > first and line.text]
    customers = {line.author for line in lines if line.side is Side.CUSTOMER}
    told = [line for line in ours if not is_among_ours(line, customers)]
    said = ([line for line in told if line.author == giver] or told)[-1:]
    waiting = [one for one in promises if one.moment == moment.id and one.is_open and one.withdrawn not in NEVER_WERE]
    pledges = [
        Pledge(
            agent=one.agent,
            what=excerpt(one.what, LINE_AT_MOST // 2),
            due=one.due.astimezone(zone) if one.due else None,
        )
        for one in waiting
    ]
    return Story(
        giver=giver,
        asked=briefly(moment, tuple(lines), at_most=LINE_AT_MOST, whole=True),
        said=excerpt(said[0].text, LINE_AT_MOST) if said else "",
        pledges=tuple(pledges[:PLEDGES_AT_MOST]),
    )
