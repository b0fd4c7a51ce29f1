"""Draws the Home tab from top to bottom, by the roles somebody has, within the hundred blocks that Slack takes."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock, RichTextSectionElement, SectionBlock
from slack_sdk.models.views import View

from motbot.catalogue.formats import own_name
from motbot.domain.home_page import HomePage, OpenMoment
from motbot.domain.moment import Stage
from motbot.slack import rich
from motbot.slack.card_blocks import URGENCY_SIGN
from motbot.slack.home_desk import desk_blocks
from motbot.slack.home_fading import fading_blocks
from motbot.slack.home_phrases import HomeWording
from motbot.slack.home_wording import home_wording
from motbot.slack.permalinks import permalink
from motbot.slack.plain import quoted_line
from motbot.slack.promise_blocks import Pen, promise_blocks
from motbot.slack.promise_lists import ended_lines
from motbot.slack.room import ROOMS
from motbot.slack.settings_wording import settings_wording
from motbot.slack.sheet_lists import sheet_blocks

BLOCKS_AT_MOST = 100
OPEN_SETTINGS = "open_settings"
"""Action id of the button that opens the window of settings."""
_MOMENTS_AT_MOST = 12
_PROMISES_LEAST = 4
"""So many promises stand here whatever else there is to show."""
_ENDED_AT_MOST = 15
_LINE_AT_MOST = 200
_NAME_AT_MOST = 60
_LABEL_AT_MOST = 75


def home_view(page: HomePage, workspace_url: str, more: Sequence[Block] = ()) -> dict[str, Any]:
    """The tab; `more` is what other parts of motbot add, and the promises take the room that everything else leaves."""
    view = View(type="home", blocks=_within(page, list(_blocks(page, workspace_url, more))))
    view.validate_json()
    return view.to_dict()


def _within(page: HomePage, blocks: list[Block]) -> list[Block]:
    """No more than Slack takes; what is left out is counted."""
    if isinstance(blocks[0], DividerBlock):
        blocks = blocks[1:]
    if len(blocks) <= BLOCKS_AT_MOST:
        return blocks
    left_out = len(blocks) - BLOCKS_AT_MOST + 1
    return [*blocks[: BLOCKS_AT_MOST - 1], rich.context(home_wording(page.language).cut.format(count=left_out))]


def _blocks(page: HomePage, workspace_url: str, more: Sequence[Block]) -> Iterator[Block]:
    say = home_wording(page.language)
    if not page.is_member:
        yield _line(say.not_a_member)
        return
    pen = Pen(language=page.language, workspace_url=workspace_url, room=ROOMS[1])
    before, after = list(_before(page, say, pen)), list(_after(page, say, more))
    yield from before
    if _is_asked_of(page):
        yield from _promises(page, pen, room=BLOCKS_AT_MOST - len(before) - len(after))
    yield from after


def _before(page: HomePage, say: HomeWording, pen: Pen) -> Iterator[Block]:
    if not page.has_role:
        yield _line(say.no_role)
    if not page.is_whole:
        yield rich.context(say.partial)
    if page.is_agent:
        yield rich.header(say.moments_title)
        if page.moments:
            yield rich.context(say.moments_hint)
            shown = page.moments[:_MOMENTS_AT_MOST]
            yield rich.rich(rich.bullets([_moment(one, say, pen) for one in shown]))
            if left_out := len(page.moments[_MOMENTS_AT_MOST:]):
                yield rich.context(say.moments_more.format(count=left_out))
        else:
            yield _line(f"🌱 {say.moments_empty}")
        yield rich.divider()


def _moment(one: OpenMoment, say: HomeWording, pen: Pen) -> RichTextSectionElement:
    """One open moment: how pressing, where, what was said, where it stands and what comes next."""
    is_again = one.is_unsolved and one.stage is Stage.EXPLORING
    stage = pen.words.unsolved if is_again else pen.words.stage[one.stage]
    channel = quoted_line(one.channel_name, _NAME_AT_MOST)
    facts = [f"{URGENCY_SIGN[one.urgency]} #{channel}", quoted_line(one.words, _LINE_AT_MOST), stage]
    facts.append(say.steps[one.step])
    if one.reply_by is not None:
        by = pen.words.reply_was_due if one.is_overdue else say.reply_by
        facts.append(by.format(when=pen.time(one.reply_by)))
    told = " · ".join(fact for fact in facts if fact)
    return rich.line(rich.words(f"{told} · "), rich.link(permalink(pen.workspace_url, one.place), say.open_thread))


def _is_asked_of(page: HomePage) -> bool:
    """Whether promises are theirs to keep, or were."""
    return page.is_agent or bool(page.promises.mine_open or page.promises.mine_ended)


def _promises(page: HomePage, pen: Pen, *, room: int) -> Iterator[Block]:
    """Promises by due time with what can be done about each, as many as there is room for, and what is over."""
    found = page.promises
    yield rich.header(pen.say.home_title)
    if found.mine_open:
        yield rich.context(pen.say.home_hint)
    elif found.is_whole:
        yield _line(f"🌱 {pen.say.home_empty}")
    drawn = [list(promise_blocks(one, pen, moment=0, channel=True)) for one in found.mine_open]
    shown = fitting([len(one) for one in drawn], room - 5)
    for blocks in drawn[:shown]:
        yield from blocks
    if left_out := len(drawn[shown:]):
        yield rich.context(pen.say.more.format(count=left_out))
    if found.mine_ended:
        yield rich.divider()
        yield rich.rich(*ended_lines(found.mine_ended[:_ENDED_AT_MOST], pen))


def fitting(sizes: Sequence[int], room: int) -> int:
    """How many of these, from the first on, fit into the room; a few always do."""
    taken = 0
    for number, size in enumerate(sizes):
        taken += size
        if taken > room and number >= _PROMISES_LEAST:
            return number
    return len(sizes)


def _after(page: HomePage, say: HomeWording, more: Sequence[Block]) -> Iterator[Block]:
    yield from desk_blocks(page, say)
    if more:
        yield rich.divider()
        yield from more
    if page.sheets or page.has_role:
        yield rich.divider()
        yield from sheet_blocks(page.sheets, language=page.language, zone=page.zone)
    if page.is_agent:
        yield from fading_blocks(page.fadings, page.preferences, page.language)
    yield rich.divider()
    yield rich.header(say.settings_title)
    yield _settings(page, say)


def _settings(page: HomePage, say: HomeWording) -> Block:
    """What holds for them now, and the button that changes it."""
    window, own = settings_wording(page.language), page.preferences
    language = own_name(page.language)
    hours = {"begin": f"{page.quiet_from:%H:%M}", "end": f"{page.quiet_to:%H:%M}"}
    quiet = say.quiet_now.format(**hours) if page.quiet_from != page.quiet_to else say.quiet_none
    quiet = say.quiet_usual.format(quiet=quiet) if own.quiet_hours is None else quiet
    pressing = window.sensitivities[own.sensitivity] if own.sensitivity else window.sensitivity_default
    told = say.settings_now.format(language=language, quiet=quiet, sensitivity=pressing)
    button = ButtonElement(text=rich.plain(say.settings_open, _LABEL_AT_MOST), action_id=OPEN_SETTINGS, value="0")
    return SectionBlock(text=rich.plain(told, 2 * _LINE_AT_MOST), accessory=button)


def _line(text: str) -> Block:
    return rich.rich(rich.line(rich.words(text)))
