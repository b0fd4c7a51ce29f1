"""The playbook's evaluation sheet: every contact judged by rules, in both languages alike, without a model."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from motbot.domain.contacts import Contact
from motbot.domain.expectation import (
    Expectation,
    ExpectationKind,
    Provenance,
)
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise
from motbot.domain.readable import readable_contact, readable_view
from motbot.domain.scoring import Depth, Facts, Fault, Quote, Repair, Ruling, Seen, ruled
from motbot.domain.served import still_served
from motbot.domain.sheet import (
    ContactSheet,
    Fate,
    JudgedExpectation,
    JudgedPromise,
    Outcome,
    Reviewed,
)
from motbot.playbook.behaviours import Behaviours
from motbot.playbook.behaviours_behind import Lateness
from motbot.playbook.behaviours_better import Better
from motbot.playbook.behaviours_beyond import OverPromises
from motbot.playbook.behaviours_denied import Denials
from motbot.playbook.behaviours_depth import DepthFinder
from motbot.playbook.behaviours_facts import FactFinder
from motbot.playbook.behaviours_fates import FateFinder
from motbot.playbook.behaviours_faults import FaultFinder
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.behaviours_marks import Marker
from motbot.playbook.behaviours_merit import MeritFinder
from motbot.playbook.behaviours_reading import ContactReader
from motbot.playbook.behaviours_requests import RequestFinder
from motbot.playbook.files import read_files
from motbot.playbook.rules import Rules
from motbot.ports.due_times import DueTimes

REVIEW = "review"
"""The folder, and in it the file without `.yaml`, that holds the reviewer's own rules."""
_SHOWN_BY = {
    Fault.BLAME: ("blame", "dare", "belittles"),
    Fault.DENIAL: ("denial",),
    Fault.WALL: ("policy", "helpless", "refuses"),
    Fault.SENT_AWAY: ("sent_away",),
    Fault.PUSHED_BACK: ("pushed_back", "points", "orders", "denial", "told_you", "hushes"),
    Fault.OVER_PROMISE: ("grants",),
    Fault.STALL: ("stalls",),
}
_MERIT = ("saves", "extra", "prevents", "until_then", "updates", "checks", "asks_why", "advises", "way_on", "owns")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookReviewer:
    """Fulfils the Reviewer port without a model; never raises."""

    revision: str
    better: Better
    facts: FactFinder
    depths: DepthFinder
    marker: Marker
    reader: ContactReader
    denials: Denials
    fates: FateFinder

    @classmethod
    def load(cls, folder: Path, *, due_times: DueTimes, within: ReplyWithin) -> "PlaybookReviewer":
        """Read the playbook's folder and `review/review.yaml` in it.

        Raises:
            BadPrompt: a file is missing, unknown or wrong; the message names file, line, key and remedy.
        """
        return cls.of(Rules.load(folder, due_times=due_times), within=within)

    @classmethod
    def of(cls, rules: Rules, *, within: ReplyWithin) -> "PlaybookReviewer":
        """Build it from the playbook's rules, read already, and its own file. Raises BadPrompt."""
        own, own_revision = read_files(rules.folder / REVIEW, (REVIEW,))
        behaviours = Behaviours.read(own[REVIEW])
        revision = f"{rules.revision}-{own_revision}"
        assessor = rules.assessor(revision)
        merits = MeritFinder(behaviours=behaviours, coverage=rules.coverage, limits=rules.limits)
        requests = RequestFinder(merits=merits, asking=rules.asking)
        depths = DepthFinder(behaviours=behaviours, merits=merits, requests=requests, asking=rules.asking)
        over = OverPromises(merits=merits, limits=rules.limits)
        reader = ContactReader(
            assessor=assessor,
            behaviours=behaviours,
            finder=rules.finder,
            requests=requests,
            lateness=Lateness(finder=rules.finder),
            within=within,
        )
        return cls(
            revision=revision,
            better=Better(drafter=rules.drafter(revision), behaviours=behaviours),
            facts=FactFinder(depths=depths, faults=FaultFinder(depths=depths, over_promises=over)),
            depths=depths,
            marker=Marker(behaviours=behaviours, finder=depths),
            reader=reader,
            denials=Denials(behaviours=behaviours, words=rules.finder.words, limits=rules.limits),
            fates=FateFinder(known=rules.known_promises, asking=rules.asking),
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
        view = readable_view(view)
        judged: list[Judged] = []
        for one in map(readable_contact, contacts):
            judged.append(self.reader.read(view, one, expectations, promises))
            await _give_way()
        judged = [self.denials.heeded(read, judged[at + 1 :]) for at, read in enumerate(judged)]
        parts: list[ContactSheet] = []
        for read, fates in zip(judged, self.fates.fates(judged, promises, view.now), strict=True):
            parts.append(await self._part(read, fates, language))
            await _give_way()
        return Reviewed(contacts=tuple(parts), provenance=Provenance(coach="playbook", revision=self.revision))

    async def _part(self, judged: Judged, fates: tuple[JudgedPromise, ...], language: Language) -> ContactSheet:
        facts = self.facts.facts(judged)
        ruling = ruled(facts) if judged.contact.said or facts.is_late else None
        outcomes = self._outcomes(judged, facts, [one.quote.words for one in fates if one.fate is Fate.BROKEN])
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
            expectations=outcomes,
            promises=fates,
            better=await self.better.reply(judged, facts, ruling, self._outcomes(judged, facts, ()), language),
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
        if facts.unanswered > bool(judged.behind) and facts.depth not in {Depth.SEEN, Depth.SILENT}:
            reasons.append(told("unanswered", language, open=facts.unanswered, asked=facts.asked))
        if judged.behind:
            reasons.append(told("behind", language))
        if not reasons and not (judged.is_beside and facts.depth is Depth.SEEN):
            named = facts.depth if facts.repair is Repair.NONE or facts.depth is Depth.EMPTY else facts.repair
            reasons.append(told(named if judged.expects else "nothing_asked", language))
        if judged.denial:
            reasons.append(told("denied", language))
        if facts.is_late:
            reasons.append(told("late", language))
        return ("；" if language is Language.ZH else "; ").join(dict.fromkeys(reasons))

    def _outcomes(self, judged: Judged, facts: Facts, broken: Sequence[str]) -> tuple[JudgedExpectation, ...]:
        """What became of each; only to have promised it, and not to have kept that, has met nothing."""
        served = set(self.depths.merits.served(judged)) if judged.contact.said else set()
        bare = facts.depth in {Depth.SILENT, Depth.EMPTY, Depth.SEEN}
        left_open = self.depths.requests.open_requests(judged)
        left = judged.denied | judged.behind | {one.mark for group in left_open for one in group}
        judgements = []
        for one in judged.expectations:
            if one.kind is ExpectationKind.EXPLICIT:
                met = not bare and one.mark not in left and still_served(one, judged.contact.said, broken)
                outcome = Outcome.MET if met else Outcome.MISSED
            else:
                outcome = Outcome.MET if one.mark in served else Outcome.NEVER_SEEN
            judgements.append(JudgedExpectation(expectation=one, outcome=outcome))
        return tuple(judgements)


async def _give_way() -> None:
    """Let the rest of the bot go on: a long conversation takes seconds of rules, and events are to be acknowledged."""
    await asyncio.sleep(0)
