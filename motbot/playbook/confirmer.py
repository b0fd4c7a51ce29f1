"""The playbook's Confirm question: about the outcome in the moment's own words, what went unsaid, and the progress."""

from dataclasses import dataclass

from motbot.domain.expectation import Assessment, Draft, Drafted, ExpectationKind, Provenance
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playbook.needs import Needs
from motbot.playbook.outcomes import Outcomes
from motbot.playbook.rephrase import Rephraser, Stated
from motbot.playbook.rephrasing import Kind
from motbot.playbook.restating import kept, said_back
from motbot.playbook.situation import Reader, Situation
from motbot.playbook.wording import Wording, capital, joined

_ASKS_AT_MOST = 2
_HOPED = frozenset({Kind.REQUEST, Kind.WISH, Kind.NEED})
"""Beside one of these, the trouble behind it need not be asked after as well."""
_NOT_ASKED = frozenset({Kind.TIME, Kind.ANSWER})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookConfirmer:
    """Fulfils the Confirmer port without a model; never raises."""

    revision: str
    reader: Reader
    rephraser: Rephraser
    needs: Needs
    wording: Wording
    outcomes: Outcomes

    async def confirm(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Ask about the outcome, in the customer's language; `why` is in `language`."""
        situation = self.reader.read(view)
        view = situation.view
        stated = kept(self.rephraser.stated(situation), assessment)
        unspoken = self._unspoken(situation, assessment)
        progress = self.wording.line("confirm.progress", situation.language, view.focus_text)
        opening = self._opening(stated, assessment, view, situation.language)
        draft = Draft(
            reply=joined((opening, unspoken, progress), situation.language),
            why=self.wording.one("why.confirm", language),
        )
        return Drafted(draft=draft, provenance=Provenance(coach="playbook", revision=self.revision))

    def _unspoken(self, situation: Situation, assessment: Assessment) -> str:
        """The question after the first need that went unsaid: the rules' own, else about the map's words for it."""
        implicit = assessment.of_kind(ExpectationKind.IMPLICIT)
        own = self.needs.check(implicit, situation)
        need = "" if own else self.outcomes.unsaid(implicit, situation.language)
        if not need:
            return own
        return self.wording.line("confirm.unsaid", situation.language, situation.view.focus_text, what=need)

    def _opening(
        self, stated: tuple[Stated, ...], assessment: Assessment, view: ConversationView, language: Language
    ) -> str:
        """The question itself; a plain one where their words had better not be said back."""
        no = assessment.say_no
        asked = [found for found in stated if found.kind not in _NOT_ASKED and found.expectation.quote != no.what]
        if no.value and not asked:
            return self.wording.line("confirm.refused", language, view.focus_text)
        sayable = [found for found in asked if found.yours]
        if any(found.kind in _HOPED for found in sayable):
            sayable = [found for found in sayable if found.kind is not Kind.PROBLEM]
        done = self.outcomes.kept(view, language)
        if done:
            sayable = [found for found in sayable if not self.outcomes.touches(done, found.expectation.quote)]
        sayable = sayable[:_ASKS_AT_MOST]
        asks = capital(said_back(sayable, self.wording, language, tense="said"))
        name = ("result_and" if asks else "result") if done else (_kind(sayable[0]) if asks else "plain")
        return self.wording.line(f"confirm.{name}", language, view.focus_text, asks=asks, what=capital(done))


def _kind(stated: Stated) -> str:
    return stated.kind if stated.kind in {Kind.PROBLEM, Kind.QUESTION, Kind.WISH} else "outcome"
