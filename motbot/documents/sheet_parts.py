"""Puts a sheet's pages into words: scores with their names, behaviours written out, times on the reader's clock."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from motbot.catalogue import formats
from motbot.documents.parts import (
    ContactPart,
    NotePart,
    PromisePart,
    RowPart,
    ScorePart,
    SheetParts,
    SpokenPart,
    WantedPart,
)
from motbot.documents.sheet_wording import SheetWording, sheet_wording
from motbot.domain.agreement import Agreement
from motbot.domain.behaviour_names import outcome_name, role_name, sheet_names, signed
from motbot.domain.nudge import Place
from motbot.domain.review import RaterRole, ReviewedLine, ReviewState
from motbot.domain.safe_text import shortened, without_hidden
from motbot.domain.scoring import Quote
from motbot.domain.sheet import Fate, JudgedPromise, Outcome
from motbot.domain.sheet_page import Calibration, Hidden, SheetPage, SheetRow
from motbot.domain.typesetting import spaced

NO_SCORE = "\u2013"
_FIRST_WORDS = 90
_PLAYBOOK = "playbook"
_WITH_ONE_CONTACT = 2
"""Pages of the sheet of a conversation with a single contact."""
_WEIGHT = {Outcome.MISSED: 0, Outcome.NEVER_SEEN: 1, Outcome.MET: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a page does not say of the conversation it is about."""

    title: str = ""
    """What it is called: a file's id; else the channel's name is taken."""
    link: Callable[[Place], str] | None = None
    """Makes a message's address; None where it has none."""
    is_timed: bool = True
    """False where nobody said when things were said."""
    decided_by: int = 0
    """The contact whose score is the conversation's; 0 where that is to be told from the overview."""


def sheet_parts(pages: Sequence[SheetPage], origin: Origin | None = None) -> SheetParts:
    """Put one page, or the overview with the pages of its contacts, into words.

    Args:
        pages: in their order, all of one review and for one reader; at least one.
        origin: what the pages do not say.
    """
    first = pages[0]
    words = _Words(first, origin or Origin())
    overview = next((page for page in pages if page.page == 0), None)
    is_ready = first.state is ReviewState.READY
    return SheetParts(
        language=first.language,
        title=words.title,
        about=words.about(pages) if is_ready else (),
        notices=tuple(words.notices(first)),
        scale_note=without_hidden(first.scale_note),
        overall=words.overall(overview) if overview and is_ready else None,
        listed=tuple(words.listed(overview, pages)) if overview and is_ready else (),
        contacts=tuple(words.contact(page) for page in pages if page.page) if is_ready else (),
        agreement=tuple(map(words.agreement, overview.agreement)) if overview else (),
    )


class _Words:
    """The words of one sheet."""

    def __init__(self, page: SheetPage, origin: Origin) -> None:
        self._language = page.language
        self._zone = ZoneInfo(page.zone)
        self._origin = origin
        self._said: SheetWording = sheet_wording(page.language)
        self._channel = page.place.channel
        self._is_playbook = page.made_by == _PLAYBOOK
        self.title = without_hidden(origin.title or (f"#{page.channel_name}" if page.channel_name else ""))

    def about(self, pages: Sequence[SheetPage]) -> tuple[str, ...]:
        """Where and when it was, and who judged."""
        first, said = pages[0], self._said
        lines = [line.at for page in pages for line in (*page.asked, *page.said)]
        days = ""
        if self._origin.is_timed and lines:
            begin, end = self._day(min(lines)), self._day(max(lines))
            span = begin if begin == end else f"{begin} \u2013 {end}"
            days = span + said.aside.format(words=first.zone)
        judge = said.without_model if first.without_model else said.made_by.get(first.made_by, "")
        who = without_hidden(first.department)
        department = spaced(said.department.format(department=who)) if who else ""
        return tuple(one for one in (department, days, judge) if one)

    def notices(self, page: SheetPage) -> Iterable[str]:
        """What is to be known first."""
        said = self._said
        if page.state is not ReviewState.READY:
            yield said.failures[page.failure] if page.failure else said.no_sheet
            return
        if page.calibration:
            yield self._calibration(page.calibration)
        if page.earlier:
            yield said.earlier.format(review=page.earlier)
        if not self._origin.is_timed:
            yield said.untimed

    def _calibration(self, one: Calibration) -> str:
        if one.sent_by_you:
            return self._said.blind_sent.format(sent=one.sent)
        if one.missing:
            return self._said.blind_missing.format(missing=self._said.comma.join(map(str, one.missing)))
        return self._said.blind_ready

    def overall(self, page: SheetPage) -> RowPart | None:
        """The conversation's own row."""
        row = next((one for one in page.rows if one.row.contact == 0), None)
        if row is None:
            return None
        decided = self._decided_by(page, row)
        whole = self._row(row, {}, self._said.whole)
        return replace(
            whole, rule=self._rule(row, decided) if page.pages > _WITH_ONE_CONTACT else whole.rule, quotes=()
        )

    def _decided_by(self, page: SheetPage, whole: SheetRow) -> int:
        """The contact whose score is the conversation's; the page shows that one's reason and quotes for the whole."""
        if self._origin.decided_by:
            return self._origin.decided_by
        shown = (whole.score, whole.rule, whole.reason, whole.quotes)
        same = (one for one in page.rows if one.row.contact and (one.score, one.rule, one.reason, one.quotes) == shown)
        return next((one.row.contact for one in same), 0)

    def listed(self, overview: SheetPage, pages: Iterable[SheetPage]) -> Iterable[RowPart]:
        """Every contact on one line."""
        begins = {page.page: line.text for page in pages for line in (*page.asked, *page.said)[:1]}
        for row in overview.rows:
            if number := row.row.contact:
                words = " ".join(without_hidden(row.words or begins.get(number, "")).split())
                name = self._said.contact.format(number=number)
                yield RowPart(name=name, score=self.score(row.score, row.hidden), words=shortened(words, _FIRST_WORDS))

    def contact(self, page: SheetPage) -> ContactPart:
        """A contact's page."""
        lines = {line.ts: line for line in (*page.lines, *page.asked, *page.said)}
        whole = next(row for row in page.rows if row.row.step is None)
        steps = [row for row in page.rows if row.row.step]
        return ContactPart(
            number=page.page,
            row=self._row(whole, lines, self._said.contact.format(number=page.page)),
            asked=tuple(self._spoken(line) for line in page.asked),
            said=tuple(self._spoken(line) for line in page.said),
            steps=tuple(self._row(row, lines, self._step(row)) for row in steps if not _is_idle(row)),
            idle=tuple(self._step(row) for row in steps if _is_idle(row)),
            wanted=tuple(self._wanted(page)),
            promises=tuple(self._promise(one, lines) for one in page.promises),
            better=without_hidden(page.better),
        )

    def _step(self, row: SheetRow) -> str:
        return sheet_names(self._language).steps[row.row.step] if row.row.step else ""

    def _row(self, row: SheetRow, lines: Mapping[str, ReviewedLine], name: str) -> RowPart:
        # The playbook's reason for a step says again what was seen and what was not.
        repeats = self._is_playbook and row.row.step and (row.behaviours or row.lacking)
        return RowPart(
            name=name,
            score=self.score(row.score, row.hidden),
            rule=self._rule(row),
            reason="" if repeats else without_hidden(row.reason),
            seen=self._behaviours(row.behaviours),
            missing=self._behaviours(row.lacking),
            quotes=tuple(self._quote(one, lines) for one in _widest(row.quotes)),
            notes=tuple(self._notes(row)),
        )

    def _rule(self, row: SheetRow, contact: int = 0) -> str:
        rule = sheet_names(self._language).rules.get(row.rule or 0, "")
        decided = self._said.rule_of_contact if contact else self._said.rule
        return decided.format(number=row.rule, rule=rule, contact=contact) if rule else ""

    def score(self, score: int | None, hidden: Hidden | None = None) -> ScorePart:
        """A score in figures and in a word."""
        if hidden is not None:
            return ScorePart(value=None, text=NO_SCORE, name=self._said.hidden[hidden])
        if score is None:
            return ScorePart(value=None, text=NO_SCORE, name=self._said.not_applicable)
        return ScorePart(value=score, text=signed(score), name=sheet_names(self._language).scores[score])

    def _behaviours(self, ids: Iterable[str]) -> tuple[str, ...]:
        names = sheet_names(self._language).behaviours
        return tuple(names.get(one, one) for one in ids)

    def _notes(self, row: SheetRow) -> Iterable[NotePart]:
        for mark in row.humans:
            score = NO_SCORE if mark.score is None else signed(mark.score)
            yield NotePart(who=self._who(mark.role, mark.is_yours), score=score, words=without_hidden(mark.reason))
        for remark in row.remarks:
            who = self._said.remarks[remark.kind].format(who=self._who(remark.role, remark.is_yours))
            yield NotePart(who=who, words=without_hidden(remark.text))

    def _who(self, role: RaterRole, is_yours: bool) -> str:
        return self._said.you if is_yours else sheet_names(self._language).raters[role]

    def _quote(self, quote: Quote, lines: Mapping[str, ReviewedLine]) -> SpokenPart:
        line = lines.get(quote.ts)
        return self._spoken(line, quote.words) if line else SpokenPart(words=without_hidden(quote.words))

    def _spoken(self, line: ReviewedLine, words: str = "") -> SpokenPart:
        place = Place(channel=self._channel, ts=line.ts, thread_ts=line.thread_ts)
        return SpokenPart(
            words=without_hidden(words or line.text),
            who=role_name(line.role, self._language),
            when=self._moment(line.at) if self._origin.is_timed else "",
            link=self._origin.link(place) if self._origin.link else "",
        )

    def _wanted(self, page: SheetPage) -> Iterable[WantedPart]:
        for judged in sorted(page.expectations, key=lambda one: _WEIGHT[one.outcome]):
            one = judged.expectation
            evidence = self._said.quote.format(words=one.quote) if one.quote else one.cue
            yield WantedPart(
                outcome=outcome_name(judged.outcome, self._language, is_pending=page.is_pending),
                kind=sheet_names(self._language).kinds[one.kind],
                text=without_hidden(one.text),
                evidence=" ".join(without_hidden(evidence).split()),
            )

    def _promise(self, one: JudgedPromise, lines: Mapping[str, ReviewedLine]) -> PromisePart:
        names = sheet_names(self._language)
        fate = names.fates[one.fate]
        if one.fate is Fate.TAKEN_BACK:
            when = self._said.aside.format(words=self._moment(one.taken_back_at)) if one.taken_back_at else ""
            fate = self._said.semicolon.join((f"{fate}{when}", names.as_read_then))
        elif one.is_over:
            fate = self._said.semicolon.join((names.over, names.nothing_shows))
        return PromisePart(
            fate=fate,
            spoken=self._quote(one.quote, lines),
            due=self._said.due.format(words=without_hidden(one.due_words)) if one.due_words else "",
        )

    def agreement(self, one: Agreement) -> str:
        """How the coach agrees with people on one kind of row."""
        kind = sheet_names(self._language).steps[one.step] if one.step else self._said.of_contacts
        line = self._said.agreement_line.format(kind=kind, share=f"{one.within_one:.0%}", pairs=one.pairs)
        if one.kappa is None or one.low is None or one.high is None:
            return line
        figures = {"kappa": f"{one.kappa:.2f}", "low": f"{one.low:.2f}", "high": f"{one.high:.2f}"}
        return self._said.agreement_kappa.format(line=line, **figures)

    def _day(self, at: datetime) -> str:
        return formats.day(at.astimezone(self._zone), self._language)

    def _moment(self, at: datetime) -> str:
        return formats.day_and_clock(at.astimezone(self._zone), self._language)


def _widest(quotes: Sequence[Quote]) -> Iterable[Quote]:
    """The quotes without those that are part of another one."""
    for one in quotes:
        if not any(one != other and one.ts == other.ts and one.words in other.words for other in quotes):
            yield one


def _is_idle(row: SheetRow) -> bool:
    """Whether a step was not called for, and nobody says anything of it."""
    told = row.score is not None or row.hidden or row.behaviours or row.lacking or row.humans or row.remarks
    return not told
