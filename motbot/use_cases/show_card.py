"""Shows the card of a moment as somebody has it, for the windows that open from it."""

from motbot.domain.nudge import Card, WhisperState
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.whispering import card_key
from motbot.use_cases.who_may import may_see


class ShowCard:
    """Reads; changes nothing."""

    def __init__(self, *, store: Store, directory: Directory) -> None:
        """Take the ports."""
        self._store = store
        self._directory = directory

    async def __call__(self, moment: int, user: str) -> Card | None:
        """The card that this person was given and may still see; None where there is none."""
        async with self._store.begin() as tx:
            whisper = await tx.whispers.by_key(card_key(moment, user))
        if whisper is None or whisper.withdrawn or whisper.state is WhisperState.REFUSED:
            return None
        card = whisper.nudge
        if not isinstance(card, Card) or not await may_see(self._directory, user, card.place.channel):
            return None
        return card
