"""The scripted coach does what its script says."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import Provenance
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import Mending, Promise
from motbot.domain.reading import Reading, Strength
from tests.fakes.coach import ScriptedAssessor, ScriptedDrafter, a_moment, no_moment, scripted_coach

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VIEW = ConversationView(
    lines=(Line(ts="1.0", at=T0, side=Side.CUSTOMER, author="U1", text="我们的报表还没到？"),),
    focus=("1.0",),
    now=T0,
    zone=ZoneInfo("UTC"),
)


async def test_it_answers_by_its_rule() -> None:
    coach = scripted_coach(assess=no_moment)

    assessed = await coach.assessor.assess(VIEW)

    assert not assessed.assessment.is_moment


async def test_replies_are_in_the_customers_language() -> None:
    drafter = ScriptedDrafter()

    chinese = await drafter.draft(VIEW, a_moment(VIEW), Language.EN)
    english = await drafter.draft(
        replace(VIEW, lines=(replace(VIEW.lines[0], text="Where is it?"),)), a_moment(VIEW), Language.EN
    )

    assert "我" in chinese.draft.reply
    assert english.draft.reply.startswith("I am")


async def test_our_replies_are_read_by_the_rule() -> None:
    coach = scripted_coach(read=lambda view, expected, promised: Reading(unanswered=("a",) * len(expected)))

    read = await coach.reply_reader.read(VIEW, expected=a_moment(VIEW).expectations, promised=())

    assert read.reading.unanswered == ("a",)


@pytest.mark.parametrize(("mending", "due", "said"), [(Mending.MOVE, T0, "09:00"), (Mending.CANNOT, None, "做不到")])
async def test_an_honest_word_names_the_new_time_or_says_no(mending: Mending, due: datetime | None, said: str) -> None:
    promise = Promise(
        team="T1",
        channel="C1",
        conversation=1,
        agent="U2",
        said_by="U2",
        lines=("1.0",),
        what="报表",
        words="今天给您",
        strength=Strength.FIRM,
        provenance=Provenance(coach="model", revision="r"),
        made_at=T0,
    )

    mended = await scripted_coach().mender.mend(VIEW, promise, mending=mending, due=due, language=Language.EN)

    assert said in mended.draft.reply


async def test_scripted_failures_come_first_and_once() -> None:
    assessor = ScriptedAssessor(failures=[ModelUnavailable(), ModelRefused()])

    with pytest.raises(ModelUnavailable):
        await assessor.assess(VIEW)
    with pytest.raises(ModelRefused):
        await assessor.assess(VIEW)

    assert (await assessor.assess(VIEW)).assessment.is_moment
    assert len(assessor.seen) == 3


async def test_an_outage_lasts_until_it_is_lifted() -> None:
    assessor = ScriptedAssessor()
    assessor.down = ModelUnavailable()
    for _ in range(2):
        with pytest.raises(ModelUnavailable):
            await assessor.assess(VIEW)

    assessor.down = None

    assert (await assessor.assess(VIEW)).assessment.is_moment


async def test_an_answer_can_be_held_back() -> None:
    assessor = ScriptedAssessor()
    assessor.hold()
    asked = asyncio.create_task(assessor.assess(VIEW))
    await asyncio.sleep(0)
    assert not asked.done()

    assessor.release()

    assert (await asked).assessment.is_moment
