"""Cuts a review into pages, and leaves out of each what the person who looks may not see now."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from motbot.domain.agreement import Agreement
from motbot.domain.language import Language
from motbot.domain.nudge import Place
from motbot.domain.policy import ReviewRules, ShowCoach
from motbot.domain.review import (
    Failure,
    RaterRole,
    Rating,
    Remark,
    Review,
    ReviewedLine,
    ReviewState,
    Row,
    counting,
)
from motbot.domain.safe_text import one_line
from motbot.domain.scoring import Mark, Quote, Step
from motbot.domain.sheet import ContactSheet, Sheet, scale_note
from motbot.domain.sheet_page import Calibration, Hidden, HumanMark, SheetPage, SheetRow, ShownRemark

_BEGINNING_AT_MOST = 120
NOWHERE = Place(channel="", ts="")


def nothing_for(language: Language, failure: Failure = Failure.NOT_YOURS) -> SheetPage:
    """The page of whoever gets no sheet: the same for all places, whether they exist or not."""
    return SheetPage(review=0, state=ReviewState.FAILED, failure=failure, language=language, place=NOWHERE)


def page_of(
    review: Review,
    *,
    page: int,
    user: str,
    role: RaterRole,
    ratings: Sequence[Rating],
    remarks: Sequence[Remark],
    sent: AbstractSet[str],
    agreement: Sequence[Agreement],
    rules: ReviewRules,
    language: Language,
    zone: str,
    channel_name: str,
    is_trainer: bool,
    earlier: int,
) -> SheetPage:
    """One page of a review for somebody who may see it.

    Page 0 is the overview, any other number that contact's; one that there is not gives the overview. `user` is whoever
    looks, `language` theirs, `zone` the IANA name of the one they see times in. `sent` are those who have sent their
    marks of a blind review. `agreement` is how well the coach agrees with people on each kind of row, which decides by
    `rules` what is shown of it; only a trainer is shown it. `earlier` is an earlier review of the same conversation
    that they may see, 0 where there is none.
    """
    bare = SheetPage(
        review=review.id,
        state=review.state,
        failure=review.failure,
        cost=review.cost,
        language=language,
        place=review.place,
        channel_name=channel_name,
        department=review.department,
        zone=zone,
        role=role,
    )
    if review.state is not ReviewState.READY or review.sheet is None:
        return bare
    kept = counting(ratings), tuple(remarks), {one.step: one for one in agreement}
    paging = _Paging(review, review.sheet, user, *kept, sent, rules)
    contact = next((one for one in review.sheet.contacts if one.number == page), None)
    if contact is not None:
        return paging.contact(paging.ready(bare, earlier), contact)
    shown = tuple(agreement) if is_trainer and paging.is_open else ()
    return replace(paging.overview(paging.ready(bare, earlier)), agreement=shown, scale_note=scale_note(language))


def rows_of(sheet: Sheet) -> frozenset[Row]:
    """Every row that can be marked: the conversation, and each contact as a whole and by its steps."""
    steps = (None, *Step)
    return frozenset(
        {Row(contact=0), *(Row(contact=one.number, step=step) for one in sheet.contacts for step in steps)}
    )


def missing_marks(review: Review, ratings: Iterable[Rating], user: str) -> tuple[int, ...]:
    """The contacts that somebody has still to mark as a whole; of those that expected nothing only where all did so."""
    marked = {one.row.contact for one in ratings if one.rater == user and one.row.step is None}
    contacts = review.sheet.contacts if review.sheet else ()
    counted = [one for one in contacts if one.expects] or contacts
    return tuple(one.number for one in counted if one.number not in marked)


@dataclass(frozen=True, slots=True)
class _Paging:
    """One run over a sheet."""

    review: Review
    sheet: Sheet
    user: str
    ratings: tuple[Rating, ...]
    remarks: tuple[Remark, ...]
    agreement: Mapping[Step | None, Agreement]
    sent: AbstractSet[str]
    rules: ReviewRules

    @property
    def is_open(self) -> bool:
        """Whether this person may see what the coach and others say."""
        return not self.review.is_blind or self.user in self.sent

    @property
    def calibration(self) -> Calibration | None:
        """How far a blind review has come."""
        if not self.review.is_blind:
            return None
        missing = missing_marks(self.review, self.ratings, self.user)
        return Calibration(sent_by_you=self.user in self.sent, sent=len(self.sent), missing=missing)

    def ready(self, page: SheetPage, earlier: int) -> SheetPage:
        """What stands on every page of a sheet."""
        return replace(
            page,
            pages=1 + len(self.sheet.contacts),
            calibration=self.calibration,
            made_by=self.sheet.provenance.coach,
            without_model=self.review.without_model,
            earlier=earlier,
        )

    def overview(self, page: SheetPage) -> SheetPage:
        """The conversation, and each contact as a whole."""
        contacts = (replace(self._row(_whole(one)), words=self._beginning(one)) for one in self.sheet.contacts)
        rows = (self._row(self._conversation()), *contacts)
        return replace(page, rows=rows, lines=self._lines(_quoted(rows)))

    def contact(self, page: SheetPage, contact: ContactSheet) -> SheetPage:
        """One contact with its steps, and what was said in it."""
        steps = (_step(contact.number, mark) for mark in contact.marks)
        rows = (self._row(_whole(contact)), *map(self._row, steps))
        said = replace(
            page,
            page=contact.number,
            rows=rows,
            asked=self._lines(contact.asked),
            said=self._lines(contact.said),
        )
        if not self.is_open:
            return said
        sources = (one.expectation.source for one in contact.expectations)
        promised = (one.quote.ts for one in contact.promises)
        return replace(
            said,
            lines=self._lines((*_quoted(rows), *sources, *promised)),
            expectations=contact.expectations,
            is_pending=contact.overall is None and not contact.said,
            promises=contact.promises,
            better=contact.better,
        )

    def _beginning(self, contact: ContactSheet) -> str:
        """The first words of a contact, for telling it from the others."""
        first = (*contact.asked, *contact.said)[:1]
        return next((one_line(line.text, limit=_BEGINNING_AT_MOST) for line in self._lines(first)), "")

    def _conversation(self) -> SheetRow:
        """The row of the whole conversation: it says what that contact says whose rule fixed it."""
        overall = self.sheet.overall
        fixed = next((one for one in self.sheet.contacts if overall and one.number == overall.contact), None)
        if overall is None or fixed is None:
            return SheetRow(row=Row(contact=0))
        return replace(_whole(fixed), row=Row(contact=0), score=overall.ruling.score, rule=overall.ruling.rule)

    def _row(self, coach: SheetRow) -> SheetRow:
        """A row as far as it may be seen, with what people say of it."""
        hidden = self._hidden(coach.row)
        shown = SheetRow(row=coach.row, hidden=hidden) if hidden else coach
        return replace(shown, humans=tuple(self._humans(coach.row)), remarks=tuple(self._said_of(coach.row)))

    def _hidden(self, row: Row) -> Hidden | None:
        if not self.is_open:
            return Hidden.BLIND
        if self.rules.show_coach is ShowCoach.ALWAYS:
            return None
        found = self.agreement.get(row.step)
        least = self.rules
        trusted = found is not None and found.suffices(kappa=least.agreed_kappa, pairs=least.agreed_pairs)
        return None if trusted else Hidden.NOT_TRUSTED

    def _sees(self, other: str) -> bool:
        """Whether this person may see what somebody says: in a blind review only what both have sent."""
        return other == self.user or not self.review.is_blind or {self.user, other} <= self.sent

    def _humans(self, row: Row) -> Iterator[HumanMark]:
        for one in self.ratings:
            if one.row == row and self._sees(one.rater):
                yours = one.rater == self.user
                yield HumanMark(role=one.role, is_yours=yours, score=one.score, reason=one.reason, at=one.at)

    def _said_of(self, row: Row) -> Iterator[ShownRemark]:
        for one in self.remarks:
            if one.row == row and self._sees(one.by):
                yours = one.by == self.user
                yield ShownRemark(role=one.role, is_yours=yours, kind=one.kind, text=one.text, at=one.at)

    def _lines(self, wanted: Collection[str]) -> tuple[ReviewedLine, ...]:
        """Those of the conversation's lines, in their order."""
        given = set(wanted)
        return tuple(line for line in self.review.lines if line.ts in given)


def _whole(contact: ContactSheet) -> SheetRow:
    """A contact as a whole."""
    return SheetRow(
        row=Row(contact=contact.number),
        score=contact.overall.score if contact.overall else None,
        rule=contact.overall.rule if contact.overall else None,
        reason=contact.reason,
        quotes=tuple(dict.fromkeys(seen.quote for seen in contact.evidence)),
    )


def _step(contact: int, mark: Mark) -> SheetRow:
    """One step of a contact."""
    return SheetRow(
        row=Row(contact=contact, step=mark.step),
        score=mark.score,
        reason=mark.reason,
        behaviours=mark.behaviours,
        lacking=mark.lacking,
        quotes=mark.quotes,
    )


def _quoted(rows: Iterable[SheetRow]) -> tuple[str, ...]:
    """Which lines the rows' quotes are from."""
    quotes: Iterator[Quote] = (quote for row in rows for quote in row.quotes)
    return tuple(quote.ts for quote in quotes)
