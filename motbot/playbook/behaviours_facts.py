"""The facts of the decision order, as rules see them in a reply and in what stood before it."""

from dataclasses import dataclass, replace

from motbot.domain.scoring import Depth, Facts, Fault, Repair
from motbot.playbook.behaviours_denied import credited
from motbot.playbook.behaviours_depth import DepthFinder
from motbot.playbook.behaviours_faults import FaultFinder
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.behaviours_merit import UNASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFinder:
    """Finds the facts."""

    depths: DepthFinder
    faults: FaultFinder

    def facts(self, judged: Judged) -> Facts:
        """All of them, for one contact."""
        faults = self.faults.faults(judged)
        return Facts(
            faults=faults,
            is_mild=self._is_mild(judged),
            asked=len(judged.requests),
            unanswered=self.depths.requests.left_open(judged),
            is_late=self._is_late(judged),
            presses=judged.presses,
            harms=self.depths.endangers(judged),
            repair=self._repair(judged, faults),
            depth=self._depth(judged),
        )

    def _depth(self, judged: Judged) -> Depth:
        found = self.depths.depth(judged)
        if not judged.is_beside:
            return found
        return credited(judged, found, self.depths.depth(replace(judged, is_misread=False)))

    def _is_late(self, judged: Judged) -> bool:
        by, at = judged.reply_by, judged.contact.answered_at or judged.view.now
        return by is not None and at > by

    def _is_mild(self, judged: Judged) -> bool:
        if judged.heard.has("belittles") and not judged.heard.has("blame", "dare", "denial"):
            return True
        helps = judged.heard.has("way_on", "owns") or judged.is_dated
        return not judged.heard.has("dare") and (helps or not (judged.presses or judged.is_angry))

    def _repair(self, judged: Judged, faults: frozenset[Fault]) -> Repair:
        if not judged.missed or not judged.contact.said or Fault.REPEATED in faults:
            return Repair.NONE
        mends, owns = judged.mends, judged.heard.has("owns")
        if not (mends and owns):
            return Repair.PARTLY if mends or owns else Repair.NONE
        return Repair.MORE if judged.heard.has(*UNASKED, "until_then", "takes_over") else Repair.FULL
