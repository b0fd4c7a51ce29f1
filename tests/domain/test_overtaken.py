"""A private message ends when life has overtaken it, and not before."""

from dataclasses import replace

import pytest

from motbot.domain.events import Act
from motbot.domain.moment import CloseReason, Moment, Stage
from motbot.domain.nudge import Prompt, PromptPurpose
from motbot.domain.overtaken import HANDED_ON, came_too_late, end_of
from tests.fakes.samples import ITEM, PROMPT, a_moment, a_whisper

ANN, BEN, CID = "UANN", "UBEN", "UCID"
TAKEN = replace(PROMPT, purpose=PromptPurpose.TAKEN, taker=BEN)
OWES = replace(TAKEN, promises=(replace(ITEM, is_open=True),))


def held_by(agent: str) -> Moment:
    return replace(a_moment(), agent=agent)


def closed() -> Moment:
    return replace(a_moment(stage=Stage.CLOSED), agent=BEN, close_reason=CloseReason.CONFIRMED_BY_AGENT)


@pytest.mark.parametrize(("agent", "end"), [(BEN, ""), (CID, HANDED_ON), (ANN, Act.CLAIM)])
def test_that_somebody_has_it_is_said_while_it_is_so(agent: str, end: str) -> None:
    assert end_of(TAKEN, held_by(agent), ANN) == end


def test_whoever_was_asked_is_asked_no_more_once_they_have_it() -> None:
    asked = replace(PROMPT, purpose=PromptPurpose.PROPOSAL)

    assert (end_of(asked, held_by(ANN), ANN), end_of(asked, held_by(BEN), ANN)) == (Act.CLAIM, "")


def test_of_what_nobody_had_each_reader_is_told_whether_they_or_a_colleague_took_it() -> None:
    nobodys = replace(TAKEN, purpose=PromptPurpose.ESCALATION)

    assert end_of(nobodys, held_by(""), ANN) == ""
    assert (end_of(nobodys, held_by(ANN), ANN), end_of(nobodys, held_by(BEN), ANN)) == (Act.CLAIM, HANDED_ON)


@pytest.mark.parametrize(("prompt", "is_late"), [(TAKEN, True), (OWES, False)])
def test_what_still_stays_somebody_s_promise_is_told_although_the_request_is_closed(
    prompt: Prompt, *, is_late: bool
) -> None:
    waiting = replace(a_whisper(), to=ANN, nudge=prompt, ts="")

    assert came_too_late(waiting, closed()) is is_late
