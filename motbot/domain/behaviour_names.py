"""What a sheet's ids and states are called for people: behaviours, steps, scores, rules and outcomes, in short words.

Every phrase stands as well behind "seen" as behind "missing", within a line, and without a full stop.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from motbot.catalogue import translated
from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language
from motbot.domain.review import RaterRole
from motbot.domain.scoring import Fault, Step
from motbot.domain.sheet import Fate, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNames:
    """One language."""

    steps: Mapping[Step, str]
    """The method's own names: its third step is a promise in our code alone."""
    behaviours: Mapping[str, str]
    """By the method's numbers, listening habits included."""
    faults: Mapping[Fault, str]
    scores: Mapping[int, str]
    """What the customer makes of the reply."""
    rules: Mapping[int, str]
    """Which rule of the decision order fixed a score, by its number."""
    outcomes: Mapping[Outcome, str]
    fates: Mapping[Fate, str]
    over: str
    """In place of "still open" where the time is over."""
    nothing_shows: str
    """Behind it."""
    as_read_then: str
    """Behind a promise that was taken back."""
    kinds: Mapping[ExpectationKind, str]
    raters: Mapping[RaterRole, str]
    roles: Mapping[str, str]
    numbers: Mapping[str, str]
    numbered: str
    """One of several in a role: `second customer`, and from the seventh on `7th customer`."""


EN = SheetNames(
    steps={Step.EXPLORE: "Explore", Step.OFFER: "Offer", Step.PROMISE: "Action", Step.CONFIRM: "Confirm"},
    behaviours={
        "E1": "thinking of those the result is for",
        "E2": "noticing pressure and feelings",
        "E3": "one open question that is worth asking",
        "E4": "asking what lies behind the request",
        "E5": "saying back what was understood",
        "E6": "understanding before solving",
        "E7": "building on what was already said",
        "E8": "telling what is wished from what is needed",
        "E9": "finding what nobody has said yet",
        "O1": "an answer to every request",
        "O2": "offering only what can be done",
        "O3": "who, what, by when, and what if not",
        "O4": "good for the company and for the person",
        "O5": "moving first instead of waiting",
        "O6": "asking what is still missing",
        "O7": "an early, friendly no with another way",
        "A1": "doing what was promised, in time",
        "A2": "leaving nothing without an answer",
        "A3": "handing over with the whole story",
        "A4": "saying early that it will slip",
        "A5": "finishing it as the customer means it",
        "C1": "asking whether it does what was needed",
        "C2": "asking whether this is the progress hoped for",
        "C3": "asking how it stands now",
        "C4": "putting right what is not right yet",
        "C5": "saying what happens next",
        "L1": "reading the signs beside the words",
        "L2": "asking what only this customer can answer",
        "L3": "letting the customer finish",
        "L4": "checking dates, names and figures",
        "L5": "keeping in mind what was said",
        "L6": "answering the mood in a line",
        "L7": "standing beside the customer",
    },
    faults={
        Fault.BLAME: "blaming or belittling the customer",
        Fault.DENIAL: "denying a failure we know of",
        Fault.REPEATED: "repeating a broken promise as it was",
        Fault.WALL: "a rule or a bare no, without a reason or another way",
        Fault.SENT_AWAY: "sending the customer elsewhere to start again",
        Fault.PUSHED_BACK: "handing the work back to the customer",
        Fault.OVER_PROMISE: "promising what cannot be done",
        Fault.STALL: "putting off where a no was certain",
    },
    scores={
        3: "delights",
        2: "exceeds",
        1: "meets",
        0: "neutral",
        -1: "falls short",
        -2: "lets down",
        -3: "does damage",
    },
    rules={
        1: "blame, insult, or denial of a known failure",
        2: "a broken promise made again as it was",
        3: "a rule or a bare no, without a reason or another way",
        4: "sent elsewhere to start again, or the work handed back",
        5: "a promise that cannot be kept, or putting off a certain no",
        6: "half or more of what was asked is left open",
        7: "the answer came late: one lower",
        8: "how far the answer goes: seen, answered, or beyond",
        9: "how far our broken promise is put right",
    },
    outcomes={Outcome.MET: "met", Outcome.MISSED: "missed", Outcome.NEVER_SEEN: "never seen"},
    fates={Fate.KEPT: "kept", Fate.BROKEN: "broken", Fate.OPEN: "still open", Fate.TAKEN_BACK: "taken back"},
    over="time over",
    nothing_shows="nothing here shows whether it was kept",
    as_read_then="the score is of the answer as it read then",
    kinds={
        ExpectationKind.EXPLICIT: "stated",
        ExpectationKind.IMPLICIT: "unspoken",
        ExpectationKind.NOT_YET_EXISTING: "not thought of yet",
    },
    raters={RaterRole.AGENT: "agent", RaterRole.LEAD: "lead"},
    roles={"customer": "customer", "agent": "agent", "colleague": "colleague", "program": "program"},
    numbers={"second": "second", "third": "third", "fourth": "fourth", "fifth": "fifth", "sixth": "sixth"},
    numbered="{number} {role}",
)


def sheet_names(language: Language) -> SheetNames:
    """The names in a language; English where it has none."""
    return translated(EN, language, context="sheet.names")


def outcome_name(outcome: Outcome, language: Language, *, is_pending: bool) -> str:
    """What became of an expectation; nothing did yet where its contact is pending."""
    names = sheet_names(language)
    return names.fates[Fate.OPEN] if is_pending else names.outcomes[outcome]


def role_name(role: str, language: Language) -> str:
    """Who said a line, from the role a sheet gives in place of a name: `second customer` is 第二位客户."""
    if language is Language.EN:
        return role
    names = sheet_names(language)
    front, _, last = role.rpartition(" ")
    name = names.roles.get(last, last)
    if not front:
        return name
    return names.numbered.format(number=names.numbers.get(front) or front.removesuffix("th"), role=name)


def signed(score: int) -> str:
    """A score with its sign, as people write it: +2, 0, \u22121 with a true minus."""
    return f"+{score}" if score > 0 else f"\u2212{-score}" if score else "0"
