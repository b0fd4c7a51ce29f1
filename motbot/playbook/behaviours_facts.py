"""The facts of the decision order, as rules see them in a reply and in what stood before it."""

from dataclasses import dataclass

from motbot.domain.beyond import beyond
from motbot.domain.expectation import Urgency
from motbot.domain.likeness import likeness
from motbot.domain.promise import Strength
from motbot.domain.scoring import Facts, Fault, Repair
from motbot.playbook.behaviours_depth import UNASKED, DepthFinder
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.finding import Told
from motbot.playbook.limits import facts_of

_SAID_AGAIN = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFinder:
    """Finds the facts."""

    depths: DepthFinder

    def facts(self, judged: Judged) -> Facts:
        """All of them, for one contact."""
        faults = self._faults(judged)
        return Facts(
            faults=faults,
            is_mild=self._is_mild(judged),
            asked=len(judged.requests),
            unanswered=self.depths.left_open(judged),
            is_late=self._is_late(judged),
            presses=judged.presses,
            harms=judged.situation.has("harm") or judged.assessment.urgency is Urgency.CRITICAL,
            repair=self._repair(judged, faults),
            depth=self.depths.depth(judged),
        )

    def _is_late(self, judged: Judged) -> bool:
        by, at = judged.reply_by, judged.contact.answered_at or judged.view.now
        return by is not None and at > by

    def _is_mild(self, judged: Judged) -> bool:
        helps = judged.heard.has("way_on", "owns") or judged.is_dated
        return not judged.heard.has("dare") and (helps or not (judged.presses or judged.is_angry))

    def _faults(self, judged: Judged) -> frozenset[Fault]:
        heard = judged.heard
        found = {
            Fault.BLAME: heard.has("blame", "dare"),
            Fault.DENIAL: heard.has("denial") and self._knows_of_failure(judged),
            Fault.REPEATED: bool(judged.missed) and self._repeats(judged),
            Fault.WALL: self._walls(judged),
            Fault.SENT_AWAY: heard.has("sent_away"),
            Fault.PUSHED_BACK: self._pushes_back(judged),
            Fault.OVER_PROMISE: self._over_promises(judged),
            Fault.STALL: self._stalls(judged),
        }
        return frozenset(fault for fault, holds in found.items() if holds)

    def _knows_of_failure(self, judged: Judged) -> bool:
        """Whether the facts, or words of ours, say that something has failed."""
        said = (line.text for line in judged.view.lines if line.side.is_ours and line not in judged.contact.said)
        return any(self.depths.behaviours.tells("failure", text) for text in (*facts_of(judged.view), *said))

    def _repeats(self, judged: Judged) -> bool:
        """Whether it promises once more without owning up, giving another time or delivering."""
        if judged.heard.has("owns") or self.depths.delivers(judged):
            return False
        anew = [one for one in judged.told if one.is_dated]
        again = any(likeness(judged.heard.text, words) >= _SAID_AGAIN for words in judged.missed)
        promises = bool(judged.told) or again or self.depths.coverage.words.promise.within(judged.heard.text)
        return promises and all(
            any(one.due_words and one.due_words in words for words in judged.missed) for one in anew
        )

    def _walls(self, judged: Judged) -> bool:
        heard, cues = judged.heard, self.depths.coverage.cues
        wall = heard.has("policy", "helpless") or (heard.has("refuses") and self.depths.asks_for_deed(judged))
        if not wall or not (heard.has("refuses", "helpless") or judged.situation.asks):
            return False
        reasoned = heard.has("reason") or cues.because.within(
            self.depths.behaviours.cues["policy"].phrases.without(heard.text)
        )
        on = heard.has("way_on", "until_then") or judged.is_dated or any(one.condition for one in judged.told)
        return not on and not (reasoned and not heard.has("policy", "helpless"))

    def _pushes_back(self, judged: Judged) -> bool:
        heard = judged.heard
        if heard.has("pushed_back"):
            return not judged.is_dated and not self.depths.delivers(judged)
        denies = heard.has("denial") and not self._knows_of_failure(judged)
        if heard.has("hushes") and judged.expects and not judged.is_dated and not self.depths.delivers(judged):
            return True
        return (denies and judged.expects) or (heard.has("told_you") and not judged.is_dated)

    def _over_promises(self, judged: Judged) -> bool:
        view, heard = judged.view, judged.heard
        at = judged.contact.answered_at or view.now
        if any(beyond(f"{one.words}\n{one.what}", due=one.at, said_at=at, limits=view.limits) for one in judged.told):
            return True
        if heard.has("refuses", "limits_said", "stalls", "reason", "way_on", "until_then", "fallback"):
            return False
        firm = any(one.strength is Strength.FIRM for one in judged.told)
        if judged.assessment.say_no.value:
            return firm or heard.has("grants")
        return any(self._too_soon(one, fact, judged) for one in judged.told for fact in facts_of(view))

    def _too_soon(self, one: Told, fact: str, judged: Judged) -> bool:
        """Whether a fact says that what is promised takes longer."""
        if one.at is None or not self.depths.limits.waits.within(fact) or one.strength is not Strength.FIRM:
            return False
        about = self.depths.limits.content(one.words) | self.depths.limits.content(judged.view.focus_text)
        ready = self.depths.limits.times.named(fact, at=judged.view.now, zone=judged.view.zone)
        return ready is not None and ready.at > one.at and bool(about & self.depths.limits.content(fact))

    def _stalls(self, judged: Judged) -> bool:
        if not judged.assessment.say_no.value or judged.heard.has("refuses", "limits_said"):
            return False
        return judged.heard.has("stalls") or (self.depths.is_bare(judged) and not judged.heard.has("grants"))

    def _repair(self, judged: Judged, faults: frozenset[Fault]) -> Repair:
        if not judged.missed or not judged.contact.said or Fault.REPEATED in faults:
            return Repair.NONE
        mends = judged.is_dated or self.depths.delivers(judged)
        if not (judged.heard.has("owns") and mends):
            return Repair.PARTLY
        return Repair.MORE if judged.heard.has(*UNASKED, "until_then", "takes_over") else Repair.FULL
