"""The playbook tells what became of promises: as they were tracked, as later words show, or that time is over."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motbot.domain.contacts import contacts_of
from motbot.domain.language import Language
from motbot.domain.policy import ReplyWithin
from motbot.domain.sheet import Fate, JudgedPromise
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


ASKED = {"en": "Could you send me the signed contract?", "zh": "签好的合同能发我吗？"}
PROMISED = {"en": "I'll send the contract by noon.", "zh": "合同中午12点前发给您。"}


async def judged_promises(
    reviewer: PlaybookReviewer, *said: tuple[int, str, str], language: str = "en"
) -> list[JudgedPromise]:
    """All promises of a talk that nobody tracks, as the sheet tells them."""
    view = talk(*said)
    reviewed = await reviewer.review(
        view, contacts=contacts_of(view.lines), expectations=(), promises=(), language=Language(language)
    )
    return [one for part in reviewed.contacts for one in part.promises]


async def fates(reviewer: PlaybookReviewer, *said: tuple[int, str, str], language: str = "en") -> list[Fate]:
    """What became of the promises of a talk that begins with a request and a promise."""
    begun = (0, "customer", ASKED[language]), (5, "agent", PROMISED[language])
    return [one.fate for one in await judged_promises(reviewer, *begun, *said, language=language)]


@pytest.mark.parametrize(
    ("language", "thanks", "done"),
    [
        ("en", "Thanks!", "Here it is."),
        ("en", "Thanks!", "I've just sent you the contract."),
        ("zh", "谢谢！", "合同已经发给您了。"),
        ("zh", "谢谢！", "已经发给您了，请查收。"),
    ],
)
async def test_what_our_own_words_deliver_in_time_is_kept(
    reviewer: PlaybookReviewer, language: str, thanks: str, done: str
) -> None:
    assert await fates(reviewer, (6, "customer", thanks), (60, "agent", done), language=language) == [Fate.KEPT]
    assert await fates(reviewer, (60, "agent", done), language=language) == [Fate.KEPT]


@pytest.mark.parametrize(
    ("language", "later", "words"),
    [
        ("en", 240, "Here it is."),
        ("en", 60, "The price list is attached."),
        ("en", 60, "It is not signed yet, sorry."),
        ("zh", 240, "合同已经发给您了。"),
        ("zh", 60, "报价单已经发给您了。"),
        ("zh", 60, "合同还没签好。"),
    ],
)
async def test_what_comes_late_or_is_another_thing_keeps_no_promise(
    reviewer: PlaybookReviewer, language: str, later: int, words: str
) -> None:
    assert await fates(reviewer, (later, "agent", words), language=language) == [Fate.OPEN]


async def test_of_two_promises_only_the_one_that_is_delivered_is_kept(reviewer: PlaybookReviewer) -> None:
    found = await judged_promises(
        reviewer,
        (0, "customer", "Please send me the signed contract and book the meeting room."),
        (5, "agent", "I'll send the contract by noon. I'll book the meeting room by 15:00."),
        (60, "agent", "The contract is attached."),
    )

    assert [(one.quote.words.split()[-1], one.fate) for one in found] == [("noon", Fate.KEPT), ("15:00", Fate.OPEN)]


OWED = ((0, "customer", "Could you send me the quote for the roof?"), (5, "agent", "I'll send you the quote by noon."))


@pytest.mark.parametrize(
    "said",
    [
        ((20, "customer", "Could you also resend the invoice?"), (30, "agent", "Sent.")),
        ((20, "customer", "Who has the key?"), (30, "agent", "Done, I've sent you the name of the caretaker.")),
        ((30, "agent", "Here is why the quote takes longer."),),
        ((30, "agent", "The quote has been sent to my boss for approval."),),
        ((30, "agent", "A draft of the quote is attached, the real one takes until Monday."),),
        ((30, "agent", "Here it is."), (40, "customer", "There's nothing attached, the file is missing.")),
        ((30, "agent", "Here it is."), (40, "customer", "That's the wrong one, this is not right.")),
    ],
)
async def test_what_may_be_evidence_is_no_verdict(
    reviewer: PlaybookReviewer, said: tuple[tuple[int, str, str]]
) -> None:
    found = await judged_promises(reviewer, *OWED, *said)
    assert Fate.KEPT not in [one.fate for one in found]


async def test_a_promise_that_is_delivered_leaves_the_next_done_to_the_next(reviewer: PlaybookReviewer) -> None:
    said = (30, "agent", "Here it is."), (40, "agent", "I'll clean the gutter by 15:00."), (90, "agent", "Done.")
    found = await judged_promises(reviewer, *OWED, *said)
    assert [one.fate for one in found] == [Fate.KEPT, Fate.KEPT]
