"""How our first answer to a request began: kept as a word of our own when what was said is gone."""

from collections.abc import Iterable, Iterator, Sequence

from motbot.domain.exploring import asks_first
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.people import Side
from motbot.domain.promise import Promise
from motbot.domain.promise_states import Withdrawn
from motbot.domain.report import FirstAnswer

_NEVER_WERE = frozenset({Withdrawn.NOT_A_PROMISE, Withdrawn.TAKEN_BACK})


def first_answer(moment: Moment, lines: Sequence[Line], promises: Iterable[Promise]) -> FirstAnswer | None:
    """How our side began to answer; None where nobody has, or the words are gone.

    Args:
        moment: the request.
        lines: what stands of its conversation, oldest first.
        promises: of the same conversation.
    """
    asked = min(moment.focus, default="")
    answer = tuple(_first_of_ours(one for one in lines if one.ts > asked))
    if not asked or not answer:
        return None
    stamps = {one.ts for one in answer}
    promised = [one.words for one in promises if one.withdrawn not in _NEVER_WERE and stamps.intersection(one.lines)]
    return FirstAnswer.EXPLORED if asks_first([one.text for one in answer], promised) else FirstAnswer.OFFERED


def _first_of_ours(lines: Iterable[Line]) -> Iterator[Line]:
    """What our side said first, until the customer spoke again."""
    begun = False
    for line in lines:
        if line.side.is_ours:
            begun = True
            yield line
        elif begun and line.side in {Side.CUSTOMER, Side.UNKNOWN}:
            return
