"""The coach, in domain words: whoever answers (a model or the playbook) fulfils these ports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from motbot.domain.expectation import Assessed, Assessment, Drafted, Expectation, NegativeType
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.domain.promise import Mending, Promise, ReadReply


class FirstLook(Protocol):
    """Cheap certain rules, asked before any model; always the playbook's."""

    def certain_negative(self, view: ConversationView) -> NegativeType | None:
        """Say why the focus is certainly no moment, or None where a closer look is needed."""
        ...

    def is_critical(self, text: str) -> bool:
        """Whether the words alone show harm that happens now, so that waiting for the end of a burst is wrong."""
        ...

    def promises(self, text: str) -> bool:
        """Whether words of our side announce something that is still to be done."""
        ...

    def is_plain(self, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]) -> bool:
        """Whether the words of our side in the focus certainly promise, deliver and leave open nothing."""
        ...


class Assessor(Protocol):
    """Finds what a customer expects."""

    @property
    def revision(self) -> str:
        """What would answer now, as a hash: prompt or playbook text, parameters and model."""
        ...

    async def assess(self, view: ConversationView) -> Assessed:
        """Judge the focus of the view.

        Raises:
            ModelUnavailable: try again later.
            ModelRefused: this will not be answered.
        """
        ...


class Drafter(Protocol):
    """Writes the reply that an agent may send."""

    @property
    def revision(self) -> str:
        """As for the assessor."""
        ...

    async def draft(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Write a reply in the customer's language; `why` is in `language`, the agent's. Raises as the assessor."""
        ...


class Confirmer(Protocol):
    """Writes the question that checks the outcome with the customer."""

    @property
    def revision(self) -> str:
        """As for the assessor."""
        ...

    async def confirm(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Ask about the outcome, from the moment's own expectations; languages and errors as for a draft."""
        ...


class ReplyReader(Protocol):
    """Reads what our side has answered: what it promises, what it delivers, what it leaves unanswered."""

    @property
    def revision(self) -> str:
        """As for the assessor."""
        ...

    async def read(
        self, view: ConversationView, *, expected: Sequence[Expectation], promised: Sequence[Promise]
    ) -> ReadReply:
        """Read the focus: lines of our side that nobody has read yet, customers' lines among them as context.

        Args:
            view: the conversation; `now` is when the newest focus line was written.
            expected: what the customer expects in the open moment.
            promised: the conversation's promises that are still open, to tell a repetition or a delivery by.

        Raises:
            ModelUnavailable: try again later.
            ModelRefused: this will not be answered.
        """
        ...


class Mender(Protocol):
    """Writes the honest message for a promise that will not be kept as it was made."""

    @property
    def revision(self) -> str:
        """As for the assessor."""
        ...

    async def mend(
        self, view: ConversationView, promise: Promise, *, mending: Mending, due: datetime | None, language: Language
    ) -> Drafted:
        """Write it in the customer's language; `due` is the new time, in the zone to name it in, for a MOVE alone.

        `why` is in `language`, the agent's. Errors as for a draft.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Coach:
    """The five of one kind: the model's, or the playbook's."""

    assessor: Assessor
    drafter: Drafter
    confirmer: Confirmer
    reply_reader: ReplyReader
    mender: Mender
    instant: bool = False
    """Answers without waiting for anything, so that a card need not appear before its draft."""
