"""What another part of motbot adds to the Home tab: it is asked for its blocks whenever somebody's tab is drawn."""

from collections.abc import Sequence
from typing import Protocol

from slack_sdk.models.blocks import Block


class HomeSection(Protocol):
    """Draws its part of somebody's tab; nothing where this person is not to see it.

    It looks by itself who the person is and what they may see. Errors of motbot's own leave the part out.
    """

    async def __call__(self, *, user: str) -> Sequence[Block]:
        """Draw it; a short part, since a tab holds a hundred blocks in all."""
        ...
