"""One contact with everything that is to be known before it is judged: what stood before it, and what was expected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motbot.domain.contacts import Contact
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, Signal, Urgency
from motbot.domain.message import ConversationView, Line
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise
from motbot.domain.scoring import Quote
from motbot.domain.urgency import reply_by
from motbot.playbook.behaviours import Heard
from motbot.playbook.sentences import Piece
from motbot.playbook.situation import Situation
from motbot.playbook.told import Told

_CONTEXT_AT_MOST = 20
"""Lines before a contact that are looked at: what lies further back does not change how a reply reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One contact with everything the rules have found about it."""

    contact: Contact
    view: ConversationView
    """Up to the contact's end."""
    situation: Situation
    assessment: Assessment
    expectations: tuple[Expectation, ...]
    heard: Heard
    lines_told: tuple[tuple[Line, Told], ...]
    """What our side promises in it, each with its line."""
    unanswered: frozenset[str]
    """Marks of the explicit expectations that are left open."""
    reply_by: datetime | None
    cannot_wait: bool = False
    """The customer's own words say so."""
    missed: tuple[str, ...] = ()
    """Words of the promises of ours that were over and not kept when the customer wrote."""
    requests: tuple[tuple[Expectation, ...], ...] = ()
    """What was asked for in words, request by request."""
    deeds: tuple[Piece, ...] = ()
    """The clauses of ours that tell of something done or handed over."""
    names_time: bool = False
    """Something of ours is told to happen at a time, whether as a promise or as what could be."""
    held: tuple[Promise, ...] = ()
    """Promises from before this contact that were still open in it."""
    denial: Quote | None = None
    """The customer's words right after it that deny what was done or told."""
    denied: frozenset[str] = frozenset()
    """Marks of the explicit expectations that it is about."""
    behind: frozenset[str] = frozenset()
    """Marks of the explicit expectations for whose hour all that is promised comes too late, without a word of it."""
    is_misread: bool = False
    """It says that another thing was done than they had asked for."""

    @property
    def told(self) -> tuple[Told, ...]:
        """What our side promises in it."""
        return tuple(one for _, one in self.lines_told)

    @property
    def expects(self) -> bool:
        """Whether the customer expected something."""
        return self.assessment.is_moment or bool(self.expectations) or bool(self.missed)

    @property
    def is_angry(self) -> bool:
        """Whether the customer shows anger."""
        return Signal.ANGER in self.assessment.signals or self.situation.has("anger")

    @property
    def explicit(self) -> tuple[Expectation, ...]:
        """What was asked for in words."""
        return tuple(one for one in self.expectations if one.kind is ExpectationKind.EXPLICIT)

    @property
    def is_dated(self) -> bool:
        """Whether something is promised with a time."""
        return any(one.is_dated for one in self.told)

    @property
    def mends(self) -> bool:
        """Whether something is done, or promised with a time that is more than to look into it."""
        return self.delivers or any(one.is_dated and not one.prepares for one in self.told)

    @property
    def delivers(self) -> bool:
        """Whether something is done or handed over in it; neither is to pass the matter on, nor another thing."""
        if self.is_beside:
            return False
        return bool(self.deeds) or any(line.files for line in self.contact.said)

    @property
    def is_beside(self) -> bool:
        """Whether all that was asked for in words was something else than what was done, as the customer read it."""
        return self.is_misread and self.denied >= {one.mark for one in self.explicit}

    @property
    def is_certain(self) -> bool:
        """Whether something is promised or offered with a time."""
        return self.is_dated or self.names_time

    @property
    def asked_text(self) -> str:
        """All that the customer said in it."""
        return "\n".join(line.text for line in self.contact.asked)

    @property
    def presses(self) -> bool:
        """Whether the urgency was high or critical."""
        return self.assessment.urgency.rank >= Urgency.HIGH.rank or self.cannot_wait


def until(whole: ConversationView, last: Sequence[Line], *, focus: Sequence[Line]) -> ConversationView:
    """The view as it stood when the last of these lines was written."""
    end = max(line.ts for line in last)
    lines = tuple(line for line in whole.lines if line.ts <= end)
    return replace(whole, lines=lines[-_CONTEXT_AT_MOST:], focus=tuple(line.ts for line in focus), now=last[-1].at)


def together(known: Iterable[Expectation], found: Iterable[Expectation]) -> tuple[Expectation, ...]:
    """What was known to be expected; what is found now counts for the kinds of which nothing was known."""
    told = tuple(known)
    kinds = {one.kind for one in told}
    return (*told, *(one for one in found if one.kind not in kinds))


def answer_by(
    found: Assessment, contact: Contact, view: ConversationView, within: ReplyWithin, *, is_sure: bool
) -> datetime | None:
    """When silence began to disappoint; None where nothing was asked.

    Minutes count only where harm or haste shows in words (`is_sure`), and not where it is worked out from a time.
    """
    if not contact.asked or found.urgency is Urgency.NONE:
        return None
    urgency = Urgency.HIGH if found.urgency is Urgency.CRITICAL and not is_sure else found.urgency
    return found.reply_by or reply_by(urgency, contact.asked[-1].at, view.zone, within)


def missed(broken: Line | None, situation: Situation, contact: Contact, promises: Sequence[Promise]) -> tuple[str, ...]:
    """Words of our promises whose time was over, unkept, when the customer wrote."""
    if not contact.asked:
        return ()
    asked_at = contact.asked[-1].at
    told = [one.words for one in promises if one.broken_at and one.broken_at <= asked_at and held(one, contact)]
    claimed = (situation.signs["claims_promise"].words,) if situation.has("claims_promise") else ()
    return (*((broken.text,) if broken else claimed), *told)


def held(promise: Promise, contact: Contact) -> bool:
    """Whether it was made before the contact and still open when it began."""
    begin = contact.lines[0]
    return promise.made_at < begin.at and (promise.ended_at is None or promise.ended_at >= begin.at)
