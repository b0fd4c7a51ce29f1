"""The evaluation sheet of a conversation: every contact scored from -3 to +3, every mark resting on quoted words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motbot.catalogue import translated
from motbot.domain.expectation import Expectation, Provenance
from motbot.domain.grounding import occurs
from motbot.domain.language import Language
from motbot.domain.promise import TRACKED, Promise, PromiseState
from motbot.domain.scoring import (
    Facts,
    Mark,
    Quote,
    Ruling,
    Seen,
)

SCALE_NOTE = "The scale's upper half (0 to +3) is the method's; the lower half (-3 to -1) is our own."


def scale_note(language: Language) -> str:
    """What is to be said once on every sheet: whose scale it is."""
    return translated(SCALE_NOTE, language, context="sheet.scale_note")


class Outcome(StrEnum):
    """What became of an expectation in the contact it was first seen in."""

    MET = "met"
    MISSED = "missed"
    """It was said, or we named it ourselves, and nothing of ours serves it."""
    NEVER_SEEN = "never_seen"
    """It was there to be found, and none of our words touch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedExpectation:
    """An expectation of any of the three kinds, with what became of it."""

    expectation: Expectation
    outcome: Outcome


class Fate(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPromise:
    """A promise made in a contact, with what became of it by the conversation's end."""

    quote: Quote
    fate: Fate
    due_words: str = ""
    """Verbatim; empty where no time was given."""
    is_over: bool = False
    """Open, but its time had passed when the sheet was made, and nothing tells what became of it."""
    taken_back_at: datetime | None = None
    """Where it was tracked and then taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSheet:
    """One contact's part of the sheet."""

    number: int
    asked: tuple[str, ...] = ()
    """`ts` of the customer's lines."""
    said: tuple[str, ...] = ()
    """`ts` of our lines."""
    facts: Facts
    evidence: tuple[Seen, ...] = ()
    overall: Ruling | None = None
    """By the decision order, never a mean of the marks; None: not applicable yet."""
    reason: str = ""
    """Why it is that score, in one line in the reader's language."""
    expects: bool = True
    """Whether the customer expected anything of this contact: thanks and small talk ask for nothing."""
    marks: tuple[Mark, ...] = ()
    """One for each step, in their order."""
    expectations: tuple[JudgedExpectation, ...] = ()
    promises: tuple[JudgedPromise, ...] = ()
    better: str = ""
    """What +3 would have been, as words the agent could have sent; "" where what was sent is as good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadScore:
    """The score of a whole conversation, and the contact whose rule fixed it."""

    ruling: Ruling
    contact: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The sheet of one conversation."""

    contacts: tuple[ContactSheet, ...]
    overall: ThreadScore | None = None
    """None where no contact has a score yet."""
    language: Language
    """In which its reasons are written: the reader's, not the customer's."""
    provenance: Provenance
    content: str
    """Hash of what was read, people as their roles: the same words give the same, whoever says them."""

    @property
    def scale_note(self) -> str:
        """What is to be said once on every sheet: whose scale it is."""
        return scale_note(self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a reviewer gives: the contacts' parts, before they are checked, and where they came from."""

    contacts: tuple[ContactSheet, ...]
    provenance: Provenance


def thread_score(contacts: Sequence[ContactSheet]) -> ThreadScore | None:
    """The score of a conversation: that of its weakest contact which nothing later has made good.

    A contact below 0 is made good by a later one that repairs it (rule 9) or that exceeds what was expected: from then
    on the later one stands for both. Contacts that expected nothing count only where no other does.
    """
    scored = [one for one in contacts if one.overall is not None]
    counted = [one for one in scored if one.expects] or scored
    standing: list[ContactSheet] = []
    for one in counted:
        if _makes_good(one):
            standing = [before for before in standing if _score(before) >= 0]
        standing.append(one)
    if not standing:
        return None
    weakest = min(standing, key=lambda one: (_score(one), one.number))
    return ThreadScore(ruling=weakest.overall or _NOTHING, contact=weakest.number)


def _makes_good(one: ContactSheet) -> bool:
    ruling = one.overall or _NOTHING
    return (ruling.rule == _REPAIRED and ruling.score > 0) or ruling.score > 1


def _score(one: ContactSheet) -> int:
    return (one.overall or _NOTHING).score


_NOTHING = Ruling(score=0, rule=8)
_REPAIRED = 9


def fate_of(promise: Promise) -> Fate:
    """What a tracked promise came to; one that was broken stays so, even where it was kept late."""
    if promise.broken_at is not None or promise.state is PromiseState.BROKEN:
        return Fate.BROKEN
    if promise.taken_back_at is not None:
        return Fate.TAKEN_BACK
    return Fate.KEPT if promise.state is PromiseState.KEPT else Fate.OPEN


def passed_untold(promise: Promise, now: datetime) -> bool:
    """Whether its time is over and nobody says what became of it; one that is tracked is asked after in time."""
    is_left = fate_of(promise) is Fate.OPEN and promise.state not in TRACKED
    return is_left and promise.due is not None and promise.due < now


def tracked_as(quote: Quote, promises: Iterable[Promise]) -> Promise | None:
    """The promise that words of ours stated, also where a later line has said it in other words: it was moved."""
    there = [one for one in promises if quote.ts in one.lines]
    same = (one for one in there if occurs(one.words, quote.words) or occurs(quote.words, one.words))
    earlier = [one for one in there if one.lines[-1] != quote.ts]
    return next(same, earlier[0] if len(earlier) == len(there) == 1 else None)
