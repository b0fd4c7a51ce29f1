"""Finds in a text what may be one customer's own: names, addresses, numbers; a fact of a channel should hold none."""

from collections.abc import Iterable, Sequence

from motbot.domain.called_names import CalledNames
from motbot.domain.proposed_case_marks import marks_in

DETAILS_AT_MOST = 8
DETAIL_AT_MOST = 80


def details_in(facts: Iterable[str], names: Sequence[str]) -> tuple[str, ...]:
    """The words that may be a customer's own, each once, in order, the first few.

    Args:
        facts: what is to be kept.
        names: what the customer is called, as far as it is known.
    """
    called = CalledNames({"customer": tuple(name for name in names if name.strip())})
    found: list[str] = []
    for fact in facts:
        spots = [(one.start, one.end) for one in marks_in(fact)]
        spots += [(start, end) for start, end, _ in called.found(fact)]
        found += [fact[start:end][:DETAIL_AT_MOST] for start, end in sorted(spots)]
    return tuple(dict.fromkeys(found))[:DETAILS_AT_MOST]
