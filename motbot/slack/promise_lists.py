"""Draws lists of promises to be read, not acted on: a person's own, and for a lead what is late in a channel."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from slack_sdk.models.blocks import Block, RichTextElement, RichTextSectionElement

from motbot.domain.nudge import PromiseItem
from motbot.domain.promise_list import LatePromise, PromiseList
from motbot.slack import rich
from motbot.slack.plain import quoted_line
from motbot.slack.promise_blocks import Pen, ended_line, place_line, told_by, when_line

_OPEN_AT_MOST = 15
_ENDED_AT_MOST = 5
_LATE_AT_MOST = 15
"""A message that only its reader sees should stay below 4,000 bytes; these are what fits with texts of usual length."""
_WHAT_AT_MOST = 80


class ListPromises(Protocol):
    """What a person may see of promises: their own, and with a channel they lead what is late in it."""

    async def __call__(self, *, user: str, channel: str = "") -> PromiseList:
        """List them."""
        ...


def list_blocks(found: PromiseList, pen: Pen) -> Iterator[Block]:
    """The answer to somebody who asked for promises."""
    if found.mine_open:
        yield rich.rich(rich.line(rich.words(pen.say.list_open, bold=True)), *_bullets(found.mine_open, pen))
        if left_out := len(found.mine_open[_OPEN_AT_MOST:]):
            yield rich.context(pen.words.more_needs.format(count=left_out))
    else:
        yield rich.rich(rich.line(rich.words(pen.say.list_empty)))
    if found.mine_ended:
        yield rich.rich(*ended_lines(found.mine_ended[:_ENDED_AT_MOST], pen))
    if found.late_here:
        yield rich.rich(*_late_lines(found.late_here, pen))
    elif found.leads:
        channel = quoted_line(found.leads, _WHAT_AT_MOST)
        yield rich.rich(rich.line(rich.words(f"🌱 {pen.say.list_none_late.format(channel=channel)}")))
    notes = [pen.say.list_where] if found.mine_open else []
    notes += [] if found.is_whole else [pen.say.list_partial]
    if notes:
        yield rich.context(*notes)


def ended_lines(items: Sequence[PromiseItem], pen: Pen) -> Iterator[RichTextElement]:
    """What is over, with its heading."""
    yield rich.line(rich.words(pen.say.list_ended, bold=True))
    yield rich.bullets([rich.line(rich.words(ended_line(item, pen))) for item in items])


def _bullets(items: Sequence[PromiseItem], pen: Pen) -> Iterator[RichTextElement]:
    yield rich.bullets([_line(item, pen, place_line(item, pen)) for item in items[:_OPEN_AT_MOST]])


def _late_lines(late: Sequence[LatePromise], pen: Pen) -> Iterator[RichTextElement]:
    """What is late in one channel, with the expectation it lets down; nobody is named."""
    channel = quoted_line(late[0].item.channel_name, _WHAT_AT_MOST)
    yield rich.line(rich.words(pen.say.list_late.format(channel=channel), bold=True))
    yield rich.bullets([_line(one.item, pen, _let_down(one, pen)) for one in late[:_LATE_AT_MOST]])


def _let_down(one: LatePromise, pen: Pen) -> str:
    if one.kind is None:
        return ""
    return pen.say.list_late_line.format(kind=pen.words.kind[one.kind], text=quoted_line(one.text, _WHAT_AT_MOST))


def _line(item: PromiseItem, pen: Pen, more: str) -> RichTextSectionElement:
    facts = [quoted_line(item.what, _WHAT_AT_MOST), when_line(item, pen), more]
    told = " · ".join(fact for fact in facts if fact)
    return rich.line(rich.words(f"{told} · "), *told_by(item, pen), rich.link(pen.source(item), pen.say.source))
