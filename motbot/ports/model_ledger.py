"""What all processes together ask of a language model, counted in one place."""

from typing import Protocol

from motbot.domain.model_limits import Denied, Load, Reserved, Wanted


class ModelLedger(Protocol):
    """Counts calls before they are made, and again when they are over; the bounds are its own.

    Both verbs raise StorageUnavailable.
    """

    async def reserve(self, wanted: Wanted) -> Reserved | Denied:
        """Count a call that is to be made, or say which bound of all processes together stands in its way."""
        ...

    async def settle(self, reserved: Reserved, took: Load) -> None:
        """Count what it took. A call that is never settled stays counted at its worst; its place falls free."""
        ...
