"""What an agent's own clock says, as an instant: the hours chosen in a modal."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from motbot.domain.errors import BadInput


def instant_of(wall: str, zone: ZoneInfo) -> datetime:
    """The instant that a local date and time such as `2026-11-21T15:00` names on the clock of a zone.

    An hour that a clock change skips is as much later as the clock jumps: it never comes before the hour that was
    meant. One that comes twice is the first of the two: whoever was told the hour may count on that one, so that a
    promise kept by then is kept whichever they meant.

    Raises:
        BadInput: the text is no local date and time.
    """
    try:
        local = datetime.fromisoformat(wall)
    except ValueError:
        raise BadInput(f"a chosen time is written as 2026-11-21T15:00, not {wall[:40]!r}") from None
    if local.tzinfo is not None:
        raise BadInput(f"a chosen time is local and names no zone, as 2026-11-21T15:00 does, unlike {wall[:40]!r}")
    # With fold=0 Python reads a skipped hour by the offset before the change, and of a doubled one takes the first;
    # through UTC and back the skipped hour becomes the one that exists.
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)
