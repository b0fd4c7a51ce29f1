"""The playbook's Confirm question: about the outcome, in the moment's own words, and the one thing that went unsaid."""

from dataclasses import dataclass

from motbot.domain.expectation import Assessment, Draft, Drafted, ExpectationKind, Provenance
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playbook.needs import Needs
from motbot.playbook.rephrase import Kind, Rephraser, Stated
from motbot.playbook.restating import kept, restated
from motbot.playbook.situation import Reader
from motbot.playbook.wording import Wording, joined, listed

_ASKS_AT_MOST = 2
_NOT_ASKED = frozenset({Kind.TIME, Kind.ANSWER})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookConfirmer:
    """Fulfils the Confirmer port without a model; never raises."""

    revision: str
    reader: Reader
    rephraser: Rephraser
    needs: Needs
    wording: Wording

    async def confirm(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Ask about the outcome, in the customer's language; `why` is in `language`."""
        situation = self.reader.read(view)
        seed = view.focus_text
        asked = [found for found in kept(self.rephraser.stated(situation), assessment) if found.kind not in _NOT_ASKED]
        asks = listed(
            [restated(found, situation.language) for found in asked], situation.language, at_most=_ASKS_AT_MOST
        )
        opening = self.wording.line(f"confirm.{_kind(asked[0])}", situation.language, seed, asks=asks) if asked else ""
        unspoken = self.needs.check(assessment.of_kind(ExpectationKind.IMPLICIT), situation)
        ending = unspoken or self.wording.line("confirm.progress", situation.language, seed)
        draft = Draft(
            reply=joined((opening, ending), situation.language), why=self.wording.one("why.confirm", language)
        )
        return Drafted(draft=draft, provenance=Provenance(coach="playbook", revision=self.revision))


def _kind(stated: Stated) -> str:
    return stated.kind if stated.kind in {Kind.PROBLEM, Kind.QUESTION} else "outcome"
