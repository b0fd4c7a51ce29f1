"""The playbook's evaluation sheet: every contact judged by rules, in both languages alike, without a model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from motbot.domain.contacts import Contact
from motbot.domain.expectation import (
    Assessment,
    Expectation,
    ExpectationKind,
    NegativeType,
    Provenance,
    Signal,
)
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise
from motbot.domain.scoring import MOST, Depth, Facts, Fault, Quote, Repair, Ruling, Seen, ruled
from motbot.domain.sheet import ContactSheet, Fate, JudgedExpectation, JudgedPromise, Outcome, Reviewed, fate_of
from motbot.playbook.asking import Asking
from motbot.playbook.assessor import PlaybookAssessor
from motbot.playbook.audience import Audience
from motbot.playbook.behaviours import Behaviours
from motbot.playbook.behaviours_depth import DepthFinder
from motbot.playbook.behaviours_facts import FactFinder
from motbot.playbook.behaviours_judged import Judged, answer_by, held, missed, together, until
from motbot.playbook.behaviours_marks import Marker
from motbot.playbook.coverage import Coverage
from motbot.playbook.cues import Cues
from motbot.playbook.drafter import PlaybookDrafter
from motbot.playbook.files import read_files
from motbot.playbook.finding import Finder, Told
from motbot.playbook.gate import Gate
from motbot.playbook.limits import Limits
from motbot.playbook.needs import Needs
from motbot.playbook.playbook import FILES
from motbot.playbook.promises import Promises
from motbot.playbook.rephrase import Rephraser
from motbot.playbook.situation import Reader, Situation, read_signs
from motbot.playbook.times import Times
from motbot.playbook.urgency import UrgencyRule
from motbot.playbook.wording import Wording, joined
from motbot.playbook.words import Words
from motbot.ports.due_times import DueTimes

REVIEW = "review"
"""The folder, and in it the file without `.yaml`, that holds the reviewer's own rules."""
_UNSAID_AT_MOST = 2
_TO_YOU = {"themselves": "yourself", "they": "you", "them": "you", "their": "your", "对方": "您"}
_THEM = re.compile(r"\b(?:themselves|they|them|their)\b|对方")
_SHOWN_BY = {
    Fault.BLAME: ("blame", "dare"),
    Fault.DENIAL: ("denial",),
    Fault.WALL: ("policy", "helpless", "refuses"),
    Fault.SENT_AWAY: ("sent_away",),
    Fault.PUSHED_BACK: ("pushed_back", "denial", "told_you"),
    Fault.OVER_PROMISE: ("grants",),
    Fault.STALL: ("stalls",),
}
_EXPECTS_NOTHING = frozenset(NegativeType) - {NegativeType.FYI, NegativeType.DUPLICATE}
_MERIT = ("saves", "extra", "prevents", "until_then", "updates", "checks", "asks_why", "advises", "way_on", "owns")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookReviewer:
    """Fulfils the Reviewer port without a model; never raises."""

    revision: str
    assessor: PlaybookAssessor
    drafter: PlaybookDrafter
    finder: Finder
    facts: FactFinder
    depths: DepthFinder
    marker: Marker
    within: ReplyWithin

    @classmethod
    def load(cls, folder: Path, *, due_times: DueTimes, within: ReplyWithin) -> "PlaybookReviewer":
        """Read the playbook's folder and `review/review.yaml` in it.

        Raises:
            BadPrompt: a file is missing, unknown or wrong; the message names file, line, key and remedy.
        """
        roots, revision = read_files(folder, FILES)
        own, own_revision = read_files(folder / REVIEW, (REVIEW,))
        behaviours = Behaviours.read(own[REVIEW])
        words, times, asking = Words.read(roots["words"]), Times.read(roots["times"]), Asking.read(roots["gate"])
        signs = read_signs(roots["signs"])
        promises, audience = Promises(words=words, times=times), Audience(words=words)
        gate = Gate(words=words, asking=asking, promises=promises, audience=audience)
        reader = Reader(gate=gate, words=words, times=times, signs=signs)
        limits, rephraser = Limits.read(roots["limits"], times), Rephraser.read(roots["rephrase"], asking)
        cues = Cues.read(roots["promises"])
        finder = Finder(words=words, cues=cues, due_times=due_times)
        coverage = Coverage(words=words, cues=cues, limits=limits, finder=finder, asking=asking)
        depths = DepthFinder(behaviours=behaviours, coverage=coverage, limits=limits, asking=asking)
        revision = f"{revision}-{own_revision}"
        return cls(
            revision=revision,
            assessor=PlaybookAssessor(
                revision=revision,
                reader=reader,
                urgency=UrgencyRule(words=words),
                rephraser=rephraser,
                needs=Needs.read(roots["needs"], signs),
                limits=limits,
            ),
            drafter=PlaybookDrafter(
                revision=revision,
                reader=reader,
                rephraser=rephraser,
                limits=limits,
                wording=Wording.read(roots["replies"]),
            ),
            finder=finder,
            facts=FactFinder(depths=depths),
            depths=depths,
            marker=Marker(behaviours=behaviours, finder=depths),
            within=within,
        )

    async def review(
        self,
        view: ConversationView,
        *,
        contacts: Sequence[Contact],
        expectations: Sequence[Expectation],
        promises: Sequence[Promise],
        language: Language,
    ) -> Reviewed:
        """Fill in one part of the sheet for each contact; reasons are in `language`."""
        judged = [self._judged(view, one, expectations, promises) for one in contacts]
        parts = [await self._part(one, judged[at + 1 :], promises, language) for at, one in enumerate(judged)]
        return Reviewed(contacts=tuple(parts), provenance=Provenance(coach="playbook", revision=self.revision))

    def _judged(
        self, whole: ConversationView, contact: Contact, known: Sequence[Expectation], promises: Sequence[Promise]
    ) -> Judged:
        asked = until(whole, contact.asked or contact.said[:1], focus=contact.asked)
        view = until(whole, contact.said or contact.asked, focus=contact.asked)
        view = view if contact.said else replace(view, now=whole.now)
        situation = self.assessor.reader.read(asked)
        found = self._assessed(situation) if contact.asked else Assessment(is_moment=False)
        sources = {line.ts for line in contact.asked}
        expected = together([one for one in known if one.source in sources], found.expectations)
        heard = self.marker.behaviours.hear(contact.said, self.finder.words)
        judged = Judged(
            contact=contact,
            view=view,
            situation=situation,
            assessment=found,
            expectations=expected,
            heard=heard,
            lines_told=tuple((line, one) for line in contact.said for one in self.finder.found(line, zone=whole.zone)),
            unanswered=frozenset(self.depths.coverage.unanswered(view, expected)),
            reply_by=answer_by(found, contact, whole, self.within),
            cannot_wait=any(self.marker.behaviours.tells("presses", line.text) for line in contact.asked),
            missed=missed(self._broken(asked, found), situation, contact, promises),
            held=tuple(one for one in promises if contact.said and held(one, contact)),
        )
        return replace(judged, requests=self.depths.requests(judged))

    def _assessed(self, situation: Situation) -> Assessment:
        """What was expected; looking back, only thanks, small talk and what was not for us expects nothing.

        A bot that speaks up must be surer of that than a sheet on which somebody has already answered.
        """
        ruling, needs, rules = situation.ruling, self.assessor.needs, self.assessor
        idle = not ruling.is_moment and (ruling.negative_type in _EXPECTS_NOTHING or not situation.pieces)
        if idle:
            return Assessment(is_moment=False, negative_type=ruling.negative_type, signals=ruling.signals)
        stated = tuple(one.expectation for one in rules.rephraser.stated(situation))
        missing, question = needs.lacking(situation)
        return Assessment(
            is_moment=True,
            language=situation.language,
            urgency=rules.urgency.of(situation),
            expectations=(*stated, *needs.unsaid(situation)),
            explore_questions=needs.to_ask(situation, question),
            missing_fact=missing,
            say_no=rules.limits.no(situation, [one.quote for one in stated]),
            signals=ruling.signals,
        )

    def _broken(self, asked: ConversationView, found: Assessment) -> Line | None:
        """The newest words of ours that announced what had not come when the customer wrote again, if not content."""
        if found.negative_type in _EXPECTS_NOTHING or not asked.focus:
            return None
        broken = self.assessor.reader.gate.promises.broken(asked)
        return broken.line if broken else None

    async def _part(
        self, judged: Judged, later: Sequence[Judged], promises: Sequence[Promise], language: Language
    ) -> ContactSheet:
        facts = self.facts.facts(judged)
        ruling = ruled(facts) if judged.contact.said or facts.is_late else None
        return ContactSheet(
            number=judged.contact.number,
            asked=tuple(line.ts for line in judged.contact.asked),
            said=tuple(line.ts for line in judged.contact.said),
            facts=facts,
            evidence=self._evidence(judged, facts),
            overall=ruling,
            reason=self._reason(judged, facts, ruling, language),
            expects=judged.expects,
            marks=self.marker.marks(judged, facts, language),
            expectations=self._outcomes(judged),
            promises=tuple(_fate(line, one, later, promises) for line, one in judged.lines_told),
            better=await self._better(judged, ruling, language),
        )

    def _evidence(self, judged: Judged, facts: Facts) -> tuple[Seen, ...]:
        found = [
            Seen(fault=fault, quote=quote)
            for fault in sorted(facts.faults)
            for quote in (self._shown(fault, judged) or judged.heard.first)[:1]
        ]
        if facts.depth in {Depth.EXCEEDED, Depth.DELIGHTED} or facts.repair is not Repair.NONE:
            quotes = judged.heard.quotes(_MERIT) or judged.heard.first
            found += [Seen(quote=quote) for quote in quotes]
        return tuple(found)

    def _shown(self, fault: Fault, judged: Judged) -> tuple[Quote, ...]:
        promised = tuple(Quote(ts=line.ts, words=one.words) for line, one in judged.lines_told)
        if fault in {Fault.REPEATED, Fault.OVER_PROMISE} and promised:
            return promised
        return judged.heard.quotes(_SHOWN_BY.get(fault, ()))

    def _reason(self, judged: Judged, facts: Facts, ruling: Ruling | None, language: Language) -> str:
        told = self.marker.behaviours.reason
        if ruling is None:
            return told(Depth.SILENT, language)
        reasons = [told(fault, language) for fault in Fault if fault in facts.faults]
        if facts.unanswered and facts.depth not in {Depth.SEEN, Depth.SILENT}:
            reasons.append(told("unanswered", language, open=facts.unanswered, asked=facts.asked))
        if not reasons:
            named = facts.depth if facts.repair is Repair.NONE or facts.depth is Depth.EMPTY else facts.repair
            reasons.append(told(named if judged.expects else "nothing_asked", language))
        if facts.is_late:
            reasons.append(told("late", language))
        return ("；" if language is Language.ZH else "; ").join(dict.fromkeys(reasons))

    def _outcomes(self, judged: Judged) -> tuple[JudgedExpectation, ...]:
        served = set(self.depths.served(judged)) if judged.contact.said else set()
        bare = self.depths.depth(judged) in {Depth.SILENT, Depth.EMPTY, Depth.SEEN}
        left = {one.mark for group in self.depths.open_requests(judged) for one in group}
        judgements = []
        for one in judged.expectations:
            if one.kind is ExpectationKind.EXPLICIT:
                outcome = Outcome.MISSED if bare or one.mark in left else Outcome.MET
            else:
                outcome = Outcome.MET if one.mark in served else Outcome.NEVER_SEEN
            judgements.append(JudgedExpectation(expectation=one, outcome=outcome))
        return tuple(judgements)

    async def _better(self, judged: Judged, ruling: Ruling | None, language: Language) -> str:
        """The reply that could have been sent then, and what nobody said beside it, in the customer's language."""
        top = ruling is not None and ruling.score == MOST
        if not judged.expects or not judged.contact.asked or top:
            return ""
        at = judged.contact.answered_at or judged.contact.asked[-1].at
        view = replace(judged.situation.view, now=at)
        drafted = await self.drafter.draft(view, judged.assessment, language)
        unsaid = [
            one.expectation.text
            for one in self._outcomes(judged)
            if one.outcome is Outcome.NEVER_SEEN and one.expectation.kind is ExpectationKind.NOT_YET_EXISTING
        ]
        spoken = judged.situation.language
        lines = [self.marker.behaviours.unsaid[spoken].replace("{what}", _to_you(text)) for text in unsaid]
        return joined((drafted.draft.reply, *lines[:_UNSAID_AT_MOST]), spoken)


def _fate(line: Line, one: Told, later: Sequence[Judged], promises: Sequence[Promise]) -> JudgedPromise:
    """What became of a promise: as it was tracked, else as the later contacts tell."""
    tracked = next((known for known in promises if line.ts in known.lines and known.words in one.words), None)
    if tracked is not None:
        fate = fate_of(tracked)
    else:
        missed = any(line.text in words or one.words in words for next_one in later for words in next_one.missed)
        signals = {signal for next_one in later for signal in next_one.assessment.signals}
        kept = Signal.CONFIRMED_BY_CUSTOMER in signals and not missed
        fate = Fate.BROKEN if missed else (Fate.KEPT if kept else Fate.OPEN)
    return JudgedPromise(quote=Quote(ts=line.ts, words=one.words), fate=fate, due_words=one.due_words)


def _to_you(text: str) -> str:
    return _THEM.sub(lambda match: _TO_YOU[match[0]], text)
