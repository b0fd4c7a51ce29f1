"""How far a reply goes, whatever speaks against it: from "seen" to further than the customer thought."""

from dataclasses import dataclass

from motbot.domain.expectation import Urgency
from motbot.domain.scoring import Depth
from motbot.playbook.asking import Asking
from motbot.playbook.behaviours import Behaviours
from motbot.playbook.behaviours_judged import Judged
from motbot.playbook.behaviours_merit import UNASKED, MeritFinder
from motbot.playbook.behaviours_requests import RequestFinder

_NOTHING_LEFT = 4
"""Letters that may be left of a reply that only says it was seen."""
_DEEP, _AHEAD = 3, 5
"""How much has to go beyond an answer: where something unasked is among it, and where nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthFinder:
    """Finds how far a reply goes."""

    behaviours: Behaviours
    merits: MeritFinder
    requests: RequestFinder
    asking: Asking

    def depth(self, judged: Judged) -> Depth:
        """How far the reply goes, whatever speaks against it."""
        if not judged.contact.said:
            return Depth.SILENT
        if judged.missed and not judged.is_dated and not judged.delivers:
            return Depth.EMPTY
        tells = judged.is_dated or self.refuses_well(judged) or not self._only_asks(judged)
        if not judged.expects or not tells:
            return Depth.SEEN
        if self.is_bare(judged):
            return self._bare(judged)
        left, asked = self.requests.left_open(judged), len(judged.requests)
        if left and (asked > 1 or judged.behind):
            open_all = Depth.SEEN if self._explores(judged) else Depth.EMPTY
            return open_all if left == asked else Depth.ANSWERED
        return self._how_deep(judged, is_open=bool(left))

    def _explores(self, judged: Judged) -> bool:
        """Whether it asks about the matter, of somebody who has not had to wait, and puts nobody off."""
        heard = judged.heard
        asks = any(piece.asked for piece in heard.pieces) and not heard.has("asks_outcome", "asks_now", "asks_progress")
        off = heard.has("stalls", "soothes", "hushes", "told_you", "refuses", "points", "sent_away", "pushed_back")
        return asks and not off and not judged.is_angry and not self.has_waited(judged)

    def is_bare(self, judged: Judged) -> bool:
        """Whether it only says that the words were seen."""
        return self.merits.is_bare(judged, _NOTHING_LEFT)

    def _bare(self, judged: Judged) -> Depth:
        """Somebody who has waited already, or is hurt, is not helped by "seen"."""
        heard = judged.heard
        idle = heard.has("stalls") or (heard.has("soothes", "hushes") and not judged.told)
        hurt = judged.is_angry or judged.situation.has("hardship") or self.has_waited(judged)
        return Depth.EMPTY if hurt or (idle and judged.presses) else Depth.SEEN

    def is_troubled(self, judged: Judged) -> bool:
        """Whether the customer suffers from something, rather than wants something."""
        troubled = any(map(self.asking.troubles, judged.situation.pieces)) or judged.situation.has("hardship")
        return troubled or judged.is_angry or judged.presses or self.has_waited(judged)

    def endangers(self, judged: Judged) -> bool:
        """Whether harm is happening or imminent."""
        if judged.situation.has("harm") or (judged.assessment.urgency is Urgency.CRITICAL and judged.cannot_wait):
            return True
        return self.behaviours.tells("endangers", judged.asked_text)

    def has_waited(self, judged: Judged) -> bool:
        """Whether the customer says that they have been waiting, or have asked before."""
        return self.behaviours.tells("waits", judged.asked_text)

    def _how_deep(self, judged: Judged, *, is_open: bool) -> Depth:
        heard = judged.heard
        certain = judged.is_certain or judged.delivers
        if heard.has("refuses") and self.requests.asks_for_deed(judged) and not (certain or heard.has("way_on")):
            return Depth.SEEN
        hedges = heard.has("stalls", "hushes") and not heard.has("refuses", "way_on")
        if not certain and (is_open or hedges or not self._earned(judged)):
            presses = judged.presses or judged.is_angry or self.has_waited(judged)
            return Depth.EMPTY if presses and not self._explores(judged) else Depth.SEEN
        return Depth.ANSWERED if is_open else self._beyond_an_answer(judged, certain=certain)

    def _beyond_an_answer(self, judged: Judged, *, certain: bool) -> Depth:
        heard, merits = judged.heard, self.merits
        beyond = merits.beyond(judged)
        enough = _DEEP if heard.has(*UNASKED) else _AHEAD
        if certain and merits.is_long(judged) and beyond + heard.has("checks") >= enough:
            return Depth.DELIGHTED
        leads_on = certain or heard.has("way_on", "until_then")
        exceeds = (certain and merits.exceeds(judged)) or self.refuses_well(judged)
        exceeds = exceeds or (leads_on and beyond > 0 and merits.says_much(judged))
        return Depth.EXCEEDED if exceeds else Depth.ANSWERED

    def _earned(self, judged: Judged) -> bool:
        """Whether a reply that neither does nor dates anything still answers: it tells what was asked, or leads on."""
        heard = judged.heard
        if heard.has("way_on", "until_then", "advises", *UNASKED):
            return True
        if self.requests.tells_when(judged) or self.merits.says_yes_or_no(judged):
            return True
        told = heard.has("reason") or self.merits.is_about(judged) or self.requests.tells(judged)
        if self.requests.wants_deed(judged):
            takes_on = heard.has("grants") or bool(judged.told) or judged.situation.has("asks_if_wrong")
            return told and takes_on and not self.is_troubled(judged)
        return told and not (judged.cannot_wait and judged.is_angry)

    def refuses_well(self, judged: Judged) -> bool:
        """Whether it says no with a reason and a way on."""
        heard = judged.heard
        due = judged.assessment.say_no.value or heard.has("limits_said")
        leads_on = heard.has("way_on", "until_then") or (due and judged.is_certain)
        return heard.has("refuses", "limits_said") and heard.has("reason") and leads_on

    def _only_asks(self, judged: Judged) -> bool:
        """Whether there is nothing but questions beside what only says "seen"."""
        words = self.merits.coverage.words
        asks = words.asks_customer
        told = [piece.text for piece in judged.heard.pieces if not (piece.asked or asks.within(piece.text))]
        rest = "\n".join(told)
        for phrases in (words.acknowledgement, words.thanks, words.greeting, words.farewell):
            rest = phrases.without(rest)
        return len(told) < len(judged.heard.pieces) and sum(letter.isalnum() for letter in rest) <= _NOTHING_LEFT
