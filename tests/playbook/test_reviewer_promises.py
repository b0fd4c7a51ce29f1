"""The playbook tells what became of promises: as they were tracked, as later words show, or that time is over."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motbot.domain.contacts import contacts_of
from motbot.domain.language import Language
from motbot.domain.policy import ReplyWithin
from motbot.domain.sheet import Fate
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.ports.due_times import DueTimes
from tests.playbook.promised import promise
from tests.playbook.talks import FOLDER, MORNING, talk


@pytest.fixture(scope="module")
def reviewer(due_times: DueTimes) -> PlaybookReviewer:
    return PlaybookReviewer.load(FOLDER, due_times=due_times, within=ReplyWithin())


async def test_what_became_of_a_tracked_promise_is_taken_over(reviewer: PlaybookReviewer) -> None:
    view = talk((0, "customer", "Please send the report."), (5, "agent", "I'll send it by noon."))
    tracked = promise("I'll send it by noon", lines=("1001.000000",)).kept(at=MORNING)

    reviewed = await reviewer.review(
        view, contacts=contacts_of(view.lines), expectations=(), promises=(tracked,), language=Language.EN
    )

    assert [one.fate for one in reviewed.contacts[0].promises] == [Fate.KEPT]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("Please send the report.", "I'll send it by noon."), ("请把报表发给我。", "我中午12点前发给您。")],
)
@pytest.mark.parametrize("is_known", [True, False])
async def test_a_promise_that_nobody_tracks_is_over_once_its_time_is(
    reviewer: PlaybookReviewer, asked: str, said: str, *, is_known: bool
) -> None:
    view = talk((0, "customer", asked), (5, "agent", said))
    noon = MORNING + timedelta(hours=2)
    made = (promise(said.rstrip(".。"), lines=("1001.000000",), due=noon),) if is_known else ()

    async def told(now: datetime) -> list[tuple[Fate, bool]]:
        seen = replace(view, now=now)
        reviewed = await reviewer.review(
            seen, contacts=contacts_of(view.lines), expectations=(), promises=made, language=Language.EN
        )
        return [(one.fate, one.is_over) for one in reviewed.contacts[0].promises]

    assert await told(noon - timedelta(minutes=1)) == [(Fate.OPEN, False)]
    assert await told(noon + timedelta(days=1)) == [(Fate.OPEN, True)]
