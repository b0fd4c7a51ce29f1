"""Judges the expectations that were found: explicit ones by anchors and quotes, unsaid ones by likeness or a judge."""

from collections.abc import Iterator, Mapping, Sequence

from motbot.catalogue import labelled, say, with_aside
from motbot.domain.case import Case, GoldExpectation
from motbot.domain.expectation import Assessed, Expectation, ExpectationKind
from motbot.domain.grounding import folded, occurs
from motbot.domain.harm import Harm
from motbot.domain.matching import SAID_ALIKE, alike, pairs, share_within
from motbot.domain.opinion import Held, Opinion
from motbot.domain.people import Side
from motbot.domain.tried import Tried
from motbot.domain.value_words import in_words

_ANCHOR, _QUOTE = 10.0, 3.0
"""What an anchor and a shared quote weigh beside likeness, which is at most 1: labels decide before our measures do."""
_IN_A_CUE = 0.7
"""So much of a quote stands in what a label names as its cue."""
_DROPPED = ("ungrounded_quote", "ungrounded_cue")

EXPLICIT, IMPLICIT, NOT_YET = ExpectationKind.EXPLICIT, ExpectationKind.IMPLICIT, ExpectationKind.NOT_YET_EXISTING
Pairs = tuple[tuple[int, int], ...]


def explicit_pairs(case: Case, found: Sequence[Expectation]) -> Pairs:
    """Which explicit expectation that was found is which label: places in both."""
    return pairs(found, case.gold.of_kind(EXPLICIT), _explicit_weight)


def unsaid_pairs(case: Case, found: Sequence[Expectation], kind: ExpectationKind) -> Pairs:
    """The same for unsaid ones of a kind, by likeness: what is worded quite differently is not paired."""
    return pairs(found, case.gold.of_kind(kind), _unsaid_weight)


def expectation_rows(case: Case, assessed: Assessed, opinions: Mapping[str, Opinion]) -> Iterator[Tried]:
    """What is missing of the labels, what nobody wants, and which quotes do not stand in the conversation."""
    found = assessed.assessment
    explicit = found.of_kind(EXPLICIT)
    matched = explicit_pairs(case, explicit)
    gold = case.gold.of_kind(EXPLICIT)
    missed = [one for place, one in enumerate(gold) if place not in {there for _, there in matched}]
    yield Tried(
        harm=Harm.MISSED_EXPECTATION, count=len(gold), findings=tuple(labelled(one.key, one.text) for one in missed)
    )
    invented = (
        *_invented_explicit(case, explicit, {here for here, _ in matched}),
        *_invented_unsaid(case, found.of_kind(IMPLICIT), IMPLICIT, opinions),
        *_invented_unsaid(case, found.of_kind(NOT_YET), NOT_YET, opinions),
    )
    yield Tried(harm=Harm.INVENTED_EXPECTATION, count=_decidable(case, found.expectations, opinions), findings=invented)
    yield _quotes(case, assessed)


def _explicit_weight(found: Expectation, gold: GoldExpectation) -> float:
    told = folded(f"{found.text}\n{found.quote}")
    anchors = sum(folded(anchor) in told for anchor in gold.anchors)
    shared = bool(gold.quote) and (occurs(gold.quote, found.quote) or occurs(found.quote, gold.quote))
    near = alike(found.text, gold.text)
    if gold.anchors:
        return _ANCHOR * anchors + _QUOTE * shared + near if anchors else 0.0
    return _QUOTE * shared + near if shared or near >= SAID_ALIKE else 0.0


def _unsaid_weight(found: Expectation, gold: GoldExpectation) -> float:
    told = folded(f"{found.text}\n{found.cue}")
    anchors = sum(folded(anchor) in told for anchor in gold.anchors)
    near = alike(found.text, gold.text)
    return _ANCHOR * anchors + near if anchors or near >= SAID_ALIKE else 0.0


def _invented_explicit(case: Case, found: Sequence[Expectation], matched: set[int]) -> Iterator[str]:
    """An unpaired one that says over again, or in parts, what a label says is no invention."""
    for place, one in enumerate(found):
        if place in matched or any(_touches(one, gold) for gold in case.gold.expectations):
            continue
        yield _told(one, repr(one.quote))


def _touches(found: Expectation, gold: GoldExpectation) -> bool:
    """Whether it is about what a label is about, be it of another kind: a wish may be taken for said or for unsaid."""
    if gold.kind is EXPLICIT and _explicit_weight(found, gold):
        return True
    shares = bool(gold.quote) and occurs(gold.quote, found.quote)
    return shares or alike(found.text, gold.text) >= SAID_ALIKE or share_within(found.quote, gold.cue) >= _IN_A_CUE


def _invented_unsaid(
    case: Case, found: Sequence[Expectation], kind: ExpectationKind, opinions: Mapping[str, Opinion]
) -> Iterator[str]:
    """Those a judge calls invented; without a judge those that are one too many, the unlikest first.

    More than are labelled is one too many only where a label says how many there are: for those not yet existing,
    since none is a right answer, and where there is none at all.
    """
    gold = case.gold.of_kind(kind)
    judged = [one for one in found if one.mark in opinions]
    yield from (_told(one, one.cue) for one in judged if opinions[one.mark].held is Held.INVENTED)
    left = [one for one in found if one.mark not in opinions]
    if kind is IMPLICIT and gold:
        return
    nearest = sorted(left, key=lambda one: max((_unsaid_weight(one, label) for label in gold), default=0.0))
    yield from (_told(one, one.cue) for one in nearest[: max(0, len(left) - len(gold))])


def _told(found: Expectation, why: str) -> str:
    return labelled(in_words(found.kind), with_aside(found.text, why))


def _decidable(case: Case, found: Sequence[Expectation], opinions: Mapping[str, Opinion]) -> int:
    """How many of those found can be told to be invented or not."""
    labelled = bool(case.gold.of_kind(IMPLICIT))
    return sum(one.kind is not IMPLICIT or one.mark in opinions or not labelled for one in found)


def _quotes(case: Case, assessed: Assessed) -> Tried:
    """Quotes that are the customer's words; the checks have taken others out, which counts as much."""
    asked = [line.text for line in case.view.lines if line.side in {Side.CUSTOMER, Side.UNKNOWN}]
    explicit = assessed.assessment.of_kind(EXPLICIT)
    wrong = [one for one in explicit if not any(occurs(one.quote, text) for text in asked)]
    dropped = [reason for reason in assessed.provenance.dropped if reason in _DROPPED]
    told = (
        *(say("shown: {words}", words=repr(one.quote)) for one in wrong),
        *(say("taken out: {reason}", reason=in_words(reason)) for reason in dropped),
    )
    return Tried(harm=Harm.UNGROUNDED_QUOTE, count=len(assessed.assessment.expectations) + len(dropped), findings=told)
