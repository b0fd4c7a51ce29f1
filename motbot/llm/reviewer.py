"""The model as reviewer: finds in our words what the sheet rests on; code alone makes the score of it."""

from collections.abc import Sequence
from typing import Any

from motbot.catalogue import say
from motbot.domain.contacts import Contact
from motbot.domain.errors import ModelRefused
from motbot.domain.expectation import Expectation, Provenance
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise
from motbot.domain.sheet import Reviewed
from motbot.llm.asking import TemplateSource, ask, provenance_of
from motbot.llm.client import ModelClient
from motbot.llm.contact_parts import SheetParts
from motbot.llm.contact_rows import ROW_INPUTS, shown
from motbot.llm.meanings import CUES_FROM, TOLD_BACK, URGENCIES, table
from motbot.llm.prompt_files import Task
from motbot.llm.sheet_meanings import FATES, FAULTS, MERITS, OUTCOMES, REACHES, behaviours, steps
from motbot.llm.sheet_shapes import SheetAnswer


def review_task(*, within: ReplyWithin) -> Task:
    """What code fixes about the `review` prompts; when a reply is late is part of it, since it decides the score."""
    fixed: dict[str, Any] = {
        "told_back": table(TOLD_BACK),
        "cues_from": table(CUES_FROM),
        "outcomes": table(OUTCOMES),
        "urgencies": table(URGENCIES),
        "faults": table(FAULTS),
        "merits": table(MERITS),
        "reaches": table(REACHES),
        "steps": steps(),
        "listening": behaviours(),
        "fates": table(FATES),
        "within": [
            *map(str, (within.critical, within.high, within.end_of_day)),
            *map(str, sorted(within.workdays)),
        ],
    }
    return Task(name="review", answer=SheetAnswer, fixed=fixed, inputs=ROW_INPUTS)


class ModelReviewer:
    """Reviews by a published `review` prompt: one call for all the contacts it is given."""

    def __init__(self, *, client: ModelClient, template: TemplateSource, within: ReplyWithin) -> None:
        self._client = client
        self._template = template
        self._within = within

    @property
    def revision(self) -> str:
        """Hash of prompt, parameters, answer shape, model and the times within which a reply is expected."""
        return self._template().revision

    async def review(
        self,
        view: ConversationView,
        *,
        contacts: Sequence[Contact],
        expectations: Sequence[Expectation],
        promises: Sequence[Promise],
        language: Language,
    ) -> Reviewed:
        """Fill in one part for each contact, in the order given; one that the model passes over has no score.

        Raises:
            ModelUnavailable: try again later.
            ModelRefused: this will not be answered, or none of the contacts was judged.
        """
        template = self._template()
        if not contacts:
            return Reviewed(contacts=(), provenance=Provenance(coach="model", revision=template.revision))
        told = shown(view, contacts=contacts, expectations=expectations, promises=promises, language=language)
        reply = await ask(self._client, template, told.inputs, SheetAnswer, share=view.channel)
        made = SheetParts(view=view, shown=told, promises=promises, within=self._within)
        parts = made.of(reply.answer, contacts)
        if made.judged_none:
            raise ModelRefused(say("The language model judged none of the contacts it was given."))
        return Reviewed(contacts=parts, provenance=provenance_of(template, reply, dropped=made.dropped))
