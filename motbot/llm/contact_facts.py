"""Works the facts of the decision order out of what a model has found in a contact, and holds its marks back."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC

from motbot.domain.contacts import Contact
from motbot.domain.expectation import Urgency
from motbot.domain.message import ConversationView
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise
from motbot.domain.scoring import Depth, Facts, Fault, Repair
from motbot.domain.urgency import reply_by
from motbot.llm.sheet_shapes import ContactJudged, Merit, Reach

_BY_REACH = {Reach.EMPTY: Depth.EMPTY, Reach.SEEN: Depth.SEEN, Reach.ANSWERED: Depth.ANSWERED}
_CARRIED = 2
"""Behaviours that have to be seen, or to be lacking, before a mark may be this far from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded:
    """What the words of a contact carry of a model's findings."""

    faults: frozenset[Fault] = frozenset()
    merits: frozenset[Merit] = frozenset()
    serves_unsaid: bool = False
    asked: int = 0
    unanswered: int = 0
    is_broken: bool = False
    """A promise of ours was over and not kept when the customer wrote."""
    urgency: Urgency = Urgency.NONE
    """As it counts: none where nothing was expected."""
    expects: bool = field(default=True)


def facts_of(
    judged: ContactJudged, found: Grounded, *, contact: Contact, view: ConversationView, within: ReplyWithin
) -> Facts:
    """The facts; depth, repair and lateness follow from what was quoted and from the clock, never from a label."""
    presses = found.urgency.rank >= Urgency.HIGH.rank
    return Facts(
        faults=found.faults,
        is_mild=judged.mild,
        asked=found.asked,
        unanswered=found.unanswered,
        is_late=is_late(found.urgency, contact, view, within),
        presses=presses,
        harms=judged.harm and presses,
        repair=_repair(found),
        depth=_depth(judged.reach, found, contact),
    )


def is_late(urgency: Urgency, contact: Contact, view: ConversationView, within: ReplyWithin) -> bool:
    """Whether our first words, or the present where there are none, came after silence began to disappoint."""
    if contact.asked_at is None:
        return False
    by = reply_by(urgency, contact.asked_at, view.zone, within)
    at = contact.answered_at or view.now
    return by is not None and at.astimezone(UTC) > by.astimezone(UTC)


def counted_urgency(judged: ContactJudged) -> Urgency:
    """The urgency that counts: something expected is never without any, and nothing expected always is."""
    if not judged.expects:
        return Urgency.NONE
    return Urgency.NORMAL if judged.urgency is Urgency.NONE else judged.urgency


def was_broken(contact: Contact, promises: Iterable[Promise]) -> bool:
    """Whether a promise that is known of had run out, unkept, when the customer wrote."""
    if contact.asked_at is None:
        return False
    first, last = contact.asked[0].at, contact.asked_at
    return any(
        one.broken_at is not None and one.broken_at <= last and (one.ended_at is None or one.ended_at >= first)
        for one in promises
    )


def held_back(score: int, *, seen: Sequence[str], lacking: Sequence[str], faults: AbstractSet[Fault]) -> int:
    """A mark no further from 0 than its behaviours carry: models push what is good or bad to the ends of the scale.

    +2 takes two behaviours that were seen; +3 one more, and none that was lacking. -2 takes two that were lacking, or
    a fault; -3 a fault.
    """
    if score > 0:
        top = 1 if len(seen) < _CARRIED else 2
        return min(score, 3 if len(seen) > _CARRIED and not lacking else top)
    if faults:
        return score
    return max(score, -1 if len(lacking) < _CARRIED else -2)


def _repair(found: Grounded) -> Repair:
    if not found.is_broken or Fault.REPEATED in found.faults:
        return Repair.NONE
    owns, mends = Merit.OWNS_UP in found.merits, Merit.CERTAIN in found.merits
    if owns and mends:
        return Repair.MORE if Merit.WORK in found.merits or found.serves_unsaid else Repair.FULL
    return Repair.PARTLY if owns or mends else Repair.NONE


def _depth(reach: Reach, found: Grounded, contact: Contact) -> Depth:
    """How far the reply goes: with each merit by itself, and only where nothing that was asked is left open."""
    if not contact.said:
        return Depth.SILENT
    if not found.expects:
        return Depth.SEEN
    if reach is not Reach.ANSWERED or found.unanswered:
        return _BY_REACH[reach]
    certain, work = Merit.CERTAIN in found.merits, Merit.WORK in found.merits
    if certain and work and found.serves_unsaid and Merit.CHECK in found.merits:
        return Depth.DELIGHTED
    beyond = certain and (work or found.serves_unsaid)
    return Depth.EXCEEDED if beyond or Merit.WAY_ON in found.merits else Depth.ANSWERED
