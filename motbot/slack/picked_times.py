"""Looks at a time that was chosen in a window before it is stored: what cannot be meant is asked for again at once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from motbot.domain.errors import BadInput
from motbot.domain.events import Act
from motbot.domain.wall_times import instant_of
from motbot.slack import payloads as p
from motbot.slack.act_refs import read_picking
from motbot.slack.interactions import CLOCK, DAY, PICKED, ViewSubmission
from motbot.slack.promise_wording import promise_wording

_FARTHEST = timedelta(days=5 * 366)


def faults(body: Mapping[str, Any], *, now: datetime) -> dict[str, str]:
    """What is wrong with the time in a sent window, by the field it is shown at; empty where nothing is.

    Raises:
        BadInput: the body makes no sense; says where.
    """
    if body.get("type") != "view_submission":
        return {}
    sent = p.read(ViewSubmission, body, "view_submission").view
    if sent.callback_id not in PICKED:
        return {}
    about = read_picking(Act(sent.callback_id), sent.private_metadata)
    say = promise_wording(about.language)
    day, clock = sent.field(DAY), sent.field(CLOCK)
    try:
        at = instant_of(f"{day}T{clock}", about.zone)
    except (BadInput, OverflowError):
        return {CLOCK if day and not clock else DAY: say.time_missing}
    if at <= now:
        return {DAY if at.astimezone(about.zone).date() < now.astimezone(about.zone).date() else CLOCK: say.time_past}
    return {DAY: say.time_far} if at - now > _FARTHEST else {}
