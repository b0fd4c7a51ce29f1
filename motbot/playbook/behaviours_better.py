"""What +3 would have been: what our side did well stands, and what it lacked is added, in the customer's language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language, language_of
from motbot.domain.scoring import MOST, Facts, Ruling
from motbot.domain.sheet import JudgedExpectation, Outcome
from motbot.playbook.behaviours import Behaviours
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.drafter import PlaybookDrafter
from motbot.playbook.wording import joined

_UNSAID_AT_MOST = 2
_PLAIN = 1
"""The score up to which what was promised or done lacks what stands beside it."""
_TO_YOU = {"themselves": "yourself", "they": "you", "them": "you", "their": "your", "对方": "您"}
_THEM = re.compile(r"\b(?:themselves|they|them|their)\b|对方")
_ROLE = re.compile(r"@|\b(?:customer|agent|colleague|program|somebody)\b", re.IGNORECASE)
"""What stands where a name stood: words with it in them cannot be sent as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """Writes the reply that could have been sent then."""

    drafter: PlaybookDrafter
    behaviours: Behaviours

    async def reply(
        self,
        judged: Judged,
        facts: Facts,
        ruling: Ruling | None,
        outcomes: Sequence[JudgedExpectation],
        language: Language,
    ) -> str:
        """The reply, with what nobody said beside it; empty where what was sent is as good."""
        top = ruling is not None and ruling.score == MOST
        if not judged.expects or not judged.contact.asked or top:
            return ""
        spoken = judged.situation.language
        unsaid = list(self._unsaid(outcomes, spoken))[:_UNSAID_AT_MOST]
        if ruling is None or not _did_well(judged, facts, ruling, outcomes):
            return joined((await self._drafted(judged, facts, language), *unsaid), spoken)
        missed = [one.expectation for one in outcomes if one.outcome is Outcome.MISSED]
        rest = await self._drafted(_only(judged, missed), facts, language) if missed else ""
        beside = "" if missed or ruling.score > _PLAIN else self._beside(judged, spoken)
        own = " ".join(line.text for line in judged.contact.said)
        if _ROLE.search(own) or language_of(own, default=spoken) is not spoken:
            return joined((rest, *unsaid), spoken) if missed else ""
        return joined((own, rest, *unsaid, beside), spoken) if rest or unsaid or beside else ""

    async def _drafted(self, judged: Judged, facts: Facts, language: Language) -> str:
        view = replace(judged.situation.view, now=_in_time(judged, facts))
        return (await self.drafter.draft(view, judged.assessment, language)).draft.reply

    def _unsaid(self, outcomes: Sequence[JudgedExpectation], spoken: Language) -> Iterator[str]:
        for one in outcomes:
            if one.outcome is Outcome.NEVER_SEEN and one.expectation.kind is ExpectationKind.NOT_YET_EXISTING:
                yield self.behaviours.unsaid[spoken].replace("{what}", _to_you(one.expectation.text))

    def _beside(self, judged: Judged, spoken: Language) -> str:
        """What becomes of a promise with a time if it fails, or the question whether what was done does."""
        heard = judged.heard
        if judged.is_dated and not heard.has("fallback"):
            return self.drafter.wording.line("fallback", spoken, judged.asked_text)
        asks = heard.has("checks") or any(piece.asked for piece in heard.pieces)
        return self.behaviours.check[spoken] if judged.delivers and not asks else ""


def _did_well(judged: Judged, facts: Facts, ruling: Ruling, outcomes: Sequence[JudgedExpectation]) -> bool:
    """Whether something was met, or asked, in time, and nothing speaks against how."""
    if facts.faults or facts.is_late or judged.denial or judged.behind:
        return False
    asks = ruling.score == 0 and any(piece.asked for piece in judged.heard.pieces)
    met = any(one.outcome is Outcome.MET and one.expectation.kind is ExpectationKind.EXPLICIT for one in outcomes)
    return asks or (met and (ruling.score > 0 or 0 < facts.unanswered < facts.asked))


def _only(judged: Judged, left: Sequence[object]) -> Judged:
    """The contact as if only what is left had been asked for."""
    found = judged.assessment
    kept = tuple(one for one in found.expectations if one.kind is not ExpectationKind.EXPLICIT or one in left)
    return replace(judged, assessment=replace(found, expectations=kept))


def _in_time(judged: Judged, facts: Facts) -> datetime:
    """When the reply went out; where that was too late, also for the hour they had named, when they had asked."""
    asked = judged.contact.asked[-1].at
    at, deadline = judged.contact.answered_at or asked, judged.situation.deadline
    return asked if facts.is_late or (deadline and asked < deadline.at <= at) else at


def _to_you(text: str) -> str:
    return _THEM.sub(lambda match: _TO_YOU[match[0]], text)
