"""Whether an agent used a draft, told by comparing it with what they posted: nobody has to press anything."""

from difflib import SequenceMatcher
from enum import StrEnum

from motbot.domain.grounding import folded

_AS_IT_IS = 0.9
_IN_PARTS = 0.45


class Usage(StrEnum):
    """How much of a draft is in what was posted."""

    USED = "used"
    EDITED = "edited"
    OWN = "own"


def usage_of(draft: str, posted: str) -> Usage:
    """Compare letter by letter after folding; texts beyond 4,000 characters are compared by their beginning."""
    ratio = SequenceMatcher(None, folded(draft)[:4000], folded(posted)[:4000], autojunk=False).ratio()
    if ratio >= _AS_IT_IS:
        return Usage.USED
    return Usage.EDITED if ratio >= _IN_PARTS else Usage.OWN
