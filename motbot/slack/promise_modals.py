"""The windows in which a promise gets its time: when it is due, or what its new time is and why."""

from datetime import datetime, timedelta
from typing import Any

from slack_sdk.models.blocks import DatePickerElement, PlainTextInputElement, TimePickerElement
from slack_sdk.models.blocks.blocks import InputBlock

from motbot.domain.events import Act
from motbot.domain.nudge import PromiseItem
from motbot.slack import rich
from motbot.slack.act_refs import Picking
from motbot.slack.interactions import CLOCK, DAY, REASON
from motbot.slack.modals import field, notice, window
from motbot.slack.plain import quoted, quoted_line
from motbot.slack.promise_blocks import Pen, doubt_line, due_line, is_doubtful
from motbot.slack.promise_wording import promise_wording
from motbot.slack.tongues import in_each_language

_SAID_AT_MOST = 400
_WHAT_AT_MOST = 200
_REASON_AT_MOST = 300


def fix_modal(item: PromiseItem, about: Picking, *, now: datetime) -> dict[str, Any]:
    """When is it due? What was read in the words stands there already, where anything was."""
    pen = Pen(language=about.language, workspace_url="")
    hint = doubt_line(item, pen) if is_doubtful(item) else due_line(item, pen)
    local = item.due.astimezone(about.zone) if item.due is not None and item.due > now else None
    return window(
        callback_id=Act.FIXED.value,
        title=pen.say.fix_title,
        submit=pen.words.save,
        words=pen.words,
        metadata=about.metadata,
        blocks=[*_told(item, hint), *_time(about, pen, day=local or now.astimezone(about.zone), clock=local)],
    )


def move_modal(item: PromiseItem, about: Picking, *, now: datetime) -> dict[str, Any]:
    """What is the new time, and why? The hour is left open: it is to be chosen, not confirmed."""
    pen = Pen(language=about.language, workspace_url="")
    reason = PlainTextInputElement(action_id=REASON, max_length=_REASON_AT_MOST)
    # Late in the evening nobody means today.
    day = max(item.due or now, now + timedelta(hours=1)).astimezone(about.zone)
    return window(
        callback_id=Act.MOVED.value,
        title=pen.say.move_title,
        submit=pen.words.save,
        words=pen.words,
        metadata=about.metadata,
        blocks=[
            *_told(item, due_line(item, pen)),
            *_time(about, pen, day=day, clock=None),
            field(REASON, pen.say.reason, reason, hint=pen.say.reason_hint),
            rich.context(pen.say.move_hint),
        ],
    )


def promise_not_yours_modal() -> dict[str, Any]:
    """Says politely that there is nothing to set; in every language, since we know nothing of who asks."""
    return notice(*in_each_language(promise_wording, lambda say: say.not_yours))


def _told(item: PromiseItem, hint: str) -> list[Any]:
    """What was promised, and in which words."""
    what = rich.line(rich.words(quoted_line(item.what, _WHAT_AT_MOST), bold=True))
    said = rich.quote(quoted(item.words, _SAID_AT_MOST))
    return [rich.rich(what, said), *([rich.context(hint)] if hint else [])]


def _time(about: Picking, pen: Pen, *, day: datetime, clock: datetime | None) -> list[InputBlock]:
    """The date and the time, on the reader's own clock."""
    date = DatePickerElement(action_id=DAY, initial_date=f"{day:%Y-%m-%d}")
    time = TimePickerElement(action_id=CLOCK, initial_time=f"{clock:%H:%M}" if clock else None)
    hint = pen.say.clock_hint.format(zone=about.zone.key)
    return [field(DAY, pen.say.day, date, optional=False), field(CLOCK, pen.say.clock, time, hint=hint, optional=False)]
