"""Turns what a model says of a contact into a part of the sheet, and keeps only what stands in its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from motbot.domain.checks import known_links
from motbot.domain.contacts import Contact
from motbot.domain.grounding import occurs
from motbot.domain.language import language_of
from motbot.domain.message import ConversationView
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import TRACKED, Promise
from motbot.domain.scoring import MOST, Depth, Facts, Fault, Quote, Repair, Ruling, Seen, ruled
from motbot.domain.sheet import ContactSheet, Fate, JudgedPromise, fate_of, passed_untold, tracked_as
from motbot.llm.contact_expectations import ExpectationReader
from motbot.llm.contact_facts import Grounded, counted_urgency, facts_of, was_broken
from motbot.llm.contact_marks import MarkReader
from motbot.llm.contact_rows import Shown
from motbot.llm.quoted_words import QuotedWords
from motbot.llm.sheet_shapes import ContactJudged, Merit, SheetAnswer

_PRAISED = frozenset({Depth.EXCEEDED, Depth.DELIGHTED})


class SheetParts:
    """Makes the parts of one answer, for a view and what was shown of it."""

    def __init__(
        self, *, view: ConversationView, shown: Shown, promises: Sequence[Promise], within: ReplyWithin
    ) -> None:
        self._view = view
        self._shown = shown
        self._promises = promises
        self._within = within
        self._quoted = QuotedWords(shown.transcript)
        self._reasons: list[str] = []
        self._expectations = ExpectationReader(
            shown=shown, quoted=self._quoted, links=known_links(view), dropped=self._reasons
        )
        self._marks = MarkReader(quoted=self._quoted, dropped=self._reasons)
        self._missed: list[Quote] = []
        self._judged_none = False

    @property
    def dropped(self) -> tuple[str, ...]:
        """Why something of the answer was left out, one reason for each."""
        return (*self._reasons, *self._quoted.dropped)

    @property
    def judged_none(self) -> bool:
        """Whether the answer held none of the contacts that were asked for."""
        return self._judged_none

    def of(self, answer: SheetAnswer, contacts: Sequence[Contact]) -> tuple[ContactSheet, ...]:
        """One part for each contact; one that the model passed over stays without a score, and is counted."""
        judged = self._by_number(answer, {contact.number for contact in contacts})
        self._judged_none = not judged
        parts = []
        for contact in contacts:
            found = judged.get(contact.number)
            if found is None:
                self._reasons.append("missing_contact")
            parts.append(self._part(found, contact) if found else _blank(contact))
        return tuple(replace(part, promises=tuple(map(self._fated, part.promises))) for part in parts)

    def _by_number(self, answer: SheetAnswer, wanted: set[int]) -> Mapping[int, ContactJudged]:
        judged: dict[int, ContactJudged] = {}
        for one in answer.contacts:
            if one.contact not in wanted:
                self._reasons.append("unknown_contact")
            elif one.contact in judged:
                self._reasons.append("repeated_contact")
            else:
                judged[one.contact] = one
        return judged

    def _part(self, judged: ContactJudged, contact: Contact) -> ContactSheet:
        expected = self._expectations.read(judged, contact)
        is_broken = self._is_broken(judged, contact)
        faults = self._faults(judged, contact, is_broken=is_broken)
        merits = self._merits(judged, contact)
        grounded = Grounded(
            faults=frozenset(faults),
            merits=frozenset(merits),
            serves_unsaid=bool(expected.served),
            asked=expected.asked,
            unanswered=expected.unanswered,
            is_broken=is_broken,
            urgency=counted_urgency(judged),
            expects=judged.expects,
        )
        facts = facts_of(judged, grounded, contact=contact, view=self._view, within=self._within)
        overall = ruled(facts) if contact.is_answered or facts.is_late else None
        return ContactSheet(
            number=contact.number,
            asked=tuple(line.ts for line in contact.asked),
            said=tuple(line.ts for line in contact.said),
            facts=facts,
            evidence=_evidence(faults, merits, expected.served, facts),
            overall=overall,
            reason=judged.reason,
            expects=judged.expects,
            marks=self._marks.read(judged.marks, contact, faults=faults.keys()),
            expectations=expected.judged,
            promises=self._promised(judged, contact),
            better=self._better(judged, contact, overall),
        )

    def _is_broken(self, judged: ContactJudged, contact: Contact) -> bool:
        """Whether a promise of ours had run out when the customer wrote: as it was tracked, or as words show."""
        before = [line for line in self._shown.lines if contact.asked and line.ts <= contact.asked[-1].ts]
        quote = self._quoted.anybodys(judged.broken_words, judged.broken_line, reversed(before))
        if quote is not None:
            self._missed.append(quote)
        return quote is not None or was_broken(contact, self._promises)

    def _faults(self, judged: ContactJudged, contact: Contact, *, is_broken: bool) -> dict[Fault, Quote]:
        shown: dict[Fault, Quote] = {}
        for one in judged.faults:
            if one.fault not in set(Fault):
                self._reasons.append("unknown_fault")
            elif one.fault == Fault.REPEATED and not is_broken:
                self._reasons.append("nothing_broken")
            elif (quote := self._quoted.own(one.words, one.line, contact.said)) is not None:
                shown.setdefault(Fault(one.fault), quote)
        return shown

    def _merits(self, judged: ContactJudged, contact: Contact) -> dict[Merit, Quote]:
        shown: dict[Merit, Quote] = {}
        for one in judged.merits:
            if one.merit not in set(Merit):
                self._reasons.append("unknown_merit")
            elif (quote := self._quoted.own(one.words, one.line, contact.said)) is not None:
                shown.setdefault(Merit(one.merit), quote)
        return shown

    def _promised(self, judged: ContactJudged, contact: Contact) -> tuple[JudgedPromise, ...]:
        found = ((one, self._quoted.own(one.words, one.line, contact.said)) for one in judged.promises)
        texts = {line.ts: line.text for line in contact.said}
        return tuple(
            JudgedPromise(
                quote=quote,
                fate=one.fate,
                due_words=one.due_words if occurs(one.due_words, texts[quote.ts]) else "",
            )
            for one, quote in found
            if quote is not None
        )

    def _fated(self, promise: JudgedPromise) -> JudgedPromise:
        """What became of it: as it was tracked, else as a later contact shows, else as the model says."""
        quote = promise.quote
        known = tracked_as(quote, self._promises)
        if known and (known.state in TRACKED or fate_of(known) is not Fate.OPEN):
            return replace(promise, fate=fate_of(known), taken_back_at=known.taken_back_at)
        if any(one.ts == quote.ts and _overlap(one.words, quote.words) for one in self._missed):
            return replace(promise, fate=Fate.BROKEN)
        is_over = known is not None and promise.fate is Fate.OPEN and passed_untold(known, self._view.now)
        return replace(promise, is_over=is_over)

    def _better(self, judged: ContactJudged, contact: Contact, overall: Ruling | None) -> str:
        """What +3 would have been; nothing where it was, where nothing was expected or where the language is wrong."""
        if not judged.expects or not judged.better.strip() or (overall is not None and overall.score == MOST):
            return ""
        language = self._shown.languages[contact.number]
        if language_of(judged.better, default=language) is not language:
            self._reasons.append("better_in_another_language")
            return ""
        return judged.better


def _blank(contact: Contact) -> ContactSheet:
    """A contact that was not judged."""
    return ContactSheet(
        number=contact.number,
        asked=tuple(line.ts for line in contact.asked),
        said=tuple(line.ts for line in contact.said),
        facts=Facts(depth=Depth.SEEN if contact.is_answered else Depth.SILENT),
    )


def _evidence(
    faults: Mapping[Fault, Quote], merits: Mapping[Merit, Quote], served: Sequence[Quote], facts: Facts
) -> tuple[Seen, ...]:
    """The words that show each fault, and those that raise the score where it is raised."""
    seen = [Seen(quote=quote, fault=fault) for fault, quote in faults.items()]
    if facts.depth in _PRAISED or facts.repair is not Repair.NONE:
        seen += [Seen(quote=quote) for quote in dict.fromkeys((*merits.values(), *served))]
    return tuple(seen)


def _overlap(one: str, other: str) -> bool:
    return occurs(one, other) or occurs(other, one)
