"""The playbook's Confirm question: about the outcome in the newest words, and what went unsaid or is missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from motbot.domain.conditions import is_condition
from motbot.domain.expectation import Assessment, Draft, Drafted, ExpectationKind, Provenance, SayNo
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playbook.needs import Needs
from motbot.playbook.outcomes import Outcomes
from motbot.playbook.rephrase import Rephraser
from motbot.playbook.rephrasing import Kind, Stated
from motbot.playbook.restating import kept, said_back
from motbot.playbook.situation import Reader, Situation
from motbot.playbook.voice import lowered
from motbot.playbook.wording import Wording, capital, joined

_ASKS_AT_MOST = 2
_CLAUSE = re.compile(r"(?<=[,，;；])")
_EDGES = " ,，;；"
_MARKS = "?？ "
_TAKEN_UP = re.compile(r"\b(?:it|them|this|that)$", re.IGNORECASE)
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
        asked, no = self._asked(stated, assessment.say_no), assessment.say_no.value
        if no and not asked:
            question = self.wording.line("confirm.refused", situation.language, view.focus_text)
        else:
            question = self._question(asked, self._more(situation, assessment), view, situation.language)
        draft = Draft(reply=joined([question], situation.language), why=self.wording.one("why.confirm", language))
        return Drafted(draft=draft, provenance=Provenance(coach="playbook", revision=self.revision))

    def _more(self, situation: Situation, assessment: Assessment) -> str:
        """What the question goes on with: how they manage without what was refused, a need, else what is missing.

        Nobody who was told no in part is asked whether something is still missing.
        """
        language, seed = situation.language, situation.view.focus_text
        if assessment.say_no.value:
            return self.wording.line("confirm.besides", language, seed)
        implicit = assessment.of_kind(ExpectationKind.IMPLICIT)
        if check := self.needs.check(implicit, situation):
            return self.wording.line("confirm.check", language, seed, what=lowered(check.rstrip(_MARKS)))
        if need := self.outcomes.unsaid(implicit, language):
            return self.wording.line("confirm.unsaid", language, seed, what=need)
        return self.wording.line("confirm.progress", language, seed)

    def _question(self, asked: Sequence[Stated], more: str, view: ConversationView, language: Language) -> str:
        """The question itself, after what was said last; a plain one where their words had better not be said back."""
        sayable = [found for found in asked if found.yours]
        if any(found.kind in _HOPED for found in sayable):
            sayable = [found for found in sayable if found.kind is not Kind.PROBLEM]
        done = self.outcomes.kept(view, language)
        if done:
            sayable = [found for found in sayable if not self._is_past(found, done)]
        sayable = sayable[-_ASKS_AT_MOST:]
        asks = capital(said_back(sayable, self.wording, language, tense="said"))
        name = ("result_and" if asks else "result") if done else (_kind(sayable[-1]) if asks else "plain")
        return self.wording.line(f"confirm.{name}", language, view.focus_text, asks=asks, what=capital(done), more=more)

    def _is_past(self, found: Stated, done: str) -> bool:
        """Whether what is done is about the same thing, or the words only bound or take up what was asked for."""
        taken_up = is_condition(found.expectation) or _TAKEN_UP.search(found.yours)
        return bool(taken_up) or self.outcomes.touches(done, found.expectation.quote)

    def _asked(self, stated: Sequence[Stated], no: SayNo) -> list[Stated]:
        """What is wanted or wrong, never what is told beside it; where we say no to a part, no bound of all of it."""
        asked = [found for found in stated if found.kind not in _NOT_ASKED and found.expectation.quote != no.what]
        asked = [found for found in asked if not (no.value and is_condition(found.expectation))]
        asked = [calm for found in asked if (calm := self._calm(found))]
        hoped = [found for found in asked if found.kind is not Kind.PROBLEM or self.rephraser.is_trouble(found)]
        return hoped or asked

    def _calm(self, found: Stated) -> Stated | None:
        """What is wrong without what is told beside it; None where nothing else is told."""
        if found.kind is not Kind.PROBLEM or not found.yours:
            return found
        told = (self.rephraser.beside, self.reader.words.anger)
        left = [part for part in _CLAUSE.split(found.yours) if not any(one.within(part) for one in told)]
        return replace(found, yours="".join(left).strip(_EDGES)) if left else None


def _kind(stated: Stated) -> str:
    return stated.kind if stated.kind in {Kind.PROBLEM, Kind.QUESTION, Kind.WISH} else "outcome"
