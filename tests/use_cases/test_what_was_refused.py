"""What an agent has given up is not what the question to the customer asks after."""

from datetime import timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.expectation import Assessment, Draft, Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.nudge import Prompt, PromptPurpose
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.fakes.coach import AssessRule, ScriptedAssessor, ScriptedConfirmer
from tests.use_cases.promised import plain
from tests.use_cases.talk import ALICE, CARLA, SOON, Talk

CHAIRS = "Could you bring twelve more chairs to the hall?"


def what_is_asked_after(view: ConversationView, assessment: Assessment, language: Language) -> Draft:
    asked = " / ".join(one.text for one in assessment.expectations)
    return Draft(reply=f"asked: {asked or '-'}; refused: {assessment.say_no.what or '-'}", why="Confirm")


@pytest.fixture
async def talk(database: Database, store: PostgresStore) -> Talk:
    """A channel in which plain promises are found."""
    made = Talk(database, store, read=plain)
    assert isinstance(made.coach.confirmer, ScriptedConfirmer)
    made.coach.confirmer.rule = what_is_asked_after
    return made


async def question(talk: Talk, act: Act, promise: str = "I will bring twelve more chairs by 15:00.") -> str:
    """What is asked in the end, where the only promise went that way."""
    ts = await talk.says(CARLA, CHAIRS)
    await talk.passes(SOON)
    await talk.says(ALICE, promise, thread=ts)
    await talk.passes(SOON)
    await talk.presses(ALICE, Act.TRACK, await talk.promise())
    await talk.presses(ALICE, act, await talk.promise())
    await talk.passes(timedelta(hours=20))
    prompts = [one.nudge for one in talk.seen_by(ALICE) if isinstance(one.nudge, Prompt)]
    return next(one.reply for one in prompts if one.purpose is PromptPurpose.CONFIRM)


async def test_what_was_kept_is_asked_after(talk: Talk) -> None:
    assert await question(talk, Act.KEPT) == f"asked: {CHAIRS}; refused: -"


async def test_what_cannot_be_done_is_not(talk: Talk) -> None:
    assert await question(talk, Act.CANNOT) == f"asked: -; refused: {CHAIRS}"


def expects(*asked: str) -> AssessRule:
    """Everything that is said asks for these things."""
    expected = tuple(Expectation(kind=ExpectationKind.EXPLICIT, text=one, quote=one) for one in asked)
    return lambda _: Assessment(is_moment=True, expectations=expected)


@pytest.mark.parametrize("beside", ["a projector for the talk", "my board meets at three", "周四要用"])
async def test_what_is_given_up_in_words_that_name_nothing_is_not_asked_after(talk: Talk, beside: str) -> None:
    assert isinstance(talk.coach.assessor, ScriptedAssessor)
    talk.coach.assessor.rule = expects("twelve more chairs", beside)

    told = await question(talk, Act.CANNOT, "I will have it done by 15:00.")

    assert told.startswith("asked: -; refused: twelve more chairs")
