"""Everything that was expected in a request, from its first words to its newest."""

from motbot.domain.expectation import Expectation
from motbot.domain.grounding import folded

EXPECTED_AT_MOST = 12


def together(before: tuple[Expectation, ...], now: tuple[Expectation, ...]) -> tuple[Expectation, ...]:
    """Both lists as one without repetition; of a long conversation the first wishes and the newest ones."""
    known = {folded(one.text) for one in before}
    joined = (*before, *(one for one in now if folded(one.text) not in known))
    if len(joined) <= EXPECTED_AT_MOST:
        return joined
    half = EXPECTED_AT_MOST // 2
    return (*joined[:half], *joined[-half:])
