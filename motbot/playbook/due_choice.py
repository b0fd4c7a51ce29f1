"""Which time is meant where the words of a promise name several."""

import re
from collections.abc import Sequence

from motbot.domain.due import DueKind, FoundDue

_TOLD_OF = re.compile(r"\b(?:which|what|whether|when|how|who|if)\b|哪|什么|是否|能否|几|多少|怎", re.IGNORECASE)
"""What begins words about something else: "tell you by four which of them come on Friday"."""


def due_of(dues: Sequence[FoundDue], text: str) -> FoundDue | None:
    """The last deadline, but none from where the words begin to tell of something else.

    Args:
        dues: the times of the promise, in their order, with their places in `text`.
        text: the whole line.
    """
    deadlines = [due for due in dues if due.kind is DueKind.DEADLINE]
    own = [due for due in deadlines if not _TOLD_OF.search(text, deadlines[0].end, due.start)]
    return next(reversed(own or dues), None)
