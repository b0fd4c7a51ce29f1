"""What our side knew when it answered: a reply is judged by that, and by nothing that was set later."""

from dataclasses import dataclass

from motbot.domain.limits import PromiseLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownThen:
    """All of it, at one time."""

    facts: str = ""
    """What the channel's config says, and what its leads had set."""
    known: tuple[str, ...] = ()
    """What agents had added under "We know that ..."."""
    limits: tuple[PromiseLimit, ...] = ()
