"""Draws all that is held about a person, for that person alone."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Protocol

from slack_sdk.models.blocks import Block, RichTextElement
from slack_sdk.models.views import View

from motbot.domain.mine import Mine, Seen, SheetItem
from motbot.slack import rich
from motbot.slack.hand_over_blocks import hand_over_line
from motbot.slack.hand_over_wording import hand_over_wording
from motbot.slack.mine_phrases import MineWording, mine_wording
from motbot.slack.promise_blocks import Pen
from motbot.slack.settings_lines import settings_lines
from motbot.slack.sheet_buttons import part_buttons
from motbot.slack.sheet_lists import sheet_line, when
from motbot.slack.sheet_refs import SheetRef
from motbot.slack.sheet_wording import sheet_wording
from motbot.slack.sheet_words import blocks_of, parts_of

MINE = "mine"
"""Callback id of the window."""
_TITLE_AT_MOST = 24
_TIMES_IN_A_LINE = 20


class ShowMine(Protocol):
    """All that is held about a person."""

    async def __call__(self, *, user: str) -> Mine:
        """Gather it."""
        ...


def mine_view(mine: Mine, part: int = 0) -> dict[str, Any]:
    """The window; what does not fit is a part further."""
    say = sheet_wording(mine.language)
    parts = parts_of(_blocks(mine, mine_wording(mine.language)))
    ref = SheetRef(review=0, part=min(max(part, 0), len(parts) - 1))
    view = View(
        type="modal",
        callback_id=MINE,
        title=rich.plain(mine_wording(mine.language).title, _TITLE_AT_MOST),
        close=rich.plain(say.close, _TITLE_AT_MOST),
        blocks=[*parts[ref.part], *part_buttons(say, ref, len(parts))],
    )
    view.validate_json()
    return view.to_dict()


def _blocks(mine: Mine, say: MineWording) -> Iterator[Block]:
    yield rich.context(say.intro, *(() if mine.is_whole else (say.partial,)))
    yield from blocks_of(rich.bullets([rich.line(rich.words(told))]) for told in _counted(mine, say))
    yield rich.divider()
    yield rich.header(say.sheets)
    if not mine.sheets:
        yield rich.context(say.no_sheets)
    for item in mine.sheets:
        yield sheet_line(item, language=mine.language, zone=mine.zone)
        if item.is_about_you:
            yield from blocks_of(_seen(item, mine, say))
    yield from _hand_overs(mine)
    yield rich.divider()
    yield from blocks_of(_kept(mine, say))


def _hand_overs(mine: Mine) -> Iterator[Block]:
    """Requests that went from them to a colleague, or from one to them."""
    if mine.hand_overs:
        yield rich.divider()
        yield rich.header(hand_over_wording(mine.language).mine)
        pen = Pen(language=mine.language, workspace_url="")
        lines = (rich.line(*hand_over_line(one.over, pen, channel=one.channel)) for one in mine.hand_overs)
        yield from blocks_of(rich.bullets([line]) for line in lines)


def _counted(mine: Mine, say: MineWording) -> Iterator[str]:
    if mine.muted_until is not None:
        yield say.muted.format(when=when(mine.muted_until, language=mine.language, zone=mine.zone))
    for what, value in settings_lines(mine.preferences, mine.language):
        yield say.setting.format(what=what, value=value)
    if mine.welcomed_at is not None:
        yield say.welcomed.format(when=when(mine.welcomed_at, language=mine.language, zone=mine.zone))
    yield say.moments.format(opened=mine.moments_open, closed=mine.moments_closed)
    yield say.nudges.format(count=mine.nudges)
    acts = [say.act.format(name=say.act_names.get(act, act), count=count) for act, count in mine.acts.items() if count]
    yield say.acts.format(acts=say.comma.join(acts) or say.no_more)
    promises = [say.promise[state].format(count=count) for state, count in mine.promises.items() if count]
    yield say.promises.format(promises=say.comma.join(promises) or say.no_more)
    yield say.marks.format(marks=mine.marks, remarks=mine.remarks)


def _seen(item: SheetItem, mine: Mine, say: MineWording) -> Iterator[RichTextElement]:
    """Every time it was shown, the newest first; each page that was turned is one, so those of a minute are counted."""
    times = Counter(_time(one, mine, say) for one in item.seen)
    told = [one if count == 1 else f"{one} ×{count}" for one, count in times.items()]
    if not told:
        yield rich.line(rich.words(say.seen_none))
    for start in range(0, len(told), _TIMES_IN_A_LINE):
        line = say.comma.join(told[start : start + _TIMES_IN_A_LINE])
        yield rich.line(rich.words(say.seen_by.format(times=line) if not start else line))


def _time(one: Seen, mine: Mine, say: MineWording) -> str:
    who = say.you if one.is_you else say.rater[one.role]
    return say.seen.format(who=who, when=when(one.at, language=mine.language, zone=mine.zone))


def _kept(mine: Mine, say: MineWording) -> Iterator[RichTextElement]:
    yield rich.line(rich.words(say.kept, bold=True))
    for kind, span in mine.kept_for.items():
        name, days = say.kept_names.get(kind, kind), say.day if span.days == 1 else say.days.format(count=span.days)
        yield rich.bullets([rich.line(rich.words(say.kept_line.format(name=name, days=days)))])
