"""What can be held against a reply, as rules see it in its words and in what stood before it."""

from dataclasses import dataclass

from motbot.domain.likeness import likeness
from motbot.domain.scoring import Fault
from motbot.playbook.behaviours_beyond import OverPromises
from motbot.playbook.behaviours_depth import DepthFinder
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.limits import facts_of

_SAID_AGAIN = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultFinder:
    """Finds faults."""

    depths: DepthFinder
    over_promises: OverPromises

    def faults(self, judged: Judged) -> frozenset[Fault]:
        """Every fault of a reply."""
        heard = judged.heard
        found = {
            Fault.BLAME: self._blames(judged) or self._belittles(judged),
            Fault.DENIAL: heard.has("denial") and self._knows_of_failure(judged),
            Fault.REPEATED: bool(judged.missed) and self._repeats(judged),
            Fault.WALL: self._walls(judged),
            Fault.SENT_AWAY: heard.has("sent_away") and not self._helps(judged),
            Fault.PUSHED_BACK: not self._acts(judged) and not self._thinks_along(judged) and self._pushes_back(judged),
            Fault.OVER_PROMISE: self.over_promises.are_made(judged),
            Fault.STALL: self._stalls(judged),
        }
        return frozenset(fault for fault, holds in found.items() if holds)

    def _acts(self, judged: Judged) -> bool:
        """Whether something is done, or promised with a time."""
        return judged.is_certain or judged.delivers

    def _blames(self, judged: Judged) -> bool:
        """Whether it blames or dares; whoever owns up and acts only tells what happened."""
        owns = judged.heard.has("owns") and self._helps(judged)
        return judged.heard.has("dare") or (judged.heard.has("blame") and not owns)

    def _helps(self, judged: Judged) -> bool:
        """Whether it acts and goes beyond an answer: then whoever else is named is only part of it."""
        return self._acts(judged) and self.depths.merits.exceeds(judged)

    def _thinks_along(self, judged: Judged) -> bool:
        """Whether it goes into the matter and beyond: then what the customer is to do is part of a way on."""
        merits = self.depths.merits
        return judged.heard.has("way_on") and merits.is_long(judged) and merits.exceeds(judged)

    def _belittles(self, judged: Judged) -> bool:
        """Whether it makes small what has hurt the customer, or come back, and does nothing about it."""
        hurt = judged.is_angry or judged.situation.has("hardship") or self.depths.endangers(judged)
        hurt = hurt or self.depths.has_waited(judged)
        return judged.heard.has("belittles") and hurt and not self._acts(judged)

    def _knows_of_failure(self, judged: Judged) -> bool:
        """Whether the facts, or words of ours, say that something has failed."""
        said = (line.text for line in judged.view.lines if line.side.is_ours and line not in judged.contact.said)
        return any(self.depths.behaviours.tells("failure", text) for text in (*facts_of(judged.view), *said))

    def _repeats(self, judged: Judged) -> bool:
        """Whether it promises once more without owning up, giving another time or delivering."""
        heard = judged.heard
        if judged.delivers or (heard.has("owns") and judged.mends):
            return False
        anew = [one for one in judged.told if one.is_dated and not one.prepares]
        again = any(likeness(heard.text, words) >= _SAID_AGAIN for words in judged.missed)
        announces = self.depths.merits.coverage.words.promise.within(heard.text) or heard.has("updates", "stalls")
        promises = bool(judged.told) or again or announces
        return promises and all(
            any(one.due_words and one.due_words in words for words in judged.missed) for one in anew
        )

    def _walls(self, judged: Judged) -> bool:
        heard, merits = judged.heard, self.depths.merits
        wall = heard.has("policy", "helpless") or (heard.has("refuses") and self.depths.requests.asks_for_deed(judged))
        sought = heard.has("refuses", "helpless") or judged.situation.asks or self.depths.is_troubled(judged)
        if not wall or not sought:
            return False
        without_rules = self.depths.behaviours.cues["policy"].phrases.without(heard.text)
        reasoned = heard.has("reason") or merits.coverage.cues.because.within(without_rules)
        leads_on = heard.has("way_on", "until_then") or any(one.condition for one in judged.told)
        acts = judged.delivers or (judged.is_certain and not heard.has("helpless"))
        acts = acts and (judged.is_dated or judged.delivers or not heard.has("policy"))
        on = leads_on or acts or (merits.is_long(judged) and merits.exceeds(judged))
        return not on and not (reasoned and not heard.has("policy", "helpless"))

    def _pushes_back(self, judged: Judged) -> bool:
        """Whether it leaves to the customer, who wants help, what could have been done for them."""
        heard, waits = judged.heard, judged.expects
        if heard.has("pushed_back", "told_you") or (heard.has("hushes", "denial") and waits):
            return True
        if heard.has("belittles") and (self.depths.is_troubled(judged) or self.depths.requests.wants_deed(judged)):
            return True
        if heard.has("orders") and waits and not heard.has("way_on", "advises", "saves"):
            return True
        return heard.has("points") and (judged.situation.has("tried") or not self._asks_how(judged))

    def _asks_how(self, judged: Judged) -> bool:
        """Whether they only want to know where or how they can do it."""
        return self.depths.behaviours.tells("asks_how", judged.asked_text)

    def _stalls(self, judged: Judged) -> bool:
        if judged.heard.has("refuses", "limits_said") or not self.over_promises.cannot_be(judged):
            return False
        return judged.heard.has("stalls") or (self.depths.is_bare(judged) and not judged.heard.has("grants"))
