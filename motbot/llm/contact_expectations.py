"""Turns what a model says was expected in a contact into judged expectations of the three kinds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motbot.domain.checks import KIND_AT_MOST, TEXT_LIMIT
from motbot.domain.contacts import Contact
from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.grounding import bare
from motbot.domain.safe_text import one_line
from motbot.domain.scoring import Quote
from motbot.domain.sheet import JudgedExpectation, Outcome
from motbot.llm.contact_rows import Shown
from motbot.llm.quoted_words import QuotedWords
from motbot.llm.shapes import CueFrom, ToldBack
from motbot.llm.sheet_shapes import ContactJudged, RequestJudged, UnsaidJudged

_UNSAID_KINDS: Mapping[ToldBack, ExpectationKind] = {
    ToldBack.YES_OF_COURSE: ExpectationKind.IMPLICIT,
    ToldBack.NOT_THOUGHT_OF: ExpectationKind.NOT_YET_EXISTING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What was expected in a contact, and what our words did about it."""

    judged: tuple[JudgedExpectation, ...]
    asked: int
    """How many requests the customer put into words."""
    unanswered: int
    served: tuple[Quote, ...]
    """Our words that serve what nobody had said."""


class ExpectationReader:
    """Reads the expectations of one answer."""

    def __init__(self, *, shown: Shown, quoted: QuotedWords, links: frozenset[str], dropped: list[str]) -> None:
        """Take what the model was shown; why something is left out goes to `dropped`."""
        self._shown = shown
        self._quoted = quoted
        self._links = links
        self._dropped = dropped

    def read(self, found: ContactJudged, contact: Contact) -> Expected:
        """The expectations of a contact, those known before with what the model says of them."""
        known = self._known(contact)
        requests = self._requests(found.asked, contact, known)
        unsaid = [one for one in (self._unsaid(entry, contact, known) for entry in found.unsaid) if one is not None]
        kept = _distinct((*(one for one in requests), *(one for one, _ in unsaid)))
        stated = [one for one in kept if one.expectation.kind is ExpectationKind.EXPLICIT]
        passed_over = self._passed_over(known, kept)
        return Expected(
            judged=_at_most(sorted((*kept, *passed_over), key=_kind)),
            asked=len(stated),
            unanswered=sum(one.outcome is not Outcome.MET for one in stated),
            served=tuple(quote for _, quote in unsaid if quote is not None),
        )

    def _known(self, contact: Contact) -> dict[str, Expectation]:
        own = {line.ts for line in contact.asked}
        known = self._shown.expectations.items()
        return {label: one for label, one in known if not own.isdisjoint((one.source, *one.again))}

    def _requests(
        self, found: Sequence[RequestJudged], contact: Contact, known: Mapping[str, Expectation]
    ) -> list[JudgedExpectation]:
        requests = []
        for one in found:
            expectation = self._as_known(one.known, known, stated=True) or self._stated(one, contact)
            if expectation is not None:
                is_met = one.answered and contact.is_answered
                requests.append(
                    JudgedExpectation(expectation=expectation, outcome=Outcome.MET if is_met else Outcome.MISSED)
                )
        return requests

    def _stated(self, one: RequestJudged, contact: Contact) -> Expectation | None:
        """What is asked for, in the customer's words of this contact or, where it is chased, of one before."""
        last = contact.asked[-1].ts if contact.asked else ""
        theirs = [line for line in self._shown.lines if not line.side.is_ours and line.ts <= last]
        quote = self._quoted.anybodys(one.words, one.line, reversed(theirs))
        if quote is None:
            return None
        text = self._line(one.text) or self._line(quote.words)
        return Expectation(kind=ExpectationKind.EXPLICIT, text=text, quote=quote.words, source=quote.ts)

    def _unsaid(
        self, one: UnsaidJudged, contact: Contact, known: Mapping[str, Expectation]
    ) -> tuple[JudgedExpectation, Quote | None] | None:
        expectation = self._as_known(one.known, known, stated=False) or self._guessed(one, contact)
        if expectation is None:
            return None
        served = self._quoted.own(one.ours, "", contact.said) if one.outcome is Outcome.MET else None
        outcome = Outcome.NEVER_SEEN if one.outcome is Outcome.MET and served is None else one.outcome
        return JudgedExpectation(expectation=expectation, outcome=outcome), served

    def _guessed(self, one: UnsaidJudged, contact: Contact) -> Expectation | None:
        """What nobody said, where its cue can be pointed at and it passes the nod test."""
        reason = _reason_against(one)
        source = self._shown.transcript.ts_of(one.line) if one.cue_from is CueFrom.CONVERSATION else ""
        if not reason and one.cue_from is CueFrom.CONVERSATION and not (source and source <= contact.lines[-1].ts):
            reason = "unknown_line"
        text, cue = self._line(one.text), self._line(one.cue)
        if not reason and not (bare(text) and bare(cue)):
            reason = "no_cue"
        if reason:
            self._dropped.append(reason)
            return None
        return Expectation(kind=_UNSAID_KINDS[one.told_back], text=text, cue=cue, source=source)

    def _as_known(self, label: str, known: Mapping[str, Expectation], *, stated: bool) -> Expectation | None:
        label = label.strip().upper()
        one = known.get(label)
        if one is not None and (one.kind is ExpectationKind.EXPLICIT) is stated:
            return one
        if label:
            self._dropped.append("unknown_expectation")
        return None

    def _passed_over(
        self, known: Mapping[str, Expectation], kept: Sequence[JudgedExpectation]
    ) -> list[JudgedExpectation]:
        """Known conditions of a request share what became of it; what else the model passes over is not judged."""
        judged = {one.expectation.mark for one in kept}
        shared = []
        for one in known.values():
            beside = [
                other.outcome
                for other in kept
                if other.expectation.kind is ExpectationKind.EXPLICIT and other.expectation.source == one.source
            ]
            if one.mark in judged:
                continue
            if one.kind is ExpectationKind.EXPLICIT and beside:
                outcome = Outcome.MISSED if Outcome.MISSED in beside else Outcome.MET
                shared.append(JudgedExpectation(expectation=one, outcome=outcome))
            else:
                self._dropped.append("unjudged_expectation")
        return shared

    def _line(self, text: str) -> str:
        return one_line(text, limit=TEXT_LIMIT, links=self._links)


def _reason_against(one: UnsaidJudged) -> str:
    """Why something unsaid is left out; empty where it may stay."""
    if one.told_back is ToldBack.NEITHER:
        return "fails_nod_test"
    if one.cue_from is CueFrom.GENERAL_KNOWLEDGE:
        return "general_knowledge"
    if one.told_back is ToldBack.NOT_THOUGHT_OF and not one.benefit.strip():
        return "no_benefit"
    return ""


def _kind(one: JudgedExpectation) -> int:
    return list(ExpectationKind).index(one.expectation.kind)


def _distinct(found: Sequence[JudgedExpectation]) -> list[JudgedExpectation]:
    """Each expectation once, as it was judged first."""
    once = {bare(one.expectation.text): one for one in reversed(found)}
    return [one for one in found if once[bare(one.expectation.text)] is one]


def _at_most(found: Sequence[JudgedExpectation]) -> tuple[JudgedExpectation, ...]:
    return tuple(
        one
        for kind, most in KIND_AT_MOST.items()
        for one in [other for other in found if other.expectation.kind is kind][:most]
    )
