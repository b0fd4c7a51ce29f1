"""How far a story has come before the fourth step: asked, answered, prompted."""

from dataclasses import replace
from datetime import timedelta

from motbot.domain.expectation import Assessment, Signal
from motbot.domain.message import ConversationView
from tests.fakes.coach import AssessRule, a_moment, no_moment
from tests.scenarios.stage import Stage
from tests.scenarios.town import ALICE, CARLA

FAILS = "The export has been failing since this morning, can you fix it?"
FAILS_ZH = "从今天早上开始报表一直导不出来，能帮忙看看吗？"
HOURS = timedelta(hours=1)


def signalling(signal: Signal, *, words: str, otherwise: AssessRule = a_moment) -> AssessRule:
    """Hear the signal in focus texts that contain the words."""

    def rule(view: ConversationView) -> Assessment:
        if words not in view.focus_text:
            return otherwise(view)
        heard = a_moment(view) if signal is Signal.NOT_QUITE else no_moment(view)
        return replace(heard, signals=(signal,))

    return rule


async def answered(stage: Stage, words: str = "It works again, the disk was full.") -> str:
    """Carla asks and Alice answers in her thread; gives the root's ts."""
    root = await stage.asks(CARLA, FAILS)
    await stage.says(ALICE, words, thread=root)
    return root


async def prompted(stage: Stage) -> str:
    """And four hours later Alice is asked to confirm."""
    root = await answered(stage)
    await stage.passes(4 * HOURS)
    assert len(stage.notes(ALICE, "confirm")) == 1
    return root


async def stage_of(stage: Stage, ts: str) -> str:
    """Where the moment of a message stands; with the reason once it is closed."""
    moment = await stage.moment(ts)
    assert moment is not None
    return f"{moment.stage}" if moment.is_open else f"{moment.close_reason}"
