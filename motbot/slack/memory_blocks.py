"""Draws what is remembered of a customer on the card of their new request: two short lines, and small print."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from motbot.catalogue.formats import day_of_month
from motbot.domain.memory import Memory, Owed, Past
from motbot.slack import rich
from motbot.slack.memory_wording import MemoryWording, memory_wording
from motbot.slack.plain import quoted_line
from motbot.slack.promise_blocks import Pen

_LINES_AT_MOST = 2


def memory_blocks(memory: Memory, pen: Pen) -> Iterator[Block]:
    """What was last, what is still owed, and what came before."""
    say = memory_wording(pen.language)
    lines = [*_last(memory, say, pen), *_owed(memory, say, pen)]
    told = [one for one in (memory.again, *memory.last[:1]) if one is not None]
    if len(lines) > _LINES_AT_MOST:  # what they ask again, and what is owed, come before what was last
        del lines[1], told[1:]
    yield rich.rich(*(rich.line(rich.words(line)) for line in lines))
    before = [one for one in memory.last if one not in told]
    if before:
        several = say.comma.join(_before(one, say, pen) for one in before)
        yield rich.context(say.before.format(several=several))


def _last(memory: Memory, say: MemoryWording, pen: Pen) -> Iterator[str]:
    if memory.again is not None:
        yield f"🔁 {_past(memory.again, say.again, say, pen)}"
    for one in memory.last[:1]:
        yield f"🕰 {_past(one, say.last, say, pen)}"


def _past(past: Past, told: str, say: MemoryWording, pen: Pen) -> str:
    line = told.format(day=_day(past, pen), about=_about(past, pen.room.what), ending=say.ending[past.ending])
    thanks = quoted_line(past.thanks, pen.room.detail)
    return line + (say.thanks.format(thanks=thanks) if thanks else "")


def _about(past: Past, at_most: int) -> str:
    """What they asked, to stand within a sentence of ours: its own full stop goes."""
    return quoted_line(past.about, at_most).rstrip(" .。,，")


def _before(past: Past, say: MemoryWording, pen: Pen) -> str:
    about = _about(past, pen.room.what // 2)
    return say.before_one.format(about=about, day=_day(past, pen), ending=say.ending[past.ending])


def _owed(memory: Memory, say: MemoryWording, pen: Pen) -> Iterator[str]:
    if memory.owed:
        several = say.comma.join(_promise(one, say, pen) for one in memory.owed)
        told = say.owed if len(memory.owed) == 1 else say.owed_several
        yield f"🤝 {told.format(count=len(memory.owed), several=several)}"


def _promise(owed: Owed, say: MemoryWording, pen: Pen) -> str:
    what = quoted_line(owed.what, pen.room.what // 2)
    if owed.due is None:
        return say.owed_one.format(what=what)
    told = say.owed_late if owed.is_broken else say.owed_by
    return told.format(what=what, when=pen.time(owed.due))


def _day(past: Past, pen: Pen) -> str:
    return day_of_month(past.at, pen.language)
