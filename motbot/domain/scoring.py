"""How a reply is scored: marks and facts that can be seen in it, and the decision order that makes -3 to +3 of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

LEAST, MOST = -3, 3


class Step(StrEnum):
    """The four steps of the method; its third is called a promise here."""

    EXPLORE = "explore"
    OFFER = "offer"
    PROMISE = "promise"
    CONFIRM = "confirm"


BEHAVIOURS: Mapping[Step, tuple[str, ...]] = {
    Step.EXPLORE: ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9"),
    Step.OFFER: ("O1", "O2", "O3", "O4", "O5", "O6", "O7"),
    Step.PROMISE: ("A1", "A2", "A3", "A4", "A5"),
    Step.CONFIRM: ("C1", "C2", "C3", "C4", "C5"),
}
"""The method's own numbers for what can be seen in a reply, by step."""
LISTENING = ("L1", "L2", "L3", "L4", "L5", "L6", "L7")
"""The seven listening habits, in the method's order; they may stand beside any step."""
KNOWN = frozenset((*LISTENING, *(behaviour for step in BEHAVIOURS.values() for behaviour in step)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that stand in a line; verbatim."""

    ts: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How one step of a contact was done."""

    step: Step
    score: int | None = None
    """From -3 to +3; None: not applicable yet."""
    behaviours: tuple[str, ...] = ()
    """What was seen, by the method's numbers."""
    lacking: tuple[str, ...] = ()
    """What was called for and not seen, or done the other way round."""
    quotes: tuple[Quote, ...] = ()
    reason: str = ""
    """One line in the reader's language."""


class Fault(StrEnum):
    """What can be held against a reply; only words of ours can show it."""

    BLAME = "blame"
    """Blame, insult, or "go and complain"."""
    DENIAL = "denial"
    """A failure that our side knows of is denied."""
    REPEATED = "repeated"
    """A promise that was broken is made again as it was."""
    WALL = "wall"
    """A rule, or a bare no, with neither a reason nor another way."""
    SENT_AWAY = "sent_away"
    """The customer is to start again with another person, desk or queue."""
    PUSHED_BACK = "pushed_back"
    """A help page, or the customer's own work, in place of help."""
    OVER_PROMISE = "over_promise"
    """It promises what is known not to be possible."""
    STALL = "stall"
    """It puts off where a no was certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The words of ours that show a fault; without one, those that raise the score above "answered"."""

    quote: Quote
    fault: Fault | None = None


class Repair(StrEnum):
    """What a reply does about a promise of ours that was broken before it."""

    NONE = "none"
    PARTLY = "partly"
    """It owns up, or gives a new time, but not both."""
    FULL = "full"
    """It owns up, and delivers or gives a new time."""
    MORE = "more"
    """It repairs fully and adds something that was not asked for."""


class Depth(StrEnum):
    """How far a reply that lets nobody down goes."""

    SILENT = "silent"
    """Nobody has answered."""
    EMPTY = "empty"
    """It touches nothing that was asked, nor says that it was seen."""
    SEEN = "seen"
    """It says that the words were seen and no more, or nothing was expected of it."""
    ANSWERED = "answered"
    EXCEEDED = "exceeded"
    """Something unsaid is served too, with an owner and a time; or a no that is early, reasoned and has a way on."""
    DELIGHTED = "delighted"
    """They thought further than the customer did, took work off them, and fixed a time and a check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What can be seen in a reply, judged as it was read then and not by what came of it.

    How it was read, the customer may say right afterwards: "that is not what I asked for".
    """

    faults: frozenset[Fault] = frozenset()
    is_mild: bool = False
    """The blame or denial is mild and does no harm."""
    asked: int = 0
    """How many things were asked for in words."""
    unanswered: int = 0
    """How many of them all our words leave open."""
    is_late: bool = False
    presses: bool = False
    """The urgency was high or critical."""
    harms: bool = False
    """Harm is happening or imminent."""
    repair: Repair = Repair.NONE
    depth: Depth = Depth.SEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A score with the number of the rule of the decision order that fixed it."""

    score: int
    rule: int


_BY_DEPTH = {
    Depth.SILENT: 0,
    Depth.EMPTY: 0,
    Depth.SEEN: 0,
    Depth.ANSWERED: 1,
    Depth.EXCEEDED: 2,
    Depth.DELIGHTED: 3,
}
_BY_REPAIR = {Repair.PARTLY: 0, Repair.FULL: 1, Repair.MORE: 2}


def ruled(facts: Facts) -> Ruling:
    """The decision order, from the weightiest reason down; of rules that lead to one score the first counts."""
    fixed = min((_praise(facts), *_bounds(facts)), key=lambda ruling: (ruling.score, ruling.rule))
    if facts.is_late:
        return Ruling(score=max(fixed.score - 1, LEAST), rule=7 if fixed.score > LEAST else fixed.rule)
    return fixed


def _bounds(facts: Facts) -> list[Ruling]:
    """What every rule that lets the score be no higher comes to."""
    faults = facts.faults
    grave = -2 if facts.presses else -1
    # What only says that the words were seen answers nothing yet, and is no half answer.
    answers = facts.depth not in {Depth.SILENT, Depth.SEEN}
    several = answers and facts.asked > 1 and facts.unanswered * 2 >= facts.asked
    bounds = (
        (1, Fault.BLAME in faults or Fault.DENIAL in faults, -2 if facts.is_mild and not facts.harms else -3),
        (2, Fault.REPEATED in faults, -3 if facts.harms else -2),
        (3, Fault.WALL in faults, -3 if facts.harms else grave),
        (4, Fault.SENT_AWAY in faults, grave),
        (4, Fault.PUSHED_BACK in faults, -1),
        (5, Fault.OVER_PROMISE in faults, -2),
        # Putting off costs the customer time to look elsewhere, which weighs where there is little of it.
        (5, Fault.STALL in faults, grave),
        (6, several or facts.depth is Depth.EMPTY, -1),
    )
    return [Ruling(score=score, rule=rule) for rule, holds, score in bounds if holds]


def _praise(facts: Facts) -> Ruling:
    """What the reply comes to where nothing speaks against it."""
    if facts.repair is Repair.NONE:
        return Ruling(score=_BY_DEPTH[facts.depth], rule=8)
    return Ruling(score=_BY_REPAIR[facts.repair], rule=9)


def one_each(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """One mark for every step, in their order; of two for one step the first."""
    given = {mark.step: mark for mark in reversed(marks)}
    return tuple(given.get(step, Mark(step=step)) for step in Step)
