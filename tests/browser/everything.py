"""The blocks of everything that motbot shows: every card, prompt, note, list, Home and window, in every state."""

import itertools
from collections.abc import Iterator
from typing import Any

from motbot.domain.expectation import ExpectationKind, SayNo
from motbot.domain.language import Language
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import Card, NotePurpose, Nudge, NudgeKind, PromiseItem, PromptPurpose
from motbot.domain.promise_list import LatePromise, PromiseList
from motbot.slack.act_refs import Picking
from motbot.slack.blocks import render
from motbot.slack.home import home_view
from motbot.slack.modals import edit_modal, not_helpful_modal, not_yours_modal, wrong_modal
from motbot.slack.promise_blocks import Pen
from motbot.slack.promise_lists import list_blocks
from motbot.slack.promise_modals import fix_modal, move_modal, promise_not_yours_modal
from tests.slack.rig import BERLIN, T0, US, card, ended, every_item, note, prompt, summary, tracked

Blocks = list[dict[str, Any]]
_MORE_THAN_IN_FULL = 12


def everything() -> list[Blocks]:
    """The blocks of every message, list, Home and window."""
    messages = [list(render(nudge, workspace_url=US.url).blocks) for nudge in nudges()]
    return [*messages, *_lists(), *([*window["blocks"]] for window in _windows())]


def nudges() -> Iterator[Nudge]:
    """Everything motbot says in private."""
    yield from _cards()
    yield summary()
    yield summary(claimed_by="U0BEN")
    for purpose in PromptPurpose:
        yield prompt(purpose=purpose)
    yield prompt(settled="confirmed")
    yield from _notes()


def _cards() -> Iterator[Card]:
    """Cards with everything a card can show, in every kind, stage and language."""
    more: dict[str, Any] = {
        "questions": ("Which export is it?",),
        "say_no": SayNo(value=True, what="a refund today", why="the bank is closed"),
        "known": ("The export was fixed this morning",),
        "unanswered": ("the board meeting",),
        "claimable": True,
        "claimed": True,
        "without_model": True,
    }
    for language, kind in itertools.product(Language, NudgeKind):
        yield card(language=language, kind=kind, **more)
    for stage in Stage:
        yield card(stage=stage, close_reason=CloseReason.CONFIRMED_BY_CUSTOMER if stage is Stage.CLOSED else None)
    yield card(reply="")
    for language, item in itertools.product(Language, every_item()):
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
            yield list(home_view(found, US.url)["blocks"])


def _windows() -> Iterator[dict[str, Any]]:
    """Every window."""
    for one in _cards():
        for draw in (edit_modal, not_helpful_modal, wrong_modal):
            yield draw(one)
    for language, item in itertools.product(Language, every_item()):
        yield from _picking(item, Picking(moment=7, promise=12, zone=BERLIN, language=language))
    yield not_yours_modal()
    yield promise_not_yours_modal()


def _picking(item: PromiseItem, about: Picking) -> Iterator[dict[str, Any]]:
    for draw in (fix_modal, move_modal):
        yield draw(item, about, now=T0)
