"""The playbook's evaluation sheet: every contact judged by rules, in both languages alike, without a model."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from motbot.domain.contacts import Contact
from motbot.domain.expectation import (
    Expectation,
    ExpectationKind,
    Provenance,
    Signal,
)
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise
from motbot.domain.readable import readable_contact, readable_view
from motbot.domain.scoring import MOST, Depth, Facts, Fault, Quote, Repair, Ruling, Seen, ruled
from motbot.domain.sheet import ContactSheet, Fate, JudgedExpectation, JudgedPromise, Outcome, Reviewed, fate_of
from motbot.playbook.behaviours import Behaviours
from motbot.playbook.behaviours_beyond import OverPromises
from motbot.playbook.behaviours_depth import DepthFinder
from motbot.playbook.behaviours_facts import FactFinder
from motbot.playbook.behaviours_faults import FaultFinder
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.behaviours_marks import Marker
from motbot.playbook.behaviours_merit import MeritFinder
from motbot.playbook.behaviours_reading import ContactReader
from motbot.playbook.behaviours_requests import RequestFinder
from motbot.playbook.drafter import PlaybookDrafter
from motbot.playbook.files import read_files
from motbot.playbook.rules import Rules
from motbot.playbook.told import Told
from motbot.playbook.wording import joined
from motbot.ports.due_times import DueTimes

REVIEW = "review"
"""The folder, and in it the file without `.yaml`, that holds the reviewer's own rules."""
_UNSAID_AT_MOST = 2
_TO_YOU = {"themselves": "yourself", "they": "you", "them": "you", "their": "your", "对方": "您"}
_THEM = re.compile(r"\b(?:themselves|they|them|their)\b|对方")
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
    drafter: PlaybookDrafter
    facts: FactFinder
    depths: DepthFinder
    marker: Marker
    reader: ContactReader

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
            assessor=assessor, behaviours=behaviours, finder=rules.finder, requests=requests, within=within
        )
        return cls(
            revision=revision,
            drafter=rules.drafter(revision),
            facts=FactFinder(depths=depths, faults=FaultFinder(depths=depths, over_promises=over)),
            depths=depths,
            marker=Marker(behaviours=behaviours, finder=depths),
            reader=reader,
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
        parts: list[ContactSheet] = []
        for at, read in enumerate(judged):
            parts.append(await self._part(read, judged[at + 1 :], promises, language))
            await _give_way()
        return Reviewed(contacts=tuple(parts), provenance=Provenance(coach="playbook", revision=self.revision))

    async def _part(
        self, judged: Judged, later: Sequence[Judged], promises: Sequence[Promise], language: Language
    ) -> ContactSheet:
        facts = self.facts.facts(judged)
        ruling = ruled(facts) if judged.contact.said or facts.is_late else None
        outcomes = self._outcomes(judged, facts)
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
            promises=tuple(_fate(line, one, later, promises) for line, one in judged.lines_told),
            better=await self._better(judged, ruling, outcomes, language),
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

    def _outcomes(self, judged: Judged, facts: Facts) -> tuple[JudgedExpectation, ...]:
        served = set(self.depths.merits.served(judged)) if judged.contact.said else set()
        bare = facts.depth in {Depth.SILENT, Depth.EMPTY, Depth.SEEN}
        left = {one.mark for group in self.depths.requests.open_requests(judged) for one in group}
        judgements = []
        for one in judged.expectations:
            if one.kind is ExpectationKind.EXPLICIT:
                outcome = Outcome.MISSED if bare or one.mark in left else Outcome.MET
            else:
                outcome = Outcome.MET if one.mark in served else Outcome.NEVER_SEEN
            judgements.append(JudgedExpectation(expectation=one, outcome=outcome))
        return tuple(judgements)

    async def _better(
        self, judged: Judged, ruling: Ruling | None, outcomes: Sequence[JudgedExpectation], language: Language
    ) -> str:
        """The reply that could have been sent then, and what nobody said beside it, in the customer's language."""
        top = ruling is not None and ruling.score == MOST
        if not judged.expects or not judged.contact.asked or top:
            return ""
        view = replace(judged.situation.view, now=_in_time(judged))
        drafted = await self.drafter.draft(view, judged.assessment, language)
        unsaid = [
            one.expectation.text
            for one in outcomes
            if one.outcome is Outcome.NEVER_SEEN and one.expectation.kind is ExpectationKind.NOT_YET_EXISTING
        ]
        spoken = judged.situation.language
        lines = [self.marker.behaviours.unsaid[spoken].replace("{what}", _to_you(text)) for text in unsaid]
        return joined((drafted.draft.reply, *lines[:_UNSAID_AT_MOST]), spoken)


def _in_time(judged: Judged) -> datetime:
    """When the reply went out; where that was too late for the hour they had named, when they had asked."""
    asked = judged.contact.asked[-1].at
    at, deadline = judged.contact.answered_at or asked, judged.situation.deadline
    return asked if deadline and asked < deadline.at <= at else at


async def _give_way() -> None:
    """Let the rest of the bot go on: a long conversation takes seconds of rules, and events are to be acknowledged."""
    await asyncio.sleep(0)


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
    return JudgedPromise(
        quote=Quote(ts=line.ts, words=one.words),
        fate=fate,
        due_words=one.due_words,
        taken_back_at=tracked.taken_back_at if tracked else None,
    )


def _to_you(text: str) -> str:
    return _THEM.sub(lambda match: _TO_YOU[match[0]], text)
