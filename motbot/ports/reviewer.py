"""Whoever fills in the evaluation sheet, a model or the playbook, fulfils this port."""

from collections.abc import Sequence
from typing import Protocol

from motbot.domain.contacts import Contact
from motbot.domain.expectation import Expectation
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.promise import Promise
from motbot.domain.sheet import Reviewed


class Reviewer(Protocol):
    """Judges what our side said in each contact of a conversation."""

    @property
    def revision(self) -> str:
        """What would answer now, as a hash: prompt or playbook text, parameters and model."""
        ...

    async def review(
        self,
        view: ConversationView,
        *,
        contacts: Sequence[Contact],
        expectations: Sequence[Expectation],
        promises: Sequence[Promise],
        language: Language,
    ) -> Reviewed:
        """Fill in one part of the sheet for each of these contacts; who asks checks it with `checked_sheet`.

        Nobody's name may reach a reviewer, nor any earlier score: give it what `with_roles` shows.

        Args:
            view: the whole conversation, for context; `now` is the present, the focus is not looked at.
            contacts: those to be judged, of the same lines.
            expectations: what is known to have been expected, by `source`; more may be found.
            promises: what is known of the conversation's promises and what became of them.
            language: in which the reasons are to be written.

        Raises:
            ModelUnavailable: try again later.
            ModelRefused: this will not be answered.
        """
        ...
