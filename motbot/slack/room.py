"""How much of each text a card shows, so that all of it together stays within what Slack takes."""

from dataclasses import dataclass

from motbot.domain.expectation import ExpectationKind

MESSAGE_AT_MOST = 12_500
"""Characters of a message's blocks as JSON; a little above 13,200 Slack refuses them, which it does not document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How long each text may be, in characters, and how many of each thing are shown."""

    words: int = 500
    need: int = 180
    evidence: int = 120
    question: int = 160
    reply: int = 2400
    needs: tuple[int, int, int] = (4, 2, 2)
    """Explicit, implicit and not yet existing expectations."""
    promises: int = 5
    in_full: int = 3
    """Of more promises than this in one note most get one line each."""
    what: int = 160
    detail: int = 160
    beyond: int = 2
    mending: int = 1500

    def needs_of(self, kind: ExpectationKind) -> int:
        """How many expectations of a kind are shown."""
        return self.needs[list(ExpectationKind).index(kind)]


ROOMS = (
    Room(),
    Room(
        words=400,
        need=140,
        evidence=90,
        question=120,
        reply=1800,
        in_full=2,
        what=100,
        detail=100,
        beyond=1,
        mending=900,
    ),
    Room(
        words=240,
        need=100,
        evidence=60,
        question=90,
        reply=1300,
        needs=(3, 1, 1),
        promises=4,
        in_full=1,
        what=80,
        detail=70,
        beyond=1,
        mending=600,
    ),
    Room(
        words=120,
        need=60,
        evidence=40,
        question=60,
        reply=500,
        needs=(1, 1, 1),
        promises=3,
        in_full=1,
        what=60,
        detail=40,
        beyond=1,
        mending=120,
    ),
)
"""The first in which a card fits is taken; the last holds whatever comes."""
