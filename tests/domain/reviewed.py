"""One review of two contacts, and its pages as somebody sees them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.people import Side
from motbot.domain.policy import ReviewRules
from motbot.domain.review import (
    RaterRole,
    Rating,
    Remark,
    RemarkKind,
    Review,
    ReviewedLine,
    ReviewState,
    Row,
)
from motbot.domain.scoring import Facts, Fault, Mark, Quote, Ruling, Seen, Step
from motbot.domain.sheet import (
    ContactSheet,
    Fate,
    JudgedExpectation,
    JudgedPromise,
    Outcome,
    Sheet,
    ThreadScore,
)
from motbot.domain.sheet_page import SheetPage
from motbot.domain.sheet_paging import page_of
from tests.fakes.clock import T0
from tests.fakes.samples import PROVENANCE

LEAD, ALICE, BEN = "ULEAD", "UALICE", "UBEN"
WALL, SECRET = Quote(ts="2.0", words="No."), "the coach's own words"


def line(ts: str, side: Side, text: str) -> ReviewedLine:
    role = "customer" if side is Side.CUSTOMER else "agent"
    return ReviewedLine(ts=ts, thread_ts="1.0", at=T0, side=side, role=role, text=text)


LINES = (
    line("1.0", Side.CUSTOMER, "It fails."),
    line("2.0", Side.AGENT, "No."),
    line("3.0", Side.CUSTOMER, "Why?"),
    line("4.0", Side.AGENT, "It is fixed by noon."),
)
FIRST = ContactSheet(
    number=1,
    asked=("1.0",),
    said=("2.0",),
    facts=Facts(faults=frozenset({Fault.WALL})),
    evidence=(Seen(quote=WALL, fault=Fault.WALL), Seen(quote=WALL)),
    overall=Ruling(score=-1, rule=3),
    reason=f"A wall: {SECRET}",
    marks=(
        Mark(step=Step.EXPLORE, score=-2, behaviours=("E1",), lacking=("E2",), quotes=(WALL,), reason=SECRET),
        Mark(step=Step.OFFER),
        Mark(step=Step.PROMISE),
        Mark(step=Step.CONFIRM),
    ),
    expectations=(
        JudgedExpectation(
            expectation=Expectation(kind=ExpectationKind.EXPLICIT, text="It works", quote="It fails", source="1.0"),
            outcome=Outcome.MISSED,
        ),
    ),
    better=f"Let me look: {SECRET}",
)
SECOND = ContactSheet(
    number=2,
    asked=("3.0",),
    said=("4.0",),
    facts=Facts(),
    overall=Ruling(score=1, rule=8),
    reason=SECRET,
    marks=tuple(Mark(step=step) for step in Step),
    promises=(JudgedPromise(quote=Quote(ts="4.0", words="fixed by noon"), fate=Fate.OPEN, due_words="by noon"),),
)
SHEET = Sheet(
    contacts=(FIRST, SECOND),
    overall=ThreadScore(ruling=Ruling(score=-1, rule=3), contact=1),
    language=Language.EN,
    provenance=PROVENANCE,
    content="c",
)
REVIEW = Review(
    id=7,
    team="T1",
    channel="C1",
    ts="1.0",
    asked_by=LEAD,
    asked_at=T0,
    language=Language.EN,
    state=ReviewState.READY,
    agents=(ALICE, BEN),
    lines=LINES,
    sheet=SHEET,
    ready_at=T0,
)
BLIND = replace(REVIEW, is_blind=True)
WHOLE_1, WHOLE_2 = Row(contact=1), Row(contact=2)
EXPLORE_1 = Row(contact=1, step=Step.EXPLORE)


def page(review: Review = REVIEW, number: int = 0, *, user: str = LEAD, **more: Any) -> SheetPage:
    given: dict[str, Any] = {
        "role": RaterRole.LEAD if user == LEAD else RaterRole.AGENT,
        "ratings": (),
        "remarks": (),
        "sent": frozenset(),
        "agreement": (),
        "rules": ReviewRules(),
        "language": Language.ZH,
        "zone": "Asia/Shanghai",
        "channel_name": "support",
        "is_trainer": False,
        "earlier": 0,
    }
    return page_of(review, page=number, user=user, **(given | more))


def rating(score: int | None, *, by: str = LEAD, row: Row = WHOLE_1, number: int = 1, reason: str = "") -> Rating:
    role = RaterRole.LEAD if by == LEAD else RaterRole.AGENT
    at = T0 + timedelta(minutes=number)
    return Rating(id=number, review=7, rater=by, role=role, row=row, score=score, reason=reason, at=at)


def remark(text: str, *, by: str = ALICE, row: Row = WHOLE_1) -> Remark:
    return Remark(review=7, by=by, role=RaterRole.AGENT, kind=RemarkKind.DISPUTE, row=row, text=text, at=T0)
