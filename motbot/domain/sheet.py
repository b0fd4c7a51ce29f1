"""The evaluation sheet of a conversation: every contact scored from -3 to +3, every mark resting on quoted words."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from motbot.catalogue import translated
from motbot.domain.checks import QUOTE_LIMIT, REPLY_LIMIT, TEXT_LIMIT, known_links
from motbot.domain.expectation import Expectation, ExpectationKind, Provenance
from motbot.domain.grounding import bare, occurs, verbatim
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.safe_text import one_line, safe
from motbot.domain.scoring import (
    KNOWN,
    LEAST,
    MOST,
    Depth,
    Facts,
    Fault,
    Mark,
    Quote,
    Repair,
    Ruling,
    Seen,
    one_each,
    ruled,
)
from motbot.domain.served import stands, still_served

SCALE_NOTE = "The scale's upper half (0 to +3) is the method's; the lower half (-3 to -1) is our own."


def scale_note(language: Language) -> str:
    """What is to be said once on every sheet: whose scale it is."""
    return translated(SCALE_NOTE, language, context="sheet.scale_note")


class Outcome(StrEnum):
    """What became of an expectation in the contact it was first seen in."""

    MET = "met"
    MISSED = "missed"
    """It was said, or we named it ourselves, and nothing of ours serves it."""
    NEVER_SEEN = "never_seen"
    """It was there to be found, and none of our words touch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedExpectation:
    """An expectation of any of the three kinds, with what became of it."""

    expectation: Expectation
    outcome: Outcome


class Fate(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPromise:
    """A promise made in a contact, with what became of it by the conversation's end."""

    quote: Quote
    fate: Fate
    due_words: str = ""
    """Verbatim; empty where no time was given."""
    taken_back_at: datetime | None = None
    """Where it was tracked and then taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSheet:
    """One contact's part of the sheet."""

    number: int
    asked: tuple[str, ...] = ()
    """`ts` of the customer's lines."""
    said: tuple[str, ...] = ()
    """`ts` of our lines."""
    facts: Facts
    evidence: tuple[Seen, ...] = ()
    overall: Ruling | None = None
    """By the decision order, never a mean of the marks; None: not applicable yet."""
    reason: str = ""
    """Why it is that score, in one line in the reader's language."""
    expects: bool = True
    """Whether the customer expected anything of this contact: thanks and small talk ask for nothing."""
    marks: tuple[Mark, ...] = ()
    """One for each step, in their order."""
    expectations: tuple[JudgedExpectation, ...] = ()
    promises: tuple[JudgedPromise, ...] = ()
    better: str = ""
    """What +3 would have been, as words the agent could have sent; "" where it is +3 already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadScore:
    """The score of a whole conversation, and the contact whose rule fixed it."""

    ruling: Ruling
    contact: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet of one conversation."""

    contacts: tuple[ContactSheet, ...]
    overall: ThreadScore | None = None
    """None where no contact has a score yet."""
    language: Language
    """In which its reasons are written: the reader's, not the customer's."""
    provenance: Provenance
    content: str
    """Hash of what was read, people as their roles: the same words give the same, whoever says them."""

    @property
    def scale_note(self) -> str:
        """What is to be said once on every sheet: whose scale it is."""
        return scale_note(self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a reviewer gives: the contacts' parts, before they are checked, and where they came from."""

    contacts: tuple[ContactSheet, ...]
    provenance: Provenance


def thread_score(contacts: Sequence[ContactSheet]) -> ThreadScore | None:
    """The score of a conversation: that of its weakest contact which nothing later has made good.

    A contact below 0 is made good by a later one that repairs it (rule 9) or that exceeds what was expected: from then
    on the later one stands for both. Contacts that expected nothing count only where no other does.
    """
    scored = [one for one in contacts if one.overall is not None]
    counted = [one for one in scored if one.expects] or scored
    standing: list[ContactSheet] = []
    for one in counted:
        if _makes_good(one):
            standing = [before for before in standing if _score(before) >= 0]
        standing.append(one)
    if not standing:
        return None
    weakest = min(standing, key=lambda one: (_score(one), one.number))
    return ThreadScore(ruling=weakest.overall or _NOTHING, contact=weakest.number)


def _makes_good(one: ContactSheet) -> bool:
    ruling = one.overall or _NOTHING
    return (ruling.rule == _REPAIRED and ruling.score > 0) or ruling.score > 1


def _score(one: ContactSheet) -> int:
    return (one.overall or _NOTHING).score


_NOTHING = Ruling(score=0, rule=8)
_REPAIRED = 9


def fate_of(promise: Promise) -> Fate:
    """What a tracked promise came to; one that was broken stays so, even where it was kept late."""
    if promise.broken_at is not None or promise.state is PromiseState.BROKEN:
        return Fate.BROKEN
    if promise.taken_back_at is not None:
        return Fate.TAKEN_BACK
    return Fate.KEPT if promise.state is PromiseState.KEPT else Fate.OPEN


def checked_sheet(sheet: Sheet, view: ConversationView) -> tuple[Sheet, tuple[str, ...]]:
    """Take out of a sheet what the conversation's own words do not carry, and score it anew by the decision order.

    A fact that speaks for or against the agent and that no words of ours show is taken back; so are quotes that stand
    in no line they name, behaviours and scores that do not exist, and promises and expectations without their words.

    Args:
        sheet: what a reviewer gave, its quotes as they were written.
        view: what it had read.

    Returns:
        The sheet that may be shown, and the reasons of what was dropped or changed, one per occurrence.
    """
    check = _Check(view)
    contacts = tuple(check.contact(one) for one in sheet.contacts)
    overall = thread_score(contacts)
    if sheet.overall is not None and sheet.overall != overall:
        check.dropped.append("overall_changed")
    return replace(sheet, contacts=contacts, overall=overall), tuple(check.dropped)


class _Check:
    """One run over a sheet."""

    def __init__(self, view: ConversationView) -> None:
        self.dropped: list[str] = []
        self._lines = {line.ts: line for line in view.lines}
        self._links = known_links(view)

    def contact(self, one: ContactSheet) -> ContactSheet:
        evidence = tuple(seen for seen in (self._seen(seen, one.said) for seen in one.evidence) if seen is not None)
        facts = self._shown(one.facts, {seen.fault for seen in evidence})
        overall = ruled(facts) if one.overall is not None else None
        if overall != one.overall:
            self.dropped.append("score_changed")
        return replace(
            one,
            facts=facts,
            evidence=evidence,
            overall=overall,
            reason=self._line(one.reason),
            marks=tuple(self._mark(mark) for mark in one_each(one.marks)),
            expectations=tuple(self._judged(judged, one) for judged in one.expectations if self._is_shown(judged)),
            promises=tuple(kept for kept in map(self._promise, one.promises) if kept is not None),
            better=safe(one.better, limit=REPLY_LIMIT, links=self._links),
        )

    def _seen(self, seen: Seen, said: Sequence[str]) -> Seen | None:
        quote = self._quote(seen.quote, ours=True) if seen.quote.ts in said else None
        return replace(seen, quote=quote) if quote else None

    def _shown(self, facts: Facts, shown: AbstractSet[Fault | None]) -> Facts:
        """Only what words of ours show; the other facts come from times and from the customer's words."""
        faults = frozenset(facts.faults & shown)
        self.dropped += [f"unshown_{fault}" for fault in sorted(facts.faults - faults)]
        asked = max(0, facts.asked)
        kept = replace(facts, faults=faults, asked=asked, unanswered=max(0, min(facts.unanswered, asked)))
        if None in shown or (facts.depth not in _PRAISED and facts.repair is Repair.NONE):
            return kept
        self.dropped.append("unshown_merit")
        depth = Depth.ANSWERED if facts.depth in _PRAISED else facts.depth
        return replace(kept, depth=depth, repair=Repair.NONE)

    def _mark(self, mark: Mark) -> Mark:
        known = tuple(name for name in dict.fromkeys(mark.behaviours) if name in KNOWN)
        lacking = tuple(name for name in dict.fromkeys(mark.lacking) if name in KNOWN and name not in known)
        self.dropped += ["unknown_behaviour"] * sum(name not in KNOWN for name in (*mark.behaviours, *mark.lacking))
        quotes = tuple(quote for quote in map(self._quote, mark.quotes) if quote is not None)
        score = mark.score
        if score is not None and not LEAST <= score <= MOST:
            self.dropped.append("score_out_of_range")
            score = None
        if score is not None and score != 0 and mark.quotes and not quotes:
            self.dropped.append("unshown_mark")
            score = None
        return replace(
            mark, score=score, behaviours=known, lacking=lacking, quotes=quotes, reason=self._line(mark.reason)
        )

    def _quote(self, quote: Quote, *, ours: bool = False) -> Quote | None:
        """The quote as it stands in the line it names; what our side only quotes or forwards shows nothing of it."""
        line = self._lines.get(quote.ts)
        if line is None or not stands(quote.words, line, ours=ours):
            self.dropped.append("ungrounded_quote")
            return None
        return Quote(ts=quote.ts, words=verbatim(quote.words, line.text)[:QUOTE_LIMIT])

    def _judged(self, judged: JudgedExpectation, one: ContactSheet) -> JudgedExpectation:
        """The words of a promise that was taken back are no evidence that something was met."""
        gone = [promise.quote.words for promise in one.promises if promise.fate is Fate.TAKEN_BACK]
        said = [self._lines[ts] for ts in one.said if ts in self._lines]
        if judged.outcome is not Outcome.MET or still_served(judged.expectation, said, gone):
            return judged
        self.dropped.append("taken_back")
        return replace(judged, outcome=Outcome.MISSED)

    def _is_shown(self, judged: JudgedExpectation) -> bool:
        one = judged.expectation
        line = self._lines.get(one.source)
        is_shown = bool(bare(one.cue)) and (line is not None or not one.source)
        if one.kind is ExpectationKind.EXPLICIT:
            is_shown = line is not None and stands(one.quote, line)
        if not is_shown:
            self.dropped.append("ungrounded_expectation")
        return is_shown

    def _promise(self, promise: JudgedPromise) -> JudgedPromise | None:
        quote = self._quote(promise.quote, ours=True)
        if quote is None:
            return None
        stands = occurs(promise.due_words, self._lines[quote.ts].text)
        return replace(promise, quote=quote, due_words=promise.due_words if stands else "")

    def _line(self, text: str) -> str:
        return one_line(text, limit=TEXT_LIMIT, links=self._links)


_PRAISED = frozenset({Depth.EXCEEDED, Depth.DELIGHTED})
