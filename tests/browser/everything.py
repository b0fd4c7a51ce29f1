"""The blocks of everything that motbot shows: every card, prompt, note, list, Home and window, in every state."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from motbot.domain.expectation import ExpectationKind, SayNo
from motbot.domain.language import Language
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import Card, NotePurpose, Nudge, NudgeKind, PromiseItem, PromptPurpose, SheetPurpose
from motbot.domain.promise_list import LatePromise, PromiseList
from motbot.domain.review import ReviewState, Row
from motbot.slack.act_refs import Picking
from motbot.slack.blocks import render
from motbot.slack.home_view import home_view
from motbot.slack.mine_blocks import mine_view
from motbot.slack.modals import edit_modal, not_helpful_modal, not_yours_modal, wrong_modal
from motbot.slack.promise_blocks import Pen
from motbot.slack.promise_lists import list_blocks
from motbot.slack.promise_modals import fix_modal, move_modal, promise_not_yours_modal
from motbot.slack.sheet_modals import marks_view, remark_view, text_view
from motbot.slack.sheet_refs import SheetFrame, SheetRef
from motbot.slack.sheet_views import loading_view, not_yours_view, sheet_view, unread_view
from tests.slack.home_rig import agents_page
from tests.slack.rig import BERLIN, T0, US, card, ended, every_item, note, prompt, summary, tracked
from tests.slack.sheet_rig import all_of_mine, blind, contact, overview, page_of, sheet_item
from tests.slack.sheet_rig import note as sheet_note

Blocks = list[dict[str, Any]]
_MORE_THAN_IN_FULL = 12


def everything() -> list[Blocks]:
    """The blocks of every message, list, Home and window."""
    messages = [list(render(nudge, workspace_url=US.url).blocks) for nudge in nudges()]
    return [*messages, *_lists(), *([*window["blocks"]] for window in [*_windows(), *_sheets()])]


def nudges() -> Iterator[Nudge]:
    """Everything motbot says in private."""
    yield from _cards()
    yield summary()
    for purpose in PromptPurpose:
        yield prompt(purpose=purpose)
    yield prompt(settled="confirmed")
    yield from _notes()
    for told, language in itertools.product(SheetPurpose, Language):
        yield sheet_note(purpose=told, language=language)


def _cards() -> Iterator[Card]:
    """Cards with everything a card can show, in every kind, stage and language."""
    more: dict[str, Any] = {
        "questions": ("Which export is it?",),
        "say_no": SayNo(value=True, what="a refund today", why="the bank is closed"),
        "known": ("The export was fixed this morning",),
        "unanswered": ("the board meeting",),
        "claimed": True,
        "without_model": True,
    }
    for language, kind in itertools.product(Language, NudgeKind):
        yield card(language=language, kind=kind, **more)
    for stage in Stage:
        yield card(stage=stage, close_reason=CloseReason.CONFIRMED_BY_CUSTOMER if stage is Stage.CLOSED else None)
    yield card(reply="")
    for language, item in itertools.product(Language, (*every_item(), tracked(said_by="U0BEN"))):
        yield card(language=language, stage=Stage.ACTING, promises=(item,))


def _notes() -> Iterator[Nudge]:
    """One promise in every state, and many at once, which get a line and a menu each."""
    for language, item in itertools.product(Language, every_item()):
        yield note(item, language=language)
    many = tuple(tracked(promise=number) for number in range(1, _MORE_THAN_IN_FULL))
    for purpose in NotePurpose:
        yield note(*many, purpose=purpose, more=3)


def _lists() -> Iterator[Blocks]:
    """What `/mot promises` answers, and the Home."""
    one = tracked()
    late = LatePromise(item=one, kind=ExpectationKind.IMPLICIT, text="to be ready for the board")
    for language in Language:
        full = PromiseList(
            mine_open=tuple(every_item()), mine_ended=(ended(),), late_here=(late,), language=language, is_whole=False
        )
        pen = Pen(language=language, workspace_url=US.url)
        for found in (full, PromiseList(language=language)):
            yield [block.to_dict() for block in list_blocks(found, pen)]
            yield list(home_view(agents_page(found, [sheet_item(), sheet_item(review=6)]), US.url)["blocks"])


def _windows() -> Iterator[dict[str, Any]]:
    """Every window."""
    for one in _cards():
        for draw in (edit_modal, not_helpful_modal, wrong_modal):
            yield draw(one)
    for language, item in itertools.product(Language, every_item()):
        yield from _picking(item, Picking(moment=7, promise=12, zone=BERLIN, language=language))
    yield not_yours_modal()
    yield promise_not_yours_modal()


def _sheets() -> Iterator[dict[str, Any]]:
    """Every page of a sheet in every state, and the windows around it."""
    waiting = [page_of(state=state) for state in (ReviewState.READING, ReviewState.ASKING, ReviewState.FAILED)]
    pages = [
        overview(earlier=3),
        contact(),
        blind(overview()),
        blind(contact()),
        blind(contact(), missing=()),
        *waiting,
    ]
    for language, page in itertools.product(Language, pages):
        yield sheet_view(replace(page, language=language), US.url)
    for language in Language:
        frame = SheetFrame(
            ref=SheetRef(review=5, page=2), language=language, is_blind=True, mine={Row(contact=2): None}
        )
        yield from (marks_view(frame), remark_view(frame), text_view(frame, "# a sheet"), not_yours_view(language))
    yield loading_view()
    yield unread_view(SheetRef(review=5))
    yield mine_view(all_of_mine())


def _picking(item: PromiseItem, about: Picking) -> Iterator[dict[str, Any]]:
    for draw in (fix_modal, move_modal):
        yield draw(item, about, now=T0)
