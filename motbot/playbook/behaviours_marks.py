"""From facts to the marks of the four steps, each with the behaviours it rests on and the words that show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from motbot.domain.expectation import ExpectationKind, Signal
from motbot.domain.known_answers import is_answered
from motbot.domain.language import Language
from motbot.domain.scoring import BEHAVIOURS, LISTENING, MOST, Depth, Facts, Fault, Mark, Quote, Repair, Step, ruled
from motbot.playbook.behaviours import Behaviours
from motbot.playbook.behaviours_depth import DepthFinder
from motbot.playbook.behaviours_judged import Judged

_QUICK = timedelta(minutes=10)
_QUOTES_AT_MOST = 4
_DEEP = frozenset({"E1", "E4", "E8", "E9"})
"""Behaviours of Explore that look behind the words."""
_OFFER_FAULTS = frozenset({Fault.WALL, Fault.SENT_AWAY, Fault.PUSHED_BACK, Fault.OVER_PROMISE, Fault.STALL})
_HARSH = frozenset({Fault.BLAME, Fault.DENIAL})
_BY_DEPTH = {
    Depth.EMPTY: -1,
    Depth.SEEN: 0,
    Depth.ANSWERED: 1,
    Depth.EXCEEDED: 2,
    Depth.DELIGHTED: 3,
}
_BY_REPAIR = {Repair.PARTLY: 0, Repair.FULL: 1, Repair.MORE: 2}
_LIKE = {"L2": "E3", "L4": "E5", "L6": "E2"}
"""Listening habits that show in the same words as a behaviour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Gives the marks of a contact."""

    behaviours: Behaviours
    finder: DepthFinder

    def marks(self, judged: Judged, facts: Facts, language: Language) -> tuple[Mark, ...]:
        """One mark for every step; none is applicable before anybody has answered."""
        if not judged.contact.said:
            return tuple(Mark(step=step, reason=self.behaviours.marks["not_yet"][language]) for step in Step)
        seen = self.seen(judged, facts)
        lacking = self._lacking(judged, facts, seen)
        return tuple(
            self._mark(step, judged=judged, facts=facts, seen=seen, lacking=lacking, language=language) for step in Step
        )

    def seen(self, judged: Judged, facts: Facts) -> dict[str, tuple[Quote, ...]]:
        """Every behaviour that shows, with the words that show it."""
        found = {**self.behaviours.seen(judged.heard), **self._explored(judged), **self._offered(judged, facts)}
        found.update(self._kept(judged, facts))
        if judged.contact.asked and (judged.contact.said[0].at - judged.contact.asked[-1].at) <= _QUICK:
            found["L1"] = judged.heard.first
        if len(judged.contact.asked) > 1:
            found["L3"] = judged.heard.first
        found.update({habit: found[like] for habit, like in _LIKE.items() if like in found})
        if "E5" in found and "E7" not in self._repeated_questions(judged):
            found["L5"] = found["E5"]
        return found

    def _explored(self, judged: Judged) -> dict[str, tuple[Quote, ...]]:
        heard, signs = judged.heard, judged.situation
        cues = self.behaviours.cues
        asked = [piece for piece in heard.pieces if piece.asked and not cues["asks_outcome"].in_sentence(piece)]
        found: dict[str, tuple[Quote, ...]] = {}
        if asked and judged.expects:
            found["E3"] = tuple(Quote(ts=piece.source, words=piece.text) for piece in asked[:2])
        for name in ("audience", "people_affected", "event"):
            words = self.finder.merits.limits.content(signs.signs[name].words) if signs.has(name) else frozenset()
            told = next((one for one in heard.pieces if words & self.finder.merits.limits.content(one.text)), None)
            if told:
                found["E1"] = (Quote(ts=told.source, words=told.text),)
        details = set(self._details(judged))
        restated = next((one for one in heard.pieces if any(word in one.text for word in details)), None)
        if restated:
            found["E5"] = (Quote(ts=restated.source, words=restated.text),)
        if self.finder.merits.served(judged) or heard.has("prevents", "extra"):
            found["E9"] = heard.quotes(("extra", "prevents", "saves", "until_then")) or heard.first
        return found

    def _details(self, judged: Judged) -> tuple[str, ...]:
        """Numbers and names of the customer's words, as they write them."""
        words = "\n".join(line.text for line in judged.contact.asked).split()
        return tuple(word.strip(".,!?;:，。！？") for word in words if any(letter.isdigit() for letter in word))

    def _offered(self, judged: Judged, facts: Facts) -> dict[str, tuple[Quote, ...]]:
        heard = judged.heard
        promised = tuple(Quote(ts=line.ts, words=one.words) for line, one in judged.lines_told)
        found: dict[str, tuple[Quote, ...]] = {}
        if facts.asked and not facts.unanswered and facts.depth not in {Depth.EMPTY, Depth.SEEN}:
            found["O1"] = found["A2"] = heard.first
        if judged.is_dated and heard.has("fallback"):
            found["O3"] = (*promised[:1], *heard.quotes(["fallback"]))
        if promised or judged.delivers:
            found["O5"] = promised[:2] or heard.first
        if self.finder.refuses_well(judged):
            found["O7"] = heard.quotes(("refuses", "limits_said", "reason", "way_on"))
        return found

    def _kept(self, judged: Judged, facts: Facts) -> dict[str, tuple[Quote, ...]]:
        heard, at = judged.heard, judged.contact.said[0].at
        found: dict[str, tuple[Quote, ...]] = {}
        if judged.delivers:
            found["A5"] = heard.first
            if any(one.due and one.due >= at for one in judged.held):
                found["A1"] = heard.first
        if _checks(judged):
            found.update(self._checked(judged))
        if heard.has("slips") and any(one.due and one.due > at for one in judged.held) and not judged.missed:
            found["A4"] = heard.quotes(["slips"])
        if Signal.NOT_QUITE in judged.assessment.signals and judged.told and not facts.faults:
            found["C4"] = heard.first
        return found

    def _checked(self, judged: Judged) -> dict[str, tuple[Quote, ...]]:
        """A look that all is well: announced, or asked for right away."""
        said = [one for one in judged.heard.pieces if self.behaviours.cues["checks"].in_sentence(one)]
        shown = {name: [one for one in said if one.asked is asked] for name, asked in (("C5", False), ("C1", True))}
        return {
            name: tuple(Quote(ts=one.source, words=one.text) for one in pieces)
            for name, pieces in shown.items()
            if pieces
        }

    def _repeated_questions(self, judged: Judged) -> frozenset[str]:
        asked = (piece.text for piece in judged.heard.pieces if piece.asked)
        before = judged.situation.view
        return frozenset({"E7"} if any(is_answered(f"{text}?", before) for text in asked) else ())

    def _lacking(self, judged: Judged, facts: Facts, seen: Mapping[str, Sequence[Quote]]) -> frozenset[str]:
        """What was called for and not done; nothing is called for where nothing was expected."""
        if not judged.expects:
            return frozenset()
        feels = Signal.ANGER in judged.assessment.signals or judged.situation.has("hardship") or bool(judged.missed)
        certain = judged.is_dated or judged.delivers
        called_for = {
            "E2": feels and not judged.heard.has("feels", "owns"),
            "E3": bool(judged.assessment.missing_fact),
            "E6": Fault.PUSHED_BACK in facts.faults,
            "E9": any(one.kind is not ExpectationKind.EXPLICIT for one in judged.expectations),
            "O1": facts.unanswered > 0,
            "O2": Fault.OVER_PROMISE in facts.faults,
            "O3": bool(judged.told) and not certain,
            "O5": bool({Fault.SENT_AWAY, Fault.PUSHED_BACK} & facts.faults),
            "O7": Fault.STALL in facts.faults or Fault.WALL in facts.faults,
            "A1": bool(judged.missed),
            "A2": facts.unanswered > 0,
            "A3": Fault.SENT_AWAY in facts.faults,
        }
        wanted = {name for name, wants in called_for.items() if wants}
        return frozenset(wanted | self._repeated_questions(judged)) - seen.keys()

    def _mark(
        self,
        step: Step,
        *,
        judged: Judged,
        facts: Facts,
        seen: Mapping[str, Sequence[Quote]],
        lacking: frozenset[str],
        language: Language,
    ) -> Mark:
        own = [name for name in BEHAVIOURS[step] if name in seen]
        missed = [name for name in BEHAVIOURS[step] if name in lacking]
        habits = [name for name in LISTENING if name in seen] if step is Step.EXPLORE else []
        score = {
            Step.EXPLORE: self._explore,
            Step.OFFER: self._offer,
            Step.PROMISE: self._promise,
            Step.CONFIRM: self._confirm,
        }[step](judged, facts, own, missed)
        if score is None:
            return Mark(step=step, reason=self.behaviours.marks["not_yet"][language])
        quotes = dict.fromkeys(quote for name in (*own, *habits) for quote in seen[name])
        harmful = judged.heard.quotes(("blame", "dare", "denial", "sent_away", "pushed_back", "policy", "helpless"))
        shown = tuple(harmful if score < 0 else quotes) or tuple(quotes) or judged.heard.first
        if judged.denial and step is Step.OFFER:
            shown = (judged.denial, *shown)
        return Mark(
            step=step,
            score=score,
            behaviours=(*own, *habits),
            lacking=tuple(missed),
            quotes=shown[:_QUOTES_AT_MOST],
            reason=self.behaviours.told(own, missed, language),
        )

    def _explore(self, judged: Judged, facts: Facts, own: Sequence[str], missed: Sequence[str]) -> int | None:
        if not judged.expects:
            return None
        if facts.faults & _HARSH:
            return ruled(Facts(faults=facts.faults & _HARSH, is_mild=facts.is_mild, harms=facts.harms)).score
        if judged.heard.has("hushes", "told_you") or {"E6", "E7", "E2"} & set(missed):
            return -1
        return min(len(own), MOST) if _DEEP & set(own) else min(len(own), 1)

    def _offer(self, judged: Judged, facts: Facts, own: Sequence[str], missed: Sequence[str]) -> int | None:  # noqa: ARG002 - one shape for all steps
        if not judged.expects:
            return None
        found = facts.faults & _OFFER_FAULTS
        if found or facts.unanswered * 2 >= facts.asked > 1:
            bounds = Facts(
                faults=found, asked=facts.asked, unanswered=facts.unanswered, presses=facts.presses, harms=facts.harms
            )
            return ruled(bounds).score
        return _BY_DEPTH[facts.depth]

    def _promise(self, judged: Judged, facts: Facts, own: Sequence[str], missed: Sequence[str]) -> int | None:  # noqa: ARG002
        """How promises of before were kept; what is newly promised is judged once it is due."""
        if Fault.REPEATED in facts.faults:
            return -3 if facts.harms else -2
        if judged.missed:
            return _BY_REPAIR.get(facts.repair, -1)
        if "A4" in own:
            return 2
        return 1 if "A1" in own else None

    def _confirm(self, judged: Judged, facts: Facts, own: Sequence[str], missed: Sequence[str]) -> int | None:  # noqa: ARG002
        asks = {"C1", "C2", "C3", "C4"} & set(own)
        if asks and judged.delivers:
            return 2
        if asks or _checks(judged):
            return 1
        anything_else = self.finder.merits.coverage.words.anything_else.within(judged.heard.text)
        return 0 if anything_else or (judged.delivers and judged.expects) else None


def _checks(judged: Judged) -> bool:
    """Whether it sees to it that all is well: there is something to be seen, not only something to be found out."""
    return judged.heard.has("checks") and (judged.delivers or bool(judged.told))
