"""Whether a reply promises what is known not to be possible."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motbot.domain.beyond import beyond
from motbot.domain.promise import Strength
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.behaviours_merit import MeritFinder
from motbot.playbook.limits import Limits, facts_of
from motbot.playbook.told import Told

_ALIKE, _LEAST_ALIKE = 6, 5
"""Letters that two forms of one word share, and what is enough where one of them is no longer."""
_FEW = 2
_FACT_PART = re.compile(r"(?<=[;；,，])")
_DEEDS = re.compile("[发送寄退换改修装办开补取租借订加减搬印签盖付赶]")
"""Chinese verbs of one letter, which say what a fact and a request are both about."""
_CAREFUL = ("refuses", "limits_said", "stalls", "reason", "way_on", "until_then", "fallback", "owns")
"""Words of a reply that weighs what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverPromises:
    """Holds promises against what our side knows."""

    merits: MeritFinder
    limits: Limits

    def are_made(self, judged: Judged) -> bool:
        """Whether any promise, or any yes, goes beyond what can be done."""
        at = judged.contact.answered_at or judged.view.now
        limits = judged.view.limits
        if any(beyond(f"{one.words}\n{one.what}", due=one.at, said_at=at, limits=limits) for one in judged.told):
            return True
        if judged.heard.has(*_CAREFUL):
            return False
        if any(self._too_soon(one, fact, judged) for one in judged.told for fact in self._facts(judged)):
            return True
        grants = self._firm(judged) or judged.heard.has("grants")
        sure = judged.assessment.say_no.value or not self.merits.is_long(judged)
        if grants and sure and self.cannot_be(judged):
            return True
        return judged.heard.has("grants") and sure and not judged.delivers and self._has_failed(judged)

    def _has_failed(self, judged: Judged) -> bool:
        """Whether our side knows that what the customer counts on has gone wrong."""
        tells = self.merits.behaviours.tells
        facts = tuple(facts_of(judged.view))
        failed = [fact for fact in facts if any(tells(cue, fact) for cue in ("failure", "taken", "limits"))]
        # Where all that is known is what cannot be, it is about this.
        only = len(failed) == len(facts) <= _FEW
        return bool(failed) and (only or any(self._are_about_one(judged.asked_text, fact) for fact in failed))

    def cannot_be(self, judged: Judged) -> bool:
        """Whether what our side knows says that something asked for cannot be done."""
        wanted = "\n".join(one.quote for group in judged.requests for one in group)
        return judged.assessment.say_no.value or any(self._limits(fact, wanted) for fact in self._facts(judged))

    def _firm(self, judged: Judged) -> bool:
        return any(one.strength is Strength.FIRM for one in judged.told)

    def _facts(self, judged: Judged) -> Iterator[str]:
        for fact in facts_of(judged.view):
            yield from _FACT_PART.split(fact)

    def _too_soon(self, one: Told, fact: str, judged: Judged) -> bool:
        """Whether a fact says that what is promised takes longer."""
        if one.at is None or not self.limits.waits.within(fact) or one.strength is not Strength.FIRM:
            return False
        due_times = self.merits.coverage.finder.due_times
        times = [due.at for due in due_times.find(fact, said_at=judged.view.now, zone=judged.view.zone) if due.at]
        return bool(times) and min(times) > one.at and self._are_about_one(f"{one.words}\n{judged.asked_text}", fact)

    def _limits(self, fact: str, wanted: str) -> bool:
        """Whether a fact says that what is wanted cannot be."""
        return self.merits.behaviours.tells("limits", fact) and self._are_about_one(wanted, fact)

    def _are_about_one(self, said: str, fact: str) -> bool:
        """Whether both name one thing; long words that begin alike count as one ("translated", "translation")."""
        names = self.limits.content(fact)
        alike = any(_are_alike(one, other) for one in self.limits.content(said) for other in names)
        return alike or bool(set(_DEEDS.findall(said)) & set(_DEEDS.findall(fact)))


def _are_alike(one: str, other: str) -> bool:
    shared = min(len(one), len(other), _ALIKE)
    return one == other or (shared >= _LEAST_ALIKE and one[:shared] == other[:shared])
