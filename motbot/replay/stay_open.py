"""Keeps the local Slack open with the real bot in it, until somebody stops it."""

from motbot.replay.perform import Wish
from motbot.settings.loading import Settings


async def stay_open(settings: Settings, wish: Wish) -> None:
    """To be."""
