"""A review whose sheet holds something of everything, and its pages for a reader, for the tests of written sheets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from motbot.domain.agreement import Agreement
from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.language import Language
from motbot.domain.people import Side
from motbot.domain.policy import ReviewRules
from motbot.domain.review import RaterRole, Rating, Remark, RemarkKind, Review, ReviewedLine, ReviewState, Row
from motbot.domain.scoring import Depth, Facts, Fault, Mark, Quote, Ruling, Seen, Step
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

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ASKED, SAID, AGAIN = "1772442000.000100", "1772442300.000100", "1772449200.000100"
WORDS = "Where is order 1001? **Now**, please: [here](https://trap.example/x) <b>or</b> @channel"
ANSWER = "That is not my department.\nIt will be there by Friday, I promise."
LINES = (
    ReviewedLine(ts=ASKED, at=AT, side=Side.CUSTOMER, role="customer", text=WORDS),
    ReviewedLine(
        ts=SAID, thread_ts=ASKED, at=AT + timedelta(minutes=5), side=Side.AGENT, role="second agent", text=ANSWER
    ),
    ReviewedLine(ts=AGAIN, thread_ts=ASKED, at=AT + timedelta(hours=2), side=Side.CUSTOMER, role="customer", text="?"),
)
PROMISE = Quote(ts=SAID, words="It will be there by Friday")
AWAY = Quote(ts=SAID, words="That is not my department")
FIRST = ContactSheet(
    number=1,
    asked=(ASKED,),
    said=(SAID,),
    facts=Facts(faults=frozenset({Fault.SENT_AWAY}), asked=2, unanswered=1, depth=Depth.ANSWERED),
    evidence=(Seen(quote=AWAY, fault=Fault.SENT_AWAY),),
    overall=Ruling(score=-2, rule=4),
    reason="The customer is sent away under pressure",
    marks=(
        Mark(step=Step.EXPLORE, score=-1, lacking=("E3", "L6"), reason="Nothing is asked", quotes=(AWAY,)),
        Mark(step=Step.OFFER, score=1, behaviours=("O5",), lacking=("O3",), quotes=(PROMISE,)),
        Mark(step=Step.PROMISE),
        Mark(step=Step.CONFIRM),
    ),
    expectations=(
        JudgedExpectation(
            expectation=Expectation(
                kind=ExpectationKind.EXPLICIT, text="To know where it is", quote="Where is order 1001", source=ASKED
            ),
            outcome=Outcome.MET,
        ),
        JudgedExpectation(
            expectation=Expectation(kind=ExpectationKind.IMPLICIT, text="To have it soon", cue="they say now"),
            outcome=Outcome.MISSED,
        ),
    ),
    promises=(JudgedPromise(quote=PROMISE, fate=Fate.BROKEN, due_words="by Friday"),),
    better="I'm on it.\nYou have the new date from me by 10:00.",
)
SECOND = ContactSheet(number=2, asked=(AGAIN,), facts=Facts(depth=Depth.SILENT))
SHEET = Sheet(
    contacts=(FIRST, SECOND),
    overall=ThreadScore(ruling=Ruling(score=-2, rule=4), contact=1),
    language=Language.EN,
    provenance=Provenance(coach="playbook", revision="r1", dropped=("ungrounded_quote",)),
    content="c0ffee",
)
REVIEW = Review(
    id=7,
    team="T1",
    channel="C1",
    ts=ASKED,
    asked_by="ULEAD",
    asked_at=AT,
    language=Language.EN,
    state=ReviewState.READY,
    lines=LINES,
    sheet=SHEET,
)
RATINGS = (
    Rating(
        review=7, rater="ULEAD", role=RaterRole.LEAD, row=Row(contact=1), score=-1, reason="The date was given", at=AT
    ),
    Rating(review=7, rater="UAGENT", role=RaterRole.AGENT, row=Row(contact=1, step=Step.OFFER), score=None, at=AT),
)
REMARKS = (
    Remark(
        review=7,
        by="UAGENT",
        role=RaterRole.AGENT,
        kind=RemarkKind.DISPUTE,
        row=Row(contact=1, step=Step.PROMISE),
        text="I *called* them",
        at=AT,
    ),
)
AGREED = (
    Agreement(step=None, pairs=40, within_one=0.875, kappa=0.61, low=0.42, high=0.77),
    Agreement(step=Step.OFFER, pairs=1, within_one=1.0),
)


def pages(
    review: Review = REVIEW,
    *,
    language: Language = Language.EN,
    ratings: Sequence[Rating] = RATINGS,
    remarks: Sequence[Remark] = REMARKS,
    rules: ReviewRules | None = None,
    earlier: int = 0,
) -> tuple[SheetPage, ...]:
    """Every page of a review as its lead sees it."""
    count = len(review.sheet.contacts) if review.sheet else 0
    return tuple(
        page_of(
            review,
            page=number,
            user="ULEAD",
            role=RaterRole.LEAD,
            ratings=ratings,
            remarks=remarks,
            sent=frozenset(),
            agreement=AGREED,
            rules=rules or ReviewRules(),
            language=language,
            zone="Europe/Berlin",
            channel_name="help",
            is_trainer=True,
            earlier=earlier,
        )
        for number in range(count + 1)
    )


def blind() -> tuple[SheetPage, ...]:
    """The pages of a calibration before this lead has sent their marks."""
    return pages(replace(REVIEW, is_blind=True), ratings=(), remarks=())
