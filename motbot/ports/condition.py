"""How the bot itself is doing, as a port: whoever runs it knows."""

from typing import Protocol


class Condition(Protocol):
    """Asked for when somebody wants to know."""

    async def jobs(self) -> int:
        """How many jobs wait or run, in all processes.

        Raises:
            StorageUnavailable: the database does not answer just now.
        """
        ...

    async def model_answers(self) -> bool | None:
        """Whether the model answers a tiny question now; None where there is none to be asked. Never raises for it."""
        ...
