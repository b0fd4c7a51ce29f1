"""How far back a report goes, as a person writes it."""

import re
from datetime import datetime, timedelta

from motbot.catalogue import say
from motbot.domain.errors import BadInput

EVER = "all"
USUAL = "30d"
_SPAN = re.compile(r"(?P<count>\d{1,4})(?P<unit>[hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def since_of(span: str, now: datetime) -> datetime | None:
    """When a span such as `30d`, `4w` or `12h` begins; None for `all`.

    Raises:
        BadInput: it is none.
    """
    if span == EVER:
        return None
    found = _SPAN.fullmatch(span)
    if not found or int(found["count"]) == 0:
        raise BadInput(
            say(
                "{span!r} is no span of time; write a number with d, w or h behind it, such as 30d, or {ever}",
                span=span,
                ever=EVER,
            )
        )
    return now - int(found["count"]) * _UNITS[found["unit"]]
