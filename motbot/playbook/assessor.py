"""The playbook's assessment: the rules put together, in the order of the labelling steps."""

from dataclasses import dataclass

from motbot.domain.expectation import Assessed, Assessment, Provenance, Signal, Urgency
from motbot.domain.message import ConversationView
from motbot.playbook.limits import Limits
from motbot.playbook.needs import Needs
from motbot.playbook.rephrase import Rephraser
from motbot.playbook.situation import Reader
from motbot.playbook.urgency import UrgencyRule


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookAssessor:
    """Fulfils the Assessor port without a model; never raises."""

    revision: str
    reader: Reader
    urgency: UrgencyRule
    rephraser: Rephraser
    needs: Needs
    limits: Limits

    async def assess(self, view: ConversationView) -> Assessed:
        """Judge the focus of the view."""
        return Assessed(
            assessment=self.assessment(view), provenance=Provenance(coach="playbook", revision=self.revision)
        )

    def assessment(self, view: ConversationView) -> Assessment:
        """The same, without the provenance. `reply_by` is the hour that is named; the rest is for the settings."""
        situation = self.reader.read(view)
        ruling = situation.ruling
        if not ruling.is_moment:
            return Assessment(
                is_moment=False,
                negative_type=ruling.negative_type,
                language=situation.language,
                urgency=Urgency.NONE,
                signals=ruling.signals,
            )
        missing, question = self.needs.lacking(situation)
        business, personal = self.needs.interests(situation)
        stated = tuple(found.expectation for found in self.rephraser.asked(situation))
        return Assessment(
            is_moment=True,
            language=situation.language,
            urgency=self.urgency.of(situation),
            reply_by=situation.hour,
            expectations=(*stated, *self.needs.unsaid(situation)),
            business_interests=business,
            personal_interests=personal,
            explore_questions=self.needs.to_ask(situation, question),
            missing_fact=missing,
            say_no=self.limits.no(situation, [found.quote for found in stated]),
            signals=tuple(signal for signal in Signal if signal in ruling.signals),
        )
