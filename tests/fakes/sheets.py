"""Reviews and what people say of them with something in every field, for tests that only care that there is one."""

from datetime import datetime, timedelta

from motbot.domain.language import Language
from motbot.domain.nudge import SheetNote, SheetPurpose
from motbot.domain.people import Side
from motbot.domain.review import (
    Cost,
    OpenWindow,
    RaterRole,
    Rating,
    Remark,
    RemarkKind,
    Review,
    ReviewedLine,
    ReviewState,
    Row,
    Viewing,
)
from motbot.domain.scoring import Depth, Facts, Fault, Mark, Quote, Repair, Ruling, Seen, Step
from motbot.domain.sheet import ContactSheet, Fate, JudgedExpectation, JudgedPromise, Outcome, Sheet, ThreadScore
from tests.fakes.clock import T0
from tests.fakes.samples import EXPECTATION, PLACE, PROVENANCE

ASKED, SAID = "1772442000.000100", "1772442030.000100"
QUOTE = Quote(ts=SAID, words="下午三点前给您答复")
CONTACT = ContactSheet(
    number=1,
    asked=(ASKED,),
    said=(SAID,),
    facts=Facts(
        faults=frozenset({Fault.WALL, Fault.STALL}),
        asked=2,
        unanswered=1,
        is_late=True,
        presses=True,
        repair=Repair.PARTLY,
        depth=Depth.ANSWERED,
    ),
    evidence=(Seen(quote=QUOTE, fault=Fault.STALL), Seen(quote=QUOTE)),
    overall=Ruling(score=-2, rule=7),
    reason="No way on, and late.",
    marks=(
        Mark(step=Step.EXPLORE, score=-1, behaviours=("E1", "L2"), lacking=("E9",), quotes=(QUOTE,), reason="Asks."),
        Mark(step=Step.OFFER, score=0, lacking=("O3",)),
        Mark(step=Step.PROMISE, score=2, behaviours=("A1",), quotes=(QUOTE,)),
        Mark(step=Step.CONFIRM),
    ),
    expectations=(JudgedExpectation(expectation=EXPECTATION, outcome=Outcome.MISSED),),
    promises=(JudgedPromise(quote=QUOTE, fate=Fate.BROKEN, due_words="下午三点前"),),
    better="我现在就为您退款。",
)
SHEET = Sheet(
    contacts=(CONTACT, ContactSheet(number=2, facts=Facts(), expects=False, marks=(Mark(step=Step.EXPLORE),))),
    overall=ThreadScore(ruling=Ruling(score=-2, rule=7), contact=1),
    language=Language.EN,
    provenance=PROVENANCE,
    content="c0ffee",
)
LINES = (
    ReviewedLine(ts=ASKED, at=T0, side=Side.CUSTOMER, role="customer", text="想退款"),
    ReviewedLine(ts=SAID, thread_ts=ASKED, at=T0, side=Side.AGENT, role="agent", text="下午三点前给您答复"),
)
SHEET_NOTE = SheetNote(
    purpose=SheetPurpose.DISPUTED,
    language=Language.ZH,
    review=1,
    place=PLACE,
    channel_name="help",
    by_lead=False,
    is_yours=True,
    contact=2,
)


def an_asked_review(*, asked_by: str = "ULEAD", wake_at: datetime | None = None) -> Review:
    """A review that waits to be read."""
    return Review(
        team="T1",
        channel="C1",
        ts=SAID,
        thread_ts=ASKED,
        asked_by=asked_by,
        asked_at=T0,
        language=Language.EN,
        wake_at=wake_at,
    )


def a_review(*, agents: tuple[str, ...] = ("UAGENT", "UOTHER"), sheet: Sheet = SHEET) -> Review:
    """A review that is ready, with everything a review can have."""
    return Review(
        team="T1",
        channel="C1",
        ts=SAID,
        thread_ts=ASKED,
        conversation=1,
        asked_by="ULEAD",
        asked_at=T0,
        language=Language.EN,
        is_blind=True,
        is_agreed=True,
        as_agent=True,
        state=ReviewState.READY,
        cost=Cost(lines=2, calls=1, tokens=900),
        agents=agents,
        lines=LINES,
        sheet=sheet,
        without_model=True,
        attempts=1,
        ready_at=T0 + timedelta(seconds=2),
        version=3,
    )


def a_rating(
    score: int | None = -1, *, review: int = 1, rater: str = "ULEAD", row: Row | None = None, at: datetime = T0
) -> Rating:
    """A mark on the first contact as a whole, or on a row."""
    where = row or Row(contact=1)
    return Rating(review=review, rater=rater, role=RaterRole.LEAD, row=where, score=score, reason="Too late.", at=at)


def a_remark(text: str = "我先打了电话。", *, review: int = 1, by: str = "UAGENT") -> Remark:
    """What an agent adds to a row."""
    row = Row(contact=1, step=Step.OFFER)
    return Remark(review=review, by=by, role=RaterRole.AGENT, kind=RemarkKind.CONTEXT, row=row, text=text, at=T0)


def a_viewing(user: str = "UAGENT", *, review: int = 1) -> Viewing:
    """An agent was shown a sheet."""
    return Viewing(review=review, user=user, role=RaterRole.AGENT, at=T0)


def a_window(window: str = "V1", *, review: int = 1, page: int = 0, at: datetime = T0) -> OpenWindow:
    """A lead's window."""
    return OpenWindow(window=window, team="T1", user="ULEAD", review=review, page=page, at=at)
