"""Pages of sheets as people would get them, and use cases that answer with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from motbot.domain.agreement import Agreement
from motbot.domain.errors import MotbotError
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.language import Language
from motbot.domain.mine import Mine, Seen, SheetItem
from motbot.domain.nudge import Place, SheetNote, SheetPurpose
from motbot.domain.people import Side
from motbot.domain.promise import PromiseState
from motbot.domain.promise_list import PromiseList
from motbot.domain.report import Report
from motbot.domain.review import Cost, Failure, RaterRole, RemarkKind, ReviewedLine, ReviewState, Row
from motbot.domain.scoring import Quote, Step
from motbot.domain.sheet import SCALE_NOTE, Fate, JudgedExpectation, JudgedPromise, Outcome
from motbot.domain.sheet_page import Calibration, Hidden, HumanMark, SheetPage, SheetRow, ShownRemark
from motbot.slack.sheet_calls import SheetCalls
from tests.slack.rig import EXPECTATIONS, PLACE, SAID_TS, SUPPORT, T0, TS

ASKED = ReviewedLine(
    ts=TS, at=T0, side=Side.CUSTOMER, role="customer", text="The export is broken again, my board meets at 3 pm"
)
SAID = ReviewedLine(
    ts=SAID_TS,
    thread_ts=TS,
    at=T0 + timedelta(minutes=10),
    side=Side.AGENT,
    role="agent",
    text="I am on it: you have the file by 2 pm. Who will look at it?",
)
QUOTE = Quote(ts=SAID_TS, words="you have the file by 2 pm")
THEIRS = HumanMark(role=RaterRole.LEAD, is_yours=False, score=0, reason="No check at the end", at=T0)
YOURS = HumanMark(role=RaterRole.AGENT, is_yours=True, score=2, reason="", at=T0)
DISPUTE = ShownRemark(
    role=RaterRole.AGENT, is_yours=False, kind=RemarkKind.DISPUTE, text="I had called them before that.", at=T0
)


def page_of(**more: Any) -> SheetPage:
    """A page in the state it begins with."""
    given: dict[str, Any] = {
        "review": 5,
        "state": ReviewState.READY,
        "language": Language.EN,
        "place": PLACE,
        "channel_name": "support-customer",
        "zone": "Europe/Berlin",
        "role": RaterRole.LEAD,
        "pages": 3,
        "made_by": "playbook",
    }
    return SheetPage(**(given | more))


def not_yours(language: Language = Language.EN) -> SheetPage:
    """What everybody else gets."""
    return SheetPage(
        review=0,
        state=ReviewState.FAILED,
        failure=Failure.NOT_YOURS,
        language=language,
        place=Place(channel="", ts=""),
    )


def overview(**more: Any) -> SheetPage:
    """The overview of a sheet with two contacts."""
    whole = SheetRow(row=Row(contact=0), score=1, rule=8, reason="Every request is answered.", quotes=(QUOTE,))
    rows = (
        whole,
        SheetRow(row=Row(contact=1), words="The export is broken again", score=1, rule=8, humans=(THEIRS, YOURS)),
        SheetRow(row=Row(contact=2), words="Thanks, it is there"),
    )
    return page_of(**({"rows": rows, "lines": (SAID,), "scale_note": SCALE_NOTE} | more))


def whole_row(**more: Any) -> SheetRow:
    """How a contact was done as a whole."""
    given: dict[str, Any] = {
        "row": Row(contact=1),
        "score": 1,
        "rule": 8,
        "reason": "It answers what was asked, with a time.",
        "quotes": (QUOTE,),
        "humans": (THEIRS, YOURS),
        "remarks": (DISPUTE,),
    }
    return SheetRow(**(given | more))


def steps(**more: Any) -> tuple[SheetRow, ...]:
    """The four steps of contact 1; the last cannot be judged yet."""
    explore = SheetRow(
        row=Row(contact=1, step=Step.EXPLORE),
        score=1,
        reason="It asks who will look at it.",
        behaviours=("E1", "E3"),
        lacking=("E5",),
        quotes=(Quote(ts=SAID_TS, words="Who will look at it?"),),
    )
    offer = SheetRow(row=Row(contact=1, step=Step.OFFER), score=2, behaviours=("O1", "O3"), quotes=(QUOTE,))
    promise = SheetRow(row=Row(contact=1, step=Step.PROMISE), score=-1, lacking=("A1",))
    rows = (explore, offer, promise, SheetRow(row=Row(contact=1, step=Step.CONFIRM)))
    return tuple(replace(row, **more) for row in rows)


def contact(**more: Any) -> SheetPage:
    """Contact 1 of two."""
    judged = zip(EXPECTATIONS, (Outcome.MET, Outcome.MISSED, Outcome.NEVER_SEEN), strict=True)
    given: dict[str, Any] = {
        "page": 1,
        "rows": (whole_row(), *steps()),
        "asked": (ASKED,),
        "said": (SAID,),
        "lines": (ASKED, SAID),
        "expectations": tuple(JudgedExpectation(expectation=one, outcome=outcome) for one, outcome in judged),
        "promises": (JudgedPromise(quote=QUOTE, fate=Fate.KEPT, due_words="by 2 pm"),),
        "better": "You have the file by 14:00, Carla. At 13:30 I tell you how far we are.",
    }
    return page_of(**(given | more))


def blind(page: SheetPage, *, missing: tuple[int, ...] = (1, 2)) -> SheetPage:
    """The same page for somebody who has still to send their own marks."""
    kept = tuple(
        SheetRow(
            row=row.row,
            words=row.words,
            hidden=Hidden.BLIND,
            humans=tuple(mark for mark in row.humans if mark.is_yours),
        )
        for row in page.rows
    )
    calibration = Calibration(sent_by_you=False, sent=1, missing=missing)
    return replace(page, rows=kept, calibration=calibration, expectations=(), promises=(), better="", agreement=())


def note(**more: Any) -> SheetNote:
    """The message that a sheet is ready."""
    given: dict[str, Any] = {
        "purpose": SheetPurpose.READY,
        "language": Language.EN,
        "review": 5,
        "place": PLACE,
        "channel_name": "support-customer",
    }
    return SheetNote(**(given | more))


def sheet_item(**more: Any) -> SheetItem:
    """A sheet in a list."""
    given: dict[str, Any] = {
        "review": 5,
        "place": PLACE,
        "channel_name": "support-customer",
        "at": T0,
        "state": ReviewState.READY,
        "is_about_you": True,
    }
    return SheetItem(**(given | more))


def all_of_mine(**more: Any) -> Mine:
    """All that is held about an agent."""
    seen = (Seen(role=RaterRole.LEAD, is_you=False, at=T0), Seen(role=RaterRole.AGENT, is_you=True, at=T0))
    given: dict[str, Any] = {
        "language": Language.EN,
        "zone": "Europe/Berlin",
        "muted_until": T0,
        "moments_open": 2,
        "moments_closed": 31,
        "nudges": 40,
        "acts": {"done": 3, "later": 1},
        "promises": {PromiseState.KEPT: 4, PromiseState.BROKEN: 1},
        "sheets": (sheet_item(seen=seen), sheet_item(review=6, is_about_you=False, asked_by_you=True)),
        "marks": 5,
        "remarks": 1,
        "kept_for": {"raw_events": timedelta(days=7), "sheets": timedelta(days=365)},
    }
    return Mine(**(given | more))


AGREED = (
    Agreement(step=None, pairs=40, within_one=0.925, kappa=0.61, low=0.4, high=0.74),
    Agreement(step=Step.EXPLORE, pairs=3, within_one=1.0),
    Agreement(step=Step.OFFER, pairs=0, within_one=0.0),
)


@dataclass
class Sheets:
    """The use cases: what each would show whom, what was asked of them, and what fails while `trouble` is set."""

    pages: dict[int, SheetPage] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    trouble: MotbotError | None = None
    is_theirs: bool = True
    held: Mine = field(default_factory=all_of_mine)
    meanwhile: Callable[[], object] = lambda: None
    """What happens before a request is answered."""

    def _noted(self, verb: str, **given: Any) -> None:
        self.asked.append((verb, given))
        if self.trouble is not None:
            raise self.trouble

    async def request(self, *, user: str, place: Place, is_blind: bool, window: str) -> SheetPage:
        self._noted("request", user=user, place=place, is_blind=is_blind, window=window)
        self.meanwhile()
        return self.pages.get(0, not_yours())

    async def agree(self, *, review: int, user: str, window: str) -> SheetPage:
        self._noted("agree", review=review, user=user, window=window)
        self.meanwhile()
        return page_of(state=ReviewState.READING)

    async def open(self, *, review: int, user: str, page: int, window: str) -> SheetPage:
        self._noted("open", review=review, user=user, page=page, window=window)
        return self.pages.get(page, not_yours()) if review == 5 else not_yours()

    async def mark(self, *, review: int, user: str, marks: Mapping[Row, int | None], reason: str) -> bool:
        self._noted("mark", review=review, user=user, marks=dict(marks), reason=reason)
        return self.is_theirs

    async def remark(self, *, review: int, user: str, row: Row, kind: RemarkKind, text: str) -> bool:
        self._noted("remark", review=review, user=user, row=row, kind=kind, text=text)
        return self.is_theirs

    async def send(self, *, review: int, user: str) -> bool:
        self._noted("send", review=review, user=user)
        return self.is_theirs

    async def mine(self, *, user: str) -> Mine:
        self._noted("mine", user=user)
        return self.held

    async def no_promises(self, *, user: str, channel: str = "") -> PromiseList:
        """Nobody here has promised anything."""
        return PromiseList()

    async def no_report(self, *, user: str, channel: str = "", since: datetime | None = None) -> Report | None:
        """Nobody here leads anything."""
        return None

    def verbs(self) -> list[str]:
        """What was asked of them, in order."""
        return [verb for verb, _ in self.asked]

    @property
    def calls(self) -> SheetCalls:
        """As the windows know them."""
        return SheetCalls(
            request=self.request,
            agree=self.agree,
            open=self.open,
            mark=self.mark,
            remark=self.remark,
            send=self.send,
            mine=self.mine,
            as_text=lambda page: f"# Sheet\n\n> {page.channel_name}, page {page.page}",
        )


ASKING = page_of(state=ReviewState.ASKING, cost=Cost(lines=900, calls=23, tokens=60_000))
"""A long conversation, before anything is judged."""
ELSEWHERE = Place(channel=SUPPORT, ts="1772442900.000100", thread_ts=TS)
"""A reply in the thread."""
LONG = Expectation(kind=ExpectationKind.EXPLICIT, text="all of it", quote="all of it", source=TS)
